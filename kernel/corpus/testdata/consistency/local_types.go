package main

import "fmt"

func f(n int) any {
	type T struct{ v int }
	if n == 0 {
		type T string
		return T("inner")
	}
	return T{n}
}

func g[X any](x X) any {
	type pair struct {
		a X
		n int
	}
	return pair{x, 1}
}

type T int

func (t T) String() string { return fmt.Sprintf("T%d", int(t)) }

func main() {
	fmt.Printf("%T %v %T %v\n", f(0), f(0), f(1), f(1))
	fmt.Println(f(1) == f(1), f(0) == f(0), f(1) == any(T(1)))
	fmt.Println(g(1), g("s"), g(1) == g(1), g(1) == g(int8(1)))
	type T struct{ T T2 }
	fmt.Printf("%+v\n", T{T2{5}})
	for i := range 2 {
		type loop struct{ i int }
		fmt.Print(loop{i}, " ")
	}
	fmt.Println()
	h := func() any {
		type T []int
		return T{1, 2}
	}
	fmt.Printf("%v %T\n", h(), h())
	type rec struct {
		next *rec
		v    int
	}
	r := &rec{&rec{nil, 2}, 1}
	fmt.Println(r.next.v)
	type e struct{ error }
	fmt.Println(e{fmt.Errorf("wrapped")})
	const c = 3
	type arr [c]int
	fmt.Println(len(arr{}), arr{1: 5})
	type fn func(fn2 int) string
	fmt.Println(fn(func(i int) string { return fmt.Sprint(i) })(8))
}

type T2 struct{ n int }
