//go:build !corpus

package session

// every is the distance of the programs of the Go distribution that the tests
// take: all of them, under the race detector, are half a minute. make corpus
// takes all.
const every = 10
