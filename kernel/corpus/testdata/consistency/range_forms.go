package main

import "fmt"

type myInt int8
type mySlice []string

func side(s string) []int { fmt.Print("[", s, "]"); return []int{1, 2} }

func main() {
	for i := range 3 {
		fmt.Print(i)
	}
	for i := range myInt(2) {
		fmt.Printf(" %T%d", i, i)
	}
	const c = 2
	for i := range c {
		fmt.Printf(" %T", i)
	}
	for range 2 {
		fmt.Print("!")
	}
	n := 3
	for i := range n {
		n = 10
		i += 5
		fmt.Print(i, " ")
	}
	for i := range -1 {
		fmt.Print("never", i)
	}
	fmt.Println()
	s := []int{1, 2, 3}
	for i, v := range s {
		if i == 0 {
			s = append(s, 4)
			s[1] = 20
		}
		v *= 2
		fmt.Print(v, " ")
	}
	fmt.Println(s)
	s2 := []int{1, 2, 3}
	for i, v := range s2 {
		s2[len(s2)-1-i] = v * 10
	}
	fmt.Println(s2)
	a := [3]int{1, 2, 3}
	for i, v := range a {
		a[2] = 100
		fmt.Print(i, v, " ")
	}
	for i, v := range a[:] {
		a[2] = 200
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	var np *[3]int
	for i := range np {
		fmt.Print(i)
	}
	fmt.Println(len(np))
	func() {
		defer func() { fmt.Println(recover()) }()
		for i, v := range np {
			fmt.Print(i, v)
		}
	}()
	for i, r := range "é\xffz" {
		fmt.Print(i, ":", r, " ")
	}
	for i, b := range []byte("é") {
		fmt.Print(i, ":", b, " ")
	}
	fmt.Println()
	m := map[string]int{"a": 1}
	for k := range m {
		m[k]++
		delete(m, k)
	}
	fmt.Println(m)
	sum := 0
	mm := map[int]int{1: 1, 2: 2, 3: 3}
	for k, v := range mm {
		mm[k] = v * 10
		sum += v
	}
	fmt.Println(sum, mm)
	for _, v := range side("once") {
		fmt.Print(v)
	}
	for range side("once2") {
	}
	fmt.Println()
	ch := make(chan int, 3)
	ch <- 1
	ch <- 2
	close(ch)
	for v := range ch {
		fmt.Print(v, " ")
	}
	for i, v := range (mySlice{"x", "y"}) {
		fmt.Print(i, v)
	}
	fmt.Println()
	var arr [2]struct{ k, v int }
	i := 0
	for i, arr[i].v = range []int{7, 8} {
	}
	fmt.Println(arr, i)
	mp := map[string]int{}
	for mp["i"], mp["v"] = range []int{5, 6} {
	}
	fmt.Println(mp)
	var ns []int
	for i, v := range ns {
		fmt.Println("never", i, v)
	}
	for i, row := range [][]int{{1}, {2, 3}} {
		for j := range row {
			row[j] += i
		}
		fmt.Print(row)
	}
	type pt struct{ x int }
	pts := []pt{{1}, {2}}
	for _, p := range pts {
		p.x = 100
	}
	for i := range pts {
		pts[i].x++
	}
	pp := []*pt{{5}}
	for _, p := range pp {
		p.x++
	}
	fmt.Println(pts, pp[0].x)
	for i := range len(pts) {
		pts = append(pts, pts[i])
	}
	fmt.Println(len(pts))
	var e any
	for _, e = range []string{"last"} {
	}
	fmt.Println(e)
	var u uint8
	for u = range 200 {
	}
	fmt.Println(u)
}
