// Composite literals on the left of && and ||, conversions to interfaces compared with
// nil, and the names of types whose arguments have unexported members.
package main

import "fmt"

type point struct {
	a int
	b string
}

type box[T any] struct{ V T }

func tr[T any](n int, v T) T {
	fmt.Print(" #", n)
	return v
}

func main() {
	yes := func() bool { return true }
	fmt.Println(point{1, "b"}.a == 1 && yes(), (&point{1, "b"}).a == 2 || yes(), !(point{1, "b"}.b == "b") || !yes())
	fmt.Println(map[int]int{1: 1}[1] == 1 && yes(), []point{{1, "b"}}[0].a == 1 && yes(), tr(1, point{1, "c"}).b == "c" && yes())
	fmt.Println(1+point{1, "b"}.a == 2 && yes(), (yes() && point{1, "a"}.a == 2) || (yes() && point{1, "a"}.a == 1))
	switch x := tr(2, "b"); x {
	case tr(3, point{1, "a"}.b), point{2, "b"}.b:
		fmt.Println(" found")
	default:
		fmt.Println(" not found")
	}
	for i := 0; (point{1, "b"}.a > i || i < 3) && i < 5; i++ {
		fmt.Print(i, " ")
	}
	fmt.Println()

	var p *point
	var m map[string]int
	var f func()
	var err error
	fmt.Println(any(p) == nil, any(m) == nil, nil != any(f), any(err) == nil, any(1) == nil, (any)([]int(nil)) != nil)
	switch {
	case any(p) == nil, nil == any(m):
		fmt.Println("nil")
	default:
		fmt.Println("not nil")
	}

	fmt.Printf("%T %T %T\n", box[struct {
		x int
		Y float64
	}]{}, []box[func(a int) struct{ x, z point }]{}, map[string]box[interface{ m(point) }]{})
	fmt.Printf("%T %T\n", box[struct {
		X int `json:"x"`
		point
	}]{}, struct{ x box[box[struct{ x int }]] }{})
	defer func() { fmt.Println(recover()) }()
	fmt.Println(any(box[struct{ x int }]{}).(int))
}
