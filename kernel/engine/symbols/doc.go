// Package symbols lists what compiled packages offer to cells: the whole public
// standard library of the Go release that builds schedtick, the project's own
// packages that cells may import, and golang.org/x/sync.
//
// The tables are static data, one file a package, written by gen. Nothing runs
// at start-up: a package costs its place in the binary until a cell imports it,
// when Lookup turns its table into the values that the interpreter wants.
//
// What is not listed cannot be had through reflection at all: generic functions
// and types, which kernel/lower instantiates from their source.
package symbols

//go:generate go run ./gen
