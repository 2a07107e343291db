func hello() string {
	said := make(chan string)
	go func() { said <- "Hello from goroutine!" }()
	return <-said
}
