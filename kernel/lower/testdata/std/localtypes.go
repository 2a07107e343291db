package main

import "fmt"

type opt interface{ ok() bool }

func mk[T any](v T) any {
	type box struct {
		v    T
		next *box
	}
	type alias = box
	return box{v, &alias{v: v}}
}

func same[T any](a any) bool {
	type box struct{ v T }
	_, ok := a.(box)
	return ok
}

type L[T any] struct{ v T }

func (l L[T]) in() any {
	type id int
	type pair struct {
		a T
		b id
	}
	return []any{pair{l.v, 2}, id(3), map[id]pair{}, &pair{}}
}

func tag[T any]() any {
	type k struct{}
	return k{}
}

func main() {
	a, b := mk(1), mk("x")
	fmt.Printf("%T %T\n", a, b)
	fmt.Println(same[int](a))
	fmt.Println(tag[int]() == tag[string](), tag[int]() == tag[int]())
	for _, x := range (L[string]{"q"}).in().([]any) {
		fmt.Printf("%T ", x)
	}
	fmt.Println()
	fmt.Printf("%v %T\n", tag[L[int]](), tag[L[int]]())
	fmt.Printf("%T\n", mk(a))
	m := map[any]int{tag[int](): 1, tag[string](): 2, tag[[]int](): 3}
	fmt.Println(len(m), m[tag[int]()])
}
