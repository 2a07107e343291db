package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type node struct {
	v    int
	next *node
}

type stack struct{ head atomic.Pointer[node] }

func (s *stack) push(v int) {
	n := &node{v: v}
	for {
		n.next = s.head.Load()
		if s.head.CompareAndSwap(n.next, n) {
			return
		}
	}
}

func (s *stack) pop() (int, bool) {
	for {
		h := s.head.Load()
		if h == nil {
			return 0, false
		}
		if s.head.CompareAndSwap(h, h.next) {
			return h.v, true
		}
	}
}

func main() {
	var s stack
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() { s.push(i) })
	}
	wg.Wait()
	sum, n := 0, 0
	for v, ok := s.pop(); ok; v, ok = s.pop() {
		sum += v
		n++
	}
	fmt.Println(sum, n)
}
