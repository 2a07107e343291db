package runtimeprobe

import (
	"bytes"
	"os"
	"strconv"
	"syscall"
)

// system asks Linux for the number of threads of this process.
type system struct {
	// byLinks is set where the number of links of /proc/self/task counts the
	// threads. It does on every Linux we know of (two links, and one for each
	// thread) and costs one system call, a quarter of reading status. A
	// sandbox that imitates /proc may not, hence the comparison in newSystem.
	byLinks bool
}

const taskDir = "/proc/self/task"

func newSystem() *system {
	s := new(system)
	// A thread may start between the two readings: compare a few times.
	for range 3 {
		if links := taskLinks(); links > 0 && links == statusThreads() {
			s.byLinks = true
			break
		}
	}
	return s
}

// threads returns the number of threads of the process, 0 if /proc is not there.
func (s *system) threads() int {
	if s.byLinks {
		return taskLinks()
	}
	return statusThreads()
}

func taskLinks() int {
	var st syscall.Stat_t
	if err := syscall.Stat(taskDir, &st); err != nil || st.Nlink < 2 {
		return 0
	}
	return int(st.Nlink) - 2
}

func statusThreads() int {
	n, err := strconv.Atoi(statusField("Threads"))
	if err != nil {
		return 0
	}
	return n
}

// statusField returns a field of /proc/self/status, empty if it is not there.
func statusField(name string) string {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return ""
	}
	for line := range bytes.Lines(text) {
		if key, value, ok := bytes.Cut(line, []byte(":")); ok && string(key) == name {
			return string(bytes.TrimSpace(value))
		}
	}
	return ""
}
