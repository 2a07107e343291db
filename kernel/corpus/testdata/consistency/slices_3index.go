package main

import "fmt"

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

func main() {
	a := [6]int{0, 1, 2, 3, 4, 5}
	s := a[1:3:4]
	fmt.Println(s, len(s), cap(s))
	s = append(s, 10)
	s = append(s, 11)
	s[0] = 99
	fmt.Println(a, s)
	t := a[:0]
	fmt.Println(t, len(t), cap(t), t[:6])
	u := a[6:]
	fmt.Println(len(u), cap(u), u == nil)
	var n []int
	fmt.Println(n[:] == nil, n[0:0] == nil, len(n[:0:0]))
	i := 7
	try(func() { _ = a[:i] })
	try(func() { _ = a[i:] })
	try(func() { _ = s[:2:i] })
	try(func() { i := 2; j := 1; _ = s[i:j] })
	try(func() { _ = n[i] })
	try(func() { i := -1; _ = s[i:] })
	try(func() { i := 3; j := 2; _ = s[1:i:j] })
	try(func() { var p *[3]int; _ = p[:i-5] })
	p := &a
	fmt.Println(p[2:4], len(p[:]), cap(p[5:]))
	str := "hello"
	fmt.Println(str[1:3], str[:], str[5:] == "")
	try(func() { _ = str[i:] })
	try(func() { _ = str[i] })
	b := s[:cap(s)]
	b[len(b)-1] = -1
	fmt.Println(len(b) >= len(s), b[0])
	c := append(a[:2:2], a[4:]...)
	fmt.Println(c, a)
	d := append(a[:2], a[4:]...)
	fmt.Println(d, a)
}
