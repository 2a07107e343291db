package rt

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"
	"time"

	"schedtick/kernel/heapdump"
)

// ErrUndecided is wrapped by the errors of AllAsleepUnseen, which say what it would have to look
// through the memory for.
var ErrUndecided = errors.New("it cannot be told without a look through the memory")

// Moment tells whether goroutines have gone on since.
type Moment struct {
	still   Stillness
	created uint64
}

// Still is what Still saw then.
func (m Moment) Still() Stillness { return m.still }

// Now is the present one.
func Now() Moment { return Moment{Still(), createdEver()} }

// AllAsleepUnseen is AllAsleep where too much memory is in use to look through it. users
// is how many goroutines there were after m but the host's, all of which waited for another
// one as the runtime sees it.
//
// It asks less: it fails where one of them waits in compiled code, for nobody knows what, and
// while a timer is due whose function might do anything. It finds no circles but those
// of locks.
//
// The goroutines and the timers are not read at one instant. What makes them one is that
// nothing has gone on from m to the last look, before which the world has stopped: a timer
// that was going off meanwhile has woken its goroutine by then, or has started it.
func AllAsleepUnseen(m Moment, users int) (v Verdict, err error) {
	if m.still.Timed {
		return v, nil
	}
	targets, polls := waitedFor()
	if n := users - len(targets.blocked); n != 0 || m.still.Moving > 0 {
		return v, fmt.Errorf("%w: goroutines wait in compiled code", ErrUndecided)
	}
	timers, err := heapdump.LiveTimers()
	if err != nil {
		return v, err
	}
	var due time.Duration // until a function is called
	for _, t := range timers {
		switch left := time.Duration(max(1, t.When-runtimeNano())); {
		case t.Func != 0 && (due == 0 || left < due):
			due = left
		case t.Func == 0 && targets.blocked[t.Receiver] && !polls[t.Receiver]:
			v.After = left
		}
	}
	runtime.ReadMemStats(new(runtime.MemStats)) // stops the world
	switch {
	case v.After > 0 || awake() > 1 || Now() != m:
		return v, nil
	case due > 0:
		v.After = due
		return v, fmt.Errorf("%w: a timer will call a function", ErrUndecided)
	}
	rings.Store(nil)
	v.Dead, v.Runtime, v.Reasons = true, map[uint64]uint64{}, map[uint64]string{}
	if heapdump.Number(getg()) == ownNumber() {
		for addr, id := range targets.ids {
			if targets.blocked[addr] {
				v.Runtime[id] = heapdump.Number(addr)
			}
		}
	}
	return v, nil
}

// createdEver is how many goroutines there have been.
func createdEver() uint64 { return readMetrics("/sched/goroutines-created:goroutines") }

// The runtime's counts of goroutines by state.
const (
	running  = "/sched/goroutines/running:goroutines"
	runnable = "/sched/goroutines/runnable:goroutines"
)

// awake is how many run, could, or are in system calls.
func awake() uint64 {
	return readMetrics(running, runnable, "/sched/goroutines/not-in-go:goroutines")
}

// readMetrics is the sum of what they count.
func readMetrics(names ...string) (sum uint64) {
	s := make([]metrics.Sample, len(names))
	for i, n := range names {
		s[i].Name = n
	}
	metrics.Read(s)
	for _, s := range s {
		if s.Value.Kind() == metrics.KindUint64 {
			sum += s.Value.Uint64()
		}
	}
	return sum
}

// RuntimeNumbers are the runtime's numbers of living goroutines, by rt's; empty where they
// cannot be told.
func RuntimeNumbers(ids []uint64) map[uint64]uint64 {
	numbers := map[uint64]uint64{}
	if heapdump.Number(getg()) != ownNumber() {
		return numbers
	}
	for g := range livingSeq() {
		if gp := g.gp.Load(); gp != 0 && gp != noG && slices.Contains(ids, g.id) {
			numbers[g.id] = heapdump.Number(gp)
		}
	}
	return numbers
}

// ownNumber is the runtime's number of the calling goroutine, as its listing has it.
func ownNumber() uint64 {
	buf := make([]byte, 64)
	text := strings.TrimPrefix(string(buf[:runtime.Stack(buf, false)]), "goroutine ")
	n, _ := strconv.ParseUint(text[:max(0, strings.IndexByte(text, ' '))], 10, 64)
	return n
}
