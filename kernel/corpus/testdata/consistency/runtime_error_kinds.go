package main

import (
	"errors"
	"fmt"
	"runtime"
)

func kind(f func()) (s string) {
	defer func() {
		r := recover()
		e, isErr := r.(error)
		re, isRT := r.(runtime.Error)
		s = fmt.Sprintf("%v error=%v runtime=%v", r, isErr, isRT)
		if isRT {
			re.RuntimeError()
		}
		var target runtime.Error
		if isErr && errors.As(e, &target) != isRT {
			s += " As differs"
		}
	}()
	f()
	return "no panic"
}

type T struct{ p *T }

func main() {
	var m map[string]int
	var s []int
	var p *T
	var f func()
	var i any = "s"
	z := 0
	n := -1
	fmt.Println(kind(func() { m["a"] = 1 }))
	fmt.Println(kind(func() { _ = s[z] }))
	fmt.Println(kind(func() { _ = p.p }))
	fmt.Println(kind(func() { p.p.p = nil }))
	fmt.Println(kind(func() { f() }))
	fmt.Println(kind(func() { _ = i.(int) }))
	fmt.Println(kind(func() { _ = 1 / z }))
	fmt.Println(kind(func() { _ = make([]int, n) }))
	fmt.Println(kind(func() { _ = 1 << n }))
	fmt.Println(kind(func() { _ = s[1:z] }))
	fmt.Println(kind(func() { panic("plain") }))
	fmt.Println(kind(func() { panic(errors.New("an error")) }))
	fmt.Println(kind(func() { panic(fmt.Sprintf("%d", 5)) }))
	fmt.Println(kind(func() { var c chan int; close(c) }))
	fmt.Println(kind(func() { _ = any(s) == any(s) }))
	fmt.Println(kind(func() { _ = map[any]int{any(s): 1} }))
	fmt.Println(kind(func() { _ = "abc"[len(s)+5] }))
	fmt.Println(kind(func() { _ = [3]int(make([]int, 2)) }))
	fmt.Println(kind(func() {}))
}
