package main

import (
	"fmt"
	"time"
)

type result struct {
	id  int
	err error
}

func first(fs ...func() string) string {
	c := make(chan string, len(fs))
	for _, f := range fs {
		go func() { c <- f() }()
	}
	return <-c
}

func withTimeout(d time.Duration, f func() int) (int, bool) {
	c := make(chan int, 1)
	go func() { c <- f() }()
	select {
	case v := <-c:
		return v, true
	case <-time.After(d):
		return 0, false
	}
}

func main() {
	block := make(chan struct{})
	fmt.Println(first(func() string { <-block; return "slow" }, func() string { return "fast" }))
	close(block)
	fmt.Println(withTimeout(time.Minute, func() int { return 5 }))
	fmt.Println(withTimeout(time.Millisecond, func() int { time.Sleep(time.Minute); return 1 }))
	rc := make(chan result)
	for id := range 6 {
		go func() {
			var err error
			defer func() {
				if r := recover(); r != nil {
					err = fmt.Errorf("panic: %v", r)
				}
				rc <- result{id, err}
			}()
			if id%3 == 0 {
				panic(id)
			}
		}()
	}
	n, bad := 0, 0
	for range 6 {
		if r := <-rc; r.err != nil {
			bad += r.id
			n++
		}
	}
	fmt.Println(n, bad)
}
