package toolchain

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"time"
)

// RunSpec says how to run a program.
type RunSpec struct {
	Args []string
	Dir  string   // "" is the front's
	Env  []string // added to the front's environment
	// Stdin is the program's standard input; nil is an empty one.
	Stdin *os.File
	// Output receives what the program prints on "stdout" and "stderr", in order
	// within each, collected over 25 ms or 128 KB, never within a character. It is called from
	// one goroutine, the last time before Run returns. nil discards.
	Output func(name string, data []byte)
	// MemLimit is how much memory the program may have resident before it is ended,
	// in bytes; 0 is no limit. Programs in Go are told to collect before they reach it.
	// It is enforced on Linux.
	MemLimit int64
	// Quit: the program is in Go, and is asked to say what its goroutines do before it
	// is ended for an interrupt.
	Quit bool
	// Sample is called with what the program uses, now and then; nil for none. It
	// is called from one goroutine, never after Run has returned.
	Sample func(Usage)
	// Stacks has the stacks of threads looked at, in address space and memory (Linux).
	Stacks bool
}

// Ended is how a program ended and what it used.
type Ended struct {
	ExitCode int    // -1 if a signal ended it
	Signal   string // "segmentation fault"; "" for none
	// Interrupted: ctx was done, and the program was ended for it.
	Interrupted bool
	// OverMemory is what it had resident when it was ended for its memory, in bytes;
	// 0 if it was not.
	OverMemory int64
	Usage      Usage
}

// OK reports whether the program ended by itself with status 0.
func (e Ended) OK() bool { return e.ExitCode == 0 && !e.Interrupted && e.OverMemory == 0 }

// Usage is what a program has used. Numbers of which the system does not tell are 0.
type Usage struct {
	Wall         time.Duration // since its start
	User, System time.Duration // processor time; rusage
	Threads      int           // that it has now; /proc/PID/status
	PeakThreads  int           // the most seen; of threads that live shorter than a sample some are missed
	Resident     int64         // memory now, bytes; /proc/PID/statm
	PeakResident int64         // the most, bytes; rusage, or of the samples where that is more than rusage can tell
	PeakVirtual  int64         // the most address space seen, bytes; /proc/PID/status
	Stacks       Stacks        // when most threads were seen
	Samples      int           // how often it was looked at
}

// Stacks are those of the threads that the program made.
type Stacks struct {
	Count    int
	Size     int64 // of one, the most frequent, bytes of address space without the guard
	Virtual  int64 // of all
	Resident int64 // of all, memory
}

// Run runs a program to its end. When ctx is done, or the program takes too much memory, it is
// ended and with it what it started; all that it had written is handed on in any
// case. An error means that it did not run.
//
// Goroutines, all ended when Run returns:
//
//  1. two pumps, one a stream, until the last holder of the pipe has closed it
//  2. the feed, which calls Output
//  3. the watch, which looks at the process and calls Sample
//  4. the starter, which is the process's parent thread where the system has such
//  5. for an interrupt, who asks and then ends
func Run(ctx context.Context, path string, s RunSpec) (Ended, error) {
	select {
	case <-ctx.Done():
		return Ended{Interrupted: true, ExitCode: -1}, nil
	default:
	}
	c := &child{spec: s, cmd: exec.Command(path, s.Args...)}
	c.cmd.Dir = s.Dir
	c.cmd.Env = append(os.Environ(), s.Env...)
	if s.MemLimit > 0 {
		c.cmd.Env = append(c.cmd.Env, "GOMEMLIMIT="+strconv.FormatInt(s.MemLimit/10*9, 10))
	}
	if s.Stdin != nil {
		c.cmd.Stdin = s.Stdin
	}
	setGroup(c.cmd)
	dieWithParent(c.cmd)
	return c.run(ctx)
}

// child is one run of a program.
type child struct {
	spec RunSpec
	cmd  *exec.Cmd
	over int64 // written by the watch
}

// run does it, on a thread that stays: on Linux the death of the thread that started
// a process is what tells it that its parent is gone.
func (c *child) run(ctx context.Context) (e Ended, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer keepThread()()
		e, err = c.start(ctx)
	}()
	<-done
	return e, err
}

func (c *child) start(ctx context.Context) (Ended, error) {
	f := newFeed(c.spec.Output)
	stdout, err := f.pipe("stdout")
	if err == nil {
		c.cmd.Stdout = stdout
		if stdout, err = f.pipe("stderr"); err == nil {
			c.cmd.Stderr = stdout
		}
	}
	us, _ := sample(os.Getpid())
	own := us.PeakResident
	if err == nil {
		err = c.cmd.Start()
	}
	if err != nil {
		f.close()
		return Ended{}, fmt.Errorf("toolchain: run: %w", err)
	}
	begun := time.Now()
	f.start()
	gone := make(chan struct{})
	stopped := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(stopped)
		c.interrupt(gone)
	})
	w := c.watch(begun)
	werr := c.cmd.Wait()
	close(gone)
	interrupted := !stop()
	if interrupted {
		<-stopped
	}
	u := w.stop()
	killGroup(c.cmd.Process) // what it started and left, so that the pipes end
	f.close()

	e := Ended{Usage: u, OverMemory: c.over}
	e.Usage.Wall = time.Since(begun)
	var exit *exec.ExitError
	if werr != nil && !errors.As(werr, &exit) {
		return e, fmt.Errorf("toolchain: run: %w", werr)
	}
	state := c.cmd.ProcessState
	e.ExitCode, e.Signal = state.ExitCode(), signalOf(state)
	e.Usage.User, e.Usage.System = state.UserTime(), state.SystemTime()
	// Before it became the program, the process was a copy of this one: a peak within
	// our own says nothing.
	if peak := peakResident(state); peak > own {
		e.Usage.PeakResident = peak
	}
	e.Interrupted = interrupted && (e.Signal != "" || c.spec.Quit && e.ExitCode == quitStatus)
	return e, nil
}

// quitStatus is how a Go program ends after it was asked to quit.
const quitStatus = 2

// quitTime is how long it may take to say what its goroutines do.
const quitTime = time.Second

// interrupt ends the program; gone is closed when it has ended.
func (c *child) interrupt(gone <-chan struct{}) {
	if c.spec.Quit && quit(c.cmd.Process) {
		t := time.NewTimer(quitTime)
		defer t.Stop()
		select {
		case <-gone:
		case <-t.C:
		}
	}
	killGroup(c.cmd.Process)
}
