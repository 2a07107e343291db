func limited(k int, work []func()) {
	permits := make(chan struct{}, k)
	for _, f := range work {
		permits <- struct{}{}
		go func() {
			defer func() { <-permits }()
			f()
		}()
	}
}
