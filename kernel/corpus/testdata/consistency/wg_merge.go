package main

import (
	"fmt"
	"sort"
	"sync"
)

func merge(cs ...<-chan int) <-chan int {
	out := make(chan int)
	var wg sync.WaitGroup
	wg.Add(len(cs))
	for _, c := range cs {
		go func() {
			defer wg.Done()
			for v := range c {
				out <- v
			}
		}()
	}
	go func() { wg.Wait(); close(out) }()
	return out
}

func src(xs ...int) <-chan int {
	c := make(chan int, len(xs))
	for _, x := range xs {
		c <- x
	}
	close(c)
	return c
}

func main() {
	var got []int
	for v := range merge(src(3, 1), src(), src(2)) {
		got = append(got, v)
	}
	sort.Ints(got)
	fmt.Println(got)
}
