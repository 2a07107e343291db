package main

import (
	"fmt"
	"math"
)

type T struct{ a, b int }
type str string

func main() {
	a, b := 3, 5
	fmt.Println(min(a, b), max(a, b, 4), min(2, 7), max(1.5, 2), min("b", "a"), max(str("x"), "y"))
	const c = min(3, 2.5)
	const d = max(1, 2, 'a')
	fmt.Printf("%v %T %v %T\n", c, c, d, d)
	nan := math.NaN()
	fmt.Println(min(1, nan), max(nan, 1), min(math.Inf(-1), 0), max(a, 1<<40))
	var u8 uint8 = 200
	fmt.Printf("%v %T\n", max(u8, 100), min(u8, 1))
	x := 2.5
	fmt.Println(max(x, 3), min(x, 1, 2), max(x))
	m := map[T]int{{1, 2}: 3}
	clear(m)
	fmt.Println(len(m), m != nil)
	s := []T{{1, 2}, {3, 4}}
	clear(s[:1])
	fmt.Println(s, len(s))
	ss := []string{"a", "b"}
	clear(ss)
	fmt.Printf("%q\n", ss)
	var nm map[string]int
	clear(nm)
	var ns []int
	clear(ns)
	p := new(T)
	p.a = 5
	q := new(*T)
	*q = p
	fmt.Println(*p, (**q).a, *new(int), *new(string) == "")
	n := new(42)
	*n++
	f := new(1.5)
	st := new(T{1, 2})
	st.b = 9
	e := new(fmt.Sprint("x", *n))
	fmt.Println(*n, *f, *st, *e)
	fmt.Printf("%T %T %T %T\n", n, f, st, new(error))
	var i int32 = 7
	pi := new(i)
	*pi = 8
	fmt.Println(i, *pi)
	fn := new(func() int { return 5 })
	fmt.Println((*fn)())
	k := 0
	inc := func() int { k++; return k }
	fmt.Println(min(inc(), inc(), 10), max(inc(), inc()), k)
	sl := new([3]int)
	sl[1] = 4
	fmt.Println(*sl, len(sl), cap(make([]int, min(a, b), max(a, b))))
	type opt struct{ n *int }
	fmt.Println(*opt{n: new(3)}.n)
}
