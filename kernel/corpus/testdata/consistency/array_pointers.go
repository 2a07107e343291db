package main

import "fmt"

type in struct{ arr [2]int }

func main() {
	arr := [2]in{{[2]int{1, 2}}, {[2]int{3, 4}}}
	ptrs := [2]*in{&arr[0], &arr[1]}
	cp := ptrs
	cp[0].arr[0] = 77
	cp[1] = cp[0]
	cp[1].arr[1]++
	fmt.Println(arr, *ptrs[1], ptrs == cp)
	p := &ptrs
	p[1].arr[0] = 5
	(*p)[0].arr[1] = 6
	for i, q := range p {
		q.arr[i] *= 2
	}
	fmt.Println(arr)
	sl := ptrs[:]
	sl[0], sl[1] = sl[1], sl[0]
	fmt.Println(ptrs[0].arr, len(p))
	pp := &p
	(*pp)[1] = nil
	fmt.Println(ptrs[1] == nil, (**pp)[0] == &arr[1])
}
