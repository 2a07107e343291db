package main

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"strings"
)

type list[T any] struct {
	head *node[T]
}
type node[T any] struct {
	v    T
	next *node[T]
}

func (l *list[T]) push(v T) { l.head = &node[T]{v, l.head} }
func (l *list[T]) All() iter.Seq[T] {
	return func(yield func(T) bool) {
		for n := l.head; n != nil; n = n.next {
			if !yield(n.v) {
				return
			}
		}
	}
}

func filter[V any](seq iter.Seq[V], keep func(V) bool) iter.Seq[V] {
	return func(yield func(V) bool) {
		for v := range seq {
			if keep(v) && !yield(v) {
				return
			}
		}
	}
}

func mapSeq[V, W any](seq iter.Seq[V], f func(V) W) iter.Seq[W] {
	return func(yield func(W) bool) {
		seq(func(v V) bool { return yield(f(v)) })
	}
}

func enumerate[V any](seq iter.Seq[V]) iter.Seq2[int, V] {
	return func(yield func(int, V) bool) {
		i := 0
		for v := range seq {
			if !yield(i, v) {
				return
			}
			i++
		}
	}
}

func fib(yield func(int) bool) {
	for a, b := 0, 1; yield(a); a, b = b, a+b {
	}
}

type point struct{ x, y int }

func (p point) String() string { return fmt.Sprintf("<%d,%d>", p.x, p.y) }

func main() {
	for w := range strings.SplitSeq("a,b,c", ",") {
		fmt.Print(w, ";")
	}
	for w := range strings.FieldsSeq(" x  y ") {
		fmt.Print(w, ";")
	}
	for l := range bytes.Lines([]byte("p\nq\n")) {
		fmt.Printf("%q;", l)
	}
	fmt.Println()
	seq := strings.SplitSeq("d e f", " ")
	fmt.Println(slices.Collect(seq))
	var s2 iter.Seq[string] = seq
	s2 = filter(s2, func(s string) bool { return s != "e" })
	fmt.Println(slices.Collect(s2), slices.Sorted(mapSeq(s2, strings.ToUpper)))
	var l list[point]
	l.push(point{1, 2})
	l.push(point{3, 4})
	for i, p := range enumerate(l.All()) {
		fmt.Print(i, p, " ")
	}
	fmt.Println(slices.Collect(l.All()))
	next, stop := iter.Pull(fib)
	for range 10 {
		v, ok := next()
		fmt.Print(v, ok, " ")
	}
	stop()
	fmt.Println(next())
	n2, stop2 := iter.Pull2(enumerate(l.All()))
	fmt.Println(n2())
	fmt.Println(n2())
	fmt.Println(n2())
	stop2()
	for k := range fib {
		if k > 50 {
			break
		}
		fmt.Print(k, " ")
	}
	fmt.Println()
}
