//go:build unix

package worker

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// ends are the process's ends of what connects it to the front.
type ends struct {
	in     io.Reader
	out    io.Writer
	shared *sharedMemory
	last   *os.File // descriptor 2, for last words: a file that is collected is closed
}

// inherit takes over the descriptors that the front arranged. Programs that the
// user's code starts must not see them: one that outlives the front would keep it
// from noticing.
func inherit() (*ends, error) {
	for fd := fdIn; fd <= fdCrash; fd++ {
		if _, err := unix.FcntlInt(uintptr(fd), unix.F_SETFD, unix.FD_CLOEXEC); err != nil && fd != fdShared {
			return nil, fmt.Errorf("descriptor %d: %w", fd, err)
		}
	}
	// The runtime's last words go to descriptor 2, always. Give it one of its own
	// there, and the user's standard error another number.
	fd, err := unix.FcntlInt(2, unix.F_DUPFD_CLOEXEC, fdCrash+1)
	if err != nil {
		return nil, fmt.Errorf("standard error: %w", err)
	}
	if err := dup2(fdCrash, 2); err != nil {
		return nil, fmt.Errorf("standard error: %w", err)
	}
	_ = unix.Close(fdCrash) // descriptor 2 is it now
	last := os.Stderr
	os.Stderr = os.NewFile(uintptr(fd), "/dev/stderr")
	// Waiting for a frame must not cost a thread: the probe counts threads.
	for _, fd := range []int{fdIn, fdOut} {
		if err := unix.SetNonblock(fd, true); err != nil {
			return nil, fmt.Errorf("descriptor %d: %w", fd, err)
		}
	}
	e := &ends{in: os.NewFile(fdIn, "frames in"), out: os.NewFile(fdOut, "frames out"), last: last}
	if f := os.NewFile(fdShared, "shared"); f != nil {
		// Without it, output is written at once.
		e.shared, _ = mapShared(f)
	}
	return e, nil
}

// endGroup ends what the user's code started and this process. A process that does
// not lead its group returns.
func endGroup() {
	if unix.Getpgrp() == unix.Getpid() {
		_ = unix.Kill(0, unix.SIGKILL)
	}
}
