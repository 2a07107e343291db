package main

import "fmt"

type Num interface{ ~int | ~float64 }

func Sum[T Num](xs ...T) (s T) { return }
func Map[T, U any](xs []T, f func(T) U) []U { return nil }
func Two[T any](a, b T) {}

type Stack[T any] struct{ items []T }

func (s Stack[T]) Push(v T) {}
func (s Stack) Bad()        {}

type Set[T comparable] map[T]bool

func New[T any]() *T { return nil }

func main() {
	Sum("a", "b")
	Sum[string]()
	Two(1, "a")
	var s Stack
	var t Stack[int, string]
	var u Set[[]int]
	s2 := Stack[int]{}
	s2.Push("x")
	New()
	Map([]int{1}, 5)
	var n Num
	x := Sum
	fmt.Println(s, t, u, n, x)
	_ = Sum[int, int]
}

func g[T any](x T) T {
	if x == x {
		return nil
	}
	return x + x
}
