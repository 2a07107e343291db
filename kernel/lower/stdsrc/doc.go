// Package stdsrc holds the source of the standard library's generic functions.
//
// Compiled packages have no instances of their generic functions that could be
// called from outside, so the lowering makes its own, from source, as it does
// for the generic functions that cells declare. The sources of packages cmp,
// maps and slices are those of the Go release, in src.zip, together with Go's
// licence. What they cannot have (package unsafe, linknames) and the few
// generic functions of other packages are written anew in _own.
package stdsrc

//go:generate go run ./gen
