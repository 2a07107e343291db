package rt

import (
	"runtime"
	"sync"
)

// Go is the go statement at site.
func Go(site int, f func()) {
	parent := current()
	parent.check()
	if f == nil {
		fatal(parent, site, "go of nil func value")
	}
	start(site, parent, f, nil)
}

// start runs f on a new goroutine of parent's cell. When f returned or left by Goexit,
// not when it panicked, wg, if any, is told that it is done.
func start(site int, parent *G, f func(), wg *sync.WaitGroup) {
	g := newG(parent.cell, site, parent)
	g.body = f
	parent.cell.add(g)
	g.tell(TraceStarted)
	if wg != nil {
		go func() {
			defer g.finishGo(wg)
			g.begin()()
			runtime.KeepAlive(wg) // so that a dump's live words have it: it knows none of deferred calls
		}()
		return
	}
	go func() { // as run does it, in a frame less
		defer g.finish()
		g.begin()()
	}()
}

// flag is the variable that lowered loops test, and the cells being stopped.
var flag struct {
	mu    sync.Mutex
	p     *bool
	cells map[*Cell]bool
}

// StopFlag hands over the variable that lowered loops test: it is true while
// some cell is being stopped.
func StopFlag(p *bool) {
	flag.mu.Lock()
	defer flag.mu.Unlock()
	flag.p = p
	setFlag()
}

func raiseFlag(c *Cell) {
	flag.mu.Lock()
	defer flag.mu.Unlock()
	if flag.cells == nil {
		flag.cells = map[*Cell]bool{}
	}
	flag.cells[c] = true
	setFlag()
}

func lowerFlag(c *Cell) {
	flag.mu.Lock()
	defer flag.mu.Unlock()
	delete(flag.cells, c)
	setFlag()
}

// setFlag writes the flag without telling the race detector: interpreted loops
// read it as a plain variable, and any of its two values is right for them.
//
//go:norace
func setFlag() {
	if flag.p != nil {
		*flag.p = len(flag.cells) > 0
	}
	if p := nativeStop.Load(); p != nil {
		p.Store(len(flag.cells) > 0)
	}
}

// Checkpoint is the slow path of a safe point. It ends loops in deferred calls of a
// stopped cell too.
func Checkpoint() {
	if g := current(); g.cell.stopped.Load() {
		g.leave()
	}
	runtime.Gosched()
}

// Exit is os.Exit: the cell's goroutines end without running deferred calls.
func Exit(code int) {
	g := current()
	FlushOutput()
	g.cell.end(Outcome{Kind: Exited, ExitCode: code})
	g.cell.halt(true)
	g.leave()
}

// Goexit is runtime.Goexit.
func Goexit() { runtime.Goexit() }
