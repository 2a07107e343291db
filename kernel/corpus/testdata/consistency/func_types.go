package main

import (
	"fmt"
	"strings"
)

type handler func(string) string

func (h handler) Serve(s string) string { return "<" + h(s) + ">" }

type server interface{ Serve(string) string }
type middleware func(handler) handler
type table map[string]func(...float64) float64
type T struct {
	f  func(int) int
	fs []func() string
	h  handler
}
type curry func(int) func(int) func(int) int

func chain(h handler, ms ...middleware) handler {
	for i := len(ms) - 1; i >= 0; i-- {
		h = ms[i](h)
	}
	return h
}
func tag(t string) middleware {
	return func(h handler) handler { return func(s string) string { return t + "(" + h(s) + ")" } }
}
func up(s string) string   { return strings.ToUpper(s) }
func ret() (func(), error) { return func() { fmt.Println("called ret's") }, nil }
func pick(b bool) func(int) int {
	if b {
		return func(i int) int { return i }
	}
	return nil
}

func main() {
	var s server = handler(up)
	fmt.Println(s.Serve("x"), chain(up, tag("a"), tag("b"))("q"))
	t := table{
		"sum": func(xs ...float64) (r float64) {
			for _, x := range xs {
				r += x
			}
			return
		},
		"first": func(xs ...float64) float64 { return xs[0] },
	}
	fmt.Println(t["sum"](1, 2, 3), t["first"](9), t["none"] == nil)
	x := T{f: func(i int) int { return i * 2 }, h: up}
	x.fs = append(x.fs, func() string { return "f0" }, func() string { return fmt.Sprint(x.f(21)) })
	fmt.Println(x.f(4), x.fs[0](), x.fs[1](), x.h("h"), x.h.Serve("i"))
	x.f = nil
	func() {
		defer func() { fmt.Println(recover()) }()
		x.fs[1]()
	}()
	var c curry = func(a int) func(int) func(int) int {
		return func(b int) func(int) int { return func(c int) int { return a*100 + b*10 + c } }
	}
	fmt.Println(c(1)(2)(3))
	f, err := ret()
	f()
	fmt.Println(err, pick(false) == nil, pick(true)(3))
	fmt.Printf("%T %T %T\n", s, t, x.h)
	var a any = up
	if g, ok := a.(func(string) string); ok {
		fmt.Println(g("any"))
	}
	_, ok := a.(handler)
	fmt.Println(ok)
	a = handler(up)
	_, ok = a.(func(string) string)
	fmt.Println(ok)
	fs := [3]func(int) int{1: func(i int) int { return -i }}
	for i, f := range fs {
		if f != nil {
			fmt.Println(i, f(i))
		}
	}
	m := map[bool]func() string{true: func() string { return "yes" }, false: func() string { return "no" }}
	fmt.Println(m[1 < 2](), m[len(fs) == 0]())
	ch := make(chan func(), 1)
	ch <- func() { fmt.Println("from chan") }
	(<-ch)()
	func(fs ...func(int)) {
		for i, f := range fs {
			f(i)
		}
	}(func(i int) { fmt.Print("a", i) }, func(i int) { fmt.Println("b", i) })
	h := strings.ToLower
	fmt.Println(h("COMPILED"), handler(strings.TrimSpace).Serve("  t "))
	fmt.Println(strings.Map(func(r rune) rune { return r + 1 }, "abc"), strings.IndexFunc("abc1", func(r rune) bool { return r < 'a' }))
	p := &x.h
	*p = func(s string) string { return s + s }
	fmt.Println(x.h("d"))
	defer func(f func(string) string) { fmt.Println(f("deferred")) }(x.h)
	x.h = nil
	var fn func() = func() {}
	fmt.Println(fn != nil, (func())(nil) == nil)
}
