package main

import "fmt"

func main() {
	const n, k = 8, 300
	type m struct{ ch, v int }
	out := make(chan m)
	for i := range n {
		a, b := make(chan int), make(chan int)
		go func() {
			for v := range k {
				if v%2 == 0 {
					a <- i*1000 + v
				} else {
					b <- i*1000 + v
				}
			}
		}()
		go func() {
			for range k {
				select {
				case v := <-a:
					out <- m{i, v}
				case v := <-b:
					out <- m{i, v}
				}
			}
		}()
	}
	bad, sum := 0, 0
	next := [n]int{}
	for range n * k {
		x := <-out
		if x.v/1000 != x.ch || x.v%1000 != next[x.ch] {
			bad++
		}
		next[x.ch]++
		sum += x.v % 1000
	}
	fmt.Println(bad, sum, next)
}
