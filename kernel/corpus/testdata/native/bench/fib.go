package main

import (
	"fmt"
	"time"
)

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func main() {
	best := time.Hour
	for range 30 {
		began := time.Now()
		if fib(27) != 196418 {
			panic("wrong")
		}
		best = min(best, time.Since(began))
	}
	fmt.Println(best.Nanoseconds())
}
