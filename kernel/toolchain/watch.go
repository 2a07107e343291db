package toolchain

import (
	"sync"
	"time"
)

const (
	// watchPace is the fastest that a program is expected to take memory, in bytes a
	// second: the next look comes before it can have reached its limit.
	watchPace = 4 << 30
	watchMin  = 2 * time.Millisecond
	watchMax  = 10 * time.Millisecond
	// stacksShare bounds the part of the time that goes into reading the memory map.
	stacksShare = 10
)

// watch looks at a process.
//
// Goroutine: one, from child.watch to stop.
type watch struct {
	c     *child
	begun time.Time
	quit  chan struct{}
	done  sync.WaitGroup
	usage Usage // the goroutine's until it has ended

	stacksNext time.Time
}

func (c *child) watch(begun time.Time) *watch {
	w := &watch{c: c, begun: begun, quit: make(chan struct{})}
	w.done.Go(w.run)
	return w
}

// stop ends the watch and returns what it has seen.
func (w *watch) stop() Usage {
	close(w.quit)
	w.done.Wait()
	return w.usage
}

func (w *watch) run() {
	t := time.NewTimer(0)
	defer t.Stop()
	for {
		select {
		case <-w.quit:
			return
		case <-t.C:
		}
		t.Reset(w.look())
	}
}

// look reads once and tells when to look again.
func (w *watch) look() time.Duration {
	u := &w.usage
	now, ok := sample(w.c.cmd.Process.Pid)
	if !ok {
		return watchMax
	}
	u.Samples++
	u.Wall = time.Since(w.begun)
	u.User, u.System = now.User, now.System
	u.Threads, u.Resident = now.Threads, now.Resident
	u.PeakResident = max(u.PeakResident, now.PeakResident)
	u.PeakVirtual = max(u.PeakVirtual, now.PeakVirtual)
	if now.Threads > u.PeakThreads {
		u.PeakThreads = now.Threads
	}
	if w.c.spec.Stacks && now.Threads-1 > u.Stacks.Count && !time.Now().Before(w.stacksNext) {
		from := time.Now()
		if s := readStacks(w.c.cmd.Process.Pid); s.Count > u.Stacks.Count {
			u.Stacks = s
		}
		w.stacksNext = time.Now().Add(time.Since(from) * stacksShare)
	}
	if w.c.spec.Sample != nil {
		w.c.spec.Sample(*u)
	}
	limit := w.c.spec.MemLimit
	if limit <= 0 {
		return watchMax
	}
	if now.Resident > limit && w.c.over == 0 {
		w.c.over = now.Resident
		killGroup(w.c.cmd.Process)
	}
	free := time.Duration(float64(max(0, limit-now.Resident)) / watchPace * float64(time.Second))
	return min(max(free, watchMin), watchMax)
}
