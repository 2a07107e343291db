//go:build amd64 || arm64

package heapdump

const canPeek = true

// peek is the word at addr. It is no Go pointer on the way, so that the collector does not
// stumble over an address that is none.
func peek(addr uintptr) uintptr
