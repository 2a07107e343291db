package main

import (
	"fmt"
	"strings"
)

type List[T any] []T

func (l List[T]) Len() int { return len(l) }

func MapKV[M ~map[K]V, K comparable, V any, R any](m M, f func(K, V) R) []R {
	var r []R
	for k, v := range m {
		r = append(r, f(k, v))
	}
	return r
}
func First[S ~[]E, E any](s S) (e E, ok bool) {
	if len(s) == 0 {
		return
	}
	return s[0], true
}
func Compose[A, B, C any](f func(A) B, g func(B) C) func(A) C { return func(a A) C { return g(f(a)) } }
func Curry[A, B, C any](f func(A, B) C) func(A) func(B) C {
	return func(a A) func(B) C { return func(b B) C { return f(a, b) } }
}
func Default[T comparable](v, d T) T {
	var zero T
	if v == zero {
		return d
	}
	return v
}
func Pipe[T any](v T, fs ...func(T) T) T {
	for _, f := range fs {
		v = f(v)
	}
	return v
}
func Ref[T any](v T) *T                       { return &v }
func Deref[P *T, T any](p P) T                { return *p }
func Send[C ~chan T, T any](c C, v T)         { c <- v }
func Call[F ~func(A) R, A, R any](f F, a A) R { return f(a) }

type conv func(string) int
type scores map[string]int
type q chan string

func id[T any](x T) T { return x }

func main() {
	fmt.Println(MapKV(scores{"a": 1}, func(k string, v int) string { return fmt.Sprint(k, v) }))
	v, ok := First(List[string]{"x"})
	_, ok2 := First([]int(nil))
	fmt.Println(v, ok, ok2)
	fmt.Println(Compose(strings.ToUpper, func(s string) int { return len(s) })("abc"))
	fmt.Println(Curry(func(a int, b string) string { return strings.Repeat(b, a) })(3)("z"))
	fmt.Println(Default("", "d"), Default(5, 1), Default[error](nil, fmt.Errorf("e")))
	fmt.Println(Pipe("a", strings.ToUpper, func(s string) string { return s + s }), *Ref(3), Deref(Ref("s")))
	c := make(q, 1)
	Send(c, "sent")
	fmt.Println(<-c, Call(conv(func(s string) int { return len(s) }), "four"))
	var f func(int) int = id
	g := id[func(int) int]
	fmt.Println(f(4), g(f)(5), id(id[string])("n"))
	fmt.Printf("%T %T %T\n", id(1<<3), id(1.5), id('x'))
	x := []func(string) string{id[string], strings.TrimSpace}
	fmt.Println(x[0](" a"), x[1](" b"), List[int]{1, 2}.Len())
}
