package main

import "fmt"

type T struct{ n int }

func (t T) Val(x int) string               { return fmt.Sprint("val", t.n, x) }
func (t *T) Ptr(x int) string              { t.n += x; return fmt.Sprint("ptr", t.n) }
func (t T) Var(p string, xs ...int) string { return fmt.Sprint(p, t.n, xs, len(xs)) }

type I interface{ Val(int) string }

type E struct{ *T }

func apply(f func(int) string, x int) string { return f(x) }

func main() {
	t := T{1}
	v := t.Val
	p := t.Ptr
	t.n = 10
	fmt.Println(v(5), p(5), v(6), t.n)
	fmt.Println(apply(t.Val, 1), apply(t.Ptr, 1), apply((&t).Val, 2))
	fmt.Println(T.Val(t, 3), (*T).Ptr(&t, 3), (*T).Val(&t, 4))
	f := T.Var
	fmt.Println(f(t, "a"), f(t, "b", 1, 2), f(t, "c", []int{3}...))
	var i I = t
	iv := i.Val
	i = T{99}
	fmt.Println(iv(0), i.Val(0), I.Val(i, 7))
	e := E{&t}
	ev := e.Val
	ep := e.Ptr
	e.T = &T{1000}
	fmt.Println(ev(1), ep(1), E.Val(e, 2), (*E).Ptr(&e, 1), E.Ptr(e, 1))
	fs := []func(int) string{}
	for k := range 3 {
		x := T{k}
		fs = append(fs, x.Val, x.Ptr)
	}
	for _, g := range fs {
		fmt.Print(g(1), " ")
	}
	fmt.Println()
	for _, g := range fs {
		fmt.Print(g(1), " ")
	}
	fmt.Println()
	defer t.deferred("eager")
	t.n = -1
	m := map[string]func(T, int) string{"val": T.Val}
	fmt.Println(m["val"](T{3}, 3))
	var nilI I
	func() {
		defer func() { fmt.Println(recover()) }()
		g := nilI.Val
		fmt.Println("unreachable", g)
	}()
	fmt.Printf("%T %T %T\n", T.Val, (*T).Ptr, t.Val)
	done := make(chan string)
	go func(f func(int) string) { done <- f(8) }(t.Val)
	fmt.Println(<-done)
	h := func() *T { fmt.Println("eval receiver"); return &t }
	hv := h().Val
	fmt.Println("before call")
	fmt.Println(hv(1))
	func(fs ...func(int) string) { fmt.Println(len(fs), fs[0](0)) }(t.Val, t.Ptr)
}

func (t T) deferred(s string) { fmt.Println("deferred", s, t.n) }
