package slices

import (
	"cmp"

	"schedtick/kernel/rt"
)

// overlaps reports whether the memory ranges of a and b overlap.
func overlaps[E any](a, b []E) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	return rt.SlicesOverlap(a, b)
}

// Sort is compiled code's: x is memory like any other.
func Sort[S ~[]E, E cmp.Ordered](x S) { rt.Sort(x) }

// SortFunc is compiled code's but for cmp.
func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int) { rt.SortFunc(x, cmp, false) }

// SortStableFunc is compiled code's but for cmp.
func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) { rt.SortFunc(x, cmp, true) }
