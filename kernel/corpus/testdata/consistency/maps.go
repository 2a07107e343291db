package main

import (
	"fmt"
	"math"
	"sort"
)

type key struct {
	a int
	b string
}

func main() {
	m := map[key][]int{}
	m[key{1, "x"}] = append(m[key{1, "x"}], 1, 2)
	m[key{1, "x"}] = append(m[key{1, "x"}], 3)
	fmt.Println(m, len(m), m[key{2, ""}] == nil)
	v, ok := m[key{1, "y"}]
	fmt.Println(v, ok)
	delete(m, key{1, "x"})
	delete(m, key{9, "nope"})
	fmt.Println(len(m))
	var nm map[string]int
	fmt.Println(nm["a"], len(nm), nm == nil)
	for range nm {
		fmt.Println("never")
	}
	delete(nm, "a")
	func() {
		defer func() { fmt.Println(recover()) }()
		nm["a"] = 1
	}()
	im := map[any]string{1: "int", "1": "string", 1.0: "float", key{1, "k"}: "key", [1]int{1}: "array", nil: "nil", true: "bool"}
	fmt.Println(im[1], im["1"], im[1.0], im[key{1, "k"}], im[[1]int{1}], im[nil], im[true], im[int64(1)] == "")
	func() {
		defer func() { fmt.Println(recover()) }()
		im[[]int{1}] = "x"
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = im[map[string]int{}]
	}()
	nan := math.NaN()
	fm := map[float64]int{nan: 1}
	fm[nan] = 2
	_, ok = fm[nan]
	fmt.Println(len(fm), ok)
	clear(fm)
	fmt.Println(len(fm))
	counts := map[rune]int{}
	for _, r := range "hello, wörld" {
		counts[r]++
	}
	var rs []rune
	for r := range counts {
		rs = append(rs, r)
	}
	sort.Slice(rs, func(i, j int) bool { return rs[i] < rs[j] })
	for _, r := range rs {
		fmt.Printf("%c%d ", r, counts[r])
	}
	fmt.Println()
	mm := map[string]map[string]int{"a": {"b": 1}}
	mm["a"]["c"] += 5
	fmt.Println(mm, mm["z"]["q"])
	ps := map[string]*key{"p": {1, "a"}}
	ps["p"].a++
	fmt.Println(*ps["p"])
	for k := range map[int]bool{1: true, 2: true, 3: true} {
		if k > 0 {
			delete(counts, rune(k))
		}
	}
	fs := map[string]func(int) int{"inc": func(i int) int { return i + 1 }, "sq": func(i int) int { return i * i }}
	fmt.Println(fs["inc"](4), fs["sq"](5), fs["none"] == nil)
	arr := map[string][2]int{"a": {1, 2}}
	t := arr["a"]
	t[0] = 9
	fmt.Println(arr, t, arr["a"][1])
	del := map[int]int{}
	for i := range 100 {
		del[i] = i
	}
	for k := range del {
		delete(del, k)
	}
	fmt.Println(len(del))
}
