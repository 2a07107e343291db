package main

import "fmt"

type T struct {
	a int
	a string
}

func f() {}
func f() {}

func (t T) m() {}
func (t T) m() {}
func (t T) a() {}
func (t U) x() {}
func (int) y() {}

type I interface {
	M()
	M()
}

var x, y = 1
var z int = undefinedName
const c = f()
const d int = "s"

type Loop struct{ l Loop }
type A B
type B A

func main() {
	a := 1
	a := 2
	var fmt = "shadow"
	fmt.Println(a)
	goto L
	b := 1
L:
	_ = b
M:
	break N
	continue
}
