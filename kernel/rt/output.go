package rt

import (
	"io"
	"os"
	"sync"
)

var out struct {
	mu sync.Mutex
	w  io.Writer
}

// SetOutput says where fmt.Print and its like write.
func SetOutput(w io.Writer, mem []byte) {
	out.mu.Lock()
	defer out.mu.Unlock()
	out.w = w
}

// FlushOutput writes what is buffered.
func FlushOutput() {}

func write(p []byte) (int, error) {
	out.mu.Lock()
	defer out.mu.Unlock()
	if out.w == nil {
		return os.Stdout.Write(p)
	}
	return out.w.Write(p)
}

// Stdout is os.Stdout.
func Stdout() *os.File { return os.Stdout }

// Stderr is os.Stderr.
func Stderr() *os.File { return os.Stderr }

// Stdin is os.Stdin.
func Stdin() *os.File { return os.Stdin }
