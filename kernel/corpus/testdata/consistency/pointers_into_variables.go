// Pointers into variables that are then assigned to as a whole.
package main

import "fmt"

type In struct{ a, b int }
type S struct {
	In
	f   int
	arr [2]int
}

var g S
var ga [3]int
var gs [2]S
var gp = &g

func mk() S { return S{f: 77} }

func main() {
	p := &g.f
	g = S{f: 5}
	*p += 100
	fmt.Println(1, g.f)
	p = &g.a
	g.In = In{7, 8}
	*p += 100
	fmt.Println(2, g.a)
	p = &ga[1]
	ga = [3]int{1, 2, 3}
	*p += 100
	fmt.Println(3, ga)
	p = &gs[1].f
	gs[1] = S{f: 9}
	*p += 100
	fmt.Println(4, gs[1].f)
	gs = [2]S{{f: 1}, {f: 2}}
	*p += 100
	fmt.Println(5, gs[1].f)
	p = &g.f
	g = mk()
	*p += 100
	fmt.Println(6, g.f)
	g = gs[0]
	*p += 100
	fmt.Println(7, g.f, gs[0].f)
	gp.f = 3
	g = S{}
	gp.f++
	fmt.Println(8, g.f, *p)
	q := &g.In
	g = S{In: In{4, 5}}
	q.a++
	fmt.Println(9, g.In)

	var l S
	p = &l.f
	l = S{f: 5}
	*p += 100
	fmt.Println(11, l.f)
	p = &l.arr[1]
	l = S{}
	*p = 4
	l.arr = [2]int{1, 2}
	*p += 100
	fmt.Println(12, l.arr)
	sl := []S{{}, {}}
	p = &sl[1].f
	sl[1] = S{f: 4}
	*p += 100
	fmt.Println(13, sl[1].f)
	pp := &sl[0]
	*pp = S{f: 8}
	pp.f++
	fmt.Println(14, sl[0].f)
	sl[0], sl[1] = S{f: 20}, S{f: 30}
	pp.f++
	*p++
	fmt.Println(15, sl[0].f, sl[1].f)
	h := &S{}
	r := &h.In.a
	h.In = In{1, 1}
	*r++
	fmt.Println(16, h.a)
	*h = S{In: In{3, 3}}
	*r++
	fmt.Println(17, h.a)
	var ar [2]In
	f := func() { ar[0].a++ }
	ar = [2]In{{5, 5}, {6, 6}}
	f()
	fmt.Println(18, ar)
	s := ga[:]
	ga = [3]int{9, 9, 9}
	s[0] = 1
	fmt.Println(19, ga, s)
	m := map[string]*S{"a": &g}
	g = S{f: 1}
	m["a"].f++
	fmt.Println(20, g.f)
	g, l = l, g
	m["a"].f++
	fmt.Println(21, g.f, l.f)
	*p++
	var z struct{ x struct{ y int } }
	zp := &z.x.y
	z.x = struct{ y int }{3}
	*zp++
	fmt.Println(22, z)
	for i, v := range []S{{f: 1}, {f: 2}} {
		vp := &v.f
		v = S{f: 10 + i}
		*vp++
		fmt.Println(23, v.f)
	}
	c := make(chan S, 1)
	c <- S{f: 50}
	p = &g.f
	g = <-c
	*p++
	fmt.Println(24, g.f)
	var e any = S{f: 60}
	g = e.(S)
	*p++
	fmt.Println(25, g.f)
	g, ok := e.(S)
	_ = ok
	mm := map[int]S{1: {f: 70}}
	gs[0] = mm[1]
	p = &gs[0].f
	gs[0] = mm[1]
	*p++
	fmt.Println(26, gs[0].f, g.f)
}
