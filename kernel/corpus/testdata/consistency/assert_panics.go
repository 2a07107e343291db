package main

import (
	"fmt"
	"io"
	"runtime"
	"strings"
)

type T struct{}
type P struct{ x int }
type I interface{ M() }
type J interface {
	I
	N(int) string
}

func (T) M()               {}
func (*P) M()              {}
func (*P) N(i int) string  { return "" }
func (t T) String() string { return "T" }

type gen[X any] struct{ x X }

func try(name string, f func()) {
	defer func() {
		r := recover()
		if re, ok := r.(runtime.Error); ok {
			_, isTA := r.(*runtime.TypeAssertionError)
			fmt.Println(name, "runtime.Error:", re.Error(), isTA)
		} else {
			fmt.Println(name, r)
		}
	}()
	f()
}

func main() {
	var x any
	var i I
	try("nil to int", func() { _ = x.(int) })
	try("nil to I", func() { _ = x.(I) })
	try("nil I to T", func() { _ = i.(T) })
	x = "str"
	try("string to int", func() { _ = x.(int) })
	try("string to I", func() { _ = x.(I) })
	try("string to T", func() { _ = x.(T) })
	try("string to Stringer", func() { _ = x.(fmt.Stringer) })
	x = T{}
	try("T to *T", func() { _ = x.(*T) })
	try("T to J", func() { _ = x.(J) })
	try("T to error", func() { _ = x.(error) })
	try("T to io.Reader", func() { _ = x.(io.Reader) })
	i = T{}
	try("I to J", func() { _ = i.(J) })
	try("I to *P", func() { _ = i.(*P) })
	x = P{}
	try("P to I", func() { _ = x.(I) })
	x = gen[int]{}
	try("gen", func() { _ = x.(gen[string]) })
	x = []T{}
	try("slice", func() { _ = x.([]P) })
	x = map[string]*P{}
	try("map", func() { _ = x.(map[string]P) })
	x = func(T) *P { return nil }
	try("func", func() { _ = x.(func()) })
	x = struct{ A int }{}
	try("struct", func() { _ = x.(struct{ B int }) })
	type T struct{ local int }
	x = T{}
	try("local", func() { _ = x.(P) })
	v, ok := x.(int)
	fmt.Println(v, ok)
	t, ok := x.(T)
	fmt.Println(t, ok)
	j, ok := i.(J)
	fmt.Println(j, ok, j == nil)
	if s, ok := i.(fmt.Stringer); ok {
		fmt.Println(s, strings.ToLower(s.String()))
	}
	var e error
	try("nil error call", func() { _ = e.Error() })
	try("nil I call", func() { var n I; n.M() })
	try("nil ptr", func() { var p *P; p.x = 1 })
	try("nil func", func() { var f func(); f() })
	try("index", func() { s := []int{1}; k := 3; _ = s[k] })
	try("index neg", func() { s := []int{1}; k := -3; _ = s[k] })
	try("slice hi", func() { s := []int{1}; k := 3; _ = s[:k] })
	try("slice lo>hi", func() { s := []int{1, 2, 3}; k := 3; _ = s[k:1] })
	try("slice 3", func() { s := []int{1, 2, 3}; k := 5; _ = s[0:1:k] })
	try("slice lo", func() { s := []int{1, 2, 3}; k := 5; _ = s[k:] })
	try("array", func() { var a [3]int; k := 3; a[k] = 1 })
	try("makeslice", func() { k := -1; _ = make([]int, k) })
	try("makeslice cap", func() { k := 1; _ = make([]int, 2, k) })
	try("makechan", func() { k := -1; _ = make(chan int, k) })
	try("close nil", func() { var c chan int; close(c) })
	try("close twice", func() { c := make(chan int); close(c); close(c) })
	try("send closed", func() { c := make(chan int, 1); close(c); c <- 1 })
	try("conv", func() { s := []int{1}; _ = (*[2]int)(s) })
	try("panic nil", func() { panic(nil) })
	try("custom", func() { panic(fmt.Errorf("wrapped %w", io.EOF)) })
}
