package main

import (
	"fmt"
	"time"
)

func idx(s string, i int) int          { fmt.Print(s, " "); return i }
func ch(s string, c chan int) chan int { fmt.Print(s, " "); return c }

func main() {
	a, b := make(chan int, 1), make(chan int, 1)
	a <- 1
	select {
	case v := <-a:
		fmt.Println("a", v)
	case v := <-b:
		fmt.Println("b", v)
	}
	select {
	case b <- 5:
		fmt.Println("sent")
	case <-a:
		fmt.Println("no")
	}
	select {
	case b <- 6:
		fmt.Println("no")
	default:
		fmt.Println("full")
	}
	var arr [2]int
	var ok bool
	m := map[string]int{}
	select {
	case arr[1], ok = <-b:
		fmt.Println(arr, ok)
	}
	a <- 3
	select {
	case m["k"] = <-a:
		fmt.Println(m)
	}
	close(b)
	select {
	case v, ok := <-b:
		fmt.Println(v, ok)
	}
	// all channel and value expressions are evaluated once, in order
	select {
	case ch("c1", a) <- idx("v1", 1):
		fmt.Println("sent one")
	case <-ch("c2", nil):
	case ch("c3", nil) <- idx("v3", 3):
	}
	// index on the left is evaluated only if the case is chosen
	select {
	case arr[idx("never", 0)] = <-ch("n", nil):
	case arr[idx("chosen", 0)] = <-a:
		fmt.Println(arr)
	}
	n := 0
	done := make(chan bool)
	data := make(chan int)
	go func() {
		for i := range 5 {
			data <- i
		}
		close(done)
	}()
loop:
	for {
		select {
		case v := <-data:
			if v == 1 {
				continue loop
			}
			n += v
		case <-done:
			break loop
		}
	}
	fmt.Println(n)
	for i := 0; i < 2; i++ {
		select {
		default:
			if i == 0 {
				break
			}
			fmt.Println("after break", i)
		}
	}
	select {
	case <-time.After(time.Millisecond):
		fmt.Println("timeout")
	case <-make(chan int):
	}
	tick := time.NewTicker(time.Millisecond)
	cnt := 0
	for cnt < 3 {
		select {
		case <-tick.C:
			cnt++
		}
	}
	tick.Stop()
	fmt.Println(cnt)
	in := make(chan int)
	var out chan int
	go func() { in <- 42 }()
	var val int
	res := make(chan int, 1)
	for range 2 {
		select {
		case val = <-in:
			out = res
		case out <- val * 2:
			out = nil
		}
	}
	fmt.Println(<-res)
	func() {
		defer func() { fmt.Println(recover()) }()
		c := make(chan int)
		close(c)
		select {
		case c <- 1:
		default:
		}
	}()
	sel := func() (r string) {
		select {
		case <-b:
			return "ret from select"
		}
	}
	fmt.Println(sel())
	x := 0
	var fs []func()
	for i := range 3 {
		c := make(chan int, 1)
		c <- i
		select {
		case v := <-c:
			fs = append(fs, func() { x += v * 10 })
		}
	}
	for _, f := range fs {
		f()
	}
	fmt.Println(x)
	var e any
	ec := make(chan int, 1)
	ec <- 1
	select {
	case e = <-ec:
	}
	fmt.Printf("%T %v\n", e, e)
}
