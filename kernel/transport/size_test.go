//go:build !race

package transport_test

// Sizes of what the tests send.
const (
	messages = 20_000 // of output
	frames   = 10_000 // of noise, for each port
)
