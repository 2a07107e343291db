package main

import "fmt"

type R struct {
	n  int
	in struct{ v [2]int }
}

func get(m map[string][]R) []R { return m["a"] }

func main() {
	m := map[string][]R{"a": {{n: 1}, {n: 2}}}
	m["a"][0].n = 10
	m["a"][1].in.v[1] = 20
	get(m)[1].n += 5
	fmt.Println(m)
	mm := map[string]map[int]*R{"x": {1: {n: 1}}}
	mm["x"][1].n++
	mm["x"][1].in.v[0] = 3
	fmt.Println(*mm["x"][1])
	f := map[string]func() *R{"f": func() *R { return mm["x"][1] }}
	f["f"]().n = 50
	fmt.Println(mm["x"][1].n)
	ptr := &m["a"][0]
	ptr.n = -1
	m["a"][0].in.v = [2]int{8, 9}
	fmt.Println(m["a"][0], *ptr)
	arr := [2]map[string][]int{{"k": {1, 2}}}
	arr[0]["k"][1] = 22
	arr[0]["k"][0]++
	fmt.Println(arr[0])
	s := [][]R{{{n: 1}}}
	s[0][0].n, s[0][0].in.v[1] = 3, 4
	fmt.Println(s)
	c := make(chan []R, 1)
	c <- m["a"]
	(<-c)[1].n = 77
	fmt.Println(m["a"][1].n)
}
