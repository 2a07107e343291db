package main

import "fmt"

type P struct {
	X, Y int
	name string
}
type S struct {
	P *P
	M map[string]P
	L []P
	I any
	E error
	F func()
	C chan int
	B []byte
	A [2]bool
}
type str struct{ v int }

func (s str) String() string { return fmt.Sprintf("str<%d>", s.v) }

type ptrStr struct{ v int }

func (s *ptrStr) String() string { return fmt.Sprintf("ptr<%d>", s.v) }

type gs int

func (g gs) GoString() string { return fmt.Sprintf("gs(%d)", int(g)) }

type fm struct{}

func (fm) Format(s fmt.State, verb rune) {
	w, wok := s.Width()
	p, pok := s.Precision()
	fmt.Fprintf(s, "<%c %d%v %d%v %v%v%v>", verb, w, wok, p, pok, s.Flag('+'), s.Flag('-'), s.Flag('#'))
}

type errT struct{}

func (errT) Error() string  { return "errT.Error" }
func (errT) String() string { return "errT.String" }

type panicky struct{}

func (panicky) String() string { panic("oops") }

type nilStr struct{ s string }

func (n *nilStr) String() string { return n.s }

type list []str
type color uint8
type dict map[color]str
type inner struct{ str }
type outer struct {
	A any
	b any
}

func main() {
	p := P{1, 2, "n"}
	for _, v := range []string{"%v", "%+v", "%#v", "%T", "%d", "%s", "%x", "%q"} {
		fmt.Printf(v+"|"+v+"\n", p, &p)
	}
	s := S{P: &p, M: map[string]P{"k": p}, L: []P{p}, I: str{4}, E: errT{}, B: []byte("hi"), A: [2]bool{true, false}}
	s.P = nil
	fmt.Printf("%v\n%+v\n%#v\n", s, s, s)
	for _, v := range []string{"%v", "%+v", "%#v", "%T", "%s", "%d", "%q", "%5v|", "%x"} {
		fmt.Printf(v+" "+v+" "+v+" "+v+"\n", str{1}, &ptrStr{2}, gs(3), errT{})
	}
	fmt.Printf("%v %+v\n", ptrStr{5}, []any{str{1}, &str{2}, gs(7)})
	fmt.Printf("%v|%+8.3d|%-#x|%s\n", fm{}, fm{}, fm{}, &fm{})
	fmt.Printf("%v %s\n", panicky{}, panicky{})
	var np *nilStr
	fmt.Printf("%v %s %+v\n", np, np, np)
	fmt.Println(list{{1}, {2}}, dict{3: {4}}, inner{str{9}}, color(8), []color{1, 2})
	fmt.Printf("%#v %#v %#v %#v\n", list{{1}}, dict{3: {4}}, inner{str{9}}, []color{1, 2})
	fmt.Printf("%T %T %T %T %T\n", list{}, dict{}, []list{}, map[string]*P{}, func(P) (*S, error) { return nil, nil })
	fmt.Printf("%T %T %T %T\n", struct{ A P }{}, [3]*P{}, make(chan<- P), any(nil))
	fmt.Printf("%v %+v %#v\n", outer{1, str{2}}, outer{str{1}, "b"}, outer{str{1}, nil})
	fmt.Printf("%!|%d|%z|%d %d\n", "s", 3, 4)
	fmt.Printf("%[2]v %[1]v %v\n", str{1}, str{2})
	fmt.Printf("%*d|%-*d|%.*f\n", 5, 1, 5, 2, 2, 3.14159)
	fmt.Printf("%t %c %U %08b %o %#o %x %X %#x\n", true, 'x', 'y', 5, 8, 8, 255, 255, 255)
	fmt.Printf("%6.2f|%-8s|%8s|%+d|% d|%x|%X|% x\n", 3.14159, "ab", "cd", 5, 6, "hi", []byte("hi"), "hi")
	fmt.Printf("%s %v %d\n", []string{"a", "b"}, []byte("ab"), []byte("ab"))
	fmt.Printf("%v %v %p\n", struct{}{}, [0]int{}, nil)
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.0), fmt.Sprintln("x", 1), fmt.Sprint(str{1}, str{2}))
	var ifn fmt.Stringer
	var e error
	fmt.Println(ifn, e, nil, []any{nil}, map[string]any{"a": nil})
	fmt.Printf("%s %d\n", e, ifn)
	fmt.Printf("%#v %#v %#v %#v %#v\n", 1.0, "s", 'x', uint8(3), []string{"a"})
	fmt.Printf("%#v %#v %#v\n", map[string]int{"a": 1}, struct{ A, b int }{1, 2}, (*int)(nil))
	fmt.Printf("%v %v\n", &[]int{1}, &map[string]int{"a": 1})
	fmt.Printf("%+v %v\n", &struct{ p *P }{nil}, &[2]P{})
}
