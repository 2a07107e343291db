package main

import "fmt"

type Opt struct {
	Name    string
	N       int
	F       float64
	B       bool
	C       complex128
	P       *Opt
	S       []Opt
	M       map[string]Opt
	I       any
	E       error
	Fn      func()
	Ch      chan int
	A       [2]Opt2
	St      struct{ X, Y int8 }
	private uint8
}
type Opt2 struct{ r rune }

func main() {
	var o Opt
	fmt.Printf("%v\n%+v\n", o, o)
	fmt.Println(o.P == nil, o.S == nil, o.M == nil, o.I == nil, o.E == nil, o.Fn == nil, o.Ch == nil, len(o.S), o.M["x"].N)
	o.A[1].r = 'x'
	o.St.Y = -1
	o.M = map[string]Opt{"k": {N: 1}}
	o.S = append(o.S, Opt{Name: "in"}, Opt{})
	o.P = &o
	o.P.P.N = 9
	fmt.Println(o.N, o.A, o.St, o.S[0].Name, o.M["k"].N, len(o.M), o.private)
	n := Opt{Name: "n", A: [2]Opt2{1: {'y'}}}
	n.P, n.M = nil, nil
	fmt.Printf("%q %v\n", n.Name, n.A)
	ps := []*Opt{{Name: "1"}, {Name: "2"}}
	mp := map[string]*Opt2{"a": {'z'}}
	mp["a"].r++
	fmt.Println(ps[1].Name, string(mp["a"].r))
	nested := map[string]map[string][]Opt2{"a": {"b": {{'q'}}}}
	nested["a"]["b"][0].r = 'w'
	fmt.Println(string(nested["a"]["b"][0].r), [...]Opt2{{1}, {2}}, []struct{ o Opt2 }{{Opt2{3}}})
}
