package main

import "fmt"

type Even[T any] struct {
	next *Odd[T]
	v    T
}
type Odd[T any] struct {
	next *Even[T]
	v    T
}

func build[T any](vs ...T) *Even[T] {
	if len(vs) == 0 {
		return nil
	}
	return &Even[T]{buildOdd(vs[1:]...), vs[0]}
}
func buildOdd[T any](vs ...T) *Odd[T] {
	if len(vs) == 0 {
		return nil
	}
	return &Odd[T]{build(vs[1:]...), vs[0]}
}
func (e *Even[T]) list() (r []T) {
	if e == nil {
		return nil
	}
	r = append(r, e.v)
	return append(r, e.next.list()...)
}
func (o *Odd[T]) list() []T {
	if o == nil {
		return nil
	}
	return append([]T{o.v}, o.next.list()...)
}

func isEven[N ~int | ~uint8](n N) bool { return n == 0 || isOdd(n-1) }
func isOdd[N ~int | ~uint8](n N) bool  { return n != 0 && isEven(n-1) }

type Visitor[R any] interface {
	Num(int) R
	Add(a, b Node) R
}
type Node interface{ String() string }
type Num int
type Add struct{ a, b Node }

func (n Num) String() string { return fmt.Sprint(int(n)) }
func (a Add) String() string { return "(" + a.a.String() + "+" + a.b.String() + ")" }

func Accept[R any](n Node, v Visitor[R]) R {
	switch n := n.(type) {
	case Num:
		return v.Num(int(n))
	case Add:
		return v.Add(n.a, n.b)
	}
	panic("node")
}

type sum struct{}

func (sum) Num(n int) int       { return n }
func (s sum) Add(a, b Node) int { return Accept[int](a, s) + Accept[int](b, s) }

type depth struct{}

func (depth) Num(int) string         { return "." }
func (d depth) Add(a, b Node) string { return "[" + Accept[string](a, d) + Accept[string](b, d) + "]" }

func main() {
	fmt.Println(build(1, 2, 3).list(), build[string]().list())
	fmt.Println(isEven(10), isOdd(uint8(7)), isEven(3))
	e := Add{Num(1), Add{Num(2), Num(3)}}
	fmt.Println(e, Accept[int](e, sum{}), Accept[string](e, depth{}))
}
