package main

import "fmt"

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Print("<cleanup>")
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}
func pairs(m []string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i, s := range m {
			if !yield(i, s) {
				return
			}
		}
	}
}
func times(n int) func(func() bool) {
	return func(yield func() bool) {
		for ; n > 0 && yield(); n-- {
		}
	}
}

type tree struct {
	l, r *tree
	v    int
}

func (t *tree) all(yield func(int) bool) bool {
	return t == nil || t.l.all(yield) && yield(t.v) && t.r.all(yield)
}
func (t *tree) All() func(func(int) bool) { return func(y func(int) bool) { t.all(y) } }

func find(n, x int) (int, bool) {
	for i := range count(n) {
		if i == x {
			return i * 100, true
		}
	}
	return -1, false
}

func named(n int) (r int, err error) {
	defer func() { r++ }()
	for i := range count(n) {
		r += i
		if r > 3 {
			return r, fmt.Errorf("big at %d", i)
		}
	}
	return
}

func deferIn() {
	for i := range count(2) {
		defer fmt.Println("deferred in body", i)
	}
	fmt.Println("end of func")
}

func bad(yield func(int) bool) {
	yield(1)
	yield(2)
}

func main() {
	for i := range count(3) {
		fmt.Print(i, " ")
	}
	fmt.Println()
	for i, s := range pairs([]string{"a", "b", "c"}) {
		if i == 1 {
			continue
		}
		fmt.Print(i, s, " ")
	}
	fmt.Println()
	n := 0
	for range times(4) {
		n++
		if n == 3 {
			break
		}
	}
	fmt.Println(n)
	fmt.Println(find(5, 2))
	fmt.Println(find(2, 7))
	fmt.Println(named(10))
	deferIn()
outer:
	for i := range count(3) {
		for j := range count(3) {
			if j == 1 {
				continue outer
			}
			if i == 1 {
				break outer
			}
			fmt.Print("(", i, j, ")")
		}
	}
	fmt.Println()
	t := &tree{&tree{nil, nil, 1}, &tree{nil, nil, 3}, 2}
	var fs []func() int
	for v := range t.All() {
		fs = append(fs, func() int { v *= 10; return v })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	func() {
		defer func() { fmt.Println("panic:", recover()) }()
		for i := range bad {
			fmt.Print("body", i, " ")
			break
		}
	}()
	func() {
		defer func() { fmt.Println("from body:", recover()) }()
		for i := range count(3) {
			if i == 1 {
				panic("in body")
			}
		}
	}()
	var x int
	for x = range count(4) {
	}
	fmt.Println(x)
	for range count(2) {
		fmt.Print("*")
	}
	fmt.Println()
	goto end
end:
	for i := range count(2) {
		switch i {
		case 0:
			continue
		}
		select {
		default:
			fmt.Print("sel", i)
		}
	}
	fmt.Println()
	sum := 0
	for i := range func(y func(int) bool) { _ = y(1) && y(2) && y(3) } {
		sum += i
	}
	fmt.Println(sum)
}
