package runtimeprobe

import "time"

// A Thread is one operating system thread of the process as Linux shows it.
type Thread struct {
	// ID is the number of the thread in the system.
	ID int `json:"id"`

	// Name is the name that the system shows for it, in general that of the
	// program: the runtime does not name its threads.
	Name string `json:"name"`

	// State is "running" (on a processor or waiting for one), "sleeping", "disk
	// sleep" (cannot be interrupted), "stopped", "traced", "zombie", "dead", or
	// the system's letter for another one.
	State string `json:"state"`

	// CPU is the time it was on a processor, and Waited the time it was ready to
	// run but not on one: /proc/self/task/…/schedstat. Both are 0 where the
	// kernel does not keep them.
	CPU    time.Duration `json:"cpu_ns"`
	Waited time.Duration `json:"waited_ns"`
}

// ListThreads lists the threads of the process, ordered by ID: about 15 µs a
// thread. It is for those who ask, not for each cell. On systems other than Linux
// it returns errors.ErrUnsupported.
func ListThreads() ([]Thread, error) { return listThreads() }
