//go:build !race

package worker

// manyLines is how many lines a cell prints that prints a lot.
const manyLines = 1_000_000
