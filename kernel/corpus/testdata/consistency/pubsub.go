package main

import (
	"fmt"
	"sync"
)

type Broker[T any] struct {
	mu   sync.Mutex
	subs map[int]chan T
	next int
}

func NewBroker[T any]() *Broker[T] { return &Broker[T]{subs: make(map[int]chan T)} }

func (b *Broker[T]) Subscribe(n int) (<-chan T, func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	id := b.next
	b.next++
	c := make(chan T, n)
	b.subs[id] = c
	return c, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		if c, ok := b.subs[id]; ok {
			delete(b.subs, id)
			close(c)
		}
	}
}

func (b *Broker[T]) Publish(v T) (dropped int) {
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

type event struct{ name string }

func main() {
	b := NewBroker[event]()
	c1, stop1 := b.Subscribe(3)
	c2, stop2 := b.Subscribe(1)
	fmt.Println(b.Publish(event{"a"}), b.Publish(event{"b"}), b.Publish(event{"c"}))
	stop1()
	stop1()
	stop2()
	for e := range c1 {
		fmt.Print(e.name, " ")
	}
	for e := range c2 {
		fmt.Print(e.name, " ")
	}
	fmt.Println(len(b.subs), b.Publish(event{}))
}
