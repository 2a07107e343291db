package main

import "fmt"

type Hooks []func(int)
type Reg map[string]func()
type PF *func()
type Opt func(*int)

func apply(n int, opts ...Opt) int {
	for _, o := range opts {
		o(&n)
	}
	return n
}
func all(fs ...func()) int {
	for _, f := range fs {
		f()
	}
	return len(fs)
}
func gen[T any](fs ...func(T)) int { return len(fs) }

func main() {
	raw := []func(int){func(n int) { fmt.Print(n, " ") }}
	h := Hooks(raw)
	h[0](1)
	h = append(h, func(n int) { fmt.Print(-n, " ") })
	for _, f := range ([]func(int))(h) {
		f(2)
	}
	r := Reg(map[string]func(){"a": func() { fmt.Print("a ") }})
	r["a"]()
	var nilH Hooks = Hooks(nil)
	fmt.Println(nilH == nil, len(Reg(nil)), all(), all(func() {}), gen[string](), apply(1), apply(1, func(n *int) { *n = 9 }))
	f := func() { fmt.Println("pf") }
	p := PF(&f)
	(*p)()
	var x any = h
	if hh, ok := x.(Hooks); ok {
		fmt.Println(len(hh))
	}
	x = []func(){f}
	_, ok := x.([]func())
	fmt.Println(ok)
	ch := make(chan func(), 1)
	ch <- f
	(<-ch)()
	c2 := (chan<- func())(ch)
	c2 <- f
	arr := [2]func(){f}
	fmt.Println(arr[1] == nil, ([2]func())(arr[:])[1] == nil)
	type cb struct{ on []func() }
	fmt.Println(len(cb{}.on), len(append(([]func())(nil), f)))
}
