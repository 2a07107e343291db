package runtimeprobe

import (
	"fmt"
	"strconv"
	"time"
)

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

	// User and Kernel split the processor time, in steps of 10 ms: utime and stime
	// in /proc/self/task/…/stat.
	User   time.Duration `json:"user_ns"`
	Kernel time.Duration `json:"kernel_ns"`

	// Processor is the number of the processor that it ran on last.
	Processor int `json:"processor"`
}

// ThreadStates counts the operating system threads of the process by what they
// were doing, one thread after the other within a few microseconds each: a thread
// that comes or goes meanwhile may be missing.
type ThreadStates struct {
	// Running were on a processor or waiting for one (letter R); the thread that
	// asks always is.
	Running int `json:"running"`
	// Sleeping wait for something, or are kept by the Go runtime for later (S, I).
	Sleeping int `json:"sleeping"`
	// Blocked are in the kernel and cannot be interrupted, most often for a disk (D).
	Blocked int `json:"blocked"`
	// Other are stopped, traced or ending (T, t, Z, X).
	Other int `json:"other"`
	// Processors has, for each processor that a thread ran on last, the number of
	// these threads.
	Processors map[int]int `json:"processors,omitempty"`
}

// Total is how many threads were looked at.
func (s ThreadStates) Total() int { return s.Running + s.Sleeping + s.Blocked + s.Other }

// String says it in words: "6: 1 running, 5 sleeping".
func (s ThreadStates) String() string {
	text := strconv.Itoa(s.Total())
	sep := ": "
	for _, part := range []struct {
		n    int
		name string
	}{{s.Running, "running"}, {s.Sleeping, "sleeping"}, {s.Blocked, "blocked"}, {s.Other, "other"}} {
		if part.n > 0 {
			text += fmt.Sprintf("%s%d %s", sep, part.n, part.name)
			sep = ", "
		}
	}
	return text
}

// maxStates bounds how many threads are looked at for a report: each costs three
// system calls.
const maxStates = 256

// ListThreads lists the threads of the process, ordered by ID: about 15 µs a
// thread. It is for those who ask, not for each cell. On systems other than Linux
// it returns errors.ErrUnsupported.
func ListThreads() ([]Thread, error) { return listThreads() }
