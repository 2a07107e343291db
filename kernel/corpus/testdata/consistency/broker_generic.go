package main

import (
	"fmt"
	"sync"
)

type B[T any] struct {
	mu   sync.Mutex
	subs map[int]chan T
}

func (b *B[T]) pub(v T) (dropped int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, c := range b.subs {
		select {
		case c <- v:
		default:
			dropped++
		}
	}
	return
}

func main() {
	b := &B[string]{subs: map[int]chan string{1: make(chan string, 1)}}
	fmt.Println(b.pub("a"), b.pub("b"), <-b.subs[1])
	e := &B[error]{}
	fmt.Println(e.pub(nil))
}
