func first(sources ...func() int) int {
	answers := make(chan int, 1)
	for _, ask := range sources {
		go func() { answers <- ask() }()
	}
	return <-answers
}
