package rt

import (
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// poll waits until try succeeds.
func poll(op Op, site int, try func() bool) {
	if try() {
		return
	}
	g := current()
	stop := g.park(op, site, nil)
	t := time.NewTicker(time.Millisecond)
	defer t.Stop()
	for !try() {
		select {
		case <-t.C:
		case <-stop:
			g.leave()
		}
	}
	g.unpark()
}

// WgAdd is wg.Add(n).
func WgAdd(site int, wg *sync.WaitGroup, n int) { wg.Add(n) }

// WgDone is wg.Done().
func WgDone(site int, wg *sync.WaitGroup) { wg.Done() }

// WgWait is wg.Wait().
func WgWait(site int, wg *sync.WaitGroup) {
	poll(OpWgWait, site, func() bool { return atomic.LoadUint64((*uint64)(unsafe.Pointer(wg)))>>32 == 0 })
}

// WgGo is wg.Go(f).
func WgGo(site int, wg *sync.WaitGroup, f func()) {
	WgAdd(site, wg, 1)
	Go(site, func() {
		panicked := true
		defer func() {
			// As sync does it: no Done after a panic, which ends the program.
			if !panicked {
				WgDone(site, wg)
			} else if r := recover(); r != nil {
				panic(r)
			} else {
				WgDone(site, wg)
			}
		}()
		f()
		panicked = false
	})
}

var conds sync.Map // *sync.Cond -> *condWait

type condWait struct {
	mu   sync.Mutex
	list []chan struct{}
}

func condOf(c *sync.Cond) *condWait {
	w, _ := conds.LoadOrStore(c, &condWait{})
	return w.(*condWait)
}

// CondWait is c.Wait().
func CondWait(site int, c *sync.Cond) {
	g, w := current(), condOf(c)
	ch := make(chan struct{}, 1)
	w.mu.Lock()
	w.list = append(w.list, ch)
	w.mu.Unlock()
	c.L.Unlock()
	stop := g.park(OpCondWait, site, nil)
	select {
	case <-ch:
	case <-stop:
		g.leave()
	}
	g.unpark()
	c.L.Lock()
}

// CondSignal is c.Signal().
func CondSignal(site int, c *sync.Cond) {
	w := condOf(c)
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.list) > 0 {
		w.list[0] <- struct{}{}
		w.list = w.list[1:]
	}
}

// CondBroadcast is c.Broadcast().
func CondBroadcast(site int, c *sync.Cond) {
	w := condOf(c)
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, ch := range w.list {
		ch <- struct{}{}
	}
	w.list = nil
}

// OnceDo is o.Do(f).
func OnceDo(site int, o *sync.Once, f func()) { o.Do(f) }

// Sleep is time.Sleep(d).
func Sleep(site int, d time.Duration) {
	g := current()
	g.check()
	if d <= 0 {
		return
	}
	stop := g.park(OpSleep, site, nil)
	if g.timer == nil {
		g.timer = time.NewTimer(d)
	} else {
		g.timer.Reset(d)
	}
	select {
	case <-g.timer.C:
	case <-stop:
		g.timer.Stop()
		g.leave()
	}
	g.unpark()
}
