package main

import "fmt"

type F uint8

func (f F) String() string { return "F!" }

type S struct{ a, b int }
type h struct {
	v any
	m map[string]any
	s []any
	n [][]any
	p *[]any
	e [2]any
}

func main() {
	x := h{F(1), map[string]any{"b": F(2), "a": S{1, 2}, "c": &S{}}, []any{F(3), nil, S{3, 4}, "q"}, [][]any{{F(4)}, nil}, nil, [2]any{F(5)}}
	x.m["c"] = nil
	fmt.Printf("%v\n%+v\n%#v\n%d\n%s\n", x, x, x, x, x)
	fmt.Printf("%v\n", struct{ H h }{x})
}
