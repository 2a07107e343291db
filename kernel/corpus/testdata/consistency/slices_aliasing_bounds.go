package main

import "fmt"

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "->", r)
		}
	}()
	f()
}

type S []int

func (s S) Len() int     { return len(s) }
func (s *S) Push(x int)  { *s = append(*s, x) }
func (s *S) Pop() (x int) {
	x = (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return
}

func main() {
	a := [6]int{0, 1, 2, 3, 4, 5}
	s := a[1:3:4]
	fmt.Println(len(s), cap(s), s)
	s = append(s, 100)
	fmt.Println(a, s)
	s = append(s, 200)
	s[0] = -1
	fmt.Println(a, s, len(s) == 4)
	t := a[:2]
	u := t[:5]
	u[4] = 44
	fmt.Println(a, u)
	x := make([]int, 0, 3)
	y := append(x, 1)
	z := append(x, 2)
	fmt.Println(x, y, z)
	v := append(y[:0:0], y...)
	v[0] = 9
	fmt.Println(y, v)
	copy(a[2:], a[:])
	fmt.Println(a)
	n := copy(a[:], []int{7, 8})
	fmt.Println(n, a)
	b := []byte("hello")
	n = copy(b[1:], "EYXXXXX")
	fmt.Println(n, string(b))
	b = append(b, " world"...)
	fmt.Printf("%s %q\n", b, b[:3])
	var nilS []int
	fmt.Println(nilS == nil, len(nilS), cap(nilS), nilS[:0] == nil, append(nilS, nilS...) == nil, append([]int{}, nilS...) == nil)
	empty := []int{}
	fmt.Println(empty == nil, empty[:0] == nil)
	i, j := 4, 2
	try("slice ij", func() { _ = a[i:j] })
	i = 7
	try("slice hi", func() { _ = a[:i] })
	try("slice s", func() { _ = s[:100] })
	try("slice s2", func() { _ = s[5:] })
	neg := -1
	try("neg", func() { _ = s[neg] })
	try("neg slice", func() { _ = s[neg:] })
	try("idx", func() { fmt.Println(s[len(s)]) })
	try("arr idx", func() { a[i] = 2 })
	try("3idx", func() { _ = s[1:2:i+100] })
	try("3idx b", func() { _ = s[1:i:2] })
	try("3idx c", func() { _ = s[i:2:3] })
	str := "héllo"
	try("str idx", func() { _ = str[i] })
	try("str slice", func() { fmt.Println(str[i:]) })
	try("str slice2", func() { fmt.Println(str[i-2 : 2]) })
	try("makeslice", func() { _ = make([]int, neg) })
	try("makeslice cap", func() { _ = make([]int, 2, i-6) })
	try("arrptr", func() { p := (*[3]int)(s[:2]); fmt.Println(p) })
	try("arr conv", func() { p := [3]int(s[:3]); p[0] = 5; fmt.Println(p, s) })
	p := (*[2]int)(s)
	p[1] = 77
	fmt.Println(s, *p)
	var st S
	st.Push(1)
	st.Push(2)
	st.Push(3)
	fmt.Println(st.Pop(), st, st.Len(), S(a[:2]).Len())
	m := [][]int{{1}, {2, 3}}
	m = append(m, m[0], append(m[1], 4))
	m[0][0] = 10
	fmt.Println(m)
	for i := range m {
		m[i] = append([]int{i}, m[i]...)
	}
	fmt.Println(m)
	// delete in place, filter, reverse, insert
	f := a[:0]
	for _, v := range a {
		if v%2 == 1 {
			f = append(f, v)
		}
	}
	fmt.Println(f, a)
	q := []int{1, 2, 3, 4, 5}
	q = append(q[:1], q[2:]...)
	q = append(q[:2], append([]int{99}, q[2:]...)...)
	for l, r := 0, len(q)-1; l < r; l, r = l+1, r-1 {
		q[l], q[r] = q[r], q[l]
	}
	fmt.Println(q)
	i = 0
	i, q[i] = 2, 500
	fmt.Println(i, q)
	q[0], q[i] = q[i], q[0]
	fmt.Println(q)
	var grid [3][4]rune
	for r := range grid {
		for c := range grid[r] {
			grid[r][c] = '.'
		}
	}
	grid[1][2] = '#'
	for _, row := range grid {
		fmt.Println(string(row[:]))
	}
	caps := []int{}
	var g []int
	last := -1
	g = make([]int, 100)
	for i := 0; i < 2000; i++ {
		g = append(g, i)
		if cap(g) != last {
			last = cap(g)
			caps = append(caps, last)
		}
	}
	fmt.Println(caps)
}
