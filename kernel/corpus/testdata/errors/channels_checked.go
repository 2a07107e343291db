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
	for a, b := range c {
	}
	for v := range s {
		_ = v
	}
	_ = d
	_ = len(1)
	_ = cap(map[int]int{})
	_ = make(int)
	_ = make([]int)
	_ = make(chan int, -1)
	_ = new()
	_ = append(1, 2)
	_ = append([]int{}, "x")
	copy(1, 2)
	delete(c, 1)
	delete(map[string]int{}, 1)
	var mu sync.Mutex
	mu.lock()
	mu.Lok()
	var wg sync.WaitGroup
	wg.Add()
	wg.Wait(1)
	x, ok := <-r, true
	x, ok := <-r
}
