// Package programs shows what programs of their own did, which the toolchain built
// from a cell: what the system says they used, what a benchmark measured, and which
// data races were found.
//
// The package has no state and starts no goroutines.
package programs
