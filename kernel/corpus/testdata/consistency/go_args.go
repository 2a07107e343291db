package main

import (
	"fmt"
	"sort"
	"sync"
)

type T struct{ n int }

func (t T) val(c chan<- string)  { c <- fmt.Sprint("val", t.n) }
func (t *T) ptr(c chan<- string) { c <- fmt.Sprint("ptr", t.n) }

func get(n *int) int { *n++; return *n }

func main() {
	c := make(chan string)
	i := 0
	show := func(x int, s string) { c <- fmt.Sprint(x, s) }
	for range 3 {
		go show(get(&i), "a")
	}
	var out []string
	for range 3 {
		out = append(out, <-c)
	}
	sort.Strings(out)
	fmt.Println(out, i)
	t := T{1}
	start := make(chan bool)
	go func(t T) { <-start; t.val(c) }(t)
	f := t.val
	g := t.ptr
	t.n = 2
	close(start)
	fmt.Println(<-c)
	go f(c)
	fmt.Println(<-c)
	go g(c)
	fmt.Println(<-c)
	go T.val(T{9}, c)
	fmt.Println(<-c)
	var fn func() = func() { c <- "first" }
	go fn()
	fn = func() { c <- "second" }
	fmt.Println(<-c)
	var mu sync.Mutex
	m := map[int]bool{}
	var wg sync.WaitGroup
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			m[i] = true
		}()
	}
	wg.Wait()
	fmt.Println(m)
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		var s []int
		go show(s[3], "evaluated here")
	}()
	arr := [2]int{1, 2}
	go func(a [2]int) { c <- fmt.Sprint(a) }(arr)
	arr[0] = 50
	fmt.Println(<-c)
	go func() { c <- fmt.Sprint(func() int { return 7 }()) }()
	fmt.Println(<-c)
}
