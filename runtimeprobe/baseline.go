package runtimeprobe

import (
	"runtime"
	"sync/atomic"
	"time"
)

// A Baseline says how many of the process's goroutines belong to the host: to
// the program around the code that is observed. They are subtracted, so that a
// cell of a notebook sees 1 goroutine where a standalone program would.
//
// The zero value is a program without a host. A Baseline may be used by any
// number of goroutines at once.
type Baseline struct {
	live    atomic.Int64 // host goroutines alive now
	created atomic.Int64 // host goroutines started since the baseline was taken
}

// NewBaseline counts the goroutines that are alive now and calls all of them
// the host's, except own: the number that the observed code already has. A host
// whose cells run on the calling goroutine passes 1; one that starts a
// goroutine for each cell afterwards passes 0.
//
// Call it once, when the host has started all it needs and is at rest. Goroutines
// that are on their way out then would be missed by every later count, so
// NewBaseline waits for them, up to 2 ms.
func NewBaseline(own int) *Baseline {
	settle(newReader(), elapsed(), 2*time.Millisecond, func() bool { return false })
	b := new(Baseline)
	b.live.Store(int64(max(0, confirm(runtime.NumGoroutine(), own)-own)))
	return b
}

// Started tells that the host has started n goroutines more. They count neither
// as alive nor as created. Call it right before the go statements.
func (b *Baseline) Started(n int) {
	b.live.Add(int64(n))
	b.created.Add(int64(n))
}

// Ended tells that n goroutines of the host have ended. Call it once they are
// known to be gone.
func (b *Baseline) Ended(n int) { b.live.Add(int64(-n)) }

// Host returns how many goroutines belong to the host now.
func (b *Baseline) Host() int { return int(b.live.Load()) }

// Goroutines returns the number of goroutines that do not belong to the host,
// at least 1: the one that asks. It is what runtime.NumGoroutine would say in a
// standalone program, its rare exaggeration while a garbage collection begins
// included, and takes a few nanoseconds.
func (b *Baseline) Goroutines() int {
	return max(1, runtime.NumGoroutine()-int(b.live.Load()))
}

// settle lets goroutines end that are about to. It yields until done says so,
// until no other goroutine is running or can run, or until spent, which measures the
// time from any moment on, is beyond the limit.
func settle(r *reader, spent func() time.Duration, limit time.Duration, done func() bool) {
	for begun := spent(); !done() && spent()-begun < limit; runtime.Gosched() {
		r.sched()
		if r.int(iRunning)+r.int(iRunnable) <= 1 {
			return
		}
	}
}

// elapsed returns a clock on the wall.
func elapsed() func() time.Duration {
	begun := time.Now()
	return func() time.Duration { return time.Since(begun) }
}
