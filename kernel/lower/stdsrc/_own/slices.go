package slices

import "schedtick/kernel/rt"

// overlaps reports whether the memory ranges of a and b overlap.
func overlaps[E any](a, b []E) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	return rt.SlicesOverlap(a, b)
}
