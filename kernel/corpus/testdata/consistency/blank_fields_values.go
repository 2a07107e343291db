package main

import (
	"encoding/json"
	"fmt"
)

type T struct {
	a int
	_ int
	b string
	_ any
	_ []int
}
type K struct {
	_ float64
	x int
	_ any
}

func p(n int) int { fmt.Println("eval", n); return n }

var g = K{1.5, 2, "z"}

func main() {
	t := T{p(1), p(2), "b", p(3), []int{p(4)}}
	fmt.Printf("%v %+v %#v\n", t, t, K{float64(p(1)), 2, nil} == K{3, 2, "x"})
	m := map[K]int{{1, 2, 3}: 1}
	m[K{4, 2, nil}]++
	m[g]++
	fmt.Println(m, len(m))
	m2 := map[any]int{K{1, 2, 3}: 1}
	m2[K{x: 2}]++
	fmt.Println(m2, any(K{1, 1, 1}) == any(K{2, 1, []int{}}))
	a := [2]K{{1, 2, 3}, {}}
	b := [2]K{{3, 2, nil}, {4, 0, func() {}}}
	fmt.Println(a == b, a != b)
	s := struct {
		_ int
		x int
	}{1, 2}
	fmt.Println(s, s == struct {
		_ int
		x int
	}{5, 2})
	j, err := json.Marshal(K{1, 2, 3})
	fmt.Println(string(j), err)
	q := &K{7, 8, 9}
	c := *q
	fmt.Println(*q, c == *q)
	switch any(c) {
	case K{0, 8, 1}:
		fmt.Println("case")
	}
}
