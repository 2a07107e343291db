import "sync"

func limited(k int, work []func()) {
	permits := make(chan struct{}, k)
	var wg sync.WaitGroup
	for _, f := range work {
		wg.Go(func() {
			permits <- struct{}{}
			defer func() { <-permits }()
			f()
		})
	}
	wg.Wait()
}
