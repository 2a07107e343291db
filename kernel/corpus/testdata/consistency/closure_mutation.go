package main

import "fmt"

type acc struct {
	total int
	log   []string
}

func (a *acc) adder(name string) func(int) *acc {
	calls := 0
	return func(n int) *acc {
		calls++
		a.total += n
		a.log = append(a.log, fmt.Sprintf("%s%d", name, calls))
		return a
	}
}

func main() {
	a := &acc{}
	x, y := a.adder("x"), a.adder("y")
	x(1)
	y(10).total++
	x(100)
	fmt.Println(a.total, a.log)
	var stack []func()
	push := func(f func()) { stack = append(stack, f) }
	for i, s := range []string{"a", "b"} {
		push(func() { s += fmt.Sprint(i); fmt.Print(s, " ") })
	}
	for range 2 {
		for _, f := range stack {
			f()
		}
	}
	fmt.Println()
	arr := [3]int{1, 2, 3}
	snap := arr
	f := func() { arr[0]++; snap[1]-- }
	f()
	f()
	fmt.Println(arr, snap)
	m, n := 1, 2
	swap := func() { m, n = n, m }
	swap()
	p := &m
	swap()
	*p += 5
	fmt.Println(m, n)
	if v := m; v > 0 {
		defer func() { v++; fmt.Println("deferred v", v) }()
		v = 40
	}
	type pt struct{ x, y int }
	q := pt{1, 2}
	mv := func(dx int) pt { q.x += dx; return q }
	r := mv(5)
	mv(5)
	fmt.Println(q, r)
	func(q pt) { q.x = 0 }(q)
	func(q *pt) { q.y = 0 }(&q)
	fmt.Println(q)
}
