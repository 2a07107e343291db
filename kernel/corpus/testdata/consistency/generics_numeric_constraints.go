package main

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// Generics in depth: constraints with methods and core types, pointer receivers, type sets
// with ~, generic methods through interfaces, recursive constraints, options, results,
// channels, embedding of type parameters' types, zero values, inference through functions.

type Integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64
}
type Number interface{ Integer | ~float32 | ~float64 }

func Sum[T Number](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return s
}

func Mean[T Number](xs []T) float64 {
	if len(xs) == 0 {
		return math.NaN()
	}
	return float64(Sum(xs...)) / float64(len(xs))
}

func GCD[T Integer](a, b T) T {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

type Celsius float64
type ID uint8

func (c Celsius) String() string { return strconv.FormatFloat(float64(c), 'f', 1, 64) + "°C" }

type Setter[T any] interface {
	*T
	Set(string) error
}

type Port struct{ n int }

func (p *Port) Set(s string) (err error) { p.n, err = strconv.Atoi(s); return }

type Flag struct{ on bool }

func (f *Flag) Set(s string) (err error) { f.on, err = strconv.ParseBool(s); return }

func ParseAll[T any, P Setter[T]](ss ...string) ([]T, error) {
	out := make([]T, len(ss))
	var errs []error
	for i, s := range ss {
		if err := P(&out[i]).Set(s); err != nil {
			errs = append(errs, err)
		}
	}
	return out, errors.Join(errs...)
}

type Ordered[T any] interface{ Compare(T) int }

func MaxOf[T Ordered[T]](first T, rest ...T) T {
	for _, r := range rest {
		if r.Compare(first) > 0 {
			first = r
		}
	}
	return first
}

type Version struct{ major, minor int }

func (v Version) Compare(o Version) int {
	return cmp.Or(cmp.Compare(v.major, o.major), cmp.Compare(v.minor, o.minor))
}

// Maybe is a generic slice: one value, or none.
type Maybe[T any] []T

func Just[T any](v T) Maybe[T]        { return Maybe[T]{v} }
func Nothing[T any]() (none Maybe[T]) { return }
func (m Maybe[T]) Or(d T) T {
	for _, v := range m {
		d = v
	}
	return d
}
func (m Maybe[T]) String() string {
	if m == nil {
		return fmt.Sprintf("no %T", *new(T))
	}
	return fmt.Sprint("just ", m[0])
}
func Then[A, B any](m Maybe[A], f func(A) Maybe[B]) (out Maybe[B]) {
	for _, v := range m {
		out = append(out, f(v)...)
	}
	return
}

type Result[T any] struct {
	Val T
	Err error
}

func Try[T any](f func() T) (r Result[T]) {
	defer func() {
		if p := recover(); p != nil {
			r.Err = fmt.Errorf("%v", p)
		}
	}()
	return Result[T]{Val: f()}
}

type List[T any] struct {
	head *elem[T]
	n    int
}
type elem[T any] struct {
	v    T
	next *elem[T]
}

func (l *List[T]) Push(vs ...T) *List[T] {
	for _, v := range vs {
		l.head = &elem[T]{v, l.head}
		l.n++
	}
	return l
}
func (l *List[T]) Each(f func(int, T)) {
	i := 0
	for e := l.head; e != nil; e, i = e.next, i+1 {
		f(i, e.v)
	}
}

type Stack[T any] struct {
	List[T]
	name string
}

func (s *Stack[T]) Pop() (v T, err error) {
	if s.head == nil {
		return v, fmt.Errorf("%s: empty stack of %T", s.name, v)
	}
	v, s.head = s.head.v, s.head.next
	s.n--
	return v, nil
}

type Matrix[T Number] [][]T

func (m Matrix[T]) Map(f func(T) T) Matrix[T] {
	out := make(Matrix[T], len(m))
	for i, r := range m {
		out[i] = slices.Clone(r)
		for j := range out[i] {
			out[i][j] = f(out[i][j])
		}
	}
	return out
}

type Pair[A, B any] struct {
	First  A
	Second B
}

func (p Pair[A, B]) Swap() Pair[B, A]        { return Pair[B, A]{p.Second, p.First} }
func MakePair[A, B any](a A, b B) Pair[A, B] { return Pair[A, B]{a, b} }

type By[T any] func(a, b T) bool

func (by By[T]) Sort(xs []T) { sort.Sort(&sorter[T]{xs, by}) }

type sorter[T any] struct {
	xs []T
	by By[T]
}

func (s *sorter[T]) Len() int           { return len(s.xs) }
func (s *sorter[T]) Swap(i, j int)      { s.xs[i], s.xs[j] = s.xs[j], s.xs[i] }
func (s *sorter[T]) Less(i, j int) bool { return s.by(s.xs[i], s.xs[j]) }

func Convert[To, From Number](xs []From) []To {
	out := make([]To, len(xs))
	for i, x := range xs {
		out[i] = To(x)
	}
	return out
}

func kindOf[T any](v T) string {
	switch any(v).(type) {
	case int, ID:
		return "integral"
	case fmt.Stringer:
		return "stringer"
	case []T:
		return "never"
	case error:
		return "error"
	}
	return fmt.Sprintf("%T", v)
}

func fan[T any, C ~chan T](n int, f func(int) T) C {
	c := make(C, n)
	for i := range n {
		c <- f(i)
	}
	close(c)
	return c
}

type Chan chan string

func main() {
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2), Sum[Celsius](20, 1.5), Sum(ID(200), 100), Sum[int]())
	fmt.Println(Mean([]ID{1, 2}), Mean([]float32{}), GCD(84, 36), GCD[ID](12, 18))
	fmt.Println(ParseAll[Port]("80", "443"))
	fmt.Println(ParseAll[Flag]("true", "maybe", "1"))
	fmt.Println(MaxOf(Version{1, 2}, Version{1, 10}, Version{0, 99}))
	half := func(n int) Maybe[float64] {
		if n%2 != 0 {
			return Nothing[float64]()
		}
		return Just(float64(n) / 2)
	}
	fmt.Println(Then(Just(6), half), Then(Just(7), half), Then(Nothing[int](), half).Or(-1), Then(Just(5), func(n int) Maybe[string] { return Just(strings.Repeat("x", n)) }))
	fmt.Printf("%v %+v %T\n", Just(Celsius(3)), Nothing[Version](), Just([]ID{1}))
	zero := 0
	fmt.Println(Try(func() int { return 6 / zero }), Try(func() string { return "ok" }).Val)
	s := &Stack[Version]{name: "versions"}
	s.Push(Version{1, 0}, Version{2, 0})
	s.Each(func(i int, v Version) { fmt.Print(i, v, " ") })
	for range 3 {
		fmt.Print(s.Pop())
		fmt.Print(" ", s.n, "; ")
	}
	fmt.Println()
	m := Matrix[float64]{{1, 2}, {3}}
	fmt.Println(m.Map(math.Sqrt), m, Matrix[ID]{{1}}.Map(func(i ID) ID { return i << 7 }))
	p := MakePair("a", MakePair(1, Celsius(2)))
	fmt.Printf("%v %v %T\n", p, p.Swap(), p.Swap().First.Swap())
	vs := []Version{{2, 1}, {1, 5}, {1, 2}}
	By[Version](func(a, b Version) bool { return a.Compare(b) < 0 }).Sort(vs)
	fmt.Println(vs, Convert[int8]([]float64{1.9, -2.9, 100}), Convert[Celsius]([]ID{7}))
	fmt.Println(kindOf(1), kindOf(ID(1)), kindOf(Celsius(1)), kindOf("s"), kindOf(errors.New("e")), kindOf([]int{}), kindOf(Just(1)))
	for v := range fan[string, Chan](3, strconv.Itoa) {
		fmt.Print(v, " ")
	}
	f := Sum[float64]
	g := (*List[string]).Push
	l := g(&List[string]{}, "x", "y")
	fmt.Println(f(1, 2), l.n, l.head.v, slices.SortedFunc(slices.Values(vs), func(a, b Version) int { return -a.Compare(b) }))
}
