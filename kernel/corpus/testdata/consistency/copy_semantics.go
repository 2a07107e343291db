package main

import "fmt"

type inner struct {
	arr [2]int
	s   []int
	m   map[string]int
}
type outer struct {
	in inner
	p  *inner
}

func byVal(o outer) outer { o.in.arr[0] = 100; o.in.s[0] = 100; o.p.arr[0] = 100; return o }
func get() inner          { return shared }

var shared = inner{[2]int{1, 2}, []int{1}, map[string]int{"a": 1}}

func main() {
	o := outer{shared, &shared}
	r := byVal(o)
	fmt.Println(o.in.arr, r.in.arr, o.in.s, shared.arr)
	a := []inner{o.in, o.in}
	a[0].arr[1] = 50
	x := a[0]
	x.arr[1] = 60
	fmt.Println(a[0].arr, a[1].arr, x.arr)
	m := map[string]inner{"k": x}
	y := m["k"]
	y.arr[0] = 7
	y.m["b"] = 2
	fmt.Println(m["k"].arr, y.arr, len(m["k"].m))
	var i any = x
	x.arr[0] = -1
	z := i.(inner)
	z.arr[0] = -2
	fmt.Println(i.(inner).arr, x.arr, z.arr)
	ch := make(chan inner, 1)
	ch <- x
	x.arr[1] = -9
	w := <-ch
	fmt.Println(w.arr, x.arr)
	g := get()
	g.arr[0] = 999
	fmt.Println(shared.arr, g.arr)
	f := func(in inner) func() [2]int { return func() [2]int { in.arr[0]++; return in.arr } }(x)
	fmt.Println(f(), f(), x.arr)
	p := &a[0]
	a = append(a, inner{})
	p.arr[0] = 12345
	fmt.Println(a[0].arr[0] == 12345, p.arr[0])
	q := *p
	q.arr[0] = 1
	fmt.Println(p.arr[0], q.arr[0])
	arr := [2]inner{x, x}
	brr := arr
	brr[0].arr[0] = 42
	fmt.Println(arr[0].arr, brr[0].arr)
	for _, v := range arr {
		v.arr[0] = 0
	}
	fmt.Println(arr[0].arr)
	ptrs := [2]*inner{&arr[0], &arr[1]}
	crr := ptrs
	crr[0].arr[0] = 77
	fmt.Println(arr[0].arr)
	s1 := struct{ a [2]int }{[2]int{1, 2}}
	s2 := s1
	s2.a[0] = 9
	fmt.Println(s1, s2, s1 == s2)
	swap1, swap2 := arr[0], arr[1]
	arr[0], arr[1] = arr[1], arr[0]
	fmt.Println(arr[0].arr == swap2.arr, arr[1].arr == swap1.arr)
	t := o
	t.in = inner{}
	t.p.s = nil
	fmt.Println(len(o.in.s), len(o.p.s), len(t.in.s))
	func(in *inner, v inner) { in.arr, v.arr = v.arr, in.arr }(&o.in, inner{})
	fmt.Println(o.in.arr)
	type wrap [1]struct{ v int }
	w1 := wrap{{1}}
	w2 := w1
	w2[0].v = 2
	ws := []wrap{w1}
	ws[0][0].v = 3
	fmt.Println(w1, w2, ws)
	e := any([2]int{1, 2})
	ae := e.([2]int)
	ae[0] = 50
	fmt.Println(e, ae)
}
