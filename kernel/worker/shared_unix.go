//go:build unix

package worker

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"

	"schedtick/kernel/rt"
)

// sharedSize is the size of the memory in which the process keeps output that it
// has not written yet, in bytes.
const sharedSize = rt.OutputSize

// sharedMemory is memory that the front and one process see. All methods work on
// nil, which stands for a platform without.
type sharedMemory struct {
	file *os.File
	mem  []byte
}

// newSharedMemory makes memory for a process that is about to start.
func newSharedMemory() (*sharedMemory, error) {
	f, err := anonymousFile()
	if err != nil {
		return nil, err
	}
	if err := f.Truncate(sharedSize); err != nil {
		f.Close()
		return nil, err
	}
	return mapShared(f)
}

// mapShared maps f and owns it from then on.
func mapShared(f *os.File) (*sharedMemory, error) {
	mem, err := unix.Mmap(int(f.Fd()), 0, sharedSize, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("map: %w", err)
	}
	return &sharedMemory{f, mem}, nil
}

func (s *sharedMemory) handle() *os.File {
	if s == nil {
		return nil
	}
	return s.file
}

func (s *sharedMemory) bytes() []byte {
	if s == nil {
		return nil
	}
	return s.mem
}

func (s *sharedMemory) close() {
	if s != nil {
		_ = unix.Munmap(s.mem)
		s.file.Close()
	}
}
