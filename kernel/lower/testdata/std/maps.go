package main

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

type key struct{ a, b int }
type set[T comparable] map[T]struct{}

func (s set[T]) has(x T) bool { _, ok := s[x]; return ok }

func main() {
	m := map[string]int{"one": 1, "two": 2, "three": 3}
	fmt.Println(slices.Sorted(maps.Keys(m)), slices.Sorted(maps.Values(m)))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		fmt.Print(k, "=", m[k], " ")
	}
	fmt.Println()
	c := maps.Clone(m)
	c["four"] = 4
	fmt.Println(len(m), len(c), maps.Equal(m, c))
	maps.DeleteFunc(c, func(k string, v int) bool { return v > 2 })
	fmt.Println(c)
	maps.Copy(c, map[string]int{"five": 5})
	fmt.Println(c)
	d := maps.Collect(maps.All(c))
	fmt.Println(d, maps.EqualFunc(c, d, func(a, b int) bool { return a == b }))
	km := map[key]string{{1, 2}: "x", {3, 4}: "y"}
	n := 0
	for k, v := range maps.All(km) {
		n += k.a*10 + k.b + len(v)
	}
	fmt.Println(n)
	s := set[key]{{1, 1}: {}}
	maps.Insert(s, maps.All(map[key]struct{}{{2, 2}: {}}))
	fmt.Println(len(s), s.has(key{2, 2}), len(maps.Clone(s)))
	nan := map[float64]int{math.NaN(): 1, 2: 2}
	fmt.Println(len(maps.Clone(nan)), maps.Clone(map[int]int(nil)) == nil)
	e := maps.Collect(func(yield func(string, int) bool) {
		for i, w := range strings.Fields("a b c") {
			if !yield(w, i) {
				return
			}
		}
	})
	fmt.Println(e)
}
