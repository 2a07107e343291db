// Package timeline turns a Go execution trace into lanes: which goroutine ran on
// which P, carried by which thread, when; how long each goroutine ran, waited for
// a P, or was blocked, and on what.
//
//	r, err := timeline.Record(timeline.DefaultLimit)
//	work()
//	t, err := r.Stop(timeline.Options{})
//
// [Record] keeps a trace of the running program in memory, up to a limit; [Parse]
// reads any trace of Go 1.22 or newer. A [Timeline] is plain data with a JSON form.
// It never grows with the trace: what is too much to draw is summed up over
// stretches of time, and what was left out is counted.
//
// Times are those of the trace's clock, in nanoseconds. An execution trace says
// when the scheduler gave a P to a goroutine, not when the operating system gave
// a processor to the thread: with more Ps than processors several Ps are busy at
// once and share the processors.
//
// The package is the only door to golang.org/x/exp/trace.
package timeline
