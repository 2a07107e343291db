package timeline

import (
	"strings"
	"time"

	"golang.org/x/exp/trace"
)

// goroutine is one that is alive in the trace; or, of the observed code, was.
type goroutine struct {
	id      trace.GoID
	mine    bool
	created bool // how it came is known
	kind    int  // not mine: Other or Collector
	n       int
	group   int
	parent  int // n of the one that started it

	next    Place // of the goroutine that it starts next
	hasNext bool

	state   trace.GoState
	why     string
	since   trace.Time
	started trace.Time
	ended   trace.Time
	gone    bool
	told    bool // it has said where it was started

	times   Times
	longest time.Duration
	course  []piece
}

type piece struct {
	state      State
	why        string
	start, end trace.Time
}

// goroutine returns the one with the number id, new or not.
func (b *builder) goroutine(id trace.GoID) *goroutine {
	g := b.gs[id]
	if g == nil {
		g = &goroutine{id: id, kind: Other, since: b.now, started: b.now}
		b.gs[id] = g
	}
	return g
}

// create notes a goroutine that has just been started.
func (b *builder) create(e *trace.Event, s trace.StateTransition, g *goroutine) {
	g.created = true
	entry := entryOf(s.Stack)
	g.kind = kindOf(entry)
	by := b.gs[e.Goroutine()]
	if runtimeOwn(entry) {
		return // whoever needed a collection is said to have started its workers
	}
	if !b.o.marked() {
		b.adopt(g, groupKey{place: startOf(e.Stack(), entry)}, by)
		return
	}
	switch {
	case by == nil:
	case by.hasNext:
		by.hasNext = false
		// Mark said that it is of the observed code. A goroutine of an earlier cell says
		// so of its own.
		b.adopt(g, groupKey{place: by.next}, by)
	case by.mine:
		place := b.groups.list[by.group].Place
		place.Func = entry
		b.adopt(g, groupKey{place: place}, by)
	}
}

// found notes a goroutine that was there when the trace began.
func (b *builder) found(s trace.StateTransition, g *goroutine) {
	g.created = true
	entry := entryOf(s.Stack)
	g.kind = kindOf(entry)
	if !b.o.marked() && entry != "" && !runtimeOwn(entry) {
		b.adopt(g, groupKey{place: Place{Func: entry}}, nil)
	}
}

// adopt makes g one of the observed code's.
func (b *builder) adopt(g *goroutine, k groupKey, parent *goroutine) {
	if g.mine {
		return
	}
	g.mine = true
	b.count++
	g.n = b.count
	if g.n <= b.o.MaxGoroutines {
		b.first = append(b.first, g)
	}
	g.group = b.groups.of(k)
	if parent != nil {
		g.parent = parent.n
	}
	b.groups.list[g.group].Count++
	g.since = max(g.since, b.start)
	b.alive++
	b.peak = max(b.peak, b.alive)
	b.load.add(b.now, g.state, 1)
	if g.state.Executing() {
		b.running++
		b.peakRunning = max(b.peakRunning, b.running)
	}
}

// move puts g into the group that it says it is of. Before, a library had started it
// on behalf of the goroutine that called the library.
func (b *builder) move(g *goroutine, k groupKey) {
	if g.told || g == b.root {
		return
	}
	g.told = true
	to := b.groups.of(k)
	if to == g.group {
		return
	}
	b.spend(g)
	g.since = b.now
	old, s := &b.groups.list[g.group], &b.groups.list[to]
	g.group = to
	old.Count--
	s.Count++
	old.move(g.times, &s.Times)
	s.LongestWait = max(s.LongestWait, g.longest)
}

// enter changes a goroutine's state.
func (b *builder) enter(g *goroutine, to trace.GoState, why string) {
	from, since := g.state, g.since
	if g.mine {
		b.spend(g)
		b.load.add(b.now, from, -1)
		b.load.add(b.now, to, 1)
		if to == trace.GoRunning && from == trace.GoRunnable {
			b.waited(g, since)
		}
		switch {
		case from.Executing() && !to.Executing():
			b.running--
		case !from.Executing() && to.Executing():
			b.running++
			b.peakRunning = max(b.peakRunning, b.running)
		}
		if to == trace.GoNotExist {
			b.alive--
			g.gone, g.ended = true, b.now
		}
	}
	g.state, g.why, g.since = to, why, b.now
}

// waited notes the end of a wait for a P.
func (b *builder) waited(g *goroutine, since trace.Time) {
	d := b.now.Sub(since)
	b.waits = append(b.waits, d)
	g.longest = max(g.longest, d)
	s := &b.groups.list[g.group]
	s.LongestWait = max(s.LongestWait, d)
	if b.long.n == 0 || d > b.long.time {
		b.long = longest{g.n, g.group, since, d}
	}
}

// spend adds the time since the last change to what g has spent.
func (b *builder) spend(g *goroutine) {
	d := b.now.Sub(g.since)
	if d <= 0 || !b.begun {
		return
	}
	state, known := states[g.state]
	if !known {
		return
	}
	b.groups.list[g.group].spend(state, g.why, d)
	if g.n > b.o.MaxGoroutines && state == Blocked {
		return // its map would be large
	}
	g.times.spend(state, g.why, d)
	if b.pieces < 0 || g.n > b.o.MaxCourses {
		return
	}
	if b.pieces++; b.pieces > b.o.MaxPieces {
		b.pieces = -1
		return
	}
	g.course = append(g.course, piece{state, g.why, g.since, b.now})
}

// states are those of the trace in which time is spent. Constant.
var states = map[trace.GoState]State{
	trace.GoRunning: Running, trace.GoRunnable: Runnable, trace.GoSyscall: Syscall, trace.GoWaiting: Blocked,
}

// spend adds d.
func (t *Times) spend(s State, why string, d time.Duration) {
	switch s {
	case Running:
		t.Running += d
	case Runnable:
		t.Runnable += d
	case Syscall:
		t.Syscall += d
	case Blocked:
		if t.Blocked == nil {
			t.Blocked = make(map[string]time.Duration)
		}
		t.Blocked[why] += d
	}
}

// move takes what is in o from t to another.
func (t *Times) move(o Times, to *Times) {
	to.Running += o.Running
	to.Runnable += o.Runnable
	to.Syscall += o.Syscall
	t.Running -= o.Running
	t.Runnable -= o.Runnable
	t.Syscall -= o.Syscall
	for why, d := range o.Blocked {
		to.spend(Blocked, why, d)
		t.Blocked[why] -= d
	}
}

// entryOf is the function that a goroutine runs, from its stack.
func entryOf(s trace.Stack) string {
	entry := ""
	for f := range s.Frames() {
		entry = f.Func
	}
	return entry
}

// kindOf tells the collector's goroutines from others.
func kindOf(entry string) int {
	if entry == "runtime.gcBgMarkWorker" || strings.HasPrefix(entry, "runtime.gcBgMarkWorker.") {
		return Collector
	}
	return Other
}

// runtimeOwn reports whether a goroutine is the runtime's or the trace's own.
func runtimeOwn(entry string) bool {
	if entry == "runtime.main" || entry == "main.main" {
		return false
	}
	return strings.HasPrefix(entry, "runtime.") || strings.HasPrefix(entry, "runtime/trace.") ||
		strings.HasPrefix(entry, "schedtick/runtimeprobe/timeline.(*Recording)")
}

// startOf is the place of a go statement, from the stack of the goroutine that ran it.
func startOf(s trace.Stack, entry string) Place {
	for f := range s.Frames() {
		return Place{Name: f.File, Line: int(f.Line), Func: entry}
	}
	return Place{Func: entry}
}

// groupKey is what the goroutines of a group have in common.
type groupKey struct {
	place Place
	root  bool
}

// groups are the groups so far.
type groups struct {
	index map[groupKey]int
	list  []Group
	max   int
}

// of returns the index of k's group. When there are too many, the last one takes in
// what is left.
func (s *groups) of(k groupKey) int {
	if i, ok := s.index[k]; ok {
		return i
	}
	i := len(s.list)
	if i == s.max {
		s.list[i-1].Place = Place{Text: "other places"}
		return i - 1
	}
	if i < s.max {
		s.list = append(s.list, Group{Place: k.place, Root: k.root})
	}
	s.index[k] = i
	return i
}

// compact drops the groups that have no goroutine, because all have moved, and
// returns the new index of each old one.
func (s *groups) compact() []int {
	index := make([]int, len(s.list))
	var list []Group
	for i, g := range s.list {
		index[i] = len(list)
		if g.Count > 0 {
			list = append(list, g)
		} else {
			index[i] = Other
		}
	}
	s.list = list
	return index
}
