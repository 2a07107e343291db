package costs

import (
	"context"
	_ "embed" // of ThreadProgram
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
)

// ThreadProgram is the C program that measures threads, to be built with
// cc -O2 -pthread. It is for any system with POSIX threads; some of its
// numbers are Linux's only.
//
//go:embed cprog/threads.c
var ThreadProgram string

// threadsInC measures threads as a program in C gets them.
func (m *measuring) threadsInC(ctx context.Context) error {
	if m.Threads == "" {
		if m.NoThreads != "" {
			m.missing("threads in C: %s", m.NoThreads)
		}
		return nil
	}
	found := make(map[string][]float64)
	if err := m.runThreads(ctx, found, "time"); err != nil {
		return err
	}
	for range processes {
		if err := m.runThreads(ctx, found, "memory"); err != nil {
			return err
		}
	}
	for _, r := range []struct {
		name string
		row  Row
	}{
		{"create", Row{
			Key: KeyThreadCreateC, Name: "create, run and end a thread, in C", Unit: Nanoseconds,
			Method: "pthread_create of a function that returns, pthread_join; 10 in a row", Source: "CLOCK_MONOTONIC",
		}},
		{"switch", Row{
			Key: KeyThreadSwitchC, Name: "switch between threads, in C", Unit: Nanoseconds,
			Method: "two threads on one processor post and wait on semaphores, 100 times each", Source: "CLOCK_MONOTONIC",
		}},
		{"resident", Row{
			Key: KeyThreadResidentC, Name: "memory of a thread, in C", Unit: Bytes,
			Method: "200 threads that wait; the memory of the process before and after, the difference divided", Source: "resident pages in /proc/self/statm",
		}},
		{"virtual", Row{
			Key: KeyThreadVirtualC, Name: "address space of a thread, in C", Unit: Bytes,
			Method: "the same, its address space", Source: "size in /proc/self/statm",
		}},
		{"kernel", Row{
			Key: KeyThreadKernelStack, Name: "kernel's own stack for a thread", Unit: Bytes,
			Method: "the same; other programs' threads that come and go meanwhile are in it", Source: "KernelStack in /proc/meminfo",
		}},
	} {
		// A kernel that keeps no account of its stacks says nothing, or 0.
		if samples := found[r.name]; len(samples) > 0 {
			r.row.Group = Threads
			if row := sampled(r.row, samples); row.Value > 0 {
				m.add(row)
			}
		}
	}
	return nil
}

// runThreads runs the C program and adds the numbers that it prints to found.
func (m *measuring) runThreads(ctx context.Context, found map[string][]float64, what string) error {
	out, err := exec.CommandContext(ctx, m.Threads, what).Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) && len(exit.Stderr) > 0 {
			err = fmt.Errorf("%w: %s", err, firstLine(string(exit.Stderr)))
		}
		return fmt.Errorf("threads in C: %w", err)
	}
	for line := range strings.Lines(string(out)) {
		name, number, _ := strings.Cut(strings.TrimSpace(line), " ")
		v, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return fmt.Errorf("threads in C: unexpected line %q", line)
		}
		found[name] = append(found[name], v)
	}
	return nil
}
