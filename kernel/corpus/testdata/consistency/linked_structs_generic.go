package main

import (
	"cmp"
	"fmt"
	"strings"
)

type Ordered[K cmp.Ordered, V any] struct {
	root *onode[K, V]
	size int
}
type onode[K cmp.Ordered, V any] struct {
	k    K
	v    V
	l, r *onode[K, V]
}

func (o *Ordered[K, V]) Put(k K, v V) {
	p := &o.root
	for *p != nil {
		switch c := cmp.Compare(k, (*p).k); {
		case c == 0:
			(*p).v = v
			return
		case c < 0:
			p = &(*p).l
		default:
			p = &(*p).r
		}
	}
	*p = &onode[K, V]{k: k, v: v}
	o.size++
}

func (o *Ordered[K, V]) Each(f func(K, V) bool) {
	var walk func(*onode[K, V]) bool
	walk = func(n *onode[K, V]) bool {
		return n == nil || walk(n.l) && f(n.k, n.v) && walk(n.r)
	}
	walk(o.root)
}

type LRU[K comparable, V any] struct {
	cap        int
	m          map[K]*entry[K, V]
	head, tail *entry[K, V]
}
type entry[K comparable, V any] struct {
	k          K
	v          V
	prev, next *entry[K, V]
}

func NewLRU[K comparable, V any](n int) *LRU[K, V] {
	l := &LRU[K, V]{cap: n, m: map[K]*entry[K, V]{}}
	l.head, l.tail = &entry[K, V]{}, &entry[K, V]{}
	l.head.next, l.tail.prev = l.tail, l.head
	return l
}
func (l *LRU[K, V]) front(e *entry[K, V]) {
	e.prev, e.next = l.head, l.head.next
	e.prev.next, e.next.prev = e, e
}
func (e *entry[K, V]) unlink() { e.prev.next, e.next.prev = e.next, e.prev }
func (l *LRU[K, V]) Get(k K) (v V, ok bool) {
	e, ok := l.m[k]
	if !ok {
		return
	}
	e.unlink()
	l.front(e)
	return e.v, true
}
func (l *LRU[K, V]) Put(k K, v V) {
	if e, ok := l.m[k]; ok {
		e.v = v
		e.unlink()
		l.front(e)
		return
	}
	if len(l.m) == l.cap {
		old := l.tail.prev
		old.unlink()
		delete(l.m, old.k)
	}
	e := &entry[K, V]{k: k, v: v}
	l.m[k] = e
	l.front(e)
}

func main() {
	var o Ordered[string, int]
	for i, w := range strings.Fields("d b a c b e") {
		o.Put(w, i)
	}
	o.Each(func(k string, v int) bool { fmt.Print(k, "=", v, " "); return k < "d" })
	fmt.Println(o.size)
	l := NewLRU[string, int](2)
	l.Put("a", 1)
	l.Put("b", 2)
	l.Get("a")
	l.Put("c", 3)
	_, okb := l.Get("b")
	va, oka := l.Get("a")
	fmt.Println(okb, va, oka, len(l.m))
}
