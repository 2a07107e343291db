package main

import (
	"fmt"
	"strconv"
)

type Shape interface {
	Area() float64
	comparable
}
type sq struct{ s float64 }
type rect struct{ w, h float64 }

func (s sq) Area() float64   { return s.s * s.s }
func (r rect) Area() float64 { return r.w * r.h }

func Same[T Shape](a, b T) string { return fmt.Sprint(a == b, a.Area()+b.Area()) }

type Setter[T any] interface {
	*T
	Set(string)
}
type num struct{ v int }

func (n *num) Set(s string) { n.v, _ = strconv.Atoi(s) }

func FromStrings[T any, P Setter[T]](ss []string) []T {
	r := make([]T, len(ss))
	for i, s := range ss {
		p := P(&r[i])
		p.Set(s)
	}
	return r
}

type Bytes interface{ ~string | ~[]byte }

func Count[T Bytes](s T, c byte) (n int) {
	for i := 0; i < len(s); i++ {
		if s[i] == c {
			n++
		}
	}
	return
}
func Tail[T ~[]E, E any](s T) T { return s[1:] }

type Integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16
}

func Wrap[T Integer](x T) T          { return x + 1 }
func Shift[T Integer](x T, n uint) T { return x << n >> n }
func Neg[T Integer](x T) T           { return -x }
func Sizes[T Integer]() int {
	n := 0
	var x T = 1
	for x != 0 {
		x <<= 1
		n++
	}
	return n
}

type Stringish interface {
	~string
	Len() int
}
type str string

func (s str) Len() int             { return len(s) }
func Both[T Stringish](s T) string { return string(s) + fmt.Sprint(s.Len()) + string(s[0]) }

type Fn interface{ ~func(int) int }

func Twice[F Fn](f F, x int) int { return f(f(x)) }

type Ch[T any] interface{ ~chan T | ~<-chan T }

func Drain[C Ch[T], T any](c C) (n int) {
	for range c {
		n++
	}
	return
}

type Eq[T any] interface{ Equal(T) bool }
type ci string

func (a ci) Equal(b ci) bool { return len(a) == len(b) }
func Contains[T Eq[T]](xs []T, x T) bool {
	for _, v := range xs {
		if v.Equal(x) {
			return true
		}
	}
	return false
}

type Node[T any] interface {
	*T
	Next() *T
}
type cell struct {
	n    int
	next *cell
}

func (c *cell) Next() *cell { return c.next }
func Length[T any, P Node[T]](p P) (n int) {
	for p != nil {
		n++
		p = P(p.Next())
	}
	return
}

type myint8 int8

func main() {
	fmt.Println(Same(sq{1}, sq{1}), Same(rect{1, 2}, rect{2, 1}))
	fmt.Println(FromStrings[num]([]string{"1", "22"}))
	fmt.Println(Count("banana", 'a'), Count([]byte("abc"), 'c'), Count(str("xx"), 'x'))
	fmt.Println(Tail([]int{1, 2, 3}))
	fmt.Println(Wrap(int8(127)), Wrap(uint8(255)), Wrap(myint8(127)), Wrap(127), Neg(int8(-128)), Neg(uint8(1)))
	fmt.Println(Sizes[int8](), Sizes[uint16](), Sizes[int](), Sizes[myint8]())
	fmt.Println(Shift(int8(100), 1), Shift(uint8(200), 1), Shift(100, 1))
	fmt.Println(Both(str("abc")))
	type f func(int) int
	fmt.Println(Twice(f(func(i int) int { return i + 2 }), 1))
	c := make(chan int, 2)
	c <- 1
	c <- 2
	close(c)
	fmt.Println(Drain(c))
	fmt.Println(Contains([]ci{"ab", "c"}, "xy"), Contains([]ci{"ab"}, "xyz"))
	fmt.Println(Length(&cell{1, &cell{2, nil}}), Length[cell](nil))
}
