package worker

import (
	"runtime/debug"
	"time"
)

// watch looks at the process's resident memory and says when it is too much.
//
// Goroutines:
//
//	1  run  started by newWatch; it lives as long as the process
type watch struct {
	limit int64
	over  func(used, limit int64)
	wake  chan bool // true: a cell runs
}

const (
	// watchPace is the fastest that a program is expected to take memory, in bytes a
	// second: the next look comes before it can have reached the limit.
	watchPace = 4 << 30
	watchMin  = 2 * time.Millisecond
	watchMax  = 50 * time.Millisecond
	// watchIdle is the time between looks while no cell runs.
	watchIdle = 500 * time.Millisecond
)

// newWatch starts watching; it calls over once, with bytes. A limit of 0 is none.
func newWatch(limit int64, over func(used, limit int64)) *watch {
	w := &watch{limit: limit, over: over, wake: make(chan bool, 1)}
	if limit > 0 {
		// Short of the limit the collector works harder: what can be freed is.
		debug.SetMemoryLimit(limit / 10 * 9)
	}
	go w.run()
	return w
}

// start tells that a cell runs.
func (w *watch) start() { w.set(true) }

// stop tells that it has ended.
func (w *watch) stop() { w.set(false) }

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
	r, err := newResidentReader()
	if err != nil || w.limit <= 0 {
		for range w.wake {
		}
	}
	busy := false
	t := time.NewTimer(watchIdle)
	for {
		select {
		case busy = <-w.wake:
			t.Reset(0)
			if !busy {
				t.Reset(watchIdle)
			}
		case <-t.C:
			used, err := r.read()
			if err == nil && used > w.limit {
				w.over(used, w.limit)
			}
			if !busy {
				t.Reset(watchIdle)
				break
			}
			free := time.Duration(max(0, w.limit-used)) * (time.Second / watchPace)
			t.Reset(min(max(free, watchMin), watchMax))
		}
	}
}
