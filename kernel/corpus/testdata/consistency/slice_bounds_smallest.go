package main

import (
	"fmt"
	"math"
)

func main() {
	s, a, t := []int{1, 2, 3}, [3]int{}, "abc"
	n := math.MinInt
	for i, f := range []func(){
		func() { fmt.Println(s[n:]) }, func() { fmt.Println(s[:n]) }, func() { fmt.Println(s[0:1:n]) },
		func() { fmt.Println(a[n:]) }, func() { fmt.Println(a[:n]) }, func() { fmt.Println(t[n:]) }, func() { fmt.Println(t[:n]) },
		func() { fmt.Println(s[1:2:3], len(s[:2:2]), cap(s[1:]), t[1:], a[:2]) },
		func() { var e []int; fmt.Println(e[:], e[0:0], len(e[:0])) },
		func() { m := 2; var p *[3]int; fmt.Println(p[m:]) },
	} {
		func() {
			defer func() { fmt.Println(i, recover()) }()
			f()
		}()
	}
}
