package main

import (
	"fmt"
	"strings"
)

type Expr interface{ Accept(Visitor) any }
type Visitor interface {
	VisitNum(Num) any
	VisitBin(*Bin) any
	VisitCall(Call) any
}
type Num float64
type Bin struct {
	Op   rune
	L, R Expr
}
type Call struct {
	Fn   string
	Args []Expr
}

func (n Num) Accept(v Visitor) any  { return v.VisitNum(n) }
func (b *Bin) Accept(v Visitor) any { return v.VisitBin(b) }
func (c Call) Accept(v Visitor) any { return v.VisitCall(c) }

type eval struct {
	fns map[string]func(...float64) float64
}

func (e eval) VisitNum(n Num) any { return float64(n) }
func (e eval) VisitBin(b *Bin) any {
	l, r := b.L.Accept(e).(float64), b.R.Accept(e).(float64)
	switch b.Op {
	case '+':
		return l + r
	case '*':
		return l * r
	}
	panic(fmt.Sprintf("op %c", b.Op))
}
func (e eval) VisitCall(c Call) any {
	var xs []float64
	for _, a := range c.Args {
		xs = append(xs, a.Accept(e).(float64))
	}
	return e.fns[c.Fn](xs...)
}

type show struct{ depth *int }

func (s show) VisitNum(n Num) any { return fmt.Sprint(float64(n)) }
func (s show) VisitBin(b *Bin) any {
	*s.depth++
	return fmt.Sprintf("(%v %c %v)", b.L.Accept(s), b.Op, b.R.Accept(s))
}
func (s show) VisitCall(c Call) any {
	var parts []string
	for _, a := range c.Args {
		parts = append(parts, a.Accept(s).(string))
	}
	return c.Fn + "(" + strings.Join(parts, ", ") + ")"
}

func main() {
	e := &Bin{'+', Num(1), Call{"max", []Expr{Num(2), &Bin{'*', Num(3), Num(4)}}}}
	d := 0
	fmt.Println(e.Accept(show{&d}), d)
	ev := eval{map[string]func(...float64) float64{"max": func(xs ...float64) float64 {
		m := xs[0]
		for _, x := range xs {
			m = max(m, x)
		}
		return m
	}}}
	fmt.Println(e.Accept(ev))
	defer func() { fmt.Println("recovered:", recover()) }()
	(&Bin{'/', Num(1), Num(2)}).Accept(ev)
}
