//go:build unix

package runtimeprobe

import (
	"syscall"
	"time"
)

// processCPU returns the processor time of all threads of the process:
// getrusage(RUSAGE_SELF), 1 µs.
func processCPU() CPUTime {
	var ru syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &ru); err != nil {
		return CPUTime{}
	}
	return CPUTime{User: time.Duration(ru.Utime.Nano()), Kernel: time.Duration(ru.Stime.Nano())}
}
