func hello() string { return "Hello from goroutine!" }
