//go:build race

package transport_test

// Sizes of what the tests send. The race detector looks at interleavings, of which
// more of the same shows no others, and makes a message ten times as dear.
const (
	messages = 4000 // of output
	frames   = 2000 // of noise, for each port
)
