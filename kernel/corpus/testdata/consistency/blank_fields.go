package main

import "fmt"

type T struct {
	_ int
	X int
	_ string
}

func f(_ int, _ string) (_ int, err error) { return 7, nil }

type I interface{ m(_ int) string }
type S struct{}

func (_ S) m(_ int) string { return "m" }

var _ I = S{}
var _, v = f(1, "a")

func main() {
	a, b := T{X: 1}, T{X: 1}
	fmt.Println(a == b, T{X: 2} == a, a)
	n, _ := f(0, "")
	_, err := f(0, "")
	fmt.Println(n, err, v)
	_ = fmt.Sprint("dropped")
	for _, _ = range []int{1, 2} {
		n++
	}
	fmt.Println(n, I(S{}).m(3))
	m := map[T]int{a: 1}
	m[b]++
	fmt.Println(m[T{X: 1}], len(m))
}
