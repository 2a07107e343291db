package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

type celsius float64

func (c celsius) String() string { return strconv.FormatFloat(float64(c), 'f', 1, 64) + "C" }

type shape interface{ Area() float64 }
type sq struct{ s float64 }
type circ struct{ r float64 }

func (s sq) Area() float64    { return s.s * s.s }
func (c *circ) Area() float64 { return c.r * 3 }

func sortedKeys[M ~map[K]V, K cmp.Ordered, V any](m M) []K {
	keys := slices.Collect(maps.Keys(m))
	slices.Sort(keys)
	return keys
}

func groupBy[T any, K comparable](xs []T, key func(T) K) map[K][]T {
	out := map[K][]T{}
	for _, x := range xs {
		out[key(x)] = append(out[key(x)], x)
	}
	return out
}

type cache[K comparable, V any] struct {
	data atomic.Pointer[map[K]V]
}

func (c *cache[K, V]) put(k K, v V) {
	for {
		old := c.data.Load()
		m := map[K]V{}
		if old != nil {
			m = maps.Clone(*old)
		}
		m[k] = v
		if c.data.CompareAndSwap(old, &m) {
			return
		}
	}
}

func (c *cache[K, V]) all() iter.Seq2[K, V] {
	if m := c.data.Load(); m != nil {
		return maps.All(*m)
	}
	return func(func(K, V) bool) {}
}

type embeds struct {
	atomic.Pointer[celsius]
	name string
}

type queue[T any] []T

func (q queue[T]) Len() int { return len(q) }

func apply[T, R any](xs []T, f func(T) R) (out []R) {
	for _, x := range xs {
		out = append(out, f(x))
	}
	return
}

func main() {
	temps := []celsius{20.5, -3, 11}
	slices.Sort(temps)
	fmt.Println(temps, slices.Max(temps), slices.Index(temps, 11), cmp.Compare(temps[0], temps[1]))
	fmt.Println(cmp.Compare(math.NaN(), 1), cmp.Less(1, math.NaN()), cmp.Or("", "x", "y"), cmp.Or(0, 0))
	fmt.Println(cmp.Or(sq{}, sq{2}), cmp.Or[celsius](0, 3))
	fmt.Println(min(temps[0], 7), max(2, celsius(3)))
	shapes := []shape{sq{3}, &circ{1}, sq{1}}
	slices.SortFunc(shapes, func(a, b shape) int { return cmp.Compare(a.Area(), b.Area()) })
	for _, s := range shapes {
		fmt.Printf("%T %v ", s, s.Area())
	}
	fmt.Println(slices.Contains(shapes, shape(sq{3})), slices.Index(shapes, shape(sq{2})))
	strs := []fmt.Stringer{celsius(2), time.Second, celsius(1)}
	slices.SortFunc(strs, func(a, b fmt.Stringer) int { return strings.Compare(a.String(), b.String()) })
	fmt.Println(strs, slices.Contains(strs, fmt.Stringer(time.Second)))
	mixed := []any{1, "a", nil, celsius(4), sq{1}}
	fmt.Println(slices.Index(mixed, any("a")), slices.Index(mixed, nil), slices.Contains(mixed, any(celsius(4))), slices.Contains(mixed, any(4.0)))
	errs := []error{io.EOF, errors.New("x")}
	fmt.Println(slices.Contains(errs, io.EOF), slices.IndexFunc(errs, func(e error) bool { return e.Error() == "x" }))
	fmt.Println(sortedKeys(map[celsius]int{3: 1, 1: 2}), sortedKeys(map[string]bool{"b": true, "a": false}))
	g := groupBy([]string{"apple", "bob", "cat", "alice"}, func(s string) byte { return s[0] })
	for _, k := range sortedKeys(g) {
		fmt.Print(string(k), g[k], " ")
	}
	fmt.Println()
	var c cache[string, sq]
	c.put("a", sq{1})
	c.put("b", sq{2})
	for _, k := range slices.Sorted(maps.Keys(maps.Collect(c.all()))) {
		fmt.Print(k, " ")
	}
	n := 0
	for k, v := range c.all() {
		n += len(k) * int(v.Area())
	}
	fmt.Println(n)
	var e embeds
	t := celsius(5)
	e.Store(&t)
	fmt.Println(*e.Load(), e.Pointer.Load() == &t)
	load := (*atomic.Pointer[celsius]).Load
	fmt.Println(*load(&e.Pointer))
	defer func() { fmt.Println(e.Load() == nil) }()
	defer e.Store(nil)
	ptrs := make([]atomic.Pointer[int], 3)
	for i := range ptrs {
		ptrs[i].Store(&i)
	}
	fmt.Println(*ptrs[0].Load(), *ptrs[2].Load())
	fmt.Println(apply([]int{1, 2}, strconv.Itoa), apply([]string{"a"}, strings.ToUpper), apply(temps, celsius.String))
	q := queue[celsius]{3, 1, 2}
	slices.Sort(q)
	fmt.Println(q, q.Len(), slices.Clone(q).Len())
	fs := map[string]func([]int) int{"max": slices.Max[[]int], "min": slices.Min[[]int]}
	fmt.Println(fs["max"]([]int{1, 3}), fs["min"]([]int{1, 3}))
	eq := slices.Equal[[]string]
	fmt.Println(eq([]string{"a"}, []string{"a"}))
	times := []time.Time{time.Unix(9, 0).UTC(), time.Unix(3, 0).UTC()}
	slices.SortFunc(times, time.Time.Compare)
	fmt.Println(times[0].Unix(), slices.IsSortedFunc(times, time.Time.Compare))
	var seq any = maps.Keys(map[int]int{})
	_, isSeq := seq.(iter.Seq[int])
	_, isFunc := seq.(func(func(int) bool))
	fmt.Printf("%T %v %v\n", seq, isSeq, isFunc)
	ds := []time.Duration{3 * time.Second, time.Millisecond}
	slices.Sort(ds)
	fmt.Println(ds, slices.Max(ds))
	type pair struct {
		k string
		v int
	}
	var ps []pair
	for k, v := range map[string]int{"x": 2, "y": 1, "z": 3} {
		ps = append(ps, pair{k, v})
	}
	slices.SortFunc(ps, func(a, b pair) int { return b.v - a.v })
	fmt.Printf("%v %+v\n", ps, ps[0])
	rows := [][]int{{3, 1}, {1, 2}, {1, 1}}
	slices.SortFunc(rows, slices.Compare[[]int])
	fmt.Println(rows)
	func() {
		defer func() { fmt.Println(recover()) }()
		slices.Max([]int{})
	}()
	func() {
		xs := []int{3, 2, 1, 0}
		defer func() { fmt.Println(recover(), xs) }()
		calls := 0
		slices.SortFunc(xs, func(a, b int) int {
			if calls++; calls > 3 {
				panic("enough")
			}
			return a - b
		})
	}()
}
