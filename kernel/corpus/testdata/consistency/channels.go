package main

import (
	"fmt"
	"sync"
)

type req struct {
	n    int
	resp chan<- string
}

func gen(n int) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := range n {
			c <- i
		}
	}()
	return c
}

func sieve(n int) (ps []int) {
	src := make(chan int)
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		for i := 2; ; i++ {
			select {
			case src <- i:
			case <-stop:
				return
			}
		}
	}()
	var c <-chan int = src
	for range n {
		p := <-c
		ps = append(ps, p)
		in, out := c, make(chan int)
		go func() {
			for {
				select {
				case v := <-in:
					if v%p != 0 {
						select {
						case out <- v:
						case <-stop:
							return
						}
					}
				case <-stop:
					return
				}
			}
		}()
		c = out
	}
	return
}

func main() {
	b := make(chan string, 3)
	b <- "a"
	b <- "b"
	fmt.Println(len(b), cap(b), <-b, len(b))
	close(b)
	v, ok := <-b
	fmt.Printf("%q %v\n", v, ok)
	v, ok = <-b
	fmt.Printf("%q %v\n", v, ok)
	for v := range gen(4) {
		fmt.Print(v, " ")
	}
	fmt.Println(sieve(10))
	reqs := make(chan req)
	go func() {
		for r := range reqs {
			r.resp <- fmt.Sprint("resp ", r.n)
		}
	}()
	for i := range 3 {
		c := make(chan string)
		reqs <- req{i, c}
		fmt.Println(<-c)
	}
	close(reqs)
	cc := make(chan chan int, 1)
	ci := make(chan int, 1)
	cc <- ci
	(<-cc) <- 5
	fmt.Println(<-ci)
	fc := make(chan func(int) int, 2)
	fc <- func(i int) int { return i * 2 }
	fmt.Println((<-fc)(21))
	var nc chan int
	select {
	case <-nc:
		fmt.Println("no")
	case nc <- 1:
		fmt.Println("no")
	default:
		fmt.Println("nil channel blocks")
	}
	ec := make(chan error, 2)
	ec <- nil
	ec <- fmt.Errorf("e")
	fmt.Println(<-ec, <-ec)
	ic := make(chan any, 3)
	ic <- 1
	ic <- req{n: 2}
	ic <- nil
	fmt.Println(<-ic, (<-ic).(req).n, <-ic)
	done := make(chan struct{})
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { <-done })
	}
	close(done)
	wg.Wait()
	var ro <-chan int = ci
	var wo chan<- int = ci
	wo <- 9
	fmt.Println(<-ro, cap(ro), len(wo))
	fmt.Printf("%T %T %T %T\n", ro, wo, cc, fc)
	arr := [2]chan int{make(chan int, 1), make(chan int, 1)}
	arr[1] <- 3
	x := 1 + <-arr[1]*2
	fmt.Println(x)
	st := make(chan struct{ a, b int }, 1)
	st <- struct{ a, b int }{1, 2}
	fmt.Println((<-st).b)
	if v, ok := <-b; !ok {
		fmt.Println("closed", v == "")
	}
	pp := make(chan *int, 1)
	pp <- &x
	*<-pp = 50
	fmt.Println(x)
	m := map[string]chan int{"a": make(chan int, 1)}
	m["a"] <- 1
	m["b"] = m["a"]
	fmt.Println(<-m["b"])
}
