// Package sub is imported by shapes.
package sub

// Point is embedded there.
type Point struct{ X, Y int }

// Move moves it.
func (p *Point) Move(dx int) *Point {
	p.X += dx
	return p
}
