package main

import (
	"fmt"
	"strings"
)

type tree struct {
	left, right *tree
	val         int
}
type list struct {
	next *list
	val  any
}
type node struct {
	name string
	kids []node
	up   *node
	m    map[string]node
}
type iface interface{ next() iface }
type A struct{ b *B }
type B struct {
	a *A
	n int
}
type expr interface{ eval() int }
type num int
type bin struct {
	op   byte
	l, r expr
}
type visitor interface{ visit(e expr) visitor }
type depth struct{ n, max *int }

func (n num) eval() int { return int(n) }
func (b bin) eval() int {
	switch b.op {
	case '+':
		return b.l.eval() + b.r.eval()
	case '*':
		return b.l.eval() * b.r.eval()
	}
	panic("op")
}
func (b bin) String() string { return fmt.Sprintf("(%v %c %v)", b.l, b.op, b.r) }
func (d depth) visit(e expr) visitor {
	*d.n++
	*d.max = max(*d.max, *d.n)
	return d
}
func walk(v visitor, e expr) {
	w := v.visit(e)
	if b, ok := e.(bin); ok {
		walk(w, b.l)
		walk(w, b.r)
	}
}

type state int

func (s state) next() iface {
	if s >= 3 {
		return nil
	}
	return s + 1
}

func (t *tree) add(v int) *tree {
	switch {
	case t == nil:
		return &tree{val: v}
	case v < t.val:
		t.left = t.left.add(v)
	default:
		t.right = t.right.add(v)
	}
	return t
}
func (t *tree) each(f func(int) bool) bool {
	return t == nil || t.left.each(f) && f(t.val) && t.right.each(f)
}

func main() {
	var t *tree
	for _, v := range []int{4, 2, 6, 1, 3} {
		t = t.add(v)
	}
	t.each(func(v int) bool { fmt.Print(v, " "); return v < 4 })
	fmt.Println()
	var l *list
	for i := range 3 {
		l = &list{l, i}
	}
	for p := l; p != nil; p = p.next {
		fmt.Print(p.val, " ")
	}
	fmt.Println()
	n := node{name: "root", kids: []node{{name: "k"}}}
	n.kids[0].up = &n
	n.kids[0].up.name += "!"
	n.m = map[string]node{"a": {name: "in map"}}
	fmt.Println(n.name, n.kids[0].up.kids[0].name, n.m["a"].name, len(n.m["b"].kids))
	for i := iface(state(0)); i != nil; i = i.next() {
		fmt.Print(i, " ")
	}
	fmt.Println()
	a := A{&B{n: 1}}
	a.b.a = &a
	fmt.Println(a.b.a.b.a.b.n)
	e := bin{'+', num(2), bin{'*', num(3), num(4)}}
	fmt.Println(e.eval(), e)
	var d, mx int
	walk(depth{&d, &mx}, e)
	fmt.Println(d, mx)
	fmt.Println(strings.Repeat("=", 3))
	fmt.Printf("%+v\n", list{nil, &list{}}.next)
}
