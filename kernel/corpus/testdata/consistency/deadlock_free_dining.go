package main

import (
	"fmt"
	"sync"
)

type fork struct{ sync.Mutex }

type philosopher struct {
	id          int
	left, right *fork
	meals       int
}

func (p *philosopher) dine(n int, wg *sync.WaitGroup) {
	defer wg.Done()
	first, second := p.left, p.right
	if p.id%2 == 1 {
		first, second = second, first
	}
	for range n {
		first.Lock()
		second.Lock()
		p.meals++
		second.Unlock()
		first.Unlock()
	}
}

func main() {
	const n = 5
	forks := [n]*fork{}
	for i := range forks {
		forks[i] = &fork{}
	}
	ps := make([]philosopher, n)
	var wg sync.WaitGroup
	for i := range ps {
		ps[i] = philosopher{i, forks[i], forks[(i+1)%n], 0}
		wg.Add(1)
		go ps[i].dine(100, &wg)
	}
	wg.Wait()
	total := 0
	for _, p := range ps {
		total += p.meals
	}
	fmt.Println(total)
}
