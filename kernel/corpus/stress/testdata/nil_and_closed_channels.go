package main

import (
	"fmt"
	"os"
	"strconv"
)

func text(f func()) (s string) {
	defer func() { s = fmt.Sprint(recover()) }()
	f()
	return ""
}

// stress merges channels that turn nil as they end, and does to closed and nil
// channels what Go says ends in a panic, gives zero values or never happens.
func stress(n int) (ops, wrong int) {
	var never chan int
	for ops < n {
		const k = 100
		a, b := make(chan int), make(chan int, 3)
		for i, c := range []chan<- int{a, b} {
			go func() {
				defer close(c)
				for v := range k {
					c <- v*2 + i
				}
			}()
		}
		in := [2]<-chan int{a, b}
		expect := [2]int{}
		for in[0] != nil || in[1] != nil {
			i, v, ok := 0, 0, false
			select {
			case v, ok = <-in[0]:
			case v, ok = <-in[1]:
				i = 1
			case <-never:
				wrong++
			case never <- 1:
				wrong++
			}
			if !ok {
				if v != 0 || expect[i] != k {
					wrong++
				}
				in[i] = nil
				continue
			}
			if v != expect[i]*2+i {
				wrong++
			}
			expect[i]++
			ops++
		}
		select {
		case <-never:
			wrong++
		case never <- 1:
			wrong++
		default:
			ops++
		}

		c := make(chan string, 2)
		c <- "left"
		close(c)
		for i := range 10 {
			v, ok := <-c
			if ok != (i == 0) || ok != (v == "left") {
				wrong++
			}
			ops++
		}
		for range c {
			wrong++
		}
		select {
		case _, ok := <-c:
			if ok {
				wrong++
			}
		default:
			wrong++ // a closed channel is ready
		}
		for want, f := range map[string]func(){
			"send on closed channel":  func() { c <- "x" },
			"close of closed channel": func() { close(c) },
			"close of nil channel":    func() { close(never) },
			"send on closed channel ": func() {
				select {
				case c <- "x":
				case <-never:
				}
			},
		} {
			if got := text(f); got != want && got+" " != want {
				wrong++
			}
			ops++
		}

		// A close reaches everybody who waits, be it to receive or to send.
		gate, hit := make(chan struct{}), make(chan bool, 20)
		for i := range 20 {
			go func() {
				if i%2 == 0 {
					_, ok := <-gate
					hit <- !ok
					return
				}
				for range gate {
				}
				hit <- true
			}()
		}
		close(gate)
		for range 20 {
			if !<-hit {
				wrong++
			}
			ops++
		}
	}
	return ops, wrong
}

func main() {
	n, _ := strconv.Atoi(os.Getenv("STRESS_OPS"))
	fmt.Println(stress(n))
}
