//go:build unix

package toolchain

import (
	"os"
	"syscall"
)

// signalOf is the signal that ended a process, in words, or "".
func signalOf(s *os.ProcessState) string {
	if w, ok := s.Sys().(syscall.WaitStatus); ok && w.Signaled() {
		return w.Signal().String()
	}
	return ""
}

// quit asks a Go program to say what its goroutines do, and to end.
func quit(p *os.Process) bool { return p.Signal(syscall.SIGQUIT) == nil }
