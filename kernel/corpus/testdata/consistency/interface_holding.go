package main

import "fmt"

type Shape interface {
	Area() float64
	Perimeter() float64
}
type Rect struct{ W, H float64 }
type Circle struct{ R float64 }
type Square struct{ Rect }

func (r Rect) Area() float64         { return r.W * r.H }
func (r Rect) Perimeter() float64    { return 2 * (r.W + r.H) }
func (c *Circle) Area() float64      { return 3 * c.R * c.R }
func (c *Circle) Perimeter() float64 { return 6 * c.R }
func NewSquare(s float64) Square     { return Square{Rect{s, s}} }

type Shapes []Shape

func (ss Shapes) Total() (t float64) {
	for _, s := range ss {
		t += s.Area()
	}
	return
}
func (ss Shapes) Filter(f func(Shape) bool) (r Shapes) {
	for _, s := range ss {
		if f(s) {
			r = append(r, s)
		}
	}
	return
}

type Scaler interface{ Scale(float64) }

func (c *Circle) Scale(k float64) { c.R *= k }

func main() {
	ss := Shapes{Rect{1, 2}, &Circle{1}, NewSquare(2), &Rect{3, 3}}
	fmt.Println(ss.Total(), len(ss.Filter(func(s Shape) bool { return s.Area() > 2 })))
	for _, s := range ss {
		if sc, ok := s.(Scaler); ok {
			sc.Scale(2)
		}
		fmt.Printf("%T %.0f %.0f\n", s, s.Area(), s.Perimeter())
	}
	r := Rect{1, 1}
	var s Shape = r
	r.W = 100
	p := &r
	var sp Shape = p
	p.H = 2
	fmt.Println(s.Area(), sp.Area())
	c := s
	s = &Circle{2}
	fmt.Println(c.Area(), s.Area(), c == Shape(Rect{1, 1}), s == Shape(&Circle{2}))
	m := map[Shape]string{Rect{1, 1}: "unit", NewSquare(2): "sq"}
	fmt.Println(m[c], m[NewSquare(2)], m[Square{}] == "")
	var arr [3]Shape
	arr[1] = c
	for i, s := range arr {
		if s == nil {
			fmt.Print(i, " nil ")
			continue
		}
		fmt.Print(i, " ", s, " ")
	}
	fmt.Println()
	f := Shape.Area
	fmt.Println(f(Rect{3, 4}), Rect.Area(Rect{5, 6}))
	fn := func(s interface{ Area() float64 }) float64 { return s.Area() }
	fmt.Println(fn(c), fn(&Square{Rect{2, 3}}))
	ch := make(chan Shape, 1)
	ch <- Rect{7, 1}
	fmt.Println((<-ch).Area())
	st := struct {
		Shape
		name string
	}{NewSquare(3), "embedded"}
	fmt.Println(st.Area(), st.name)
}
