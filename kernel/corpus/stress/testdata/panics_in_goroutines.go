package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync"
)

type failure struct{ id int }

func (f failure) Error() string { return "failure " + strconv.Itoa(f.id) }

// safely returns what f panicked with.
func safely(f func()) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case error:
			err = fmt.Errorf("caught: %w", r)
		default:
			err = fmt.Errorf("caught: %v", r)
		}
	}()
	f()
	return nil
}

func deep(n, id int) {
	if n == 0 {
		panic(failure{id})
	}
	defer func() {
		if n%2 == 0 {
			r := recover()
			panic(r) // goes on
		}
	}()
	deep(n-1, id)
}

func named(id int) (v int, err error) {
	defer func() {
		if r := recover(); r != nil {
			v, err = id, r.(error)
		}
	}()
	var m map[int]int
	m[id] = 1
	return -1, nil
}

// stress panics and recovers in many goroutines at once: each gets its own value.
func stress(n int) (ops, wrong int) {
	const workers = 16
	each := n / 6 / workers
	bad := make([]int, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := range each {
				id := w*each + i
				err := safely(func() { deep(3, id) })
				var f failure
				if !errors.As(err, &f) || f.id != id {
					bad[w]++
				}
				xs := make([]int, w)
				err = safely(func() { xs[w] = 1 })
				var re runtime.Error
				if !errors.As(err, &re) || err.Error() != fmt.Sprintf("caught: runtime error: index out of range [%d] with length %d", w, w) {
					bad[w]++
				}
				if v, err := named(id); v != id || err == nil || err.Error() != "assignment to entry in nil map" {
					bad[w]++
				}
				order := 0
				err = safely(func() {
					defer func() { order = order*10 + 1 }()
					defer func() {
						order = order*10 + 2
						panic(id) // replaces the other
					}()
					panic("lost")
				})
				if order != 21 || err == nil || err.Error() != "caught: "+strconv.Itoa(id) {
					bad[w]++
				}
				if recover() != nil || safely(func() {}) != nil {
					bad[w]++
				}
				left := make(chan int, 2)
				go func() {
					defer func() { left <- id }()
					defer func() {
						if recover() != nil {
							left <- -1
						}
					}()
					func() { runtime.Goexit() }()
					left <- -2
				}()
				if <-left != id {
					bad[w]++
				}
			}
		})
	}
	wg.Wait()
	for _, b := range bad {
		wrong += b
	}
	return 6 * each * workers, wrong
}

func main() {
	n, _ := strconv.Atoi(os.Getenv("STRESS_OPS"))
	fmt.Println(stress(n))
}
