package main

import (
	"fmt"
	"strings"
)

type Celsius = float64
type Buf = strings.Builder
type Pt = struct{ X, Y int }
type A = B
type B struct{ n int }
type F = func(int) F2
type F2 func() int
type L[T any] = []T
type M[K comparable] = map[K]int

func (a A) Get() int   { return a.n }
func (b *B) Set(n int) { b.n = n }

type byteSlice = []byte

func main() {
	var c Celsius = 3
	var f float64 = c
	fmt.Printf("%T %v\n", c, f)
	var b Buf
	b.WriteString("x")
	fmt.Println(b.String())
	p := Pt{1, 2}
	var q struct{ X, Y int } = p
	fmt.Printf("%T %v\n", q, p == q)
	a := A{4}
	a.Set(5)
	fmt.Printf("%T %d %v\n", a, a.Get(), any(a) == any(B{5}))
	var fn F = func(i int) F2 { return func() int { return i * 2 } }
	fmt.Println(fn(21)())
	l := L[string]{"a"}
	m := M[string]{"k": 1}
	fmt.Printf("%T %T %v %v\n", l, m, l, m)
	type local = map[string]A
	x := local{"z": {9}}
	fmt.Printf("%T %v\n", x, x)
	switch any(byteSlice("hi")).(type) {
	case []uint8:
		fmt.Println("bytes")
	}
	var r rune = 'x'
	var i32 int32 = r
	var e any = i32
	_, ok := e.(rune)
	fmt.Println(ok)
}
