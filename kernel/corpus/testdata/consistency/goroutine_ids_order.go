package main

import (
	"fmt"
	"strings"
	"sync"
)

type turn struct {
	mu   sync.Mutex
	c    *sync.Cond
	next int
}

func main() {
	t := &turn{}
	t.c = sync.NewCond(&t.mu)
	var b strings.Builder
	var wg sync.WaitGroup
	const n, rounds = 4, 3
	for id := range n {
		wg.Go(func() {
			for r := range rounds {
				t.mu.Lock()
				for t.next != r*n+id {
					t.c.Wait()
				}
				fmt.Fprintf(&b, "%d:%d ", r, id)
				t.next++
				t.mu.Unlock()
				t.c.Broadcast()
			}
		})
	}
	wg.Wait()
	fmt.Println(strings.TrimSpace(b.String()))
	ping, pong := make(chan int), make(chan int)
	go func() {
		for v := range ping {
			pong <- v + 1
		}
		close(pong)
	}()
	v := 0
	for range 10 {
		ping <- v
		v = <-pong
	}
	close(ping)
	_, ok := <-pong
	fmt.Println(v, ok)
	ring := make([]chan int, 5)
	for i := range ring {
		ring[i] = make(chan int, 1)
	}
	for i := range ring {
		go func(in <-chan int, out chan<- int) { out <- <-in * 2 }(ring[i], ring[(i+1)%5])
	}
	ring[0] <- 1
	for i := 0; ; i++ {
		if v := <-ring[0]; v >= 32 {
			fmt.Println(v)
			break
		} else {
			ring[0] <- v
		}
	}
}
