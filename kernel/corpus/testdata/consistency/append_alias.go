package main

import "fmt"

func grow(s []int) []int { s = append(s, 100); s[0] = -1; return s }

func main() {
	base := make([]int, 3, 10)
	a := append(base, 1)
	b := append(base, 2)
	fmt.Println(a, b, len(base), cap(base))
	c := base[:2:2]
	d := append(c, 9)
	d[0] = 42
	fmt.Println(base, c, d, cap(c))
	g := grow(base)
	fmt.Println(base, g, &base[0] == &g[0])

	s := []int{1, 2, 3, 4, 5}
	s = append(s[:1], s[2:]...)
	fmt.Println(s, s[:5])
	copy(s[1:], s)
	fmt.Println(s)
	n := copy(s, []int{7, 7, 7, 7, 7, 7, 7})
	fmt.Println(n, s)

	var nilS []string
	fmt.Println(nilS == nil, len(nilS), append(nilS, nilS...) == nil)
	nilS = append(nilS, "x")
	fmt.Println(nilS, append([]string(nil), nilS[:0]...) == nil)
	bs := append([]byte("héllo "), "wörld"...)
	n = copy(bs, "XY")
	fmt.Println(len(bs), n, string(bs[8:]))

	matrix := [][]int{{1}, {2}, {3}}
	row := matrix[1]
	row[0] = 20
	matrix[2] = append(matrix[2], 30)
	fmt.Println(matrix)
	arr := [5]int{1, 2, 3, 4, 5}
	sl := arr[1:4]
	sl[0] = 99
	sl = append(sl, 77)
	fmt.Println(arr, sl, len(sl), cap(sl))
	ap := (*[2]int)(sl)
	ap[1] = 55
	av := [2]int(sl)
	av[0] = 0
	fmt.Println(arr, *ap, av)
	defer func() { fmt.Println(recover()) }()
	_ = [5]int(sl[:3])
}
