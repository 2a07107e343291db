package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

func seq(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func mapSeq[A, B any](s iter.Seq[A], f func(A) B) iter.Seq[B] {
	return func(yield func(B) bool) {
		for a := range s {
			if !yield(f(a)) {
				return
			}
		}
	}
}

func zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		next, stop := iter.Pull(b)
		defer stop()
		for x := range a {
			y, ok := next()
			if !ok || !yield(x, y) {
				return
			}
		}
	}
}

type list struct{ items []string }

func (l list) All() iter.Seq2[int, string] { return slices.All(l.items) }

func main() {
	for v := range mapSeq(seq(4), func(i int) string { return strings.Repeat("*", i) }) {
		fmt.Printf("%q ", v)
	}
	fmt.Println()
	for a, b := range zip(seq(5), slices.Values([]string{"x", "y", "z"})) {
		fmt.Print(a, b, " ")
	}
	fmt.Println()
	next, stop := iter.Pull(seq(3))
	fmt.Println(next())
	fmt.Println(next())
	stop()
	fmt.Println(next())
	for i, s := range (list{[]string{"p", "q"}}).All() {
		fmt.Print(i, s, " ")
	}
	fmt.Println(slices.Collect(mapSeq(seq(3), func(i int) int { return i * i })))
	for w := range strings.SplitSeq("a,b,c", ",") {
		fmt.Print(w, ";")
	}
	for w := range strings.FieldsSeq(" d e ") {
		fmt.Print(w, ";")
	}
	fmt.Println(slices.Sorted(maps.Keys(map[string]int{"k": 1, "j": 2})))
	p2, stop2 := iter.Pull2(maps.All(map[string]int{"only": 1}))
	defer stop2()
	fmt.Println(p2())
	fmt.Println(p2())
}
