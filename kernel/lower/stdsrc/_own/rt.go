// Package rt declares what the sources beside it use of kernel/rt.
package rt

// SlicesOverlap reports whether two slices of one type share memory.
func SlicesOverlap(a, b any) bool

// Pull is iter.Pull of a sequence that hands its values on by itself.
func Pull(seq func(yield func() bool)) (next func() bool, stop func())

// Sort is slices.Sort.
func Sort(x any)

// SortFunc is slices.SortFunc, or SortStableFunc, with the function cmp.
func SortFunc(x, cmp any, stable bool)
