// Package heapdump answers what a process's goroutines and timers can still reach:
// whether somebody holds a reference to a channel that a goroutine waits for.
//
// The runtime knows, but tells only in the form of a heap dump
// (runtime/debug.WriteHeapDump): all objects with their pointers, all
// goroutines with their frames, the global variables, of one instant. [Take] has it
// written to a temporary file and reads it; [Dump.Unreachable] marks it as the
// collector would, with one difference: goroutines that wait are not roots, until
// what they wait for is found. Those left over can never go on.
//
// Wherever the dump leaves room for doubt, something counts as reachable: all
// words of a frame may be pointers, and an object that a collection has kept for
// a reason that is not in the dump is a root. So what is called unreachable is.
//
// The world stands still while the dump is written, about 3 ms for each MB of it:
// 13 ms for a worker at rest. Take therefore has a limit. [LiveTimers] is what can be had
// without a dump: the timers, from the lists that the runtime keeps.
package heapdump
