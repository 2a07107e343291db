//go:build !linux

package runtimeprobe

import (
	"errors"
	"fmt"
	"runtime"
)

func listThreads() ([]Thread, error) {
	return nil, fmt.Errorf("runtimeprobe: list threads: %s: %w", runtime.GOOS, errors.ErrUnsupported)
}

// threadStates would need a list of all threads of the machine on Windows and C code
// on macOS.
func threadStates() *ThreadStates { return nil }
