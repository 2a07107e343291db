package main

import (
	"fmt"
	"sync"
)

func Map[A, B any](in <-chan A, n int, f func(A) B) <-chan B {
	out := make(chan B)
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() {
			for a := range in {
				out <- f(a)
			}
		})
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

func From[T any](xs ...T) <-chan T {
	c := make(chan T)
	go func() {
		defer close(c)
		for _, x := range xs {
			c <- x
		}
	}()
	return c
}

func Tee[T any](in <-chan T) (_, _ <-chan T) {
	a, b := make(chan T), make(chan T)
	go func() {
		defer close(a)
		defer close(b)
		for v := range in {
			x, y := a, b
			for range 2 {
				select {
				case x <- v:
					x = nil
				case y <- v:
					y = nil
				}
			}
		}
	}()
	return a, b
}

func Batch[T any](in <-chan T, n int) <-chan []T {
	out := make(chan []T)
	go func() {
		defer close(out)
		var cur []T
		for v := range in {
			if cur = append(cur, v); len(cur) == n {
				out <- cur
				cur = nil
			}
		}
		if cur != nil {
			out <- cur
		}
	}()
	return out
}

func Sum(c <-chan int) (s int) {
	for v := range c {
		s += v
	}
	return
}

type pair struct {
	k string
	n int
}

func main() {
	fmt.Println(Sum(Map(From(1, 2, 3, 4), 3, func(i int) int { return i * i })))
	a, b := Tee(From("x", "yy", "zzz"))
	done := make(chan int)
	go func() { done <- Sum(Map(a, 1, func(s string) int { return len(s) })) }()
	n := Sum(Map(b, 2, func(s string) int { return 10 * len(s) }))
	fmt.Println(<-done, n)
	for xs := range Batch(From(1, 2, 3, 4, 5), 2) {
		fmt.Print(xs)
	}
	fmt.Println()
	for p := range Map(From("a"), 1, func(s string) pair { return pair{s, len(s)} }) {
		fmt.Println(p.k, p.n)
	}
}
