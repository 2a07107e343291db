import "time"

func hello() string {
	said := make(chan string, 1)
	go func() { said <- "Hello from goroutine!" }()
	time.Sleep(10 * time.Millisecond)
	return <-said
}
