package main

import (
	"fmt"
	"sync"
)

type pool struct {
	wg   sync.WaitGroup
	jobs chan func()
}

func newPool(n int) *pool {
	p := &pool{jobs: make(chan func())}
	for range n {
		p.wg.Add(1)
		go p.work()
	}
	return p
}

func (p *pool) work() {
	defer p.wg.Done()
	for j := range p.jobs {
		j()
	}
}

func (p *pool) close() { close(p.jobs); p.wg.Wait() }

func done(wg *sync.WaitGroup, res *[]int, mu *sync.Mutex, v int) {
	defer wg.Done()
	mu.Lock()
	defer mu.Unlock()
	*res = append(*res, v)
}

func main() {
	p := newPool(3)
	var mu sync.Mutex
	sum := 0
	for i := range 50 {
		p.jobs <- func() { mu.Lock(); sum += i; mu.Unlock() }
	}
	p.close()
	fmt.Println(sum)
	var wg sync.WaitGroup
	var res []int
	for i := range 10 {
		wg.Add(1)
		go done(&wg, &res, &mu, i)
	}
	wg.Wait()
	fmt.Println(len(res))
	wgs := map[string]*sync.WaitGroup{"a": {}}
	wgs["a"].Add(1)
	go func() { defer wgs["a"].Done() }()
	wgs["a"].Wait()
	d := wg.Done
	wg.Add(1)
	go d()
	wg.Wait()
	fmt.Println("end")
}
