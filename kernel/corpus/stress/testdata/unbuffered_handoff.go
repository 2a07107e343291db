package main

import (
	"fmt"
	"os"
	"strconv"
)

// stress hands plain variables from goroutine to goroutine: what one wrote before a
// send the other sees after the receive, and a receive without buffer comes
// before its send is done.
func stress(n int) (ops, wrong int) {
	ping, pong, typed := make(chan int), make(chan struct{}), make(chan []int)
	shared, seen := 0, 0
	done := make(chan int)
	go func() {
		bad := 0
		for v := range ping {
			if shared != v {
				bad++
			}
			shared = -v
			seen = v
			pong <- struct{}{}
		}
		for s := range typed {
			s[0]++
			<-pong
		}
		done <- bad
	}()
	for i := 1; i <= n/2; i++ {
		shared = i
		ping <- i
		<-pong
		if shared != -i || seen != i || len(ping) != 0 {
			wrong++
		}
		ops++
	}
	close(ping)
	for i := 1; i <= n/2; i++ {
		s := []int{i}
		typed <- s
		pong <- struct{}{}
		if s[0] != i+1 {
			wrong++
		}
		ops++
	}
	close(typed)
	return ops, wrong + <-done
}

func main() {
	n, _ := strconv.Atoi(os.Getenv("STRESS_OPS"))
	fmt.Println(stress(n))
}
