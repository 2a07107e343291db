package main

import (
	"fmt"
	"os"
	"sort"
	"strconv"
	"sync"
)

// stress captures loop variables in goroutines, in deferred calls and in functions
// handed to WaitGroup.Go: each iteration has its own.
func stress(n int) (ops, wrong int) {
	const batch = 500
	for ops < n {
		seen := make(chan int, 8*batch)
		var wg sync.WaitGroup
		want := []int{}
		put := func(v int) { want = append(want, v) }

		for i := 0; i < batch; i++ { // three clauses; the body changes the variable
			wg.Add(1)
			ready := make(chan struct{})
			go func() { defer wg.Done(); <-ready; seen <- i }()
			i += i % 3 % 2 // this iteration's variable: the goroutine sees it
			put(i)
			close(ready)
		}
		for i := range batch {
			wg.Go(func() { seen <- 1000 + i })
			put(1000 + i)
		}
		words := make([]string, batch)
		for k := range words {
			words[k] = strconv.Itoa(2000 + k)
		}
		for k, w := range words {
			wg.Add(1)
			go func() {
				defer wg.Done()
				if v, _ := strconv.Atoi(w); v != 2000+k {
					seen <- -1
					return
				}
				seen <- 2000 + k
			}()
			put(2000 + k)
		}
		func() {
			for i := range batch {
				defer func() { seen <- 3000 + i }()
				put(3000 + i)
			}
			for i, j := 0, batch; i < j; i, j = i+1, j-1 {
				defer func() { seen <- 4000 + i*1000 + j }()
				put(4000 + i*1000 + j)
			}
		}()
		var funcs []func() int
		for i := range values(batch) {
			funcs = append(funcs, func() int { i++; return i }) // its own, and it stays
			put(900001 + i)
		}
		wg.Wait()
		for _, f := range funcs {
			seen <- 900000 + f()
			if f() < 2 {
				wrong++
			}
		}
		close(seen)
		var got []int
		for v := range seen {
			got = append(got, v)
		}
		sort.Ints(got)
		sort.Ints(want)
		if len(got) != len(want) {
			wrong++
		}
		for i := range min(len(got), len(want)) {
			if got[i] != want[i] {
				wrong++
			}
		}
		ops += len(want)
	}
	return ops, wrong
}

func values(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func main() {
	n, _ := strconv.Atoi(os.Getenv("STRESS_OPS"))
	fmt.Println(stress(n))
}
