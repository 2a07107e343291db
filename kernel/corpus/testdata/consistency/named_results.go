package main

import (
	"errors"
	"fmt"
)

func swap(a, b int) (x, y int) { x, y = b, a; return }
func bare() (n int, s string, err error) {
	n = 3
	s = "s"
	return
}
func override() (n int) {
	n = 1
	return 2
}
func deferAdd() (n int) {
	defer func() { n += 10 }()
	return 1
}
func selfRef() (a, b int) {
	a, b = 1, 2
	return b, a
}
func viaPtr() (n int) {
	p := &n
	defer func() { *p *= 3 }()
	n = 2
	return n + 1
}
func closureRes() (f func() int, n int) {
	f = func() int { n++; return n }
	n = 5
	return f, 100
}
func recovered() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered %v", r)
		}
	}()
	panic("boom")
}
func keeps() (n int, err error) {
	defer func() { recover() }()
	n = 42
	err = errors.New("set before panic")
	panic(1)
}
func blank() (_ int, s string) {
	s = "blank"
	return
}
func loopRet() (i int) {
	for i = 0; i < 10; i++ {
		if i == 4 {
			return
		}
	}
	return -1
}
func nested() (x int) {
	func() (x int) {
		x = 5
		return
	}()
	x += func() (y int) { defer func() { y++ }(); return x }()
	return
}
func goRes() (n int) {
	done := make(chan bool)
	go func() { n = 9; close(done) }()
	<-done
	return
}
func arr() (a [2]int) {
	defer func() { a[1] = 7 }()
	a[0] = 1
	return a
}
func structRes() (s struct{ a, b int }) {
	defer func() { s.b = s.a * 2 }()
	s.a = 4
	return struct{ a, b int }{10, 0}
}
func multi(n int) (q, r int, err error) {
	if n == 0 {
		err = errors.New("zero")
		return
	}
	q, r = 10/n, 10%n
	return q, r, nil
}
func chain() (a int, b int) { return swap(selfRef()) }
func panics() (n int) {
	defer func() { n = recover().(int) * 2 }()
	panic(21)
}

type T struct{}

func (T) M() (res string) { defer func() { res += "!" }(); return "m" }

var g = func() (v int) { defer func() { v = -v }(); return 5 }

func main() {
	fmt.Println(swap(1, 2))
	fmt.Println(bare())
	fmt.Println(override(), deferAdd(), viaPtr(), loopRet(), nested(), goRes())
	fmt.Println(selfRef())
	f, n := closureRes()
	fmt.Println(f(), n, f())
	fmt.Println(recovered())
	fmt.Println(keeps())
	fmt.Println(blank())
	fmt.Println(arr(), structRes())
	fmt.Println(multi(0))
	fmt.Println(multi(3))
	fmt.Println(chain())
	fmt.Println(panics(), T{}.M(), g())
}
