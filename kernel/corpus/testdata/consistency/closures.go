package main

import "fmt"

func counter() (func() int, func()) {
	n := 0
	return func() int { n++; return n }, func() { n = 100 }
}

func fib() func() int {
	a, b := 0, 1
	return func() int {
		r := a
		a, b = b, a+b
		return r
	}
}

func compose(fs ...func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

type op struct {
	name string
	f    func(*op) string
}

func adders() (r [3]func(int) int) {
	for i := range r {
		r[i] = func(x int) int { i += x; return i }
	}
	return
}

func named() (x int, f func()) {
	f = func() { x++ }
	f()
	x *= 10
	return x + 1, f
}

func main() {
	inc, reset := counter()
	inc()
	inc()
	reset()
	fmt.Println(inc())
	f := fib()
	for range 10 {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	fmt.Println(compose(func(i int) int { return i + 1 }, func(i int) int { return i * i })(4))
	var rec func(int) int
	rec = func(n int) int {
		if n <= 1 {
			return 1
		}
		return n * rec(n-1)
	}
	fmt.Println(rec(10))
	for _, g := range adders() {
		fmt.Print(g(10), g(1), " ")
	}
	fmt.Println()
	x, g := named()
	g()
	fmt.Println(x)
	o := op{"o", func(o *op) string { return o.name + "!" }}
	o.name = "p"
	fmt.Println(o.f(&o))
	s := []int{1, 2, 3}
	p := &s
	app := func(v int) { *p = append(*p, v); s[0]++ }
	app(4)
	app(5)
	fmt.Println(s)
	arr := [3]int{}
	set := func(i, v int) { arr[i] = v }
	set(1, 5)
	fmt.Println(arr)
	fs := map[string]func(){}
	for _, k := range []string{"a", "b"} {
		fs[k] = func() { fmt.Print(k, x, " "); x++ }
	}
	fs["b"]()
	fs["a"]()
	fmt.Println(x)
	func() {
		y := x
		func() {
			y := y + 1
			func() { x = y * 2 }()
		}()
		fmt.Println(x, y)
	}()
	if h := func() bool { return x > 10 }; h() {
		fmt.Println("cond closure", h())
	}
	type node struct{ v int }
	var nodes []*node
	add := func(v int) *node { n := &node{v}; nodes = append(nodes, n); return n }
	add(1).v = 9
	add(2)
	fmt.Println(nodes[0].v, len(nodes))
	z := 1
	fz := func() int { return z }
	z = 2
	fmt.Println(fz(), func(z int) int { return z + fz() }(5))
	switch k := z; {
	case k > 1:
		defer func() { fmt.Println("deferred", k, z) }()
	}
	z = 77
	var self func() func()
	self = func() func() { z++; return func() { fmt.Println("curried", z); self() } }
	self()()
	fmt.Println(func() (a, b int) { a, b = 1, 2; return b, a }())
}
