//go:build corpus

package stress

// ops is how many operations a program performs.
const ops = 1_000_000
