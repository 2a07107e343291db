package main

import "fmt"

type myString string
type myInt int
type myBool bool

func show(v any) {
	defer func() {
		r := recover()
		fmt.Printf("%v %T %#v\n", r, r, r)
	}()
	panic(v)
}

func main() {
	show(1)
	show("s")
	show(myString("ms"))
	show(myInt(3))
	show(myBool(true))
	show(1.5)
	show([]int{1})
	show(map[string]int{"a": 1})
	show(struct{ A int }{1})
	show(&[]int{1}[0] != nil)
	show(2i)
	show('x')
	panic(myString("typed\nstring"))
}
