package main

import "fmt"

var (
	a = c + b
	b = f()
	c = 1
)

var d, e = pair()
var log = []string{}
var x, y, z = y0(), 2, y + 1

func y0() int { note("x"); return y * 10 }

func note(s string) { log = append(log, s) }
func f() int        { note("f"); c++; return c }
func pair() (int, int) {
	note("pair")
	return g, g + 1
}

var g = h("g", 5)

func h(s string, v int) int { note(s); return v }

var m = map[string]func() int{"g": func() int { return last }}
var last = h("last", first+1)
var first = h("first", 1)

type T struct{ n int }

func (t T) get() int { return dep + t.n }

var viaMethod = T{1}.get()
var viaExpr = T.get
var dep = h("dep", 41)
var _ = h("blank", 0)
var ptr = &target
var target = h("target", 3)
var closure = func() int { return late }()
var late = h("late", 8)

func init() { note("init1"); a++ }
func init() { note("init2") }

func main() {
	fmt.Println(a, b, c, d, e, g)
	fmt.Println(x, y, z)
	fmt.Println(log)
	fmt.Println(m["g"](), viaMethod, viaExpr(T{0}), *ptr, closure)
}

func init() { note("init3") }
