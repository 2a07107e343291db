package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
)

type Number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~float32 | ~float64
}
type Ordered interface{ cmp.Ordered }
type Stringish interface {
	~string
	Len() int
}
type MyS string

func (m MyS) Len() int { return len(m) }

func Sum[T Number](xs ...T) (t T) {
	for _, x := range xs {
		t += x
	}
	return
}
func MapF[T, U any](xs []T, f func(T) U) []U {
	r := make([]U, 0, len(xs))
	for _, x := range xs {
		r = append(r, f(x))
	}
	return r
}
func Reduce[T, A any](xs []T, init A, f func(A, T) A) A {
	for _, x := range xs {
		init = f(init, x)
	}
	return init
}
func Keys[M ~map[K]V, K cmp.Ordered, V any](m M) []K {
	r := make([]K, 0, len(m))
	for k := range m {
		r = append(r, k)
	}
	slices.Sort(r)
	return r
}
func Ptr[T any](v T) *T { return &v }
func Zero[T any]() T    { var z T; return z }
func MaxOf[T cmp.Ordered](a T, b ...T) T {
	for _, x := range b {
		a = max(a, x)
	}
	return a
}
func TotalLen[S Stringish](ss ...S) (n int) {
	for _, s := range ss {
		n += s.Len() + len(s)
	}
	return
}

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(v T) { s.items = append(s.items, v) }
func (s *Stack[T]) Pop() (T, error) {
	var zero T
	if len(s.items) == 0 {
		return zero, errors.New("empty")
	}
	v := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, nil
}

type Set[T comparable] map[T]struct{}

func SetOf[T comparable](xs ...T) Set[T] {
	s := Set[T]{}
	for _, x := range xs {
		s.Add(x)
	}
	return s
}
func (s Set[T]) Add(v T)           { s[v] = struct{}{} }
func (s Set[T]) Has(v T) bool      { _, ok := s[v]; return ok }
func (s Set[T]) Union(o Set[T]) Set[T] {
	r := Set[T]{}
	for k := range s {
		r.Add(k)
	}
	for k := range o {
		r.Add(k)
	}
	return r
}

type LinkedList[T any] struct {
	head, tail *elem[T]
	n          int
}
type elem[T any] struct {
	next *elem[T]
	val  T
}

func (l *LinkedList[T]) Add(v T) *LinkedList[T] {
	e := &elem[T]{val: v}
	if l.tail == nil {
		l.head, l.tail = e, e
	} else {
		l.tail.next = e
		l.tail = e
	}
	l.n++
	return l
}
func (l *LinkedList[T]) Each(f func(int, T)) {
	i := 0
	for e := l.head; e != nil; e = e.next {
		f(i, e.val)
		i++
	}
}

type Tree[K cmp.Ordered, V any] struct {
	root *tnode[K, V]
}
type tnode[K cmp.Ordered, V any] struct {
	k    K
	v    V
	l, r *tnode[K, V]
}

func (t *Tree[K, V]) Put(k K, v V) {
	p := &t.root
	for *p != nil {
		switch c := cmp.Compare(k, (*p).k); {
		case c < 0:
			p = &(*p).l
		case c > 0:
			p = &(*p).r
		default:
			(*p).v = v
			return
		}
	}
	*p = &tnode[K, V]{k: k, v: v}
}
func (t *Tree[K, V]) Walk(f func(K, V) bool) {
	var rec func(n *tnode[K, V]) bool
	rec = func(n *tnode[K, V]) bool {
		return n == nil || rec(n.l) && f(n.k, n.v) && rec(n.r)
	}
	rec(t.root)
}

type Option[T any] struct {
	v  T
	ok bool
}

func Some[T any](v T) Option[T] { return Option[T]{v, true} }
func None[T any]() Option[T]    { return Option[T]{} }
func (o Option[T]) OrElse(d T) T {
	if o.ok {
		return o.v
	}
	return d
}
func (o Option[T]) String() string {
	if !o.ok {
		return "None"
	}
	return fmt.Sprintf("Some(%v)", o.v)
}

type Result[T any] struct {
	Val T
	Err error
}

func Try[T any](f func() (T, error)) (r Result[T]) {
	defer func() {
		if p := recover(); p != nil {
			r.Err = fmt.Errorf("panicked: %v", p)
		}
	}()
	v, err := f()
	return Result[T]{v, err}
}

type Shape interface{ Area() float64 }
type Sq float64
type Re struct{ w, h float64 }

func (s Sq) Area() float64  { return float64(s * s) }
func (r *Re) Area() float64 { return r.w * r.h }
func Largest[S Shape](ss []S) S {
	return slices.MaxFunc(ss, func(a, b S) int { return cmp.Compare(a.Area(), b.Area()) })
}

type Setter[T any] interface {
	*T
	Set(string)
}
type Conf struct{ v string }

func (c *Conf) Set(s string) { c.v = s }
func FromStrings[T any, P Setter[T]](ss []string) []T {
	r := make([]T, len(ss))
	for i, s := range ss {
		P(&r[i]).Set(s)
	}
	return r
}

type Num2 interface{ ~int | ~float64 }
type Matrix[T Num2] [][]T

func (m Matrix[T]) Mul(o Matrix[T]) Matrix[T] {
	r := make(Matrix[T], len(m))
	for i := range m {
		r[i] = make([]T, len(o[0]))
		for j := range o[0] {
			for k := range o {
				r[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return r
}

type Cache[K comparable, V any] struct {
	data map[K]V
	load func(K) (V, error)
}

func NewCache[K comparable, V any](load func(K) (V, error)) *Cache[K, V] {
	return &Cache[K, V]{map[K]V{}, load}
}
func (c *Cache[K, V]) Get(k K) (v V, err error) {
	if v, ok := c.data[k]; ok {
		return v, nil
	}
	if v, err = c.load(k); err == nil {
		c.data[k] = v
	}
	return
}

type MyInt int

func (m MyInt) String() string { return fmt.Sprintf("MyInt(%d)", int(m)) }

type Event[T any] struct{ handlers []func(T) }

func (e *Event[T]) On(f func(T)) { e.handlers = append(e.handlers, f) }
func (e *Event[T]) Fire(v T) {
	for _, h := range e.handlers {
		h(v)
	}
}
func Kind[T any](v T) string {
	switch any(v).(type) {
	case int:
		return "int"
	case string:
		return "string"
	case fmt.Stringer:
		return "stringer"
	case []T:
		return "slice of T"
	}
	return fmt.Sprintf("%T", v)
}
func Compose[A, B, C any](f func(A) B, g func(B) C) func(A) C { return func(a A) C { return g(f(a)) } }
func Curry[A, B, C any](f func(A, B) C) func(A) func(B) C {
	return func(a A) func(B) C { return func(b B) C { return f(a, b) } }
}

type byKey[K cmp.Ordered] []K

func (b byKey[K]) Len() int           { return len(b) }
func (b byKey[K]) Less(i, j int) bool { return b[i] > b[j] }
func (b byKey[K]) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func main() {
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2), Sum[MyInt](1, 2), Sum[int8](100, 100))
	fmt.Println(MapF([]int{1, 2}, func(i int) string { return strings.Repeat("x", i) }), Reduce([]string{"a", "b"}, 0, func(n int, s string) int { return n + len(s) }))
	fmt.Println(Keys(map[string]int{"b": 1, "a": 2}), *Ptr(3), *Ptr("s"), Zero[string]() == "", Zero[*int]() == nil, Zero[MyInt]())
	fmt.Println(MaxOf(1, 5, 3), MaxOf("a", "c", "b"), MaxOf(2.5), TotalLen(MyS("ab"), MyS("c")))
	var st Stack[MyInt]
	st.Push(1)
	st.Push(2)
	v, err := st.Pop()
	fmt.Println(v, err)
	st.Pop()
	v, err = st.Pop()
	fmt.Println(v, err, st)
	s := SetOf(1, 2).Union(SetOf(2, 3))
	fmt.Println(len(s), s.Has(3), s.Has(4), s)
	var l LinkedList[string]
	l.Add("a").Add("b").Add("c").Each(func(i int, s string) { fmt.Print(i, s, " ") })
	fmt.Println(l.n)
	t := &Tree[string, int]{}
	for i, w := range strings.Fields("the quick brown fox jumps over the lazy dog") {
		t.Put(w, i)
	}
	t.Walk(func(k string, v int) bool { fmt.Print(k, "=", v, " "); return k < "over" })
	fmt.Println()
	fmt.Println(Some(3), None[string](), Some("x").OrElse("y"), None[float64]().OrElse(1.5), Some(Some(MyInt(2))))
	fmt.Printf("%v %+v %T %T\n", Try(func() (int, error) { return 1, nil }), Try(func() (string, error) { panic("oh") }), Try[MyInt], Some([]int{1}))
	fmt.Println(Largest([]Sq{1, 3, 2}), *Largest([]*Re{{1, 2}, {3, 4}}), Largest([]Shape{Sq(1), &Re{5, 5}}).Area())
	fmt.Println(FromStrings[Conf]([]string{"p", "q"}))
	m := Matrix[float64]{{1, 2}, {3, 4}}
	fmt.Println(m.Mul(m), Matrix[int]{{2}}.Mul(Matrix[int]{{3}}))
	c := NewCache(func(k string) (int, error) {
		fmt.Print("load ", k, "; ")
		if k == "" {
			return 0, errors.New("no key")
		}
		return len(k), nil
	})
	for _, k := range []string{"abc", "abc", ""} {
		fmt.Println(c.Get(k))
	}
	var ev Event[Option[int]]
	ev.On(func(o Option[int]) { fmt.Println("got", o) })
	ev.On(func(o Option[int]) { fmt.Println("also", o.OrElse(-1)) })
	ev.Fire(Some(4))
	ev.Fire(None[int]())
	fmt.Println(Kind(1), Kind("a"), Kind(MyInt(1)), Kind([]int{}), Kind(Some(1)), Kind(struct{}{}), Kind[any](2.5), Kind[error](nil))
	f := Compose(func(i int) string { return fmt.Sprint(i) }, func(s string) []byte { return []byte(s) })
	fmt.Println(f(42), Curry(func(a int, b string) string { return fmt.Sprint(a, b) })(1)("z"))
	ks := byKey[string]{"a", "c", "b"}
	sort.Sort(ks)
	fmt.Println(ks, slices.IsSortedFunc(ks, func(a, b string) int { return -cmp.Compare(a, b) }))
	type P struct {
		n string
		a int
	}
	ps := []P{{"x", 3}, {"y", 1}, {"z", 3}}
	slices.SortStableFunc(ps, func(a, b P) int { return cmp.Or(-cmp.Compare(a.a, b.a), strings.Compare(b.n, a.n)) })
	fmt.Println(ps, slices.IndexFunc(ps, func(p P) bool { return p.a == 1 }), slices.Contains(ps, P{"y", 1}))
	i, found := slices.BinarySearchFunc(ps, 1, func(p P, n int) int { return cmp.Compare(n, p.a) })
	fmt.Println(i, found)
	fn := Sum[float64]
	fmt.Println(fn(1, 2.5))
	fs := []func(...int) int{Sum[int], func(x ...int) int { return len(x) }}
	fmt.Println(fs[0](4, 5), fs[1](4, 5))
	push := st.Push
	push(9)
	fmt.Println(st)
}
