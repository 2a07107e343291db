package main

import (
	"fmt"
	"maps"
	"slices"
)

type id int
type user struct{ n string }

func main() {
	m := map[id]user{3: {"c"}, 1: {"a"}, 2: {"b"}}
	fmt.Println(slices.Sorted(maps.Keys(m)))
	c := maps.Clone(m)
	delete(c, 1)
	fmt.Println(len(m), len(c), maps.Equal(m, c))
	maps.Copy(c, map[id]user{9: {"z"}})
	maps.DeleteFunc(c, func(k id, u user) bool { return u.n == "b" })
	fmt.Println(c)
	n := 0
	for _, v := range maps.All(m) {
		n += len(v.n)
	}
	vs := slices.SortedFunc(maps.Values(m), func(a, b user) int { return int(b.n[0]) - int(a.n[0]) })
	fmt.Println(n, vs)
	fmt.Println(maps.Collect(slices.All([]string{"x", "y"})))
}
