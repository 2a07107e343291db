package main

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

// A generic ordered tree with iterators in several orders, and adapters over them.

type Tree[K cmp.Ordered, V any] struct {
	root *node[K, V]
	size int
}

type node[K cmp.Ordered, V any] struct {
	key         K
	val         V
	left, right *node[K, V]
}

func (t *Tree[K, V]) Put(k K, v V) (old V, replaced bool) {
	p := &t.root
	for *p != nil {
		switch c := cmp.Compare(k, (*p).key); {
		case c < 0:
			p = &(*p).left
		case c > 0:
			p = &(*p).right
		default:
			old, (*p).val = (*p).val, v
			return old, true
		}
	}
	*p = &node[K, V]{key: k, val: v}
	t.size++
	return old, false
}

func (t *Tree[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) { t.root.walk(yield) }
}

func (n *node[K, V]) walk(yield func(K, V) bool) bool {
	return n == nil || n.left.walk(yield) && yield(n.key, n.val) && n.right.walk(yield)
}

func (t *Tree[K, V]) Backward() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		var walk func(n *node[K, V]) bool
		walk = func(n *node[K, V]) bool {
			if n == nil {
				return true
			}
			return walk(n.right) && yield(n.key, n.val) && walk(n.left)
		}
		walk(t.root)
	}
}

func (t *Tree[K, V]) Levels() iter.Seq[[]K] {
	return func(yield func([]K) bool) {
		level := []*node[K, V]{t.root}
		for len(level) > 0 {
			var keys []K
			var next []*node[K, V]
			for _, n := range level {
				if n != nil {
					keys = append(keys, n.key)
					next = append(next, n.left, n.right)
				}
			}
			if len(keys) == 0 || !yield(keys) {
				return
			}
			level = next
		}
	}
}

func Keys[K, V any](s iter.Seq2[K, V]) iter.Seq[K] {
	return func(yield func(K) bool) {
		for k := range s {
			if !yield(k) {
				return
			}
		}
	}
}

func Filter[T any](s iter.Seq[T], keep func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		s(func(v T) bool { return !keep(v) || yield(v) })
	}
}

func Map[A, B any](s iter.Seq[A], f func(A) B) iter.Seq[B] {
	return func(yield func(B) bool) {
		for v := range s {
			if !yield(f(v)) {
				return
			}
		}
	}
}

func Take[T any](s iter.Seq[T], n int) iter.Seq[T] {
	return func(yield func(T) bool) {
		if n <= 0 {
			return
		}
		i := 0
		for v := range s {
			if i++; !yield(v) || i == n {
				return
			}
		}
	}
}

func Zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		next, stop := iter.Pull(b)
		defer stop()
		for x := range a {
			y, ok := next()
			if !ok || !yield(x, y) {
				return
			}
		}
	}
}

func Reduce[T, A any](s iter.Seq[T], acc A, f func(A, T) A) A {
	for v := range s {
		acc = f(acc, v)
	}
	return acc
}

func counter() iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Println("counter ends")
		for i := 0; yield(i); i++ {
		}
	}
}

type word string

func find(t *Tree[word, int], at int) (w word, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errors.Join(errors.New("find"), fmt.Errorf("%v", r))
		}
	}()
	for k, v := range t.All() {
		if v == at {
			return k, nil
		}
		if v > at {
			panic(fmt.Sprint("passed ", at))
		}
	}
	return "", errors.New("none")
}

func main() {
	var t Tree[word, int]
	for i, w := range strings.Fields("m f t b h p w a c g") {
		t.Put(word(w), i)
	}
	fmt.Println(t.Put("b", 33))
	fmt.Println(t.size, slices.Collect(Keys(t.All())), slices.Collect(Keys(t.Backward())))
	for keys := range t.Levels() {
		fmt.Print(keys, " ")
		if len(keys) == 4 {
			break
		}
	}
	fmt.Println()
	fmt.Println(maps.Collect(t.All())["b"], len(maps.Collect(t.All())))
	upper := Map(Filter(Keys(t.All()), func(w word) bool { return w > "c" }), func(w word) string { return strings.ToUpper(string(w)) })
	fmt.Println(slices.Collect(Take(upper, 3)), Reduce(upper, "", func(a, b string) string { return a + b }))
	for i, w := range Zip(Take(counter(), 4), upper) {
		fmt.Print(i, w, " ")
	}
	fmt.Println()
	fmt.Println(find(&t, 7))
	fmt.Println(find(&t, 5))
	next, stop := iter.Pull2(t.All())
	k, v, ok := next()
	fmt.Println(k, v, ok)
	stop()
	fmt.Println(next())
	fmt.Println(slices.SortedFunc(Keys(t.All()), func(a, b word) int { return cmp.Compare(b, a) })[:2], slices.Sorted(maps.Values(maps.Collect(t.All()))))
	fmt.Println(func() (r []int) {
		for i := range counter() {
			for j := range Take(counter(), 2) {
				if j == 1 {
					r = append(r, i*10+j)
				}
			}
			if i == 2 {
				return r
			}
		}
		return nil
	}())
	for c := range slices.Chunk(slices.Collect(Keys(t.All())), 4) {
		fmt.Print(c, len(c), " ")
	}
	fmt.Println()
}
