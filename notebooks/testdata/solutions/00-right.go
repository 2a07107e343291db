import (
	"sync"
	"sync/atomic"
)

func launch(n int) int {
	var ran atomic.Int64
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() { ran.Add(1) })
	}
	wg.Wait()
	return int(ran.Load())
}
