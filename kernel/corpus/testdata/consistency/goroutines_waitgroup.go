package main

import (
	"fmt"
	"runtime"
	"sort"
	"sync"
)

func worker(id int, jobs <-chan int, results chan<- [2]int, wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range jobs {
		results <- [2]int{j, j * j}
		_ = id
	}
}

type acc struct {
	sync.Mutex
	sum int
}

func (a *acc) add(n int) {
	a.Lock()
	defer a.Unlock()
	a.sum += n
}

func main() {
	jobs := make(chan int)
	results := make(chan [2]int, 4)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go worker(i, jobs, results, &wg)
	}
	go func() {
		for i := range 20 {
			jobs <- i
		}
		close(jobs)
	}()
	go func() { wg.Wait(); close(results) }()
	var out []int
	for r := range results {
		if r[1] != r[0]*r[0] {
			fmt.Println("wrong", r)
		}
		out = append(out, r[0])
	}
	sort.Ints(out)
	fmt.Println(out)
	var a acc
	var wg2 sync.WaitGroup
	for i := 1; i <= 100; i++ {
		wg2.Go(func() { a.add(i) })
	}
	wg2.Wait()
	fmt.Println(a.sum)
	var wg3 sync.WaitGroup
	wg3.Add(2)
	x, y := 0, 0
	go func(p *int) { defer wg3.Done(); *p = 1 }(&x)
	go func() { defer wg3.Done(); y = 2; runtime.Gosched() }()
	wg3.Wait()
	fmt.Println(x, y)
	go fmt.Sprint("builtin-like call of a compiled function")
	f := func(c chan<- string, parts ...string) { c <- fmt.Sprint(parts, len(parts)) }
	c := make(chan string)
	go f(c, "a", "b")
	fmt.Println(<-c)
	go f(c, []string{"x"}...)
	fmt.Println(<-c)
	func() {
		defer func() { fmt.Println(recover()) }()
		var w sync.WaitGroup
		w.Done()
	}()
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer fmt.Println("goexit runs defers")
		runtime.Goexit()
		fmt.Println("never")
	}()
	<-done
}
