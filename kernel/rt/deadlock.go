package rt

import (
	"slices"
	"time"
	"unsafe"

	"schedtick/kernel/heapdump"
	"schedtick/kernel/sched"
)

// Stillness is what rt sees of the goroutines of all cells at one time. It reads a
// few words of each, in the order of their start, up to the first that will go on.
type Stillness struct {
	// Timed is true if one of them waits for the clock or for the user: it will, or
	// may, go on by itself.
	Timed bool
	// Moving counts those that are not blocked here: they run, or compiled code that
	// they called is blocked.
	Moving int
	// Mark is a number that is another one as soon as one of them has gone on.
	Mark uint64
}

// Still looks at the goroutines of all cells.
func Still() Stillness {
	var s Stillness
	for _, g := range livingGs() {
		if s.look(g); s.Timed {
			break
		}
	}
	return s
}

// look looks at one goroutine.
func (s *Stillness) look(g *G) {
	op, since := g.op.Load(), g.since.Load()
	switch {
	case op == 0 && g.callee:
	case op == 0:
		s.Moving++
	case g.timed(Op(op >> 32)):
		s.Timed = true
		return
	}
	s.Mark = (s.Mark^g.id^uint64(since)^op)*0x9e3779b97f4a7c15 + 1
}

// timed reports whether g, which is blocked in op, waits for the clock or the user.
func (g *G) timed(op Op) bool {
	ticks := func(p unsafe.Pointer) bool {
		if p == nil {
			return false
		}
		t, ok := chanOf(p).timer()
		return ok && t.pending()
	}
	switch op {
	case OpSleep, OpInput:
		return true
	case OpRecv:
		obj, _ := g.waitsFor()
		return ticks(obj.pointer())
	case OpSelect:
		_, cases := g.waitsFor()
		return cases == nil || slices.ContainsFunc(*cases, func(k Case) bool { return ticks(address(k.c)) })
	}
	return false
}

// OwnBlocked is how long the cell's own goroutine has been blocked in an operation
// of a channel or a lock; 0 if it is not.
func (c *Cell) OwnBlocked() time.Duration {
	g := c.own.Load()
	if g == nil {
		return 0
	}
	op, since := g.op.Load(), g.since.Load()
	if op == 0 || g.timed(Op(op>>32)) || g.op.Load() != op {
		return 0
	}
	return time.Duration(max(0, nanotime()-since))
}

// asleep are the reasons for which Go's runtime has a goroutine wait until another one
// wakes it.
var asleep = []string{
	"chan receive", "chan send", "select", "chan receive (nil chan)", "chan send (nil chan)", "select (no cases)",
	"semacquire", "coroutine", "sync.Mutex.Lock", "sync.RWMutex.Lock", "sync.RWMutex.RLock", "sync.WaitGroup.Wait", "sync.Cond.Wait",
}

// How much memory may be looked through, with the world stopped, before a cell is ended that
// has come to a halt anyway: 100 MB take half a second, and twice as much memory meanwhile.
const (
	// LookThroughSoon is for what AllAsleepUnseen could find out too, but for circles.
	LookThroughSoon = 128 << 20
	// LookThroughMost is for what it could not.
	LookThroughMost = 512 << 20
)

// Verdict is what AllAsleep finds.
type Verdict struct {
	// Dead is true if nothing can go on any more.
	Dead bool
	// After is, if only a timer can wake one of them, how long that takes; else 0.
	After time.Duration
	// Runtime are the runtime's numbers of the goroutines of cells, by rt's.
	Runtime map[uint64]uint64
	// Reasons are, where all are asleep, the runtime's reasons for which they wait, by
	// rt's numbers.
	Reasons map[uint64]string
	// Funcs are their calls, the innermost first.
	Funcs map[uint64][]string
}

// AllAsleep says, for cells that have come to a halt, whether that is for ever: all
// goroutines but the host's wait for each other, as the runtime sees it, and no
// timer is there that could wake one.
//
// It stops the world, for milliseconds or, with very many goroutines, for a second. It
// fails where more than limit is in use.
func AllAsleep(host func(*heapdump.Goroutine) bool, limit int64) (v Verdict, err error) {
	before := Still()
	if before.Timed {
		return v, nil
	}
	targets, polls := waitedFor()
	waiting := newSearch()
	d, err := heapdump.Take(limit)
	if err != nil {
		return v, err
	}
	ours := map[uintptr]bool{}
	compiled := 0 // goroutines that wait in compiled code, for something unknown
	for i := range d.Goroutines {
		g := &d.Goroutines[i]
		switch {
		case g.System:
		case host(g):
			ours[g.Addr] = true
		case polls[g.Addr]: // looks at a lock now and then
		case g.Status != heapdump.Waiting || !slices.Contains(asleep, g.Reason):
			return v, nil
		case !targets.blocked[g.Addr]:
			compiled++
		}
	}
	timers, known := d.Timers()
	if !known {
		return v, nil
	}
	now := runtimeNano()
	for _, t := range timers {
		g := d.Receiver(t.Chan)
		switch {
		case t.Func != 0 && compiled == 0 && !d.Reaches(t.Func, targets.objects):
		case t.Chan != 0 && (ours[g] || polls[g]):
		default:
			v.After = time.Duration(max(1, t.When-now))
		}
	}
	if v.After > 0 || Still() != before {
		return v, nil
	}
	waiting.findRings(d, slices.Repeat([]bool{true}, len(waiting.gs)))
	v.Dead, v.Runtime, v.Reasons, v.Funcs = true, map[uint64]uint64{}, map[uint64]string{}, map[uint64][]string{}
	for _, g := range d.Goroutines {
		if id, ok := targets.ids[g.Addr]; ok {
			v.Runtime[id], v.Reasons[id], v.Funcs[id] = g.ID, g.Reason, g.Funcs
		}
	}
	return v, nil
}

// targets are what goroutines blocked here wait for.
type targets struct {
	ids     map[uintptr]uint64 // rt's numbers, of all that run here, by their runtime g
	blocked map[uintptr]bool   // their runtime g
	objects []uintptr
}

// waitedFor lists them, and those among them that wait with a timer of rt's own.
func waitedFor() (t targets, polls map[uintptr]bool) {
	t.ids, t.blocked, polls = map[uintptr]uint64{}, map[uintptr]bool{}, map[uintptr]bool{}
	for _, g := range livingGs() {
		t.ids[g.gp.Load()] = g.id
		w, ok := g.waiter()
		if !ok {
			continue
		}
		t.blocked[w.Addr] = true
		t.objects = append(t.objects, w.For...)
		switch Op(g.op.Load() >> 32) {
		case OpMutexLock, OpRWLock, OpRWRLock, OpWgWait, OpCondWait:
			polls[w.Addr] = true
		}
	}
	return t, polls
}

// waiter describes g for a search in a dump, if it is blocked by another goroutine.
func (g *G) waiter() (w heapdump.Waiter, ok bool) {
	op, since := g.op.Load(), g.since.Load()
	obj, cases := g.waitsFor()
	gp := g.gp.Load()
	if op == 0 || gp == 0 || gp == noG || g.cell.stopped.Load() {
		return w, false
	}
	w = heapdump.Waiter{Addr: gp, Notes: []uintptr{uintptr(unsafe.Pointer(g))}}
	switch Op(op >> 32) {
	case OpSleep, OpInput:
		return w, false
	case OpSelect:
		if cases == nil {
			return w, false
		}
		for i := range *cases {
			if p := address((*cases)[i].c); p != nil {
				w.For = append(w.For, uintptr(p))
			}
		}
	default:
		if obj != nil {
			w.For = append(w.For, uintptr(obj.pointer()))
		}
	}
	return w, g.op.Load() == op && g.since.Load() == since
}

// deadlockMessage is Go's.
const deadlockMessage = "fatal error: all goroutines are asleep - deadlock!"

// Deadlock ends the cell because nothing in it can go on; s says who waits for whom.
// As at the end of a process, deferred calls do not run.
func (c *Cell) Deadlock(s *sched.Snapshot) {
	c.end(Outcome{Kind: Deadlocked, Message: deadlockMessage, Waits: s})
	c.halt(true)
}
