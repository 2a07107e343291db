package main

import "fmt"

type S struct {
	a [2]int
	s []int
	p *int
}

func arr(a [2]int)        { a[0] = 9 }
func sl(s []int)          { s[0] = 9; s = append(s, 1); s[0] = 8 }
func mp(m map[string]int) { m["k"] = 9; m = nil }
func st(s S) S            { s.a[0] = 9; s.s[0] = 7; *s.p = 7; s.s = nil; return s }
func pt(p *S)             { p.a[1] = 9; p = &S{}; p.a[1] = 1 }
func iface(x any)         { s := x.(S); s.a[0] = 100 }
func fn(f func())         { f(); f = nil }
func ch(c chan int)       { c <- 1; c = nil }
func str(s string) string { s += "!"; return s }
func many(xs ...[2]int)   { xs[0][0] = 9 }

func main() {
	a := [2]int{1, 2}
	arr(a)
	many(a)
	as := [][2]int{a}
	many(as...)
	fmt.Println(a, as)
	s := make([]int, 1, 4)
	sl(s)
	fmt.Println(s, s[:2])
	m := map[string]int{}
	mp(m)
	fmt.Println(m)
	n := 1
	v := S{a, []int{1}, &n}
	w := st(v)
	pt(&v)
	iface(v)
	fmt.Println(v.a, v.s, n, w.a, w.s)
	calls := 0
	f := func() { calls++ }
	fn(f)
	c := make(chan int, 1)
	ch(c)
	fmt.Println(calls, len(c), f != nil)
	x := "s"
	fmt.Println(str(x), x)
}
