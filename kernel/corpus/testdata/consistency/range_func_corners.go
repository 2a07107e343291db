package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
)

func Count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Print("[done]")
		for i := range n {
			if !yield(i) {
				fmt.Print("[stop]")
				return
			}
		}
	}
}
func Enum[T any](s []T) iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		for i, v := range s {
			if !yield(i, v) {
				return
			}
		}
	}
}
func Filter[T any](s iter.Seq[T], p func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range s {
			if p(v) && !yield(v) {
				return
			}
		}
	}
}
func Map[T, U any](s iter.Seq[T], f func(T) U) iter.Seq[U] {
	return func(yield func(U) bool) {
		s(func(v T) bool { return yield(f(v)) })
	}
}
func Take[T any](s iter.Seq[T], n int) iter.Seq[T] {
	return func(yield func(T) bool) {
		if n <= 0 {
			return
		}
		i := 0
		for v := range s {
			if !yield(v) {
				return
			}
			if i++; i >= n {
				return
			}
		}
	}
}
func Fib() iter.Seq[int] {
	return func(yield func(int) bool) {
		a, b := 0, 1
		for yield(a) {
			a, b = b, a+b
		}
	}
}

type Tree[T any] struct {
	l, r *Tree[T]
	v    T
}

func (t *Tree[T]) All() iter.Seq[T] {
	return func(yield func(T) bool) { t.push(yield) }
}
func (t *Tree[T]) push(yield func(T) bool) bool {
	if t == nil {
		return true
	}
	return t.l.push(yield) && yield(t.v) && t.r.push(yield)
}

func find(n int) (r string) {
	defer func() { r += "!" }()
	for i := range Count(10) {
		defer fmt.Print("{d", i, "}")
		if i == n {
			return fmt.Sprint("found ", i)
		}
	}
	return "none"
}
func nested() string {
outer:
	for i := range Count(3) {
		for j := range Count(3) {
			if j == 1 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			fmt.Print(i, j, " ")
			if i == 5 {
				return "x"
			}
		}
	}
	return "out"
}
func bad(yield func(int) bool) {
	yield(1)
	yield(2)
}
func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("\npanic:", r)
		}
	}()
	f()
}

func main() {
	for i := range Count(3) {
		fmt.Print(i, " ")
	}
	fmt.Println()
	for i := range Count(5) {
		if i == 2 {
			break
		}
	}
	fmt.Println()
	fmt.Println(find(2))
	fmt.Println(find(20))
	fmt.Println(nested())
	for i, s := range Enum([]string{"a", "b"}) {
		fmt.Print(i, s, " ")
	}
	fmt.Println()
	fmt.Println(slices.Collect(Take(Map(Filter(Fib(), func(n int) bool { return n%2 == 0 }), func(n int) string { return fmt.Sprint("<", n, ">") }), 5)))
	t := &Tree[int]{&Tree[int]{nil, nil, 1}, &Tree[int]{&Tree[int]{nil, nil, 3}, nil, 4}, 2}
	for v := range t.All() {
		fmt.Print(v, " ")
		if v == 3 {
			break
		}
	}
	fmt.Println(slices.Collect(t.All()), slices.Max(slices.Collect(t.All())))
	next, stop := iter.Pull(Count(4))
	a, ok := next()
	b, ok2 := next()
	fmt.Println(a, ok, b, ok2)
	stop()
	c, ok3 := next()
	fmt.Println(c, ok3)
	n2, s2 := iter.Pull2(Enum([]string{"x"}))
	k, v, o := n2()
	fmt.Println(k, v, o)
	k, v, o = n2()
	fmt.Println(k, v, o)
	s2()
	try(func() {
		for i := range bad {
			fmt.Print(i)
			break
		}
	})
	try(func() {
		for i := range Count(3) {
			if i == 1 {
				panic("in body")
			}
		}
	})
	var saved func(int) bool
	try(func() {
		for i := range func(y func(int) bool) { saved = y; y(1) } {
			fmt.Print(i)
		}
		saved(2)
	})
	try(func() {
		for range func(y func() bool) { panic("in iterator") } {
		}
	})
	cnt := 0
	for range func(y func() bool) { _ = y() && y() && y() } {
		cnt++
	}
	fmt.Println(cnt)
	var x, y int
	for x, y = range Enum([]int{5, 6, 7}) {
	}
	fmt.Println(x, y)
	m := map[string]int{"a": 1, "b": 2, "c": 3}
	keys := slices.Sorted(maps.Keys(m))
	fmt.Println(keys, slices.Sorted(maps.Values(m)))
	for i, v := range slices.Backward(keys) {
		fmt.Print(i, v, " ")
	}
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c)
	}
	fmt.Println(slices.SortedFunc(slices.Values(keys), func(a, b string) int { return -len(a) + len(b) }))
	m2 := maps.Collect(Enum([]string{"p", "q"}))
	fmt.Println(m2, maps.Collect(maps.All(m)))
	var fs []func() int
	for i := range Count(3) {
		fs = append(fs, func() int { i++; return i })
	}
	fmt.Println(fs[0](), fs[0](), fs[2]())
	func() {
		for i := range Count(2) {
			defer func() { fmt.Println("rec", i, recover()) }()
			if i == 1 {
				panic(fmt.Sprint("p", i))
			}
		}
	}()
	gen := func() iter.Seq2[string, error] {
		return func(yield func(string, error) bool) {
			if !yield("one", nil) {
				return
			}
			yield("", fmt.Errorf("bad %d", 2))
		}
	}
	for s, err := range gen() {
		if err != nil {
			fmt.Println("err", err)
			continue
		}
		fmt.Println(s)
	}
}
