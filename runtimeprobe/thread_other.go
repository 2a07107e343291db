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
