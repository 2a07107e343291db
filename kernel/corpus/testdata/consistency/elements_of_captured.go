// What a variable that a closure changes gives as an element of a slice; counting in uintptr and complex numbers.
package main

import "fmt"

type I uint32

func f() (r I) {
	r = 9
	g := func() { r++ }
	g()
	a := []I{r * 3}
	b := []I{^r}
	fmt.Println(a, b, r-r, map[I]I{r + 1: r + 2})
	return
}

func main() { f() }

func sum(xs ...int) (t int) {
	for _, x := range xs {
		t += x
	}
	return
}

func init() {
	n := 3
	func() { n++ }()
	fmt.Println([]int{(n * 2)}, [2]bool{n == 4, !(n == 4)}, sum(n*2, -n), []any{n * 2, "("}, []string{"(" + ")"})
	u := uintptr(n)
	for v := uintptr(0); v < u; v++ {
		u -= v
	}
	for i := range u {
		fmt.Print(i, " ")
	}
	for c := 1i; real(c) < 3; c++ {
		fmt.Print(c, " ")
	}
	fmt.Println(u)
}
