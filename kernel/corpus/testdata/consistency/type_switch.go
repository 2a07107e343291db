package main

import (
	"errors"
	"fmt"
	"io"
	"os"
)

type shape interface{ area() float64 }
type sq struct{ s float64 }
type ci struct{ r float64 }

func (s sq) area() float64  { return s.s * s.s }
func (c *ci) area() float64 { return 3 * c.r * c.r }
func (s sq) String() string { return "sq!" }

type myErr struct{ code int }

func (e *myErr) Error() string { return fmt.Sprint("code ", e.code) }

type myInt int
type fnT func() int

func kind(x any) string {
	switch v := x.(type) {
	case nil:
		return "nil"
	case int, int8:
		return fmt.Sprintf("int-ish %v %T", v, v)
	case string:
		return "string " + v + "!"
	case []int:
		return fmt.Sprint("slice ", len(v))
	case map[string]int:
		return fmt.Sprint("map ", v["a"])
	case func() int:
		return fmt.Sprint("func ", v())
	case fnT:
		return fmt.Sprint("fnT ", v())
	case error:
		return "error " + v.Error()
	case shape:
		if s, ok := v.(fmt.Stringer); ok {
			return fmt.Sprint("shape ", v.area(), " ", s)
		}
		return fmt.Sprint("shape ", v.area())
	case myInt:
		return fmt.Sprint("myInt ", int(v)+1)
	case *int:
		return fmt.Sprint("ptr ", *v)
	case chan int:
		return fmt.Sprint("chan ", cap(v))
	case struct{ X int }:
		return fmt.Sprint("anon ", v.X)
	case [2]string:
		return v[0] + v[1]
	case interface{ Foo() }:
		return "foo"
	default:
		return fmt.Sprintf("other %T", v)
	}
}

type foo struct{}

func (foo) Foo() {}

func main() {
	n := 5
	for _, x := range []any{nil, 1, int8(2), "s", []int{1, 2}, map[string]int{"a": 3}, func() int { return 4 }, fnT(func() int { return 5 }),
		errors.New("e"), &myErr{7}, sq{2}, &ci{1}, myInt(3), &n, make(chan int, 6), struct{ X int }{9}, [2]string{"a", "b"},
		foo{}, &foo{}, 1.5, ci{}, []string{}, io.EOF, os.ErrNotExist, true, 'x', struct{}{}} {
		fmt.Println(kind(x))
	}
	var s shape = sq{3}
	switch t := s.(type) {
	case *ci:
		fmt.Println("ci", t.r)
	case sq:
		fmt.Println("sq", t.s)
		t.s = 100
	}
	fmt.Println(s.area())
	var e error = &myErr{1}
	switch e.(type) {
	case *myErr, nil:
		fmt.Println("mine")
	}
	switch x := any(n); y := x.(type) {
	case int:
		y++
		fmt.Println(y, x)
		break
	}
loop:
	for i := 0; ; i++ {
		switch any(i).(type) {
		case int:
			if i > 2 {
				break loop
			}
			continue loop
		}
	}
	var np *ci
	var sh shape = np
	switch sh.(type) {
	case nil:
		fmt.Println("nil iface")
	case *ci:
		fmt.Println("typed nil", sh == nil)
	}
}
