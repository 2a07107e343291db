import "runtime"

func park(n int) int {
	gate := make(chan struct{})
	for range n {
		go func() { <-gate }()
	}
	return runtime.NumGoroutine()
}
