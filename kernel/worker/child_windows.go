package worker

import (
	"fmt"
	"io"
	"os"
	"strconv"

	"golang.org/x/sys/windows"
)

// ends are the process's ends of what connects it to the front.
type ends struct {
	in     io.Reader
	out    io.Writer
	shared *sharedMemory
}

// inherit connects to the front.
func inherit() (*ends, error) {
	crash, err := strconv.ParseUint(os.Getenv(envCrash), 10, 64)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", envCrash, err)
	}
	os.Unsetenv(envCrash)
	c, err := dial()
	if err != nil {
		return nil, err
	}
	// The runtime asks for the standard handle whenever it writes; os.Stderr keeps
	// the one that it found at the start. So the last words part from the user's
	// standard error.
	if err := windows.SetStdHandle(windows.STD_ERROR_HANDLE, windows.Handle(crash)); err != nil {
		return nil, fmt.Errorf("standard error: %w", err)
	}
	return &ends{in: c, out: c}, nil
}

// endGroup has no means here; the process ends alone.
func endGroup() {}
