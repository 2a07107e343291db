package main

import "fmt"

type T struct{ n int }

func (t T) M() {}

type I interface {
	M()
	N(int) string
}

func takes(i I) {}

func main() {
	var i I = T{}
	takes(&T{})
	var s string = 1
	var n int = "x"
	n = 1.5
	t := T{1, 2}
	t.unknown = 3
	t.O()
	fmt.Printn("x")
	_ = i.(int)
	_ = n.(int)
	if n {
	}
	s = n
	_ = s + n
	_ = !n
	_ = -s
	_ = &1
	_ = *n
	n()
	for range 1.5 {
	}
}
