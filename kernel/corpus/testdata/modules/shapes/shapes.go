// Package shapes has the forms that the interface of a module can have.
package shapes

import (
	"errors"
	"fmt"
	"sync"

	"example.org/shapes/internal/secret"
	"example.org/shapes/sub"
)

// Sides is how many sides a square has.
const Sides = 4

// Big does not fit an int.
const Big = 1 << 100

// Kind tells shapes apart.
type Kind uint8

// Square is the only Kind.
const Square Kind = 7

// String is for fmt.
func (k Kind) String() string { return fmt.Sprintf("Kind(%d)", uint8(k)) }

// Default can be set by those who import it.
var Default = "blue"

// ErrFlat is returned for shapes without an area.
var ErrFlat = errors.New("shapes: flat")

// SizeError says which size is wrong.
type SizeError struct{ Size int }

func (e *SizeError) Error() string { return fmt.Sprintf("shapes: size %d", e.Size) }

// A Shape has an area.
type Shape interface {
	Area() float64
	Name() string
}

// A Visitor is told of each shape.
type Visitor interface {
	Visit(s Shape, depth int) (more bool, err error)
}

// Base is embedded in others.
type Base struct {
	Label string
	tag   int
}

// SetTag and Tag are promoted.
func (b *Base) SetTag(n int) { b.tag = n }

// Tag is what SetTag has set.
func (b Base) Tag() int { return b.tag }

// Rect is a shape that embeds.
type Rect struct {
	Base
	*sub.Point
	W, H float64
}

// Area implements Shape.
func (r Rect) Area() float64 { return r.W * r.H }

// Name implements Shape.
func (r Rect) Name() string { return "rect " + r.Label }

// New makes a Rect, or fails.
func New(label string, w, h int) (*Rect, error) {
	if w < 0 {
		return nil, fmt.Errorf("new %s: %w", label, &SizeError{w})
	}
	if w == 0 {
		return nil, ErrFlat
	}
	return &Rect{Base: Base{Label: label}, Point: &sub.Point{X: 1}, W: float64(w), H: float64(h)}, nil
}

// Total is the sum of the areas.
func Total(shapes ...Shape) (sum float64) {
	for _, s := range shapes {
		sum += s.Area()
	}
	return sum
}

// Walk tells v of each shape.
func Walk(v Visitor, shapes []Shape) error {
	for i, s := range shapes {
		if more, err := v.Visit(s, i); err != nil || !more {
			return err
		}
	}
	return nil
}

// Each calls f on goroutines of its own.
func Each(n int, f func(i int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { f(i) })
	}
	wg.Wait()
}

// Count sends n numbers.
func Count(n int) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := range n {
			c <- i
		}
	}()
	return c
}

type option struct{ name string }

// Option is of a type that is not exported.
func Option(name string) option { return option{name} }

// Describe takes such.
func Describe(o ...option) string { return fmt.Sprint(o) }

// Hidden returns a value of an internal package.
func Hidden() secret.Value { return secret.Value{N: 42} }

// Map is generic.
func Map[T, U any](list []T, f func(T) U) []U {
	out := make([]U, 0, len(list))
	for _, v := range list {
		out = append(out, f(v))
	}
	return out
}

// Sum is generic, with a constraint of an internal package.
func Sum[T secret.Number](list []T) (sum T) {
	for _, v := range list {
		sum += v
	}
	return add(sum)
}

func add[T secret.Number](v T) T { return v }

// Remember needs a variable of the package.
func Remember[T any](v T) int {
	remembered = append(remembered, v)
	return len(remembered)
}

var remembered []any

// Pair is a generic type.
type Pair[A, B any] struct {
	First  A
	Second B
}
