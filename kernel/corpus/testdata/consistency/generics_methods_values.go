package main

import "fmt"

type Num interface{ ~int | ~float64 }

type Acc[T Num] struct{ sum T }

func (a *Acc[T]) Add(x T) *Acc[T] { a.sum += x; return a }
func (a Acc[T]) Sum() T           { return a.sum }

type Mapper[A any, B any] interface{ Map(A) B }
type lenMap struct{}

func (lenMap) Map(s string) int { return len(s) }

func Run[A, B any](m Mapper[A, B], xs ...A) (r []B) {
	for _, x := range xs {
		r = append(r, m.Map(x))
	}
	return
}

type Handler[T any] func(T) error

func (h Handler[T]) Handle(v T) error { return h(v) }

type Chain[T any] []func(T) T

func (c Chain[T]) Apply(v T) T {
	for _, f := range c {
		v = f(v)
	}
	return v
}
func (c Chain[T]) With(f func(T) T) Chain[T] { return append(c, f) }

type Matrix[T Num] [2][2]T

func (m Matrix[T]) Mul(o Matrix[T]) (r Matrix[T]) {
	for i := range 2 {
		for j := range 2 {
			for k := range 2 {
				r[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return
}

type Result[T any] struct {
	v   T
	err error
}

func Try[T any](f func() T) (r Result[T]) {
	defer func() {
		if e := recover(); e != nil {
			r.err = fmt.Errorf("caught %v", e)
		}
	}()
	r.v = f()
	return
}

type Base[T any] struct{ val T }

func (b Base[T]) Val() T { return b.val }

type Derived struct {
	Base[string]
	n int
}
type Self[T any] interface{ Compare(T) int }
type ver int

func (v ver) Compare(o ver) int { return int(v) - int(o) }
func MaxOf[T Self[T]](a T, b ...T) T {
	for _, x := range b {
		if x.Compare(a) > 0 {
			a = x
		}
	}
	return a
}

func main() {
	a := &Acc[float64]{}
	add := a.Add
	add(1.5).Add(2)
	sum := a.Sum
	add(100)
	fmt.Println(sum(), a.Sum(), (*Acc[int]).Add(&Acc[int]{1}, 2).Sum(), Acc[int].Sum(Acc[int]{7}))
	fmt.Println(Run[string, int](lenMap{}, "a", "bb"))
	h := Handler[int](func(i int) error { return fmt.Errorf("h%d", i) })
	var i interface{ Handle(int) error } = h
	fmt.Println(i.Handle(3))
	c := Chain[string]{}.With(func(s string) string { return s + "1" }).With(func(s string) string { return s + s })
	fmt.Println(c.Apply("x"), len(c))
	m := Matrix[int]{{1, 1}, {1, 0}}
	r := m
	for range 5 {
		r = r.Mul(m)
	}
	fmt.Println(r, r == m)
	fmt.Println(Try(func() int { return 4 }), Try(func() string { panic("p") }).err)
	d := Derived{Base[string]{"v"}, 1}
	fmt.Printf("%v %+v %T\n", d.Val(), d, d.Base)
	fmt.Println(MaxOf(ver(1), 5, 3))
}
