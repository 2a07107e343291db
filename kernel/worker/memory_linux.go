package worker

import (
	"bytes"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

func physicalMemory() int64 {
	var s unix.Sysinfo_t
	if err := unix.Sysinfo(&s); err != nil {
		return 0
	}
	return int64(s.Totalram) * int64(s.Unit)
}

// residentReader tells how much memory the process has resident.
type residentReader struct {
	file *os.File
	page int64
}

func newResidentReader() (*residentReader, error) {
	f, err := os.Open("/proc/self/statm")
	if err != nil {
		return nil, err
	}
	return &residentReader{f, int64(os.Getpagesize())}, nil
}

// read returns bytes.
func (r *residentReader) read() (int64, error) {
	var b [128]byte
	n, err := r.file.ReadAt(b[:], 0)
	if n == 0 {
		return 0, err
	}
	f := bytes.Fields(b[:n])
	if len(f) < 2 {
		return 0, os.ErrInvalid
	}
	pages, err := strconv.ParseInt(string(f[1]), 10, 64)
	return pages * r.page, err
}
