package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

type person struct {
	Name string
	Age  int
}

type names []string

func (n names) String() string { return "names(" + strings.Join(n, "|") + ")" }

func main() {
	x := []int{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6}
	s := slices.Clone(x)
	slices.Sort(s)
	fmt.Println(s, slices.IsSorted(s), slices.IsSorted(x))
	fmt.Println(slices.BinarySearch(s, 5))
	fmt.Println(slices.Index(x, 4), slices.Contains(x, 42), slices.Max(x), slices.Min(x))
	fmt.Println(slices.Compact(s), slices.Equal(s, x), slices.Compare([]int{1, 2}, []int{1, 3}))

	ps := []person{{"Ann", 30}, {"Bob", 25}, {"Cid", 30}, {"Dan", 25}}
	slices.SortFunc(ps, func(a, b person) int {
		return cmp.Or(cmp.Compare(a.Age, b.Age), strings.Compare(b.Name, a.Name))
	})
	fmt.Println(ps)
	slices.SortStableFunc(ps, func(a, b person) int { return cmp.Compare(b.Age, a.Age) })
	fmt.Printf("%v %T\n", ps, ps)
	i, ok := slices.BinarySearchFunc(ps, 25, func(p person, age int) int { return cmp.Compare(age, p.Age) })
	fmt.Println(i, ok)
	fmt.Println(slices.IndexFunc(ps, func(p person) bool { return p.Name == "Cid" }))
	fmt.Println(slices.MaxFunc(ps, func(a, b person) int { return cmp.Compare(a.Name, b.Name) }))
	fmt.Println(slices.Contains(ps, person{"Bob", 25}), slices.Index(ps, person{"X", 1}))

	n := names{"b", "a", "c"}
	slices.Sort(n)
	fmt.Println(n, slices.Clone(n), slices.Insert(n, 1, "x", "y"))
	slices.SortFunc(n, strings.Compare)
	slices.SortFunc(x, cmp.Compare[int])
	slices.Reverse(n)
	fmt.Println(n, x)
	f := slices.Max[[]int]
	var g func([]string) string = slices.Min
	fmt.Println(f(x), g(n))
	h := slices.Index[[]string]
	fmt.Println(h(n, "a"))

	y := []int{1, 2, 3, 4, 5, 6}
	y = slices.Delete(y, 1, 3)
	fmt.Println(y, len(y), y[:6])
	y = slices.Insert(y, 2, y[0], y[1])
	fmt.Println(y, slices.Replace(slices.Clone(y), 0, 2, 7, 8, 9))
	y = slices.Insert(y, 1, y[2:]...)
	fmt.Println(y)
	y = slices.DeleteFunc(y, func(n int) bool { return n%2 == 0 })
	fmt.Println(y, slices.Concat(y, []int{100}, x[:2]), slices.Repeat([]string{"ab"}, 3))
	fmt.Println(cap(slices.Grow([]int(nil), 10)) >= 10, cap(slices.Clip(make([]int, 2, 10))))
	fmt.Println(slices.EqualFunc([]int{1, 2}, []string{"1", "2"}, func(a int, b string) bool { return fmt.Sprint(a) == b }))

	for i, v := range slices.All([]string{"p", "q"}) {
		fmt.Print(i, v, " ")
	}
	for i, v := range slices.Backward([]string{"p", "q"}) {
		fmt.Print(i, v, " ")
	}
	for v := range slices.Values(ps) {
		fmt.Print(v.Name, " ")
	}
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c, " ")
	}
	fmt.Println()
	fmt.Println(slices.Collect(slices.Values(ps)), slices.Sorted(slices.Values(x))[:3])
	fmt.Println(slices.SortedFunc(slices.Values(ps), func(a, b person) int { return cmp.Compare(a.Name, b.Name) }))
	fmt.Println(slices.AppendSeq([]int{0}, slices.Values([]int{1, 2})))

	big := make([]int, 500)
	for i := range big {
		big[i] = (i * 7919) % 503
	}
	slices.Sort(big)
	fmt.Println(slices.IsSorted(big), big[:10])
	slices.SortFunc(big, func(a, b int) int { return b - a })
	fmt.Println(big[:10])
	fl := []float64{2.5, -1, 3}
	slices.Sort(fl)
	fmt.Println(fl, slices.Max(fl), cmp.Less(1.0, 2.0), cmp.Compare("a", "b"))
	defer func() { fmt.Println(recover()) }()
	slices.Insert([]int{1}, 5, 2)
}
