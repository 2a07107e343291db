// Package bench reads the results of Go benchmarks and says what they mean: medians
// with their confidence intervals, and whether two of them differ. It is the only door to
// golang.org/x/perf.
package bench
