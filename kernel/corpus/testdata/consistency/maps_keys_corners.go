package main

import (
	"fmt"
	"math"
	"sort"
)

type K struct {
	a string
	b int
}
type I interface{ M() }
type A struct{ x int }
type B struct{ s []int }

func (A) M() {}
func (B) M() {}

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "->", r)
			if e, ok := r.(error); ok {
				fmt.Printf("  error %v\n", e)
			}
		}
	}()
	f()
}

func main() {
	m := map[int]int{}
	for i := range 100 {
		m[i] = i
	}
	for k := range m {
		if k%2 == 0 {
			delete(m, k)
		}
	}
	fmt.Println(len(m))
	seen := 0
	for k := range m {
		delete(m, k)
		seen++
	}
	fmt.Println(seen, len(m))
	for i := range 10 {
		m[i] = i
	}
	for k := range m {
		clear(m)
		_ = k
	}
	fmt.Println(len(m))
	nan := math.NaN()
	fm := map[float64]string{nan: "a", nan: "b"}
	fm[nan] = "c"
	_, ok := fm[nan]
	fmt.Println(len(fm), ok)
	delete(fm, nan)
	fmt.Println(len(fm))
	clear(fm)
	fmt.Println(len(fm))
	fm[0] = "zero"
	fm[math.Copysign(0, -1)] = "negzero"
	fmt.Println(len(fm), fm[0])
	am := map[any]int{}
	am[nan] = 1
	am[nan] = 2
	am[1] = 3
	am[int64(1)] = 4
	am["1"] = 5
	am[K{"a", 1}] = 6
	am[A{1}] = 7
	am[[2]int{1, 2}] = 8
	am[nil] = 9
	fmt.Println(len(am), am[1], am[int64(1)], am["1"], am[K{"a", 1}], am[A{1}], am[A{2}], am[[2]int{1, 2}], am[nil])
	try("slice key", func() { am[[]int{1}] = 1 })
	try("map key", func() { _ = am[map[string]int{}] })
	try("func key", func() { delete(am, func() {}) })
	try("B key", func() { am[B{}] = 1 })
	im := map[I]int{A{1}: 1}
	try("I B", func() { im[B{}] = 2 })
	fmt.Println(im[A{1}], im[A{3}])
	var x, y any = []int{1}, []int{1}
	try("cmp slices", func() { fmt.Println(x == y) })
	x, y = B{}, B{}
	try("cmp structs", func() { fmt.Println(x == y) })
	x, y = map[string]int{}, map[string]int{}
	try("cmp maps", func() { fmt.Println(x == y) })
	x, y = func() {}, func() {}
	try("cmp funcs", func() { fmt.Println(x != y) })
	x, y = B{}, 3
	try("cmp different", func() { fmt.Println(x == y) })
	x, y = [1]any{[]int{}}, [1]any{[]int{}}
	try("cmp arr any", func() { fmt.Println(x == y) })
	x, y = struct{ f any }{1}, struct{ f any }{1}
	try("cmp anon", func() { fmt.Println(x == y) })
	var i1, i2 I = B{}, B{}
	try("cmp I", func() { fmt.Println(i1 == i2) })
	i2 = A{}
	try("cmp I2", func() { fmt.Println(i1 == i2) })
	try("cmp I3", func() { var a any = A{}; fmt.Println(i2 == a) })
	var nm map[string]int
	fmt.Println(nm["a"], len(nm), nm == nil)
	delete(nm, "a")
	try("nil write", func() { nm["a"]++ })
	cnt := map[string]int{}
	for _, w := range []string{"a", "b", "a", "c", "a"} {
		cnt[w]++
	}
	fmt.Println(cnt)
	gr := map[string][]int{}
	for i := range 7 {
		k := []string{"even", "odd"}[i%2]
		gr[k] = append(gr[k], i)
	}
	fmt.Println(gr)
	nest := map[string]map[string]int{}
	for _, p := range [][2]string{{"a", "x"}, {"a", "y"}, {"b", "x"}} {
		if nest[p[0]] == nil {
			nest[p[0]] = map[string]int{}
		}
		nest[p[0]][p[1]] += 2
	}
	fmt.Println(nest)
	ps := map[string]*K{"p": {"z", 1}}
	ps["p"].b++
	fmt.Println(*ps["p"])
	var keys []string
	for k := range cnt {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	fmt.Println(keys)
	fmt.Println(map[K]bool{{"b", 1}: true, {"a", 2}: false, {"a", 1}: true})
	fmt.Println(map[any]int{"b": 1, 2: 2, 1.5: 3, "a": 4, true: 5, nil: 6})
	fmt.Println(map[[2]string]int{{"b", "a"}: 1, {"a", "z"}: 2})
	fmt.Printf("%v %+v %#v\n", map[string]K{"q": {"x", 1}}, map[string]K{"q": {"x", 1}}, map[string]K{"q": {"x", 1}})
	fns := map[string]func(int, int) int{"+": func(a, b int) int { return a + b }, "*": func(a, b int) int { return a * b }}
	fmt.Println(fns["+"](3, 4), fns["*"](3, 4))
	try("nil fn", func() { fns["-"](1, 2) })
	set := map[string]struct{}{"x": {}}
	if _, ok := set["x"]; ok {
		fmt.Println("in", len(set))
	}
	v, ok := cnt["zz"]
	fmt.Println(v, ok)
	mm := m
	mm[5] = 5
	fmt.Println(len(m))
	var marr [2]map[string]int
	marr[1] = map[string]int{"q": 1}
	marr[1]["q"] <<= 4
	fmt.Println(marr)
	pm := &marr[1]
	(*pm)["w"] = 3
	fmt.Println(len(*pm))
	type pair struct{ l, r *int }
	one := 1
	pmk := map[pair]int{{&one, nil}: 5}
	fmt.Println(pmk[pair{&one, nil}], pmk[pair{nil, &one}])
	cm := map[chan int]string{}
	c := make(chan int)
	cm[c] = "chan"
	fmt.Println(cm[c], cm[nil] == "")
}
