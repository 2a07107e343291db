package rt

import (
	"iter"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
	"weak"

	"schedtick/kernel/sched"
)

// Cell is one execution of a cell: its goroutines, and how it ended.
//
// Goroutines: Run starts the cell's own; Go starts the others. Each ends with
// its function or, after Stop, at its next operation.
type Cell struct {
	id    int
	name  string
	label string

	labels    atomic.Pointer[siteLabels] // of the goroutine started last
	allLabels sync.Map                   // int32, a site -> *siteLabels

	own      atomic.Pointer[G] // its own goroutine's
	returned bool              // that one has not left by Goexit; its own to read
	stopped  atomic.Bool       // its goroutines leave at their next operation
	dead     atomic.Bool       // stopped as a process that exited: deferred calls do not run

	crowd   crowd
	created atomic.Int64
	alive   atomic.Int64 // how many are in crowd, or about to be
	leaving atomic.Int64 // goroutines that have called Done and not ended
	peak    atomic.Int64

	mu      sync.Mutex
	callees []weak.Pointer[G] // goroutines that compiled code started for it; their end is not seen
	outcome *Outcome
	decided chan struct{} // closed when outcome is set
	ended   chan struct{} // closed when the own goroutine ended
	empty   chan struct{} // closed when no goroutine is left; nil until somebody asks
}

// cells holds the cells that have goroutines.
var cells sync.Map // *Cell -> struct{}

// latest is the cell that goroutines of unknown origin belong to.
var latest atomic.Pointer[Cell]

func latestCell() *Cell {
	if c := latest.Load(); c != nil {
		return c
	}
	latest.CompareAndSwap(nil, makeCell(0, "init"))
	return latest.Load()
}

func makeCell(id int, name string) *Cell {
	return &Cell{id: id, name: name, label: strconv.Itoa(id), decided: make(chan struct{}), ended: make(chan struct{})}
}

// NewCell makes an execution of cell id, named as positions name it. It becomes the
// cell that goroutines of unknown origin belong to.
func NewCell(id int, name string) *Cell {
	c := makeCell(id, name)
	latest.Store(c)
	return c
}

// EndKind says how a cell ended.
type EndKind uint8

// How a cell ends.
const (
	OK             EndKind = iota
	Panicked               // its own goroutine panicked
	GoroutinePanic         // a goroutine it started panicked
	Goexited               // runtime.Goexit in its own goroutine
	Exited                 // os.Exit, log.Fatal
	Stopped                // Stop
	Fatal                  // a fatal error that rt saw coming: the text is in Message
	Deadlocked             // Deadlock
)

// Outcome is how a cell ended.
type Outcome struct {
	Kind     EndKind
	ExitCode int
	// Message is the panic or fatal error as Go prints it: "panic: boom".
	Message string
	// Value is the panic value.
	Value any
	// Stack is the panicking goroutine's, innermost first; of a cell that was stopped,
	// where its own goroutine was, without the names of interpreted functions.
	Stack []Frame
	// GoSite is the go statement that started the panicking goroutine, 0 for none.
	GoSite int
	// Waits says, of a deadlock, who waited for whom.
	Waits *sched.Snapshot
}

// Run calls f on a new goroutine and returns when that goroutine ended; the
// goroutines it started may live on.
func (c *Cell) Run(f func()) Outcome {
	c.Start(f)
	<-c.Done()
	return c.Ended()
}

// Start calls f on a new goroutine, the cell's own. It may be called once.
func (c *Cell) Start(f func()) {
	g := newG(c, 0, nil)
	g.body = func() {
		f()
		c.returned = true
	}
	c.own.Store(g)
	c.add(g)
	go func() {
		defer func() {
			c.settle()
			close(c.ended)
		}()
		g.tell(TraceOwn)
		g.run()
	}()
}

// settle gives goroutines that have called Done a moment to end, when the cell's own
// goroutine has: one that panics calls Done on its way out, and the panic is how
// the cell ends.
func (c *Cell) settle() {
	const patience = 50_000_000 // ns: a panic unwinds in far less
	for began := nanotime(); c.leaving.Load() > 0 && !c.stopped.Load(); {
		now := nanotime()
		switch {
		case now-began > patience:
			return
		case now-began < 20_000:
			runtime.Gosched()
		default:
			time.Sleep(20 * time.Microsecond)
		}
	}
}

// Done is closed when the cell's own goroutine has ended.
func (c *Cell) Done() <-chan struct{} { return c.ended }

// run is what goroutines of a cell do. It may also borrow a goroutine that compiled
// code started, as time.AfterFunc does. Whatever a frame here takes, every goroutine
// that waits takes on its small stack; see start.
func (g *G) run() {
	defer g.finish()
	g.begin()()
}

// finish is deferred by run.
func (g *G) finish() { g.finished(recover(), nil) }

// finishGo is finish for wg.Go, whose Done comes then.
func (g *G) finishGo(wg *sync.WaitGroup) { g.finished(recover(), wg) }

// finished ends g, which panicked with r if that is not nil.
func (g *G) finished(r any, wg *sync.WaitGroup) {
	switch {
	case r != nil:
		g.cell.crash(g, r)
	case g == g.cell.own.Load() && !g.cell.returned && !g.cell.stopped.Load():
		g.cell.end(Outcome{Kind: Goexited})
	}
	if r == nil && wg != nil { // as sync does it: a panic ends the program
		WgDone(int(g.site), wg)
	}
	g.cell.remove(g)
	g.gp.Store(noG)
}

// end notes how the cell ended; the first one counts.
func (c *Cell) end(o Outcome) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.outcome == nil {
		c.outcome = &o
		close(c.decided)
	}
}

// Decided is closed when it is known how the cell ends, although its own goroutine
// may not have noticed yet: another one panicked or exited, or Stop was called.
// Ended tells how.
func (c *Cell) Decided() <-chan struct{} { return c.decided }

// Ended returns how the cell ended, as far as that is known.
func (c *Cell) Ended() Outcome {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.outcome == nil {
		return Outcome{Kind: OK}
	}
	return *c.outcome
}

// crash ends the cell because g panicked with r.
func (c *Cell) crash(g *G, r any) {
	p := g.caught(r)
	// Native code runs innermost: interpreted functions call it, seldom the reverse.
	o := Outcome{Kind: Panicked, Message: string(PlainNative([]byte(p.text()))), Value: p.value, Stack: append(nativeStack(), p.stack()...), GoSite: int(g.site)}
	if g.parent != 0 {
		o.Kind = GoroutinePanic
	}
	c.end(o)
	c.halt(true)
}

func (c *Cell) add(g *G) {
	created, n := c.created.Add(1), c.alive.Add(1)
	for {
		p := c.peak.Load()
		if n <= p || c.peak.CompareAndSwap(p, n) {
			break
		}
	}
	c.crowd.add(g, created > ownStops)
	if n == 1 || c.stopped.Load() {
		c.mu.Lock()
		if c.alive.Load() > 0 {
			cells.Store(c, struct{}{})
			if c.stopped.Load() { // Stop came before the goroutine: it raised no flag for it
				raiseFlag(c)
			}
		}
		c.mu.Unlock()
	}
}

func (c *Cell) remove(g *G) {
	gone.Store(nanotime())
	c.crowd.remove(g)
	// The runtime keeps ended goroutines for later use, and through their labels g.
	g.obj.Store(nil)
	last := c.alive.Add(-1) == 0 && c.left()
	if g.leaving {
		c.leaving.Add(-1)
	}
	if last {
		releaseLocks(c)
	}
}

// left notes that no goroutine is left, unless one has been started meanwhile. It
// reports whether the cell has been stopped.
func (c *Cell) left() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.alive.Load() > 0 {
		return false
	}
	cells.Delete(c)
	if c.empty != nil {
		close(c.empty)
		c.empty = nil
	}
	if !c.stopped.Load() {
		return false
	}
	lowerFlag(c)
	return true
}

// Stop ends the cell's goroutines: blocked ones at once, running ones at their next
// safe point. Their deferred calls run. It does not wait.
func (c *Cell) Stop() {
	c.end(Outcome{Kind: Stopped})
	c.halt(false)
}

// wasAt notes where the cell's own goroutine, which calls it as it leaves, is: if the
// cell is being stopped, that is what the user wants to know.
func (c *Cell) wasAt() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.outcome == nil || c.outcome.Kind != Stopped {
		return
	}
	c.outcome.Stack = nativeStack()
	if t := tracer.Load(); t != nil {
		for _, f := range (*t)() {
			if f.Line > 0 && f.Func != MadeUp {
				c.outcome.Stack = append(c.outcome.Stack, f)
			}
		}
	}
}

// halt makes all goroutines leave. With dead they leave as at the end of a
// process: without running deferred calls.
func (c *Cell) halt(dead bool) {
	if dead {
		c.dead.Store(true)
	}
	c.mu.Lock()
	if !c.stopped.Swap(true) && c.alive.Load() > 0 {
		raiseFlag(c)
	}
	callees := slices.Clone(c.callees)
	c.mu.Unlock()
	// Without locks: those who are woken want them.
	for _, s := range c.crowd.stops() {
		s.close()
	}
	breakLines(c)
	for _, w := range callees {
		if g := w.Value(); g != nil {
			if s := g.stop.Load(); s != nil {
				s.close()
			}
		}
	}
}

// each ranges over c's goroutines, then over those of compiled code that may be
// gone.
func (c *Cell) each() iter.Seq[*G] {
	return func(yield func(*G) bool) {
		for g := range c.crowd.each(int(c.alive.Load())) {
			if !yield(g) {
				return
			}
		}
		c.mu.Lock()
		callees := slices.Clone(c.callees)
		c.mu.Unlock()
		for _, w := range callees {
			if g := w.Value(); g != nil && !yield(g) {
				return
			}
		}
	}
}

// addCallee notes a goroutine that compiled code started.
func (c *Cell) addCallee(g *G) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if n := len(c.callees); n >= 64 && n == cap(c.callees) {
		c.callees = slices.DeleteFunc(c.callees, func(w weak.Pointer[G]) bool { return w.Value() == nil })
	}
	c.callees = append(c.callees, weak.Make(g))
}

// Wait returns when no goroutine of the cell is left, or after d; it says which.
func (c *Cell) Wait(d time.Duration) bool {
	c.mu.Lock()
	if c.alive.Load() == 0 {
		c.mu.Unlock()
		return true
	}
	if c.empty == nil {
		c.empty = make(chan struct{})
	}
	e := c.empty
	c.mu.Unlock()
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-e:
		return true
	case <-t.C:
		return false
	}
}

// Stats are exact counts of a cell's goroutines, its own included.
type Stats struct {
	Created, Alive, Peak int
}

// Stats returns the counts so far.
func (c *Cell) Stats() Stats {
	return Stats{int(c.created.Load()), int(c.alive.Load()), int(c.peak.Load())}
}

var baseline atomic.Int64

// SetBaseline says how many goroutines the worker itself has.
func SetBaseline(n int) { baseline.Store(int64(n)) }

// AddBaseline says that it has n more, or less.
func AddBaseline(n int) { baseline.Add(int64(n)) }

// gone is nanotime when the last goroutine of a cell ended.
var gone atomic.Int64

// living counts the goroutines of all cells, and those of them that have called Done.
func living() (alive, leaving int64) {
	cells.Range(func(k, _ any) bool {
		alive += k.(*Cell).alive.Load()
		leaving += k.(*Cell).leaving.Load()
		return true
	})
	return alive, leaving
}

// leaves notes that g called Done: most often the last thing it does.
func (g *G) leaves() {
	if !g.leaving && g.site != 0 {
		g.leaving = true
		g.cell.leaving.Add(1)
	}
}

// NumGoroutine is runtime.NumGoroutine as a standalone program would see it.
//
// Between its Done and its end an interpreted goroutine takes microseconds, a
// compiled one nanoseconds. So goroutines that have called Done, or have just
// ended here but not yet in the runtime, get a moment before they are counted.
func NumGoroutine() int {
	current().check()
	count := func() int {
		return max(1, runtime.NumGoroutine()-int(baseline.Load()))
	}
	const patience, recently = 2_000_000, 5_000_000 // ns; a loaded machine may not run them at once
	for began := nanotime(); ; {
		n, now := count(), nanotime()
		alive, leaving := living()
		busy := leaving > 0 || int64(n) > alive && now-gone.Load() < recently
		if n == 1 || !busy || now-began > patience {
			return n
		}
		if now-began < 20_000 {
			runtime.Gosched()
		} else {
			time.Sleep(20 * time.Microsecond) // let the system run them
		}
	}
}
