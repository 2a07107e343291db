package main

import (
	"fmt"
	"math"
)

// A zero keeps its sign on its way through functions, alone and within others.

type point struct{ x, y float64 }

func (p point) sum() float64     { return p.x + p.y }
func (p *point) scale(k float64) { p.x, p.y = p.x*k, p.y*k }

type reading struct {
	name  string
	at    [2]point
	next  *reading
	each  func(float64) bool
	value any
}

type celsius float64

func (c celsius) negative() bool { return math.Signbit(float64(c)) }

func same(x float64) float64       { return x }
func forward(x float64) float64    { return same(x) }
func single(x float32) float32     { return x }
func both(c complex128) complex128 { return c }
func pair(x, y float64) (a, b float64) {
	return y, x
}
func negative(x float64) bool        { return math.Signbit(x) }
func first(r reading) float64        { return r.at[0].x }
func at(a [3]float64, i int) float64 { return a[i] }
func down(x float64, n int) float64 {
	if n == 0 {
		return x
	}
	return down(x, n-1)
}
func with(x float64, f func(float64) float64, y float64) float64 { return f(x) * y }
func generic[T any](x T) T                                       { return x }
func nothing(x float64)                                          { seen = append(seen, 1/x) }

var seen []float64

func main() {
	zero := 0.0
	neg := math.Copysign(zero, -1)
	fmt.Println(1/same(neg), 1/same(zero), 1/forward(neg), 1/single(float32(neg)))
	fmt.Println(1/real(both(complex(neg, zero))), 1/imag(both(complex(zero, neg))), both(complex(neg, neg)))
	a, b := pair(neg, zero)
	fmt.Println(1/a, 1/b)
	a, _ = pair(zero, neg)
	fmt.Println(1 / a)
	if negative(neg) && !negative(zero) {
		fmt.Println("signs")
	}
	for negative(neg) {
		break
	}
	fmt.Println(1/point{neg, neg}.sum(), 1/generic(point{x: neg}).x, 1/generic(neg), generic([2]celsius{celsius(neg), 1}))
	p := &point{1, -1}
	p.scale(neg)
	fmt.Println(1/p.x, 1/p.y, *p)
	fmt.Println(first(reading{at: [2]point{{x: neg}}}), 1/first(reading{at: [2]point{{x: neg}}}), first(reading{}), first(reading{name: "a", at: [2]point{{neg, neg}}}))
	fmt.Println(1/at([3]float64{1: neg}, 1), 1/at([3]float64{1: neg}, 0), 1/down(neg, 5))
	fmt.Println(1/with(neg, same, 1), 1/with(neg, func(x float64) float64 { return x }, -1), 1/with(1, same, neg))
	fmt.Println(celsius(neg).negative(), celsius(zero).negative(), celsius(1).negative())
	nothing(neg)
	f := same
	m := point.sum
	func() {
		defer nothing(neg)
		done := make(chan float64)
		go func(x float64) { done <- x }(neg)
		fmt.Println(1/<-done, 1/f(neg), 1/m(point{neg, neg}))
	}()
	_ = same(neg)
	same(neg)
	fmt.Println(seen)
}
