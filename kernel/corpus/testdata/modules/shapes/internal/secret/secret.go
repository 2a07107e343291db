// Package secret is not for others.
package secret

// Number is a constraint.
type Number interface{ ~int | ~float64 }

// Value has a method.
type Value struct{ N int }

// Double is twice N.
func (v Value) Double() int { return 2 * v.N }
