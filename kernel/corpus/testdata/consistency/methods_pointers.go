package main

import (
	"fmt"
	"strings"
)

type counter struct{ n int }

func (c counter) Get() int { return c.n }
func (c *counter) Inc() *counter {
	c.n++
	return c
}

type list []int

func (l *list) push(v int) { *l = append(*l, v) }
func (l list) sum() (s int) {
	for _, v := range l {
		s += v
	}
	return
}

type fn func(int) int

func (f fn) twice(x int) int { return f(f(x)) }

type dict map[string]int

func (d dict) inc(k string) int { d[k]++; return d[k] }

type ch chan int

func (c ch) put(v int) ch { c <- v; return c }

type opt *counter

func nilRecv() {
	var c *counter
	defer func() { fmt.Println("1:", recover()) }()
	c.Get()
}

func (c *counter) isNil() bool { return c == nil }

type tree struct {
	l, r *tree
	v    int
}

func (t *tree) insert(v int) *tree {
	if t == nil {
		return &tree{v: v}
	}
	if v < t.v {
		t.l = t.l.insert(v)
	} else {
		t.r = t.r.insert(v)
	}
	return t
}

func (t *tree) walk(f func(int)) {
	if t != nil {
		t.l.walk(f)
		f(t.v)
		t.r.walk(f)
	}
}

func main() {
	c := counter{}
	c.Inc().Inc()
	p := &c
	p.Inc()
	fmt.Println(c.Get(), p.Get(), (*p).Get(), (&c).Inc().n)
	cs := []counter{{1}, {2}}
	cs[0].Inc()
	for i := range cs {
		cs[i].Inc()
	}
	for _, x := range cs {
		x.Inc()
	}
	fmt.Println(cs)
	var l list
	l.push(1)
	l.push(2)
	fmt.Println(l, l.sum(), len(l))
	fmt.Println(fn(func(i int) int { return i * 3 }).twice(2))
	d := dict{}
	d.inc("a")
	fmt.Println(d.inc("a"), d)
	k := make(ch, 3)
	k.put(1).put(2)
	fmt.Println(<-k, len(k), cap(k))
	nilRecv()
	var np *counter
	fmt.Println(np.isNil())
	func() {
		defer func() { fmt.Println("2:", recover()) }()
		var f func() int = np.Get // evaluates *np
		fmt.Println(f())
	}()
	func() {
		defer func() { fmt.Println("3:", recover()) }()
		f := np.Inc
		fmt.Println("bound")
		f()
	}()
	var root *tree
	for _, v := range []int{5, 2, 8, 1, 9} {
		root = root.insert(v)
	}
	var out []string
	root.walk(func(v int) { out = append(out, fmt.Sprint(v)) })
	fmt.Println(strings.Join(out, ","))
	m := map[string]*counter{"a": {5}}
	m["a"].Inc()
	fmt.Println(m["a"].n)
	arr := [2]counter{}
	arr[1].Inc()
	fmt.Println(arr)
	type wrap struct{ counter }
	w := wrap{}
	w.Inc()
	fmt.Println(w, w.Get())
	var o opt = &c
	fmt.Println(o.n)
}
