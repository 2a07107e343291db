package rt

import (
	"runtime"
	"strconv"
	"sync/atomic"
	"time"
	"unsafe"
)

// Op says what a goroutine is doing.
type Op uint32

// The operations a goroutine can be blocked in. Running is everything else.
const (
	Running Op = iota
	OpSend
	OpRecv
	OpSelect
	OpMutexLock
	OpRWLock
	OpRWRLock
	OpWgWait
	OpCondWait
	OpOnce
	OpSleep
	OpInput
)

var opNames = [...]string{
	"running", "chan send", "chan receive", "select", "sync.Mutex.Lock", "sync.RWMutex.Lock",
	"sync.RWMutex.RLock", "sync.WaitGroup.Wait", "sync.Cond.Wait", "sync.Once.Do", "sleep", "input",
}

// String names the operation as Go's goroutine listings do.
func (o Op) String() string {
	if int(o) < len(opNames) {
		return opNames[o]
	}
	return "op " + strconv.Itoa(int(o))
}

// G is a goroutine of a cell.
//
// Its fields fall in three: those set before it starts; those that only its own
// goroutine touches (panic, defers); the atomics, which observers read.
//
// There may be a million: what few need is behind a pointer, and TestSizeOfG holds
// the size.
type G struct {
	labels labelSet // must be first: the runtime's label pointer points here

	id      uint64
	parent  uint64
	cell    *Cell
	site    int32          // of the go statement; 0 for a cell's own goroutine
	callee  bool           // belongs to a goroutine of compiled code: no end is seen
	left    bool           // is leaving: deferred calls run
	leaving bool           // has called Done; see NumGoroutine
	lined   bool           // waits in a channel's own queue for others too; see lineUp
	gp      atomic.Uintptr // runtime g; 0 until the goroutine ran

	op    atomic.Uint64          // Op<<32 | site of the operation
	since atomic.Int64           // nanotime of the last blocking
	obj   atomic.Pointer[object] // channel, lock, wait group, condition, cases; nil for a nil channel
	stop  atomic.Pointer[gStop]

	prev, next *G // Cell.crowd's

	body func()               // what it runs; nil once it does
	rare atomic.Pointer[rare] // nil until needed
}

// rare is what few goroutines need. Of the atomics others write leaked; the rest is the
// goroutine's own.
type rare struct {
	take   *Defers      // what the next TakeRecover gives out
	top    *Defers      // the innermost that runs its calls under a panic
	flight *flight      // the panic on its way up, between one deferring function and the next
	timer  *time.Timer  // of Sleep
	until  atomic.Int64 // nanotime when a sleep ends
	leaked atomic.Int64 // since, if nobody can end that blocking; see FindLeaks
	noted  []Case       // of the native select statements that are being entered; see noteCase
	logs   int          // the site whose slog record is being handled
}

// nothing is the rare of those who have none. It is not written to.
var nothing rare

// has is for reading.
func (g *G) has() *rare {
	if r := g.rare.Load(); r != nil {
		return r
	}
	return &nothing
}

// needs is for writing. Any goroutine may call it.
func (g *G) needs() *rare {
	if r := g.rare.Load(); r != nil {
		return r
	}
	g.rare.CompareAndSwap(nil, new(rare))
	return g.rare.Load()
}

// object stands for whatever a goroutine waits for: something with an address. A select
// statement's is its cases, told by an odd address; see waitsFor.
type object struct{ _ uintptr }

// casesObject is the object that stands for the cases of a select statement.
func casesObject(cases *[]Case) *object {
	return (*object)(unsafe.Add(unsafe.Pointer(cases), 1))
}

// waitsFor is what a blocked goroutine waits for: an object or, in a select statement,
// cases. Both are nil where that is nothing, or nothing known.
func (g *G) waitsFor() (obj *object, cases *[]Case) {
	obj = g.obj.Load()
	if uintptr(unsafe.Pointer(obj))&1 != 0 {
		return nil, (*[]Case)(unsafe.Add(unsafe.Pointer(obj), -1))
	}
	return obj, nil
}

// gStop is the channel that ends a goroutine's blocked operation. A channel shared by
// the whole cell would make every blocking operation contend for its lock; see crowd.
type gStop struct {
	c      chan struct{}
	closed atomic.Bool
}

func (s *gStop) close() {
	if s.closed.CompareAndSwap(false, true) {
		close(s.c)
	}
}

var lastG atomic.Uint64

func newG(c *Cell, site int, parent *G) *G {
	g := &G{id: lastG.Add(1), site: int32(site), cell: c, labels: c.labelsOf(int32(site))}
	if parent != nil {
		g.parent = parent.id
	}
	return g
}

// current returns the G of the calling goroutine. It makes one for a goroutine
// that compiled code started.
func current() *G {
	p := getProfLabel()
	if g := labelled(p); g != nil {
		if gp := getg(); g.gp.Load() == gp {
			return g
		}
		return adopt(g)
	}
	return stray(p)
}

// adopt makes a G for a goroutine that inherited parent's label pointer.
func adopt(parent *G) *G {
	g := newG(parent.cell, int(parent.site), parent)
	g.callee = true
	g.gp.Store(getg())
	setProfLabel(unsafe.Pointer(g))
	g.cell.addCallee(g)
	return g
}

// stray makes a G for a goroutine without one: compiled code that no cell is
// known to have started, or user code inside pprof.Do.
func stray(p unsafe.Pointer) *G {
	g := newG(latestCell(), 0, nil)
	g.callee = true
	g.gp.Store(getg())
	if p == nil {
		setProfLabel(unsafe.Pointer(g))
		g.cell.addCallee(g)
	}
	return g
}

// noG is the address of no runtime g: that of a G whose goroutine is gone.
const noG = ^uintptr(0)

// begin makes g the calling goroutine's, and returns what that is to run.
func (g *G) begin() func() {
	g.gp.Store(getg())
	setProfLabel(unsafe.Pointer(g))
	f := g.body
	g.body = nil // what it holds is the program's to keep or to forget
	return f
}

// park says that g is about to block on obj, and returns the channel that ends the wait.
func (g *G) park(op Op, site int, obj unsafe.Pointer) <-chan struct{} {
	s := g.stop.Load()
	if s == nil {
		s = &gStop{c: make(chan struct{})}
		g.stop.Store(s)
	}
	// Stop may have walked the crowd before the channel was there.
	if g.cell.stopped.Load() {
		s.close()
	}
	g.obj.Store((*object)(obj))
	g.since.Store(nanotime())
	g.op.Store(uint64(op)<<32 | uint64(uint32(site)))
	return s.c
}

// parkSelect is park for a select statement.
func (g *G) parkSelect(site int, cases []Case) <-chan struct{} {
	return g.park(OpSelect, site, unsafe.Pointer(casesObject(&cases)))
}

// maxNoted bounds the notes of select statements that were never entered, since what they
// would have waited for, or sent, panicked.
const maxNoted = 1000

// noteCase notes a channel of the native select statement that g is entering. Statements
// that the operands of another one enter come between its notes and are gone by its next.
func (g *G) noteCase(c unsafe.Pointer, send bool) {
	r := g.needs()
	if len(r.noted) == maxNoted {
		r.noted = nil
	}
	r.noted = append(r.noted, Case{c: *(*chan struct{})(unsafe.Pointer(&c)), send: send})
}

// parkNoted is parkSelect for the n channels noted last.
func (g *G) parkNoted(site, n int) <-chan struct{} {
	r := g.has()
	from := len(r.noted) - n
	if from < 0 {
		return g.park(OpSelect, site, nil) // its notes have been dropped
	}
	cases := append(make([]Case, 0, n), r.noted[from:]...) // observers keep it: no reuse
	if n > 0 {
		clear(r.noted[from:])
		r.noted = r.noted[:from]
	}
	return g.parkSelect(site, cases)
}

// unpark says that g runs again.
func (g *G) unpark() {
	if Op(g.op.Swap(0)>>32) == OpSelect {
		g.obj.Store(nil) // cases hold channels
	}
	if g.lined {
		g.stepOut(g.obj.Load().pointer())
	}
}

// leave ends the calling goroutine because its cell is being stopped. What it was
// blocked in stays readable until the goroutine is gone.
func (g *G) leave() {
	g.left = true
	if g.cell.own.Load() == g {
		g.cell.wasAt()
	}
	if g.lined {
		g.stepOut(g.obj.Load().pointer())
	}
	runtime.Goexit()
}

// check leaves if g's cell is being stopped. Deferred calls, which run while g
// leaves, may go on.
func (g *G) check() {
	if g.cell.stopped.Load() && !g.left {
		g.leave()
	}
}

var epoch = time.Now()

// nanotime is a monotonic clock, in nanoseconds.
func nanotime() int64 { return int64(time.Since(epoch)) }
