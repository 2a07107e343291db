package main

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

// Shapes by embedding and interfaces: promotion, overriding, embedded interfaces,
// method sets of values and pointers, sorting by wrappers.

type Shape interface {
	Area() float64
	Perimeter() float64
}

type Named interface{ Name() string }

type NamedShape interface {
	Shape
	Named
	fmt.Stringer
}

type base struct{ name string }

func (b base) Name() string     { return b.name }
func (b *base) Rename(n string) { b.name = n }
func (b base) String() string   { return "<" + b.name + ">" }

type Rect struct {
	base
	W, H float64
}

func (r Rect) Area() float64      { return r.W * r.H }
func (r Rect) Perimeter() float64 { return 2 * (r.W + r.H) }

type Square struct{ Rect }

func NewSquare(s float64) *Square { return &Square{Rect{base{"square"}, s, s}} }
func (s Square) String() string   { return "square of " + fmt.Sprint(s.W) + " " + s.Rect.String() }

type Circle struct {
	*base
	R float64
}

func (c Circle) Area() float64      { return math.Pi * c.R * c.R }
func (c Circle) Perimeter() float64 { return 2 * math.Pi * c.R }

type Scaled struct {
	NamedShape
	By float64
}

func (s Scaled) Area() float64 { return s.NamedShape.Area() * s.By * s.By }

type byKey struct {
	list []NamedShape
	key  func(NamedShape) float64
}

func (b byKey) Len() int           { return len(b.list) }
func (b byKey) Less(i, j int) bool { return b.key(b.list[i]) < b.key(b.list[j]) }
func (b byKey) Swap(i, j int)      { b.list[i], b.list[j] = b.list[j], b.list[i] }

type Matrix [2][2]float64

func (m Matrix) Mul(n Matrix) (out Matrix) {
	for i := range m {
		for j := range n[0] {
			for k := range n {
				out[i][j] += m[i][k] * n[k][j]
			}
		}
	}
	return
}

func (m *Matrix) Transpose() *Matrix { m[0][1], m[1][0] = m[1][0], m[0][1]; return m }

func (m Matrix) String() string {
	rows := make([]string, len(m))
	for i, r := range m {
		rows[i] = fmt.Sprint(r)
	}
	return strings.Join(rows, "/")
}

func power(m Matrix, n int) Matrix {
	r := Matrix{{1, 0}, {0, 1}}
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			r = r.Mul(m)
		}
		m = m.Mul(m)
	}
	return r
}

func main() {
	r := Rect{base{"rect"}, 2, 3}
	sq := NewSquare(2)
	c := Circle{&base{"circle"}, 1}
	shapes := []NamedShape{r, sq, c, Scaled{r, 2}, &Scaled{sq, 0.5}}
	for _, s := range shapes {
		fmt.Printf("%-8s %.2f %.2f %v %T\n", s.Name(), s.Area(), s.Perimeter(), s, s)
	}
	rest(shapes, r, sq, c)
}

func rest(shapes []NamedShape, r Rect, sq *Square, c Circle) {
	sort.Sort(byKey{shapes, NamedShape.Area})
	for _, s := range shapes {
		fmt.Print(s.Name(), " ")
	}
	fmt.Println()
	sort.Stable(sort.Reverse(byKey{shapes, func(s NamedShape) float64 { return float64(len(s.Name())) }}))
	for _, s := range shapes {
		fmt.Print(s.Name(), " ")
	}
	fmt.Println()
	sq.Rename("quad")
	copied := *sq
	copied.Rename("copy")
	c2 := c
	c2.Rename("shared")
	fmt.Println(sq.Name(), copied.Name(), c.Name(), sq.Rect.base.name, sq)
	var n Named = sq
	if s, ok := n.(Shape); ok {
		fmt.Println(s.Area(), ok)
	}
	_, ok := any(r).(interface{ Rename(string) })
	_, ok2 := any(&r).(interface{ Rename(string) })
	_, ok3 := any(c).(interface{ Rename(string) })
	fmt.Println(ok, ok2, ok3)
	f := sq.Area
	sq.W = 10
	g := (*Square).Area
	fmt.Println(f(), g(sq), Rect.Perimeter(sq.Rect))
	fmt.Println(Scaled{NamedShape: r}.NamedShape == NamedShape(r), Scaled{r, 1} == Scaled{r, 1})
	fmt.Println(power(Matrix{{1, 1}, {1, 0}}, 30), Matrix{{1, 2}, {3, 4}}.Mul(Matrix{{0, 1}, {1, 0}}))
	m := Matrix{{1, 2}, {3, 4}}
	fmt.Println(*m.Transpose(), m, m == Matrix{{1, 3}, {2, 4}})
	defer func() { fmt.Println(recover()) }()
	var none Scaled
	fmt.Println(none.By, none.NamedShape == nil)
	fmt.Println(none.Area())
}
