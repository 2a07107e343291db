package main

import (
	"errors"
	"fmt"
	"os"
)

func named() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
			n *= 2
		}
	}()
	n = 21
	panic("boom")
}

func multi() (a, b int) {
	defer func() { a, b = b, a }()
	a = 1
	return 2, 3
}

func shadow() (err error) {
	if true {
		_, err := os.Open("/does/not/exist")
		if err != nil {
			_ = err
		}
	}
	return
}

func closeErr() (err error) {
	defer func() {
		if cerr := errors.New("close failed"); cerr != nil && err == nil {
			err = cerr
		}
	}()
	return nil
}

func ret() (x int) {
	defer func() { x++ }()
	x = 5
	return x * 10
}
func unnamed() int {
	x := 5
	defer func() { x++ }()
	return x
}
func ptr() *int {
	x := 5
	defer func() { x++ }()
	return &x
}
func nest() (s string) {
	defer func() {
		defer func() {
			s += fmt.Sprint(" inner:", recover())
		}()
		s += fmt.Sprint("outer:", recover())
		panic("second")
	}()
	panic("first")
}

type T struct{ name string }

func (t T) Close()   { fmt.Println("close", t.name) }
func (t *T) PClose() { fmt.Println("pclose", t.name) }

func loops() {
	for i := 0; i < 3; i++ {
		defer fmt.Print(i, " ")
		defer func() { fmt.Print("c", i, " ") }()
		defer func(n int) { fmt.Print("a", n, i, " ") }(i * i)
	}
	ts := []T{{"a"}, {"b"}}
	for _, t := range ts {
		defer t.Close()
		defer t.PClose()
		t.name += "!"
	}
	for i, c := range "xy" {
		defer func() { fmt.Print(i, string(c), " ") }()
	}
}

func trace(s string) string { fmt.Println("enter", s); return s }
func un(s string)           { fmt.Println("leave", s) }
func a() {
	defer un(trace("a"))
	b()
}
func b() { defer un(trace("b")); fmt.Println("in b") }

func goexitLike() (r string) {
	defer func() {
		if e, ok := recover().(error); ok {
			r = e.Error()
		}
	}()
	var m map[string]int
	m["x"] = 1
	return "unreachable"
}

func condDefer(n int) {
	if n > 1 {
		defer fmt.Println("deferred in if", n)
	}
	switch n {
	case 2:
		defer fmt.Println("deferred in case")
	}
	fmt.Println("body", n)
}
func rethrow() {
	defer func() {
		r := recover()
		panic(fmt.Sprintf("re-%v", r))
	}()
	panic("p1")
}
func nilfunc() {
	defer func() { fmt.Println("nil func:", recover()) }()
	var f func()
	defer f()
	fmt.Println("before")
}

func main() {
	fmt.Println(named())
	fmt.Println(multi())
	fmt.Println(shadow(), closeErr(), ret(), unnamed(), *ptr())
	fmt.Println(nest())
	loops()
	fmt.Println()
	a()
	fmt.Println(goexitLike())
	condDefer(1)
	condDefer(2)
	func() {
		defer func() { fmt.Println(recover()) }()
		rethrow()
	}()
	nilfunc()
	func() {
		defer func() {
			e := recover()
			err, ok := e.(error)
			fmt.Println(ok, err)
		}()
		panic(nil)
	}()
	defer os.Exit(3)
	defer fmt.Println("last")
}
