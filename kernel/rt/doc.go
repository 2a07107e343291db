// Package rt carries every operation of a lowered cell that has to do with
// goroutines, channels, locks, panics, interfaces and output.
//
// kernel/lower turns a cell into text that calls this package instead of using
// the statement itself; kernel/engine runs that text. Because each operation
// passes here, rt knows who waits for what and since when, can stop one cell
// and leave the others alone, and gives panics and values the words that a
// compiled Go program would use.
//
// # The current goroutine
//
// A goroutine's [G] is found through its profiler label pointer, which the
// runtime hands down to the goroutines it starts. A goroutine of compiled code
// that inherits its parent's pointer is told apart by the address of its
// runtime g and gets a G of its own at its first operation here.
//
// # Stopping
//
// A stopped cell closes the channel that its blocked operations also wait on,
// and raises the flag that lowered loops test. Both lead to runtime.Goexit, so
// deferred calls run and nothing can swallow the end.
//
// # Goroutines
//
// The package starts one goroutine for each call of [Go] and [WgGo], and one for
// the statements of a cell ([Cell.Run]). It has no helpers of its own: timers
// flush output and watch locks that compiled code may release.
package rt
