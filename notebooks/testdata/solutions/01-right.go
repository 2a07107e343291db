import (
	"runtime"
	"sync"
)

func park(n int) int {
	gate := make(chan struct{})
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() { <-gate })
	}
	alive := runtime.NumGoroutine()
	close(gate)
	wg.Wait()
	return alive
}
