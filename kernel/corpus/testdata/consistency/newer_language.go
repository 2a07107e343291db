package main

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"
	"unique"
)

// What the language learnt lately: range over ints and functions, min, max and clear,
// loop variables of each turn, generic aliases, new of an expression, self-referring
// constraints, iterators of the library, errors.AsType, WaitGroup.Go.

type Pair[A, B any] struct {
	A A
	B B
}
type Named[T any] = Pair[string, T]
type Vec[T any] = []T

type Adder[A Adder[A]] interface{ Add(A) A }
type Money int
type Point struct{ X, Y int }

func (m Money) Add(o Money) Money { return m + o }
func (p Point) Add(o Point) Point { return Point{p.X + o.X, p.Y + o.Y} }

func SumAll[A Adder[A]](first A, rest ...A) A {
	for _, r := range rest {
		first = first.Add(r)
	}
	return first
}

func enumerate[T any](s iter.Seq[T]) iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		i := 0
		for v := range s {
			if !yield(i, v) {
				return
			}
			i++
		}
	}
}

func windows[T any](xs []T, n int) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		for i := range max(len(xs)-n+1, 0) {
			if !yield(xs[i : i+n : i+n]) {
				return
			}
		}
	}
}

func merge[T cmp.Ordered](a, b iter.Seq[T]) iter.Seq[T] {
	return func(yield func(T) bool) {
		nextB, stop := iter.Pull(b)
		defer stop()
		y, ok := nextB()
		for x := range a {
			for ok && y < x {
				if !yield(y) {
					return
				}
				y, ok = nextB()
			}
			if !yield(x) {
				return
			}
		}
		for ok && yield(y) {
			y, ok = nextB()
		}
	}
}

type lost struct{ where string }

func (l lost) Error() string { return "lost in " + l.where }

type config struct {
	Name    *string
	Retries *int
	Limit   *Money
}

func main() {
	for i := range 3 {
		defer func() { fmt.Print("d", i, " ") }()
	}
	for range 2 {
		fmt.Print("x")
	}
	for i := range Money(2) {
		fmt.Printf(" %T%d", i, i)
	}
	fmt.Println()
	c := config{Name: new("bob"), Retries: new(3 + 4), Limit: new(Money(9))}
	*c.Retries++
	fmt.Println(*c.Name, *c.Retries, *c.Limit, *new(Point{1, 2}.Add(Point{1, 1})))
	fmt.Println(min(3, 1, 2), max(2.5, 1), min("b", "a"), max(Money(3), 4))
	m := map[string]int{"a": 1}
	s := []int{1, 2, 3}
	clear(m)
	clear(s[:2])
	fmt.Println(m, s, len(m))
	n := Named[int]{"n", 1}
	var v Vec[Named[string]] = []Pair[string, string]{{"a", "b"}}
	fmt.Printf("%v %T %v %T\n", n, n, v, v)
	fmt.Println(SumAll(Money(1), 2, 3), SumAll(Point{1, 2}, Point{3, 4}))
	for i, v := range enumerate(slices.Values([]string{"p", "q", "r"})) {
		if i == 1 {
			continue
		}
		fmt.Print(i, v, " ")
	}
	for w := range windows([]int{1, 2, 3, 4}, 2) {
		fmt.Print(w)
	}
	fmt.Println()
	fmt.Println(slices.Collect(merge(slices.Values([]int{1, 4, 9}), slices.Values([]int{2, 3, 5, 10, 11}))))
	for v := range merge(maps.Keys(map[int]bool{5: true}), slices.Values([]int{1, 2, 9})) {
		if v == 5 {
			break
		}
		fmt.Print(v, " ")
	}
	fmt.Println()
	err := fmt.Errorf("trip: %w", errors.Join(errors.New("rain"), lost{"woods"}))
	l, ok := errors.AsType[lost](err)
	fmt.Println(l.where, ok)
	_, ok = errors.AsType[*lost](err)
	fmt.Println(ok)
	var wg sync.WaitGroup
	out := make([]int, 4)
	for i := range out {
		wg.Go(func() { out[i] = i * i })
	}
	wg.Wait()
	fmt.Println(out)
	h1, h2 := unique.Make(Point{1, 2}), unique.Make(Point{1, 2})
	fmt.Println(h1 == h2, h1.Value(), h1 == unique.Make(Point{}))
	for part := range strings.SplitSeq("a,b,c", ",") {
		fmt.Print(part, ";")
	}
	for line := range strings.Lines("x\ny") {
		fmt.Printf("%q", line)
	}
	fmt.Println()
	fmt.Println(slices.Sorted(maps.Values(map[string]int{"a": 3, "b": 1})), slices.Concat([]int{1}, nil, []int{2}), slices.Repeat([]string{"z"}, 3))
	for chunk := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(chunk)
	}
	i, found := slices.BinarySearchFunc([]Point{{1, 0}, {3, 0}}, 3, func(p Point, x int) int { return cmp.Compare(p.X, x) })
	fmt.Println(i, found, cmp.Or("", "dflt"), cmp.Compare(Money(1), 2))
	type local struct{ v Money }
	fmt.Printf("%T %v\n", local{1}, local{2})
	var fs []func() int
	for i := 0; i < 6; i++ {
		if i%2 == 0 {
			i++
		}
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	a := [...]int{5, 6, 7}
	for i, v := range a {
		a[2] = 100
		if i == 2 {
			fmt.Print(v, " ")
		}
	}
	for i := range a[:0] {
		fmt.Print(i)
	}
	fmt.Println(len(a[1:][:1:2]), [3]int(a[:]) == a)
}
