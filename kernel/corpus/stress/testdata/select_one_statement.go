package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
)

// serve is the one select statement that all goroutines stand in at once. Each
// knows which values are its own.
func serve(id int, a, b <-chan int, out chan<- int, quit <-chan struct{}) (ops, wrong int) {
	var pending chan<- int // nil until there is something to hand on
	hold := 0
	for {
		select {
		case v := <-a:
			if v != 2*id {
				wrong++
			}
			ops++
			pending, hold, a = out, v, nil
		case v, ok := <-b:
			if !ok {
				b = nil
				drained <- struct{}{}
				continue
			}
			if v != 2*id+1 {
				wrong++
			}
			ops++
		case pending <- hold:
			ops++
			pending = nil
		case <-quit:
			return ops, wrong
		}
		if pending == nil && a == nil {
			a = next[id]
		}
	}
}

const goroutines = 64

var (
	next    [goroutines]chan int
	drained = make(chan struct{})
)

// stress runs many goroutines in one select statement, each on channels of its own.
func stress(n int) (ops, wrong int) {
	var mu sync.Mutex
	var wg, feeders sync.WaitGroup
	quit := make(chan struct{})
	each := n/goroutines/3 + 1
	for id := range goroutines {
		next[id] = make(chan int)
		b, out := make(chan int, 2), make(chan int)
		wg.Go(func() {
			o, w := serve(id, next[id], b, out, quit)
			mu.Lock()
			ops, wrong = ops+o, wrong+w
			mu.Unlock()
		})
		feeders.Add(1)
		go func() {
			defer feeders.Done()
			w := 0
			for range each {
				next[id] <- 2 * id
				b <- 2*id + 1
				if v := <-out; v != 2*id {
					w++
				}
			}
			close(b)
			mu.Lock()
			wrong += w
			mu.Unlock()
		}()
	}
	feeders.Wait()
	for range goroutines {
		<-drained
	}
	close(quit)
	wg.Wait()
	if ops != 3*each*goroutines {
		wrong++
	}
	return ops, wrong
}

func main() {
	n, _ := strconv.Atoi(os.Getenv("STRESS_OPS"))
	fmt.Println(stress(n))
}
