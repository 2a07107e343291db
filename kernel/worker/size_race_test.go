//go:build race

package worker

// manyLines is how many lines a cell prints that prints a lot: under the race
// detector fewer, since a line takes twenty times as long.
const manyLines = 200_000
