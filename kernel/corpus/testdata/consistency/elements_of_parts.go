// Parts of variables that closures change, as elements of slices and arrays.
package main

import "fmt"

type inner struct{ s string }
type outer struct {
	in  inner
	arr [2]inner
	m   map[string]inner
}

func join(xs ...string) string { return fmt.Sprint(xs) }

func main() {
	v := [3]inner{{"a"}, {"b"}}
	o := outer{arr: [2]inner{{"x"}, {"y"}}, m: map[string]inner{"k": {"z"}}}
	sl := []inner{{"p"}, {"q"}}
	n := 1
	func() {
		v[2].s, o.in.s, n = "c", "i", n+1
		sl = append(sl, inner{"r"})
	}()
	p := &o
	a := []string{v[0].s, v[n].s, 4: o.in.s, o.arr[1].s, o.m["k"].s, sl[2].s, p.arr[0].s, (*p).in.s, v[0].s + "!", fmt.Sprint(v[n-1].s)}
	b := [...]inner{v[0], o.in, o.arr[0], sl[1], p.in}
	c := []*inner{&v[0], &o.in, &sl[0]}
	fmt.Println(a, len(a), b, join(v[0].s, o.in.s, (*p).arr[1].s), []int{n, 3: n, n * 2, -n}, *c[1])
	var q [3]any
	v[2] = v[0]
	q[0] = [3]string{}
	fmt.Println(v, q, [][]int{{n}, 2: {n, n}}, [2][]string{{v[1].s}, {o.in.s, "w"}}, map[int][]string{n: {v[0].s}})
	const k = 2
	fmt.Println([]string{k: v[0].s, v[1].s, 'a' - 97: "zero"})
}
