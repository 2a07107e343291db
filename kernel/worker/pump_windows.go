package worker

import (
	"errors"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// pipePause is how long an empty pipe is left alone: a pipe that is being read
// cannot be asked whether it is empty, so run asks before it reads.
const pipePause = 5 * time.Millisecond

// wake has nothing to do: run looks at kick between two looks at the pipe.
func (p *pump) wake() {}

var peekNamedPipe = windows.NewLazySystemDLL("kernel32.dll").NewProc("PeekNamedPipe")

func (p *pump) run() {
	defer close(p.done)
	buf := make([]byte, pumpBuffer)
	for {
		n, err := p.available()
		if err != nil {
			return
		}
		if n > 0 {
			m, err := p.file.Read(buf[:min(n, len(buf))])
			p.add(buf[:m])
			if err != nil {
				return
			}
			continue
		}
		select {
		case ack := <-p.kick:
			close(ack)
		case <-time.After(pipePause):
		}
	}
}

// available returns how many bytes the pipe holds.
func (p *pump) available() (int, error) {
	raw, err := p.file.SyscallConn()
	if err != nil {
		return 0, err
	}
	var n uint32
	var failed error
	err = raw.Control(func(h uintptr) {
		if r, _, e := peekNamedPipe.Call(h, 0, 0, 0, uintptr(unsafe.Pointer(&n)), 0); r == 0 {
			failed = e
		}
	})
	return int(n), errors.Join(err, failed)
}
