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
// # Users' types
//
// The interpreter knows types of cells only by their structure. [AddTypes] brings
// their descriptions; a value that becomes an interface is put into a [Boxed], whose
// type and methods are looked up here. fmt, encoding/json, errors and
// assertions see what the user declared.
//
// # Where to read
//
//	label, g, cell, crowd, control  goroutines: identity, life, counting, stopping
//	port, chan, select        channels
//	locks, rwlocks, waitgroup, cond, once, sleep, callback
//	observe, snapshot, objects, cycles, chanlayout  who waits for whom
//	defer, flight, panic, unwind, checks  panics and their stacks
//	types, box, assert        users' types and interfaces
//	format*, print, json      their values for compiled code
//	view, result              values for the notebook
//	output, input, logging    the standard streams
//
// # Goroutines
//
// The package starts one goroutine for each call of [Go] and [WgGo], and one for
// the statements of a cell ([Cell.Run]); [AfterFunc] borrows those that timers start.
// It has no helpers of its own: the first goroutine in a queue watches for
// releases by compiled code, and a timer flushes output.
package rt
