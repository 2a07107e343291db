package main

import "fmt"

type str string
type big uint64
type arr *[4]int

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, r)
		}
	}()
	f()
}

func get() []int { return []int{1, 2, 3} }

func main() {
	s, a, p := get(), [4]int{1, 2, 3, 4}, &[4]int{5, 6, 7, 8}
	t, u := "hello", str("world")
	for _, i := range []big{0, 2, 3, 5, 1 << 63, 1<<64 - 1, 1 << 40} {
		x := uint(i)
		y := uintptr(i)
		try("s", func() { fmt.Println(s[i]) })
		try("s=", func() { s[x] = 4; fmt.Println(s) })
		try("s,", func() { s[y], a[y] = 4, 5; fmt.Println(s, a) })
		try("get", func() { get()[i]++; fmt.Println(get()[i]) })
		try("a", func() { a[i] += 2; fmt.Println(a[i]) })
		try("p", func() { p[i] *= 2; fmt.Println(p[i], *p) })
		try("&", func() { q := &s[i]; *q = 9; fmt.Println(s) })
		try("t", func() { fmt.Println(t[i], u[x]) })
		try("s:", func() { fmt.Println(s[i:], s[:i]) })
		try("s::", func() { fmt.Println(s[i:i], s[0:i:i], s[i:3:3]) })
		try("s-", func() { n := -1; fmt.Println(s[n:i]) })
		try("s-2", func() { n := -1; fmt.Println(s[i:n]) })
		try("s-3", func() { n := -1; fmt.Println(s[:n:i]) })
		try("s-4", func() { n := -1; fmt.Println(s[n:i:i]) })
		try("a:", func() { fmt.Println(a[i:], a[:x], a[1:i:4]) })
		try("p:", func() { fmt.Println(p[i:], p[:x]) })
		try("t:", func() { fmt.Println(t[i:], t[:i], t[1:i], u[i:x]) })
		try("arr", func() { var q arr = p; fmt.Println(q[i:], q[i]) })
	}
	var b byte = 200
	try("byte", func() { fmt.Println(s[b]) })
	try("byte:", func() { fmt.Println(s[b:]) })
}
