package main

import "fmt"

type E struct{ s string }

func (e *E) Error() string {
	if e == nil {
		return "nil E"
	}
	return e.s
}

type I interface{ M() int }
type P struct{ n int }

func (p *P) M() int { return p.n }

type V struct{}

func (V) M() int { return 1 }

type Fn func() int

func (f Fn) M() int {
	if f == nil {
		return -1
	}
	return f()
}

type Mp map[string]int

func (m Mp) M() int { return m["x"] }

func mayFail(b bool) error {
	var e *E
	if b {
		e = &E{"fail"}
	}
	return e
}

func ok() error { return nil }

func main() {
	err := mayFail(false)
	fmt.Println(err == nil, err != nil, err.Error(), err)
	fmt.Println(ok() == nil, mayFail(true))
	var i I
	fmt.Println(i == nil)
	i = Fn(nil)
	fmt.Println(i == nil, i.M())
	i = Mp(nil)
	fmt.Println(i != nil, i.M())
	var p *P
	i = p
	fmt.Println(i == nil, i == I((*P)(nil)), i.(*P) == nil)
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(i.M())
	}()
	var v *V
	i = v
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(i.M())
	}()
	var a any = i
	fmt.Println(a == nil, a)
	a = nil
	_, isI := a.(I)
	fmt.Println(isI)
	var arr [2]I
	fmt.Println(arr[0] == nil, arr)
	m := map[string]I{}
	fmt.Println(m["none"] == nil)
	x, found := m["none"].(*P)
	fmt.Println(x == nil, found)
	var s []error
	s = append(s, nil, (*E)(nil))
	for _, e := range s {
		fmt.Print(e == nil, " ")
	}
	fmt.Println()
	ch := make(chan error, 2)
	ch <- nil
	ch <- mayFail(false)
	fmt.Println(<-ch == nil, <-ch == nil)
	fmt.Printf("%v %T %v %T\n", err, err, i == nil, i)
}
