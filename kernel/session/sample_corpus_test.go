//go:build corpus

package session

// every is the distance of the programs of the Go distribution that the tests
// take.
const every = 1
