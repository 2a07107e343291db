package main

import (
	"fmt"
	"os"
	"strings"
)

type Stack struct{ d []int }

func (s *Stack) Pop() int {
	if len(s.d) == 0 {
		panic("empty stack")
	}
	x := s.d[len(s.d)-1]
	s.d = s.d[:len(s.d)-1]
	return x
}

type I interface{ M() }
type J interface {
	M()
	N()
}
type X struct{}

func (X) M() {}

type Y struct {
	p *Y
	v [4]int
}

func try(name string, f func()) {
	defer func() {
		r := recover()
		err, ok := r.(error)
		if ok {
			fmt.Printf("%s: error %s\n", name, err)
			if re, ok := r.(interface{ RuntimeError() }); ok {
				_ = re
				fmt.Println("   runtime error", strings.HasPrefix(err.Error(), "runtime error"))
			}
		} else {
			fmt.Printf("%s: %T %v\n", name, r, r)
		}
	}()
	f()
}

func main() {
	var a any = "str"
	var i I
	var y *Y
	var f func(int) int
	var m map[string][]int
	var ch chan int
	n := len(os.Args) - 1
	try("assert int", func() { _ = a.(int) })
	try("assert I", func() { _ = a.(I) })
	try("assert nil", func() { var e any; _ = e.(string) })
	try("assert nil I", func() { _ = i.(J) })
	i = X{}
	try("assert J", func() { _ = i.(J) })
	try("assert *X", func() { _ = i.(*X2) })
	try("assert named", func() { _ = a.(MyS) })
	try("assert err", func() { _ = a.(error) })
	try("nil struct", func() { fmt.Println(y.v) })
	try("nil chain", func() { z := &Y{}; z.p.p = z })
	try("nil func", func() { f(1) })
	try("nil map", func() { m["a"] = append(m["a"], 1) })
	try("close nil", func() { close(ch) })
	try("close twice", func() { c := make(chan int); close(c); close(c) })
	try("send closed", func() { c := make(chan int, 1); close(c); c <- 1 })
	try("custom", func() { panic(struct{ A, B int }{1, 2}) })
	try("stack", func() { new(Stack).Pop() })
	try("div", func() { fmt.Println(1 / n) })
	try("index", func() { fmt.Println([]int{1, 2, 3}[n+3]) })
	try("arr", func() { z := [3]int{}; z[n+3] = 1 })
	try("str", func() { fmt.Println("abc"[n+3]) })
	try("nil iface call", func() { var i I; i.M() })
	try("nil error call", func() { var e error; _ = e.Error() })
	try("neg make", func() { _ = make([]int, n-1) })
	try("neg chan", func() { _ = make(chan int, n-1) })
	try("repeat", func() { strings.Repeat("x", n-1) })
	try("goexit none", func() {})
	try("deref", func() { var p *int; *p = 1 })
	try("deref read", func() { var p *string; fmt.Println(*p) })
	try("nil slice ptr", func() { var p *[]int; fmt.Println((*p)[0]) })
	try("nil arr ptr", func() { var p *[3]int; fmt.Println(p[1]) })
	try("nil arr ptr range", func() {
		var p *[3]int
		for i := range p {
			fmt.Print(i)
		}
		for _, v := range p {
			fmt.Print(v)
		}
	})
	try("panic err", func() { panic(fmt.Errorf("wrapped %w", os.ErrExist)) })
	try("panic int", func() { panic(42) })
	try("panic stringer", func() { panic(MyS("x")) })
	try("conv", func() { s := []int{1}; _ = [2]int(s) })
	try("shift", func() { s := n - 1; _ = 1 << s })
	try("unhashable", func() { _ = map[any]int{[]int{1}: 1} })
	try("depth", func() {
		defer func() { panic(fmt.Sprint("again ", recover())) }()
		panic("one")
	})
	defer fmt.Println("deferred before crash")
	defer func() {
		panic("second")
	}()
	panic(MyS("first"))
}

type PX = X
type MyS string

func (m MyS) String() string { return "<" + string(m) + ">" }

type X2 struct{}

func (*X2) M() {}
