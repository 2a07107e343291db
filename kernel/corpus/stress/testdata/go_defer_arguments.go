package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
)

type counter struct{ n int }

func (c counter) value(out *[4]int, at int)    { out[at] = c.n }
func (c *counter) pointer(out *[4]int, at int) { out[at] = c.n }

func identity(n int, calls *int) int { *calls++; return n }

// stress changes everything between a go or defer statement and the call that it
// makes: function, receiver and arguments are those of the statement.
func stress(n int) (ops, wrong int) {
	for ops < n {
		ops += 8
		var out [4]int
		calls := 0
		var wg sync.WaitGroup
		func() {
			c := counter{1}
			xs := []int{10, 20}
			i := 0
			f := func(v int, at int) { out[at] = v }
			defer f(identity(xs[i], &calls), i) // out[0] = 10
			if calls != 1 {
				wrong++
			}
			defer c.value(&out, 1)   // out[1] = 1
			defer c.pointer(&out, 2) // out[2] = 3: the pointer is taken, not what it points to
			defer func(v int) { out[3] = v + c.n }(xs[1])
			xs[0], xs[1], i = 0, 0, 9
			f = nil
			c.n = 3
		}()
		if out != [4]int{10, 1, 3, 23} {
			wrong++
		}

		out = [4]int{}
		wg.Add(4)
		release := make(chan struct{})
		c := counter{5}
		x, at := 7, 0
		put := func(v, at int) { <-release; out[at] = v; wg.Done() }
		go put(x, at)
		x, at = x+1, at+1
		go put(identity(x, &calls), at)
		held := func(method func(*[4]int, int), at int) { <-release; method(&out, at); wg.Done() }
		go held(c.value, 2)
		go held(c.pointer, 3)
		put = nil
		x, at, c.n = 0, 0, 6
		close(release)
		wg.Wait()
		if out != [4]int{7, 8, 5, 6} || calls != 2 {
			wrong++
		}
	}
	return ops, wrong
}

func main() {
	n, _ := strconv.Atoi(os.Getenv("STRESS_OPS"))
	fmt.Println(stress(n))
}
