package main

import (
	"fmt"
	"sync"
)

func gen[T any](xs ...T) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for _, x := range xs {
			out <- x
		}
	}()
	return out
}

func stage[A, B any](in <-chan A, f func(A) B) <-chan B {
	out := make(chan B)
	go func() {
		defer close(out)
		for x := range in {
			out <- f(x)
		}
	}()
	return out
}

func merge[T any](cs ...<-chan T) <-chan T {
	out := make(chan T)
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

func main() {
	for s := range stage(stage(gen(1, 2, 3), func(i int) float64 { return float64(i) / 2 }), func(f float64) string { return fmt.Sprintf("%.1f", f) }) {
		fmt.Print(s, " ")
	}
	fmt.Println()
	sum := 0
	for v := range merge(gen(1, 2, 3), gen(10, 20), stage(gen("a", "bb"), func(s string) int { return 100 * len(s) })) {
		sum += v
	}
	fmt.Println(sum)
}
