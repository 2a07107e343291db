package worker

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"
	"time"

	"schedtick/kernel/heapdump"
	"schedtick/kernel/program"
	"schedtick/kernel/rt"
	"schedtick/kernel/sched"
	"schedtick/runtimeprobe"
)

// detector finds out that the running cell can never go on: all goroutines of all
// cells wait for each other. It belongs to goroutine 3 of child.
//
// It looks closer step by step, and the dear steps come only when the cheap ones leave
// nothing else: is the process idle (0.2 µs); does each goroutine of the cells wait for
// another one, three times over, and none has moved (20 ns each); does the runtime
// say the same of all goroutines, those of compiled code included; is there, in a
// dump of the heap, no timer that could wake one. Where the heap is too large for that, it
// asks for less (rt.AllAsleepUnseen), and what it cannot decide it says: see doubt.
type detector struct {
	c     *child
	cell  *rt.Cell // that it looks at
	still rt.Stillness
	seen  int           // how often in a row
	cost  time.Duration // of the last one
	next  time.Time     // no look before
	pause time.Duration // between looks at what may go on by itself

	// The same for a cell that may be stuck while goroutines of earlier ones go on.
	stuck     rt.Stillness
	stuckSeen int
	stuckNext time.Time

	samples []metrics.Sample
}

const (
	// lookAfter is how long a cell runs before it is looked at, and the time between
	// looks.
	lookAfter = 100 * time.Millisecond
	lookAgain = 40 * time.Millisecond
	// lookRarely is the longest pause between looks at a cell that waits for
	// something from outside.
	lookRarely = time.Second
	// lookShare bounds what looking may cost: 1 part in so many.
	lookShare = 20
	// stuckAfter is how long a cell runs before it is asked whether it alone can never
	// go on, and stuckRarely the least time between two such questions.
	stuckAfter  = 500 * time.Millisecond
	stuckRarely = 2 * time.Second
	// looks is how often all must be found still.
	looks = 3
)

func newDetector(c *child) *detector {
	d := &detector{c: c}
	for _, name := range []string{"running", "runnable", "not-in-go"} {
		d.samples = append(d.samples, metrics.Sample{Name: "/sched/goroutines/" + name + ":goroutines"})
	}
	return d
}

// look is called now and then while a cell runs.
func (d *detector) look() {
	d.c.mu.Lock()
	cell, off := d.c.cell, d.c.options.Hang
	d.c.mu.Unlock()
	now := time.Now()
	if cell != d.cell {
		d.c.doubts.Store(nil)
		d.cell, d.seen, d.pause, d.next = cell, 0, lookAgain, now.Add(lookAfter)
		d.stuckSeen, d.stuckNext = 0, now.Add(stuckAfter)
	}
	if cell == nil || off || now.Before(d.next) {
		return
	}
	d.next = now.Add(lookAgain)
	if d.lookAtCell(cell, now) {
		return
	}
	if !d.idle() {
		d.again(now)
		return
	}
	still := rt.Still()
	d.cost = time.Since(now)
	switch {
	case still.Timed:
		d.c.doubts.Store(nil)
		d.later(now, 0)
	case d.seen == 0 || still != d.still:
		d.again(now)
		d.still, d.seen = still, 1
	default:
		if d.seen++; d.seen >= looks {
			d.confirm(cell, now)
		}
	}
}

// lookAtCell finds out that the running cell can never go on although goroutines of
// earlier cells do: none of those can reach what its goroutines wait for. It is the
// costly question, so it comes later than the other, and ever more seldom.
func (d *detector) lookAtCell(cell *rt.Cell, now time.Time) (ended bool) {
	if now.Before(d.stuckNext) {
		return false
	}
	if rt.Living() > LeakSearchMost { // to look at each of a million takes them most of a processor
		d.stuckSeen = 0
		return false
	}
	still := cell.Still()
	if still.Timed || still.Moving > 0 || still != d.stuck {
		d.stuck, d.stuckSeen = still, 0
		return false
	}
	if d.stuckSeen++; d.stuckSeen < looks {
		return false
	}
	v, err := rt.Stuck(cell)
	if err == nil && v.Dead {
		d.end(cell, v)
		return true
	}
	if err != nil {
		d.c.doubts.Store(&doubt{whyNot(err), func() bool { return cell.Still() == still }})
	}
	pause := lookShare * time.Since(now)
	if err == nil { // among the same goroutines the answer will hardly be another
		pause = max(pause, stuckRarely)
	}
	d.stuckSeen, d.stuckNext = 0, time.Now().Add(pause)
	return false
}

// idle reports whether no goroutine runs but the one that asks, none could, and none
// is in a system call.
func (d *detector) idle() bool {
	metrics.Read(d.samples)
	n := uint64(0)
	for _, s := range d.samples {
		if s.Value.Kind() == metrics.KindUint64 {
			n += s.Value.Uint64()
		}
	}
	return n <= 1
}

// again begins the looks anew, since the goroutines have gone on. Reading a million of them
// takes 0.1 s, so that those who go on now and then are read seldom.
func (d *detector) again(now time.Time) {
	if d.seen > 0 {
		d.next = now.Add(max(lookAgain, lookShare*d.cost))
	}
	d.seen = 0
}

// later puts the next look off: to when a timer goes off, or for longer than last time.
func (d *detector) later(began time.Time, timer time.Duration) {
	now := time.Now()
	d.seen = 0
	d.pause = min(max(2*d.pause, lookShare*now.Sub(began)), max(lookRarely, lookShare*now.Sub(began)))
	d.next = now.Add(max(d.pause, timer))
}

// confirm asks the runtime.
func (d *detector) confirm(cell *rt.Cell, now time.Time) {
	began := rt.Now()
	groups := runtimeprobe.Groups()
	if !allAsleep(groups) {
		d.later(now, 0)
		return
	}
	ours := func(g *heapdump.Goroutine) bool { return place(slices.Values(g.Funcs)) == host }
	v, err := rt.AllAsleep(ours, rt.LookThroughSoon)
	if errors.Is(err, heapdump.ErrTooLarge) {
		var undecided error
		if v, undecided = rt.AllAsleepUnseen(began, usersOf(groups)); undecided == nil {
			err = nil
		} else if v, err = rt.AllAsleep(ours, rt.LookThroughMost); errors.Is(err, heapdump.ErrTooLarge) {
			err = fmt.Errorf("%s; %w", whyNot(err), undecided)
		}
	}
	switch {
	case v.Dead:
		d.end(cell, v)
		return
	case err != nil:
		d.c.doubts.Store(&doubt{whyNot(err), func() bool { return rt.Still() == began.Still() }})
	}
	d.later(now, v.After)
}

// end ends the cell.
func (d *detector) end(cell *rt.Cell, v rt.Verdict) {
	s := rt.Snapshot()
	d.c.calls(s, v.Runtime)
	if v.Reasons != nil {
		compiled(s, v)
	}
	cell.Deadlock(s)
}

// compiled says of goroutines that wait in compiled code what the runtime says of them: rt sees
// them in a call, as if they ran.
func compiled(s *sched.Snapshot, v rt.Verdict) {
	s.Asleep, s.Torn = true, false
	for i := range s.Groups {
		g := &s.Groups[i]
		if g.State != rt.Op(0).String() || len(g.IDs) == 0 {
			continue
		}
		g.State, g.In = v.Reasons[g.IDs[0]], library(slices.Values(v.Funcs[g.IDs[0]]))
		for _, id := range g.IDs {
			if v.Reasons[id] != g.State {
				g.State = "waiting"
			}
			if library(slices.Values(v.Funcs[id])) != g.In {
				g.In = ""
			}
		}
		if g.State == "" {
			g.State = "waiting"
		}
		if g.At == nil && len(g.Calls) > 0 {
			c := g.Calls[0]
			g.At = &program.Site{Cell: g.Cell, Name: c.Name, Line: c.Line, Col: c.Col, What: g.State}
		}
	}
}

// whose goroutine it is.
type whose uint8

const (
	users  whose = iota // a cell's, or a library's
	host                // the worker's own
	asking              // a cell's that waits for the front
)

// place tells from the functions that a goroutine is in.
func place(funcs iter.Seq[string]) whose {
	ours, cells := false, false
	for name := range funcs {
		switch {
		case strings.HasPrefix(name, "schedtick/kernel/worker.(*child).run.func"): // it calls the cell
		case strings.HasPrefix(name, "schedtick/kernel/worker."), strings.HasPrefix(name, "schedtick/runtimeprobe."),
			strings.HasPrefix(name, "schedtick/kernel/rt.KeepFlushing"):
			ours = true
		case strings.HasPrefix(name, "schedtick/kernel/rt.(*G).run"), strings.HasPrefix(name, "schedtick/kernel/rt.start.func"),
			strings.HasPrefix(name, "schedtick/kernel/rt.guard.run"):
			cells = true
		}
	}
	switch {
	case ours && cells:
		return asking
	case ours:
		return host
	}
	return users
}

// asleep are the states in which a goroutine waits for another one. Constant.
var asleep = map[string]bool{
	"chan receive": true, "chan send": true, "select": true, "select (no cases)": true, "coroutine": true, "sync.Mutex.Lock": true,
	"sync.RWMutex.Lock": true, "sync.RWMutex.RLock": true, "sync.WaitGroup.Wait": true, "sync.Cond.Wait": true,
}

// usersOf counts the goroutines that are not the worker's own.
func usersOf(groups []runtimeprobe.Group) (n int) {
	for _, g := range groups {
		if place(functions(g)) != host {
			n += g.Count
		}
	}
	return n
}

// functions are the functions that a group is in.
func functions(g runtimeprobe.Group) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, f := range g.Stack {
			if !yield(f.Func) {
				return
			}
		}
	}
}

// allAsleep reports whether all goroutines but the worker's own wait for another one.
func allAsleep(groups []runtimeprobe.Group) bool {
	for _, g := range groups {
		switch place(functions(g)) {
		case host:
		case asking:
			return false
		default:
			if !asleep[g.State] {
				return false
			}
		}
	}
	return true
}

// maxTraces bounds the text that the calls of blocked goroutines are read from.
const maxTraces = 16 << 20

// calls adds to a snapshot what the first goroutine of each group is in the middle of.
// ids are the runtime's numbers of goroutines.
func (c *child) calls(s *sched.Snapshot, ids map[uint64]uint64) {
	groups := map[string]int{} // by the runtime's number
	for i, g := range s.Groups {
		if len(g.IDs) > 0 && ids[g.IDs[0]] != 0 {
			groups[strconv.FormatUint(ids[g.IDs[0]], 10)] = i
		}
	}
	buf := make([]byte, min(maxTraces, 64<<10+s.Total*2048))
	buf = buf[:runtime.Stack(buf, true)]
	c.mu.Lock()
	defer c.mu.Unlock()
	for trace := range bytes.SplitSeq(buf, []byte("\n\n")) {
		head, _, _ := bytes.Cut(bytes.TrimPrefix(trace, []byte("goroutine ")), []byte(" "))
		i, ok := groups[string(head)]
		if !ok {
			continue
		}
		for _, f := range c.names.stack(string(trace)) {
			if f.Func != "" { // without one, it is where a program's main is called
				s.Groups[i].Calls = append(s.Groups[i].Calls, sched.Call(f))
			}
		}
	}
}
