package main

import "errors"

func main() {
	f := func() int { return "a" }
	g := func(a int) {
		return a
	}
	h := func() (int, error) { return errors.New("x") }
	k := func(x int) string {
		y := x
	}
	go f()
	defer g()
	h().x()
	var e error = "str"
	err := errors.New(1)
	if err := k(1); err != nil {
	}
	_ = e
}
