package hook

import "sync/atomic"

// Stopping is the flag that safe points look at, an atomic load each.
var Stopping = &stop

// Stopped reads the flag. It is a function of this package because the compiler inlines
// those of packages that a cell imports, not the methods of types that it meets.
func Stopped(flag *atomic.Bool) bool { return flag.Load() }

// Check ends the goroutine if its cell is being stopped.
func Check() { host.check() }

// Go is the go statement at site.
func Go(site int, f func()) { host.spawn(site, f) }

// Exit is os.Exit.
func Exit(code int) { host.exit(code) }

// Goexit is runtime.Goexit.
func Goexit() { host.goexit() }

// NumGoroutine is runtime.NumGoroutine.
func NumGoroutine() int { return host.count() }

// SetGCPercent is debug.SetGCPercent.
func SetGCPercent(percent int) int { return host.percent(percent) }

// PprofDo is pprof.Do: f gets a context with the labels, the goroutine keeps its own, which
// tell who it is. C is context.Context, see ContextAfterFunc, L is pprof.LabelSet.
func PprofDo[C, L any](_ int, ctx C, labels L, f func(C)) {
	c, _ := host.pprofDo(ctx, labels).(C) // nil, as pprof.Do has it, panics there
	f(c)
}

// PprofSetGoroutineLabels is pprof.SetGoroutineLabels.
func PprofSetGoroutineLabels[C any](int, C) {}

// Result shows the value of the cell's last expression.
func Result(values ...any) {
	for _, v := range values {
		host.result(v)
	}
}

// Ptr returns a pointer to a copy of v.
//
//go:fix inline
func Ptr[T any](v T) *T { return &v }
