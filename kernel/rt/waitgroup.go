package rt

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// wgTable holds the goroutines that wait for wait groups.
var wgTable struct {
	n    atomic.Int64 // how many wait; spares the others the mutex
	mu   sync.Mutex
	wait map[*sync.WaitGroup][]*wgWaiter
}

// wgWaiter is one goroutine in Wait.
type wgWaiter struct {
	done  bool          // under wgTable.mu
	ready chan struct{} // capacity 1: done, or now the first in line
}

func (w *wgWaiter) poke() {
	select {
	case w.ready <- struct{}{}:
	default:
	}
}

// wgCount reads the counter of a sync.WaitGroup; TestSyncLayout guards it.
func wgCount(wg *sync.WaitGroup) int {
	return int(int32(atomic.LoadUint64((*uint64)(unsafe.Pointer(wg))) >> 32))
}

// WgAdd is wg.Add(n).
func WgAdd(site int, wg *sync.WaitGroup, n int) {
	wg.Add(n)
	if n < 0 && wgTable.n.Load() > 0 && wgCount(wg) == 0 {
		wgTable.mu.Lock()
		wgRelease(wg)
		wgTable.mu.Unlock()
	}
}

// wgRelease ends all waits for wg. wgTable.mu is held.
func wgRelease(wg *sync.WaitGroup) {
	for _, w := range wgTable.wait[wg] {
		w.done = true
		w.poke()
	}
	delete(wgTable.wait, wg)
}

// WgDone is wg.Done().
func WgDone(site int, wg *sync.WaitGroup) {
	current().leaves()
	WgAdd(site, wg, -1)
}

// WgWait is wg.Wait().
func WgWait(site int, wg *sync.WaitGroup) {
	if wgCount(wg) == 0 {
		raceAcquire(unsafe.Pointer(wg))
		return
	}
	g := current()
	stop := g.park(OpWgWait, site, unsafe.Pointer(wg))
	w := &wgWaiter{ready: make(chan struct{}, 1)}
	wgTable.n.Add(1)
	defer wgTable.n.Add(-1)
	var timer *time.Timer
	wgTable.mu.Lock()
	if wgTable.wait == nil {
		wgTable.wait = map[*sync.WaitGroup][]*wgWaiter{}
	}
	wgTable.wait[wg] = append(wgTable.wait[wg], w)
	for {
		// Compiled code calls Done without telling: the first waiter looks.
		if !w.done && wgCount(wg) == 0 {
			wgRelease(wg)
		}
		if w.done {
			break
		}
		var tick <-chan time.Time
		if wgTable.wait[wg][0] == w {
			if timer == nil {
				timer = time.NewTimer(lockPoll)
				defer timer.Stop()
			} else {
				timer.Reset(lockPoll)
			}
			tick = timer.C
		}
		wgTable.mu.Unlock()
		stopped := false
		select {
		case <-w.ready:
		case <-tick:
		case <-stop:
			stopped = true
		}
		wgTable.mu.Lock()
		if stopped {
			wgForget(wg, w)
			wgTable.mu.Unlock()
			g.leave()
		}
	}
	wgTable.mu.Unlock()
	raceAcquire(unsafe.Pointer(wg))
	g.unpark()
}

// wgForget takes a waiter that leaves out of the line. wgTable.mu is held.
func wgForget(wg *sync.WaitGroup, w *wgWaiter) {
	l := wgTable.wait[wg]
	i := slices.Index(l, w)
	if i < 0 {
		return
	}
	if l = slices.Delete(l, i, i+1); len(l) == 0 {
		delete(wgTable.wait, wg)
		return
	}
	wgTable.wait[wg] = l
	l[0].poke()
}

// WgGo is wg.Go(f).
func WgGo(site int, wg *sync.WaitGroup, f func()) {
	parent := current()
	parent.check()
	WgAdd(site, wg, 1)
	start(site, parent, f, wg)
}
