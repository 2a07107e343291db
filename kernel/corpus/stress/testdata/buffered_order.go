package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
)

type message struct {
	from, n int
	text    string
}

// stress sends through buffered channels of several sizes and element types. Each
// sender's values arrive once, in order, and no more than fit are ahead.
func stress(n int) (ops, wrong int) {
	const senders, each = 4, 250
	for round := 0; ops < n; round++ {
		size := []int{1, 2, 7, 64}[round%4]
		c, ints := make(chan message, size), make(chan int, size)
		var wg sync.WaitGroup
		for s := range senders {
			wg.Go(func() {
				for i := range each {
					c <- message{s, i, strconv.Itoa(i)}
				}
			})
		}
		go func() { wg.Wait(); close(c) }()
		var next [senders]int
		for m := range c {
			if m.n != next[m.from] || m.text != strconv.Itoa(m.n) {
				wrong++
			}
			next[m.from]++
			ops++
		}
		if next != [senders]int{each, each, each, each} {
			wrong++
		}
		received := make(chan int)
		go func() {
			bad := 0
			for i := range each {
				if v := <-ints; v != i {
					bad++
				}
			}
			received <- bad
		}()
		for i := range each {
			ints <- i
			if len(ints) > size || cap(ints) != size {
				wrong++
			}
			ops++
		}
		wrong += <-received
	}
	return ops, wrong
}

func main() {
	n, _ := strconv.Atoi(os.Getenv("STRESS_OPS"))
	fmt.Println(stress(n))
}
