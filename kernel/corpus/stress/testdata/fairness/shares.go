package main

import (
	"fmt"
	"os"
	"strconv"
)

func shares(n int) (counts [6]int) {
	a, b := make(chan int, 1), make(chan int, 1)
	closed := make(chan string)
	close(closed)
	var never chan int
	a <- 0
	for range n {
		select {
		case v := <-a:
			counts[0]++
			a <- v
		case b <- 1:
			counts[1]++
			<-b
		case <-closed:
			counts[2]++
		case _, ok := <-closed:
			if !ok {
				counts[3]++
			}
		case <-never:
			counts[4]++
		case never <- 1:
			counts[5]++
		}
	}
	return counts
}

func main() {
	n, _ := strconv.Atoi(os.Getenv("STRESS_OPS"))
	fmt.Println(shares(n))
}
