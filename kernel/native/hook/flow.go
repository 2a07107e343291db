package hook

// Poll is the safe point at the head of a loop: an atomic load.
func Poll() {
	if stop.Load() {
		host.check()
	}
}

// Go is the go statement at site.
func Go(site int, f func()) { host.spawn(site, f) }

// Exit is os.Exit.
func Exit(code int) { host.exit(code) }

// Goexit is runtime.Goexit.
func Goexit() { host.goexit() }

// NumGoroutine is runtime.NumGoroutine.
func NumGoroutine() int { return host.count() }

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
