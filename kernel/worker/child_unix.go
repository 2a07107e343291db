//go:build unix

package worker

import (
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"

	"golang.org/x/sys/unix"

	"schedtick/kernel/heapdump"
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
	in, err := newQuietReader(os.NewFile(fdIn, "frames in"))
	if err != nil {
		return nil, fmt.Errorf("descriptor %d: %w", fdIn, err)
	}
	e := &ends{in: in, out: os.NewFile(fdOut, "frames out"), last: last}
	if f := os.NewFile(fdShared, "shared"); f != nil {
		// Without it, output is written at once.
		e.shared, _ = mapShared(f)
	}
	return e, nil
}

// quietReader reads from a descriptor that does not block: for what there is to read it
// waits outside of system calls, and tries again when something comes. So the front can
// speak while a heap dump is taken; see heapdump.Calls.
type quietReader struct{ raw syscall.RawConn }

func newQuietReader(f *os.File) (*quietReader, error) {
	raw, err := f.SyscallConn()
	return &quietReader{raw}, err
}

// Read reads as an io.Reader does.
func (r *quietReader) Read(p []byte) (n int, err error) {
	if ended := r.raw.Read(func(fd uintptr) bool {
		heapdump.Calls.Lock()
		defer heapdump.Calls.Unlock()
		for {
			if n, err = unix.Read(int(fd), p); !errors.Is(err, unix.EINTR) {
				return !errors.Is(err, unix.EAGAIN)
			}
		}
	}); ended != nil {
		return 0, ended
	}
	switch {
	case err != nil:
		return 0, os.NewSyscallError("read", err)
	case n == 0 && len(p) > 0:
		return 0, io.EOF
	}
	return n, nil
}

// endGroup ends what the user's code started and this process. A process that does
// not lead its group returns.
func endGroup() {
	if unix.Getpgrp() == unix.Getpid() {
		_ = unix.Kill(0, unix.SIGKILL)
	}
}
