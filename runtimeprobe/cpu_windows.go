package runtimeprobe

import (
	"syscall"
	"time"
)

// processCPU returns the processor time of all threads of the process:
// GetProcessTimes, which advances in steps of 15.6 ms.
func processCPU() CPUTime {
	self, err := syscall.GetCurrentProcess() // a constant handle, not to be closed
	if err != nil {
		return CPUTime{}
	}
	var created, exited, kernel, user syscall.Filetime
	if err := syscall.GetProcessTimes(self, &created, &exited, &kernel, &user); err != nil {
		return CPUTime{}
	}
	return CPUTime{User: duration(user), Kernel: duration(kernel)}
}

// duration converts a Filetime that holds a span of time, in units of 100 ns.
// Filetime.Nanoseconds would take it for a date.
func duration(ft syscall.Filetime) time.Duration {
	return time.Duration(uint64(ft.HighDateTime)<<32|uint64(ft.LowDateTime)) * 100
}
