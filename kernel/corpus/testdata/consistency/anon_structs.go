package main

import "fmt"

type P struct {
	X  int
	In struct {
		Y int
		Z []struct{ W string }
	}
}

func f(s struct{ A, B int }) struct{ Sum int } { return struct{ Sum int }{s.A + s.B} }

var tests = []struct {
	name string
	in   []int
	want int
	f    func(...int) int
}{
	{"empty", nil, 0, sum},
	{"one", []int{1}, 1, sum},
	{name: "max", in: []int{1, 5, 2}, want: 5, f: func(xs ...int) (m int) {
		for _, x := range xs {
			m = max(m, x)
		}
		return
	}},
}

func sum(xs ...int) (s int) {
	for _, x := range xs {
		s += x
	}
	return
}

var conf struct {
	Host string
	Opts struct{ TLS bool }
}

func main() {
	for _, t := range tests {
		fmt.Println(t.name, t.f(t.in...) == t.want)
	}
	var p P
	p.In.Y = 3
	p.In.Z = append(p.In.Z, struct{ W string }{"w"})
	q := p
	q.In.Y = 4
	q.In.Z[0].W = "shared"
	fmt.Printf("%v %+v\n", p, q)
	conf.Host = "h"
	conf.Opts.TLS = true
	fmt.Printf("%+v %T\n", conf, conf)
	fmt.Println(f(struct{ A, B int }{1, 2}).Sum)
	type AB struct{ A, B int }
	fmt.Println(f(AB{3, 4}), AB(struct{ A, B int }{5, 6}))
	a := struct {
		N int `json:"n"`
		S string
	}{1, "s"}
	fmt.Printf("%v %#v %T\n", a, a, a)
	m := map[struct{ x, y int }]string{{1, 2}: "a", {3, 4}: "b"}
	fmt.Println(m[struct{ x, y int }{3, 4}], len(m))
	var i any = struct{ X int }{7}
	if s, ok := i.(struct{ X int }); ok {
		fmt.Println("asserted", s.X)
	}
	_, ok := i.(struct{ X int64 })
	fmt.Println(ok)
	set := map[string]struct{}{"a": {}}
	_, has := set["a"]
	fmt.Println(has, len(set), struct{}{} == struct{}{})
	list := []*struct{ v int }{{1}, {2}}
	list[0].v++
	fmt.Println(list[0].v, list[1].v)
	ch := make(chan struct {
		err error
		n   int
	}, 1)
	ch <- struct {
		err error
		n   int
	}{nil, 5}
	r := <-ch
	fmt.Println(r.err, r.n)
	x := struct {
		P
		fmt.Stringer
		int
	}{P: P{X: 9}, int: 3}
	fmt.Println(x.X, x.int, x.Stringer == nil)
	arr := [...]struct {
		k string
		v int
	}{{"a", 1}, {"b", 2}}
	for _, e := range arr {
		fmt.Print(e.k, e.v, " ")
	}
	fmt.Println(len(arr))
	g := func() (r struct{ a, b int }) { r.a = 1; return }
	fmt.Println(g(), g() == struct{ a, b int }{1, 0})
	nested := struct{ in struct{ in struct{ v int } } }{}
	nested.in.in.v = 5
	pp := &nested.in
	pp.in.v++
	fmt.Printf("%+v\n", nested)
}
