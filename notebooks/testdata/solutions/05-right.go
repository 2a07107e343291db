func first(sources ...func() int) int {
	answers := make(chan int, len(sources))
	for _, ask := range sources {
		go func() { answers <- ask() }()
	}
	return <-answers
}
