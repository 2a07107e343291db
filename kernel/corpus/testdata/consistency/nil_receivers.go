package main

import (
	"fmt"
	"runtime"
)

type I interface{ M() int }
type V struct{}

func (V) M() int { return 1 }

type G[T any] struct{ x T }

func (G[T]) M() int { return 2 }

type S struct{ *V }
type N int

func (N) M() int { return 1 }

type E struct{ V }
type L []int

func (L) M() int { return 1 }

func try(name string, f func()) {
	defer func() {
		r := recover()
		_, ok := r.(runtime.Error)
		fmt.Println(name, r, ok)
	}()
	f()
}

func main() {
	var v *V
	var i I = v
	try("i.M()", func() { i.M() })
	try("I.M", func() { g := I.M; g(i) })
	try("I.M call", func() { I.M(i) })
	try("value", func() { g := i.M; g() })
	try("(*V).M", func() { g := (*V).M; g(v) })
	try("(*V).M call", func() { (*V).M(v) })
	try("v.M()", func() { v.M() })
	try("v.M", func() { g := v.M; fmt.Println("no"); g() })
	var g *G[int]
	i = g
	try("generic", func() { i.M() })
	try("generic expr", func() { h := (*G[int]).M; h(g) })
	i = S{}
	try("promoted", func() { i.M() })
	i = &S{}
	try("promoted2", func() { i.M() })
	i = (*S)(nil)
	try("promoted3", func() { i.M() })
	i = (*E)(nil)
	try("embedded", func() { i.M() })
	i = (*N)(nil)
	try("int", func() { i.M() })
	try("int expr", func() { x := (*N).M; x(nil) })
	i = (*L)(nil)
	try("slice", func() { i.M() })
	try("defer", func() { defer i.M() })
	type loc struct{ V }
	type K = L
	try("go", func() { var k *K; i = k; i.M() })
	try("E", func() { h := (*E).M; h(nil) })
	try("S", func() { h := (*S).M; h(nil) })
}
