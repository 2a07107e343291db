package main

import "sync"

func main() {
	c := make(chan int)
	var r <-chan int = c
	var s chan<- int = c
	r <- 1
	<-s
	close(r)
	c <- "x"
	var d chan string = c
	x := <-c + "s"
	for a, b := range c {
	}
	for v := range s {
	}
	select {
	case x := 1:
	case c <- 1, 2:
	}
	_, _ = d, x
	_ = len(1)
	_ = cap(map[int]int{})
	var mu sync.Mutex
	mu.lock()
	mu.Lok()
	go func() {}
	defer recover
}
