package main

import "fmt"

type P struct{ X, Y int }
type L struct {
	A, B P
	ps   []P
	m    map[string]*P
	arr  [2]*P
	f    func(P) int
}
type E struct {
	P
	*L
	n int
}

func main() {
	l := L{A: P{1, 2}, ps: []P{{3, 4}, {X: 5}}, m: map[string]*P{"a": {6, 7}}, arr: [2]*P{1: {8, 9}}, f: func(p P) int { return p.X + p.Y }}
	fmt.Println(l.A, l.B, l.ps, *l.m["a"], l.arr[0] == nil, *l.arr[1], l.f(l.A))
	e := E{P{1, 2}, &l, 3}
	e.X = 10
	e.A.X = 20
	e.ps[0].Y++
	fmt.Println(e.P, l.A, l.ps[0], e.n, e.L.B == e.B)
	mp := map[P]string{{1, 2}: "a", {}: "zero"}
	fmt.Println(mp[P{1, 2}], mp[P{}], len(mp))
	pp := []*P{{1, 1}, nil, {2, 2}}
	fmt.Println(*pp[0], pp[1] == nil, pp[2].X)
	aa := [...][2]P{{{1, 2}, {3, 4}}, 2: {1: {5, 6}}}
	fmt.Println(len(aa), aa[2][1], aa[1])
	idx := [...]string{2: "c", "d", 0: "a"}
	fmt.Printf("%q %d\n", idx, len(idx))
	sp := &[]P{{1, 2}}
	(*sp)[0].X = 7
	fmt.Println(*sp, (&P{3, 4}).Y, P{5, 6}.X, []int{1, 2, 3}[1], map[string]int{"k": 4}["k"], "str"[1:])
	ms := []map[string][]P{{"x": {{1, 2}}}, {}}
	fmt.Println(ms[0]["x"][0], len(ms[1]))
	r := &E{L: &l}
	r.L.A.Y = 50
	fmt.Println(l.A.Y, r.P)
	const i = 1
	arr := [3]int{i: 5, i + 1: 6}
	fmt.Println(arr)
}
