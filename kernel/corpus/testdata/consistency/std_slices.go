package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

type person struct {
	name string
	age  int
}

type people []person

func main() {
	ps := people{{"Al", 30}, {"Bo", 25}, {"Cy", 30}}
	slices.SortFunc(ps, func(a, b person) int {
		return cmp.Or(-cmp.Compare(a.age, b.age), strings.Compare(a.name, b.name))
	})
	fmt.Println(ps)
	i := slices.IndexFunc(ps, func(p person) bool { return p.age < 30 })
	fmt.Println(i, slices.ContainsFunc(ps, func(p person) bool { return p.name == "Zed" }))
	xs := []int{3, 1, 2, 3}
	ys := slices.Clone(xs)
	slices.Sort(ys)
	fmt.Println(xs, ys, slices.Compact(ys), slices.Max(xs), slices.Min(xs))
	k, ok := slices.BinarySearch(ys[:3], 2)
	fmt.Println(k, ok, slices.Index(xs, 2), slices.Contains(xs, 9))
	xs = slices.Insert(xs, 1, 10, 11)
	xs = slices.Delete(xs, 0, 1)
	slices.Reverse(xs)
	fmt.Println(xs, slices.Equal(xs, ys), slices.Concat([]int{1}, []int{2, 3}))
	fmt.Println(slices.Repeat([]string{"a"}, 3), slices.IsSorted(xs))
	for i, v := range slices.Backward([]string{"x", "y"}) {
		fmt.Print(i, v, " ")
	}
	fmt.Println(slices.Collect(slices.Values([]int{7, 8})), slices.Sorted(slices.Values([]int{3, 1})))
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c)
	}
	fmt.Println()
	m := slices.MaxFunc(ps, func(a, b person) int { return cmp.Compare(a.name, b.name) })
	fmt.Println(m, slices.EqualFunc(ps, ps, func(a, b person) bool { return a == b }))
}
