//go:build !linux

package costs

// resident is how much memory the process has, in bytes, and where that is from.
func resident() (bytes int64, source string) { return runtimeMemory() }

// virtual is the address space of the process: only Linux tells without calls to C.
func virtual() int64 { return 0 }

// available is how much memory could still be had: only Linux tells without calls to C.
func available() (bytes int64, source string) { return 0, "" }
