//go:build amd64 || arm64

package rt

// getg returns the address of the runtime's g. It identifies a goroutine
// while that goroutine lives and is never dereferenced.
func getg() uintptr
