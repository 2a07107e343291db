package main

import "fmt"

var trace []string

func t[T any](name string, v T) T {
	trace = append(trace, name)
	return v
}

func flush(what string) {
	fmt.Println(what, trace)
	trace = nil
}

func two() (int, int) { trace = append(trace, "two"); return 7, 8 }

type node struct {
	next *node
	v    int
}

func main() {
	a := []int{1, 2, 3}
	i := 0
	i, a[i] = 1, 9 // index is evaluated first
	fmt.Println(i, a)
	a[0], a[1], a[2] = a[1], a[2], a[0]
	fmt.Println(a)

	t("s", a)[t("i", 0)] = t("v", 5)
	flush("index")
	t("s1", a)[t("i1", 0)], t("s2", a)[t("i2", 1)] = t("v1", 10), t("v2", 11)
	flush("tuple")
	a[t("x", 0)], a[t("y", 2)] = two()
	flush("call")
	fmt.Println(a)

	m := map[string]int{}
	m[t("k", "a")] += t("d", 3)
	m["a"]++
	flush("map")
	fmt.Println(m)

	p := &node{v: 1}
	q := &node{v: 2}
	p, p.next = q, p // p.next uses the old p
	fmt.Println(p.v, p.next == nil)
	p, q.next = nil, q
	fmt.Println(p == nil, q.next == q)

	var arr [3]int
	b := arr
	b[0] = 1
	fmt.Println(arr, b, arr == b)
	x, y := 1, 2
	x, y = y, x
	x, y = y, x+y
	fmt.Println(x, y)
	_, z := two()
	fmt.Println(z)

	func() {
		defer func() { fmt.Println("recovered:", recover(), i) }()
		var n *node
		i = 5
		n.v, i = 1, 6 // i is assigned after the panic, never
	}()
	func() {
		defer func() { fmt.Println("recovered:", recover(), i) }()
		var mm map[string]int
		i, mm["x"] = 8, 1
	}()
}
