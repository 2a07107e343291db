package main

import (
	"fmt"
	"sort"
	"strings"
)

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(v T) *Stack[T] { s.items = append(s.items, v); return s }
func (s *Stack[T]) Pop() (v T, ok bool) {
	if len(s.items) == 0 {
		return
	}
	v = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}
func (s Stack[T]) Len() int       { return len(s.items) }
func (s Stack[_]) String() string { return fmt.Sprint("Stack", s.items) }

type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func MakePair[K comparable, V any](k K, v V) Pair[K, V] { return Pair[K, V]{k, v} }
func (p Pair[K, V]) Swap() string                       { return fmt.Sprint(p.Val, p.Key) }

type List[T any] struct {
	head *elem[T]
	n    int
}
type elem[T any] struct {
	v    T
	next *elem[T]
}

func (l *List[T]) Add(v T) { l.head = &elem[T]{v, l.head}; l.n++ }
func (l *List[T]) All() func(func(int, T) bool) {
	return func(yield func(int, T) bool) {
		i := 0
		for e := l.head; e != nil; e = e.next {
			if !yield(i, e.v) {
				return
			}
			i++
		}
	}
}

type Tree[T interface{ Less(T) bool }] struct {
	l, r *Tree[T]
	v    T
}

func (t *Tree[T]) Insert(v T) *Tree[T] {
	if t == nil {
		return &Tree[T]{v: v}
	}
	if v.Less(t.v) {
		t.l = t.l.Insert(v)
	} else {
		t.r = t.r.Insert(v)
	}
	return t
}
func (t *Tree[T]) Walk(f func(T)) {
	if t != nil {
		t.l.Walk(f)
		f(t.v)
		t.r.Walk(f)
	}
}

type word string

func (a word) Less(b word) bool { return len(a) < len(b) }

type Set[T comparable] map[T]struct{}

func (s Set[T]) Add(v T) Set[T] { s[v] = struct{}{}; return s }
func (s Set[T]) Has(v T) bool   { _, ok := s[v]; return ok }
func Union[T comparable](a, b Set[T]) Set[T] {
	r := Set[T]{}
	for k := range a {
		r.Add(k)
	}
	for k := range b {
		r.Add(k)
	}
	return r
}

type Num interface{ ~int | ~float64 }
type Vec[T Num] []T

func (v Vec[T]) Dot(w Vec[T]) (s T) {
	for i := range v {
		s += v[i] * w[i]
	}
	return
}

type Option[T any] func(*T)
type Func[A, B any] func(A) B

func (f Func[A, B]) Call(a A) B { return f(a) }

type Embed[T any] struct {
	Stack[T]
	name string
}
type Opt[T any] struct {
	v *T
}

func Some[T any](v T) Opt[T] { return Opt[T]{&v} }
func (o Opt[T]) Or(d T) T {
	if o.v == nil {
		return d
	}
	return *o.v
}

type Cache[K comparable, V any] struct {
	m    map[K]V
	load func(K) (V, error)
}

func (c *Cache[K, V]) Get(k K) (V, error) {
	if v, ok := c.m[k]; ok {
		return v, nil
	}
	v, err := c.load(k)
	if err == nil {
		c.m[k] = v
	}
	return v, err
}

func main() {
	s := &Stack[int]{}
	s.Push(1).Push(2)
	v, ok := s.Pop()
	fmt.Println(v, ok, s.Len(), s, *s)
	var e Stack[string]
	_, ok = e.Pop()
	fmt.Printf("%v %T %T %+v\n", ok, e, s, e)
	p := MakePair("a", 1)
	fmt.Printf("%v %+v %#v %T %s\n", p, p, p, p, p.Swap())
	fmt.Println(p == MakePair("a", 1), map[Pair[int, string]]bool{{1, "x"}: true}[Pair[int, string]{1, "x"}])
	var l List[Pair[string, int]]
	l.Add(p)
	l.Add(MakePair("b", 2))
	for i, x := range l.All() {
		fmt.Print(i, x.Key, " ")
	}
	fmt.Println(l.n)
	var t *Tree[word]
	for _, w := range strings.Fields("ccc a bb dddd") {
		t = t.Insert(word(w))
	}
	t.Walk(func(w word) { fmt.Print(w, " ") })
	fmt.Println()
	u := Union(Set[int]{}.Add(1), Set[int]{}.Add(2).Add(1))
	ks := []int{}
	for k := range u {
		ks = append(ks, k)
	}
	sort.Ints(ks)
	fmt.Println(ks, u.Has(2), u.Has(3))
	fmt.Println(Vec[int]{1, 2}.Dot(Vec[int]{3, 4}), Vec[float64]{0.5}.Dot(Vec[float64]{4}))
	fmt.Println(Func[int, string](func(i int) string { return fmt.Sprint(i, "!") }).Call(3))
	em := Embed[byte]{name: "e"}
	em.Push('x')
	fmt.Println(em.Len(), em, em.name)
	fmt.Println(Some(3).Or(4), Opt[string]{}.Or("default"))
	c := Cache[string, int]{map[string]int{}, func(k string) (int, error) {
		if k == "" {
			return 0, fmt.Errorf("empty")
		}
		return len(k), nil
	}}
	fmt.Println(c.Get("abc"))
	fmt.Println(c.Get(""))
	var x any = p
	_, isA := x.(Pair[string, int])
	_, isB := x.(Pair[string, string])
	st, isC := any(s).(fmt.Stringer)
	fmt.Println(isA, isB, isC, st)
	fmt.Printf("%T %T %T\n", l, t, c)
}
