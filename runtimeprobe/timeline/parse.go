package timeline

import (
	"errors"
	"fmt"
	"io"
	"time"

	"golang.org/x/exp/trace"
)

// ErrNothing is wrapped by Parse's error if there is no observed code in the trace.
var ErrNothing = errors.New("nothing of the observed code is in the trace")

// Parse reads a trace. One that breaks off gives a timeline of what could be read,
// with Cut set. An error means that there is none.
func Parse(r io.Reader, o Options) (t *Timeline, err error) {
	b := newBuilder(o.withDefaults())
	cause := b.read(r)
	if b.events == 0 {
		if cause == nil {
			cause = io.ErrUnexpectedEOF
		}
		return nil, fmt.Errorf("timeline: parse: %w", cause)
	}
	t, err = b.finish()
	if err != nil {
		return nil, fmt.Errorf("timeline: parse: %w", errors.Join(err, cause))
	}
	if cause != nil {
		t.Cut = &Cut{At: t.Wall, Why: "the trace breaks off: " + cause.Error()}
	}
	return t, nil
}

// read takes in all events. What the reader of a broken trace panics with is an
// error like others.
func (b *builder) read(r io.Reader) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("malformed trace: %v", p)
		}
	}()
	reader, err := trace.NewReader(r)
	if err != nil {
		return err
	}
	for !b.over {
		e, err := reader.ReadEvent()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		b.event(&e)
	}
	return nil
}

// builder is a timeline in the making.
type builder struct {
	o      Options
	events int
	over   bool // the observed code has ended
	now    trace.Time
	begun  bool
	start  trace.Time // of the stretch

	gs     map[trace.GoID]*goroutine // alive
	first  []*goroutine              // of the observed code, in the order of their N
	count  int                       // of them in all
	others map[trace.GoID]bool       // that ran meanwhile
	root   *goroutine
	groups groups
	marks  map[string]Mark

	procs   map[trace.ProcID]*proc
	threads map[trace.ThreadID]int // M, from 1
	ms      []trace.ThreadID
	used    map[int]bool // Ms that carried observed goroutines

	stacks map[trace.Stack]string // what reason a stack gives
	load   load
	waits  []time.Duration
	long   longest
	pieces int // -1: too many

	alive, peak, running, peakRunning int
	switches                          int

	marking   map[string]trace.Time // ranges of the collector that have begun
	intervals []interval
	stops     map[trace.GoID]trace.Time
	stopped   []interval
	gomax     []gomax
}

type interval struct {
	name       string
	start, end trace.Time
}

type gomax struct {
	at trace.Time
	n  int
}

type longest struct {
	n     int // of the goroutine; 0 if there was no wait
	group int
	start trace.Time
	time  time.Duration
}

func newBuilder(o Options) *builder {
	return &builder{
		o:       o,
		gs:      make(map[trace.GoID]*goroutine),
		others:  make(map[trace.GoID]bool),
		groups:  groups{index: make(map[groupKey]int), max: o.MaxGroups},
		marks:   make(map[string]Mark),
		procs:   make(map[trace.ProcID]*proc),
		threads: make(map[trace.ThreadID]int),
		used:    make(map[int]bool),
		stacks:  make(map[trace.Stack]string),
		load:    newLoad(),
		marking: make(map[string]trace.Time),
		stops:   make(map[trace.GoID]trace.Time),
	}
}

// event takes in one event.
func (b *builder) event(e *trace.Event) {
	b.events++
	b.now = e.Time()
	if !b.begun && !b.o.marked() && e.Kind() != trace.EventSync {
		b.begin()
	}
	switch e.Kind() {
	case trace.EventSync:
		clear(b.stacks) // they hold the tables of their part of the trace
		return
	case trace.EventLog:
		b.note(e)
	case trace.EventMetric:
		b.metric(e.Metric())
	case trace.EventRangeBegin, trace.EventRangeActive, trace.EventRangeEnd:
		b.rangeEvent(e)
	case trace.EventStateTransition:
		if s := e.StateTransition(); s.Resource.Kind == trace.ResourceGoroutine {
			b.transition(e, s)
			return
		} else if s.Resource.Kind == trace.ResourceProc {
			if _, to := s.Proc(); to != trace.ProcRunning {
				b.release(s.Resource.Proc())
			}
			return
		}
	}
	// Whoever is seen on a P runs there, however it came.
	if g := e.Goroutine(); g != trace.NoGoroutine && e.Proc() != trace.NoProc {
		b.occupy(e.Proc(), e.Thread(), b.goroutine(g))
	}
}

// begin makes now the beginning of the stretch.
func (b *builder) begin() {
	b.begun, b.start = true, b.now
	b.load.begin(b.now)
}

// note takes in what a goroutine says.
func (b *builder) note(e *trace.Event) {
	l := e.Log()
	if !b.o.marked() || l.Category != b.o.Started && l.Category != b.o.Own || e.Goroutine() == trace.NoGoroutine {
		return
	}
	m, known := b.marks[l.Message]
	if !known {
		m = b.o.Mark(l.Message)
		b.marks[l.Message] = m
	}
	if !m.Mine {
		return
	}
	g := b.goroutine(e.Goroutine())
	if l.Category == b.o.Started {
		g.next, g.hasNext = m.Place, true
		return
	}
	if m.Root && b.root == nil {
		b.root = g
		if !b.begun {
			b.begin()
		}
	}
	k := groupKey{place: m.Place, root: m.Root}
	if g.mine {
		b.move(g, k)
		return
	}
	g.told = true
	b.adopt(g, k, nil)
}

func (b *builder) metric(m trace.Metric) {
	if m.Name == "/sched/gomaxprocs:threads" {
		if n := int(m.Value.Uint64()); len(b.gomax) == 0 || b.gomax[len(b.gomax)-1].n != n {
			b.gomax = append(b.gomax, gomax{b.now, n})
		}
	}
}

// transition takes in a change of a goroutine's state.
func (b *builder) transition(e *trace.Event, s trace.StateTransition) {
	from, to := s.Goroutine()
	g := b.goroutine(s.Resource.Goroutine())
	if from == trace.GoNotExist && !g.created {
		b.create(e, s, g)
	}
	if from == trace.GoUndetermined && !g.created {
		b.found(s, g)
	}
	if from == to {
		return
	}
	if from.Executing() && !to.Executing() {
		if p := e.Proc(); p != trace.NoProc {
			b.release(p)
		}
	}
	why := ""
	if to == trace.GoWaiting {
		why = b.reason(s)
	}
	b.enter(g, to, why)
	if to.Executing() && from != trace.GoUndetermined && e.Proc() != trace.NoProc {
		b.occupy(e.Proc(), e.Thread(), g)
	}
	if to == trace.GoNotExist {
		delete(b.gs, s.Resource.Goroutine())
		b.over = g == b.root
	}
}

// nearby is how many calls above the blocked one a reason is looked for.
const nearby = 12

// reason is what a goroutine that blocks waits for.
func (b *builder) reason(s trace.StateTransition) string {
	switch s.Reason {
	case "select", "chan receive", "chan send", "sync", "sleep", "sync.(*Cond).Wait":
	case "":
		return "unknown"
	default:
		return s.Reason
	}
	if len(b.o.Reasons) == 0 || s.Stack == trace.NoStack {
		return s.Reason
	}
	why, known := b.stacks[s.Stack]
	if !known {
		depth := 0
		for f := range s.Stack.Frames() {
			if depth++; depth > nearby {
				break
			}
			if why = b.o.Reasons[f.Func]; why != "" {
				break
			}
		}
		b.stacks[s.Stack] = why
	}
	if why != "" {
		return why
	}
	return s.Reason
}
