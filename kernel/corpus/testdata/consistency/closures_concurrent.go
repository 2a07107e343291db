package main

import (
	"fmt"
	"sync"
	"time"
)

func every(n int, f func(int)) *sync.WaitGroup {
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { f(i) })
	}
	return &wg
}

func main() {
	var mu sync.Mutex
	got := map[int]int{}
	every(30, func(i int) {
		x := i * 2
		g := func() int { return x + i }
		mu.Lock()
		defer mu.Unlock()
		got[i] = g()
	}).Wait()
	bad := 0
	for i, v := range got {
		if v != 3*i {
			bad++
		}
	}
	fmt.Println(len(got), bad)
	done := make(chan [2]int, 20)
	for i := range 20 {
		j := i * i
		time.AfterFunc(time.Microsecond, func() { done <- [2]int{i, j} })
	}
	bad = 0
	for range 20 {
		if r := <-done; r[1] != r[0]*r[0] {
			bad++
		}
	}
	fmt.Println(bad)
	total := 0
	var wg sync.WaitGroup
	add := func(n int) { mu.Lock(); total += n; mu.Unlock() }
	for i := range 10 {
		wg.Add(1)
		go func(f func(int)) {
			defer wg.Done()
			for k := range 10 {
				func() { f(i + k) }()
			}
		}(add)
	}
	wg.Wait()
	fmt.Println(total)
	gens := make([]func() int, 5)
	for i := range gens {
		c := 0
		gens[i] = func() int { c++; return c * (i + 1) }
	}
	var wg2 sync.WaitGroup
	res := make([]int, 5)
	for i, g := range gens {
		wg2.Go(func() {
			for range 100 {
				res[i] = g()
			}
		})
	}
	wg2.Wait()
	fmt.Println(res)
}
