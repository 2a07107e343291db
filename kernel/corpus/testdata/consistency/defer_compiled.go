package main

import (
	"fmt"
	"os"
	"strings"
	"sync"
)

func f() (s string) {
	var b strings.Builder
	defer func() { s = b.String() }()
	defer b.WriteString("3")
	defer fmt.Fprint(&b, "2")
	b.WriteString("1")
	return "ignored"
}

func g(mu *sync.Mutex, wg *sync.WaitGroup) {
	wg.Add(1)
	defer wg.Done()
	mu.Lock()
	defer mu.Unlock()
	defer fmt.Println("g", len(strings.Repeat("x", 3)))
}

type res struct{ name string }

func (r *res) Close() error { fmt.Println("closed", r.name); return nil }

func main() {
	fmt.Println(f())
	var mu sync.Mutex
	var wg sync.WaitGroup
	g(&mu, &wg)
	wg.Wait()
	fmt.Println(mu.TryLock())
	for _, n := range []string{"a", "b"} {
		r := &res{n}
		defer r.Close()
	}
	w := os.Stdout
	defer fmt.Fprintln(w, "last but", 1+1)
	x := 1
	defer func(a, b int) { fmt.Println(a, b, x) }(x, x*2)
	x = 10
	cleanup := []func(){func() { fmt.Println("c0") }, func() { fmt.Println("c1") }}
	for _, c := range cleanup {
		defer c()
	}
	defer func() func() { fmt.Println("outer now"); return func() { fmt.Println("inner later") } }()()
}
