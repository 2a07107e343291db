package main

import (
	"fmt"
	"iter"
	"sync"
)

func main() {
	ch := make(chan int)
	var mu sync.Mutex
	go func() {
		for i := range 5 {
			ch <- i
		}
		close(ch)
	}()
	next, stop := iter.Pull(func(yield func(int) bool) {
		defer func() { fmt.Println("r", recover()) }()
		for v := range ch {
			mu.Lock()
			mu.Unlock()
			if !yield(v) {
				return
			}
		}
		panic("end")
	})
	defer stop()
	for {
		v, ok := next()
		if !ok {
			break
		}
		fmt.Println(v)
	}
	n2, s2 := iter.Pull(func(yield func(int) bool) {
		var wg sync.WaitGroup
		wg.Go(func() { fmt.Println("in goroutine") })
		wg.Wait()
		yield(1)
	})
	var wg sync.WaitGroup
	wg.Go(func() { fmt.Println(n2()) })
	wg.Wait()
	s2()
}
