// Package toolchain is the only door to the go command and to the C compiler. It
// finds them, builds Go and C programs in a cache of its own, and runs what was
// built as a child process with the rules that the worker has: a memory limit, an
// interrupt, nothing lost of what was printed.
//
// # What a build may do
//
// It sees its own files, the standard library, and nothing else: no network, no
// other toolchain than the one found, no settings of the user's go command. Only
// [Tools.Go] with [GoCall.Network] set, which %get is for, asks the user's proxy.
//
// # Where things are
//
// Below the user's cache directory: the go command's build cache, and the results of
// builds by the content that they were made from. Both count against one bound; what was
// not used for longest goes first, and is made again when it is asked for.
//
// # Positions
//
// Programs name their cells in //line directives ([LineDirective]); [Positions] finds
// those names again in whatever the compiler, the runtime or the race detector
// prints.
package toolchain
