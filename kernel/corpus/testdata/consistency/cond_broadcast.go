package main

import (
	"fmt"
	"sync"
)

type barrier struct {
	mu    sync.Mutex
	c     *sync.Cond
	n, in int
	gen   int
}

func newBarrier(n int) *barrier {
	b := &barrier{n: n}
	b.c = sync.NewCond(&b.mu)
	return b
}

func (b *barrier) wait() {
	b.mu.Lock()
	defer b.mu.Unlock()
	g := b.gen
	if b.in++; b.in == b.n {
		b.in = 0
		b.gen++
		b.c.Broadcast()
		return
	}
	for g == b.gen {
		b.c.Wait()
	}
}

func main() {
	const workers, rounds = 5, 20
	b := newBarrier(workers)
	var mu sync.Mutex
	counts := make([]int, rounds)
	var wg sync.WaitGroup
	bad := 0
	for range workers {
		wg.Go(func() {
			for r := range rounds {
				mu.Lock()
				counts[r]++
				mu.Unlock()
				b.wait()
				mu.Lock()
				if counts[r] != workers {
					bad++
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	fmt.Println(counts, bad)
}
