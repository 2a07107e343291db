//go:build unix

package worker

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// wake makes the Read of run return.
func (p *pump) wake() { _ = p.file.SetReadDeadline(time.Unix(1, 0)) }

func (p *pump) run() {
	defer close(p.done)
	buf := make([]byte, pumpBuffer)
	for {
		n, err := p.file.Read(buf)
		p.add(buf[:n])
		switch {
		case err == nil:
		case errors.Is(err, os.ErrDeadlineExceeded):
			_ = p.file.SetReadDeadline(time.Time{})
			drain(p.file, buf, p.add)
			close(<-p.kick)
		default:
			return
		}
	}
}

// drain reads until the pipe is empty.
func drain(file *os.File, buf []byte, add func([]byte)) {
	raw, err := file.SyscallConn()
	if err != nil {
		return
	}
	for {
		n := 0
		if raw.Read(func(fd uintptr) bool { n = readNow(int(fd), buf); return true }) != nil || n <= 0 {
			return
		}
		add(buf[:n])
	}
}

// readNow reads without waiting; it returns 0 or less when nothing is there.
func readNow(fd int, buf []byte) int {
	for {
		n, err := unix.Read(fd, buf)
		if err != unix.EINTR {
			return n
		}
	}
}
