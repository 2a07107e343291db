package main

import (
	"cmp"
	"fmt"
	"strings"
)

type Number interface {
	~int | ~int64 | ~float64
}

func Map[T, U any](xs []T, f func(T) U) []U {
	r := make([]U, 0, len(xs))
	for _, x := range xs {
		r = append(r, f(x))
	}
	return r
}
func Filter[S ~[]E, E any](s S, f func(E) bool) S {
	var r S
	for _, x := range s {
		if f(x) {
			r = append(r, x)
		}
	}
	return r
}
func Reduce[T, A any](xs []T, a A, f func(A, T) A) A {
	for _, x := range xs {
		a = f(a, x)
	}
	return a
}
func Sum[T Number](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return
}
func Max[T cmp.Ordered](a T, rest ...T) T {
	for _, b := range rest {
		if b > a {
			a = b
		}
	}
	return a
}
func Keys[M ~map[K]V, K comparable, V any](m M) int { return len(m) }
func Zero[T any]() (z T)                            { return }
func Ptr[T any](v T) *T                             { return &v }
func Index[T comparable](xs []T, x T) int {
	for i, v := range xs {
		if v == x {
			return i
		}
	}
	return -1
}
func Apply[T any](v T, fs ...func(T) T) T {
	for _, f := range fs {
		v = f(v)
	}
	return v
}
func TypeName[T any]() string { return fmt.Sprintf("%T", *new(T)) }
func Describe[T any](v T) string {
	switch x := any(v).(type) {
	case int:
		return fmt.Sprint("int ", x+1)
	case string:
		return "string " + x
	case fmt.Stringer:
		return "stringer " + x.String()
	case []T:
		return "slice of T"
	}
	return fmt.Sprintf("%T", v)
}
func Convert[To, From Number](f From) To { return To(f) }
func Chan[T any](xs ...T) <-chan T {
	c := make(chan T, len(xs))
	for _, x := range xs {
		c <- x
	}
	close(c)
	return c
}
func Collect[T any](c <-chan T) (r []T) {
	for x := range c {
		r = append(r, x)
	}
	return
}
func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
func Fact[T Number](n T) T {
	if n <= 1 {
		return 1
	}
	return n * Fact(n-1)
}
func Counter[T comparable]() func(T) int {
	m := map[T]int{}
	return func(k T) int { m[k]++; return m[k] }
}

type myInt int

func (m myInt) String() string { return fmt.Sprintf("<%d>", int(m)) }

type ints []int

func main() {
	fmt.Println(Map([]int{1, 2, 3}, func(i int) string { return strings.Repeat("x", i) }))
	f := Filter(ints{1, 2, 3, 4}, func(i int) bool { return i%2 == 0 })
	fmt.Printf("%T %v\n", f, f)
	fmt.Println(Reduce([]string{"a", "bb"}, 0, func(n int, s string) int { return n + len(s) }))
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2), Sum[myInt](1, 2), Sum[int64]())
	fmt.Println(Max("b", "c", "a"), Max(1), Max(2.5, 3))
	fmt.Println(Keys(map[string]bool{"a": true}), Zero[string]() == "", Zero[*int]() == nil, Zero[[2]int]())
	fmt.Println(*Ptr(5), *Ptr("s"), Index([]string{"a", "b"}, "b"), Index([]any{1, "x"}, any("x")))
	fmt.Println(Apply(2, func(i int) int { return i * i }, func(i int) int { return -i }))
	fmt.Println(TypeName[int](), TypeName[map[string][]myInt](), TypeName[ints](), TypeName[error]())
	fmt.Println(Describe(1), Describe("s"), Describe(myInt(3)), Describe([]int{}), Describe(1.5))
	fmt.Println(Convert[int](3.9), Convert[float64](myInt(3)))
	fmt.Println(Collect(Chan("a", "b")), len(Collect(Chan[int]())))
	fmt.Println(Must(fmt.Sprint("x"), nil), Fact(5), Fact(5.0), Fact[int64](20))
	c := Counter[string]()
	c("a")
	fmt.Println(c("a"), c("b"), Counter[int]()(1))
	g := Sum[float64]
	fmt.Printf("%T %v\n", g, g(1, 2))
	var h func(int, ...int) int = Max
	fmt.Println(h(1, 9, 3))
	fmt.Println(Map(Map([]int{1}, Ptr), func(p *int) int { return *p + 1 }))
	defer func() { fmt.Println(recover()) }()
	Must(0, fmt.Errorf("must"))
}
