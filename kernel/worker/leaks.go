package worker

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"schedtick/kernel/heapdump"
	"schedtick/kernel/rt"
	"schedtick/kernel/sched"
	"schedtick/runtimeprobe"
)

// search looks for goroutines that nobody can wake any more, once after each cell that
// leaves some. The search stops the world, for some 15 ms. So it waits until that stops
// nobody: until all goroutines wait for one another. Who asks for it, and the end of
// a program, do not wait.
type search struct {
	due atomic.Bool            // not done since the last cell
	why atomic.Pointer[string] // why it failed, if it was tried in vain
	// find is rt.FindLeaks but in tests.
	find func() error
}

// restTime is how long a search waits for goroutines to come to rest: those that a cell
// has just started, and those that look every 10 ms whether compiled code has released
// a lock.
const restTime = 20 * time.Millisecond

// askedTime is the same where somebody asks, and at the end of a program.
const askedTime = 5 * restTime

// settleMost bounds both where they get no processor.
const settleMost = time.Second

// callTime is how long a search waits for system calls to return.
const callTime = 100 * time.Millisecond

// begin is called when a cell has ended.
func (s *search) begin() {
	s.due.Store(true)
	s.why.Store(nil)
}

// run searches if it is time to, or at any price.
func (s *search) run(p *runtimeprobe.Probe, anyway bool) {
	if !s.due.Load() && !anyway || rt.Living() == 0 || rt.Living() > LeakSearchMost {
		return
	}
	patience := restTime
	if anyway {
		patience = askedTime // it is the only look: who does not wait yet is in no answer
	}
	settle(p, patience)
	if !anyway && !atRest() {
		return
	}
	err := s.find()
	for began := time.Now(); errors.Is(err, heapdump.ErrSyscall) && time.Since(began) < callTime; err = s.find() {
		time.Sleep(time.Millisecond)
	}
	s.ended(err)
}

// ended notes how a search went. Where it cannot tell, nobody is called leaked.
func (s *search) ended(err error) {
	s.why.Store(nil)
	if err != nil {
		why := whyNot(err)
		s.why.Store(&why)
	}
	s.due.Store(err != nil)
}

// whyNot says to a reader why a search has failed.
func whyNot(err error) string {
	text := strings.TrimPrefix(err.Error(), "heapdump: ")
	switch {
	case errors.Is(err, heapdump.ErrTooLarge):
		return text + ", and to look through it would stop all goroutines for long"
	case errors.Is(err, heapdump.ErrModules):
		return "the variables of compiled cells are not found: " + text
	}
	return text
}

// mark says in a snapshot what has not been searched, and why.
func (s *search) mark(snap *sched.Snapshot) {
	if snap.Unsearched = s.due.Load(); !snap.Unsearched {
		return
	}
	if snap.Total > LeakSearchMost {
		snap.WhyUnsearched = fmt.Sprintf("more than %d goroutines are alive", LeakSearchMost)
	} else if why := s.why.Load(); why != nil {
		snap.WhyUnsearched = *why
	}
}

// settle waits until no goroutine runs or could, at most until they have used patience of
// the processors: on a loaded machine it takes them long to come so far that they wait.
// It looks three times: the numbers are not of one instant, and one that changes its
// state meanwhile may be in none of them. After one look in ten that finds all quiet, one
// of the next two finds that somebody runs.
func settle(p *runtimeprobe.Probe, patience time.Duration) {
	began, s := time.Now(), p.Snapshot()
	used, known := s.CPU.Total(), s.CPU.Total() > 0
	for quiet := 0; time.Since(began) < settleMost; {
		if s.States.Running+s.States.Runnable > 1 {
			quiet = 0
		} else if quiet++; quiet == 3 {
			return
		}
		if known && s.CPU.Total()-used > patience || !known && time.Since(began) > patience {
			return
		}
		time.Sleep(200 * time.Microsecond)
		s = p.Snapshot()
	}
}

// atRest reports whether nobody would notice that the world is stopped: no goroutine of
// a cell runs, sleeps, or waits for a timer or for something from outside the process.
// A call that time.AfterFunc has promised may come late.
func atRest() bool {
	for began := time.Now(); ; time.Sleep(time.Millisecond) {
		if rt.Still().Timed {
			return false
		}
		// Who was between two operations may wait for a timer by now, or have been woken.
		if allAsleep(runtimeprobe.Groups()) {
			if s := rt.Still(); s.Moving == 0 && !s.Timed {
				return true
			}
		}
		if time.Since(began) > restTime {
			return false
		}
	}
}

// searchBetween searches while no cell runs.
func (c *child) searchBetween(anyway bool) {
	if c.turn.TryLock() {
		defer c.turn.Unlock()
		c.search.run(c.probe, anyway)
	}
}
