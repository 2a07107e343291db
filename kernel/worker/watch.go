package worker

import (
	"runtime/debug"
	"time"

	"schedtick/kernel/heapdump"
	"schedtick/kernel/resident"
	"schedtick/kernel/rt"
)

// watch looks, now and then, at the process's resident memory and says when it is too
// much, and at whether the running cell can still go on. It has memory collected less
// often while a crowd lives. When no cell has run for a while it lets go of memory that is
// not in use.
//
// Goroutines:
//
//	1  run  started by newWatch; it lives as long as the process
type watch struct {
	limit int64
	over  func(used, limit int64)
	near  func(used, limit int64) // called once a cell, before over
	look  func()                  // at the running cell
	wake  chan bool               // true: a cell runs
	// turn holds a token that a cell has while it runs, and the watch while it lets go:
	// a collection of ours is none of the cell's.
	turn chan struct{}
	mine bool // the cell has it; of the goroutine that calls start and stop
}

const (
	// watchPace is the fastest that a program is expected to take memory, in bytes a
	// second: the next look comes before it can have reached the limit.
	watchPace = 4 << 30
	watchMin  = 2 * time.Millisecond
	watchMax  = 50 * time.Millisecond
	// watchIdle is the time between looks while no cell runs.
	watchIdle = 500 * time.Millisecond
	// watchTurn bounds how long a cell waits for memory that is being let go.
	watchTurn = 20 * time.Millisecond
	// watchCrowd is with how many living goroutines of cells memory is let go: with more it
	// is mostly theirs, and the collection would keep this goroutine from its looks.
	watchCrowd = 10_000
)

// newWatch starts watching; it calls over once, with bytes, and near once a cell, when
// more than half of the limit is used and a crowd lives. A limit of 0 is none.
// While a cell runs it calls look at least once in watchMax.
func newWatch(limit int64, over, near func(used, limit int64), look func()) *watch {
	w := &watch{limit: limit, over: over, near: near, look: look, wake: make(chan bool, 1), turn: make(chan struct{}, 1)}
	w.turn <- struct{}{}
	if limit > 0 {
		// Short of the limit the collector works harder: what can be freed is.
		debug.SetMemoryLimit(limit / 10 * 9)
	}
	go w.run()
	return w
}

// start tells that a cell runs. It may wait for the turn.
func (w *watch) start() {
	select {
	case <-w.turn:
		w.mine = true
	default:
		t := time.NewTimer(watchTurn)
		defer t.Stop()
		select {
		case <-w.turn:
			w.mine = true
		case <-t.C:
		}
	}
	w.set(true)
}

// stop tells that it has ended.
func (w *watch) stop() {
	if w.mine {
		w.mine = false
		w.turn <- struct{}{}
	}
	w.set(false)
}

// set is called by one goroutine alone.
func (w *watch) set(busy bool) {
	for {
		select {
		case w.wake <- busy:
			return
		case <-w.wake: // the last news has not been heard; it is old now
		}
	}
}

func (w *watch) run() {
	used := func() int64 { return 0 }
	if r, err := newResidentReader(); err == nil && w.limit > 0 {
		used = func() int64 {
			heapdump.Calls.Lock()
			n, err := r.read()
			heapdump.Calls.Unlock()
			if err != nil {
				return 0
			}
			if n > w.limit {
				w.over(n, w.limit)
			}
			return n
		}
	}
	var memory resident.Memory
	busy, kept, since := false, true, time.Now() // since when no cell runs, and whether all is kept since
	warned := false                              // of the limit, since the cell began
	t := time.NewTimer(watchIdle)
	for {
		select {
		case busy = <-w.wake:
			warned = false
			t.Reset(0)
			if !busy {
				kept, since = true, time.Now()
				t.Reset(watchIdle)
			}
		case <-t.C:
			n := used()
			rt.AdjustCollector()
			if !busy {
				if kept && time.Since(since) >= resident.After {
					kept = !w.letGo(&memory)
				}
				t.Reset(watchIdle)
				break
			}
			w.look()
			if !warned && w.limit > 0 && n > w.limit/2 && rt.Living() > watchCrowd {
				warned = true
				w.near(n, w.limit)
			}
			pause := watchMax
			if w.limit > 0 {
				free := time.Duration(max(0, w.limit-n)) * (time.Second / watchPace)
				pause = min(max(free, watchMin), watchMax)
			}
			t.Reset(pause)
		}
	}
}

// letGo gives memory back and reports whether it did: not with a crowd, and not while a
// cell has the turn, of which this goroutine has not heard yet.
func (w *watch) letGo(m *resident.Memory) bool {
	if rt.Living() > watchCrowd {
		return false
	}
	select {
	case <-w.turn:
		m.LetGo()
		w.turn <- struct{}{}
		return true
	default:
		return false
	}
}
