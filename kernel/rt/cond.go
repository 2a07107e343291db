package rt

import (
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// condTable holds the goroutines that wait for conditions. They do not wait in
// sync.Cond itself, where Stop could not reach them. But they draw their tickets
// there, so that waits here and in compiled code end in one order, whoever signals.
var condTable struct {
	mu   sync.Mutex
	wait map[*sync.Cond][]*condWaiter // by ticket
}

// condWaiter is one goroutine in Wait. Its fields are under condTable.mu.
type condWaiter struct {
	ticket   uint32
	notified bool
	gone     bool          // was stopped; who notifies its ticket means the next one
	polls    bool          // looks whether compiled code, which tells nobody, has signalled
	ready    chan struct{} // capacity 1: notified, or to poll from now on
}

func (w *condWaiter) poke() {
	select {
	case w.ready <- struct{}{}:
	default:
	}
}

// condLayout has the layout of sync.Cond; TestSyncLayout guards it. Tickets from
// notify up to wait are waiting.
type condLayout struct {
	l            sync.Locker
	wait, notify uint32
	_            uintptr
	_, _         unsafe.Pointer
	checker      uintptr
}

// condState is c's state. It panics, as sync.Cond does, if c was copied after a use.
func condState(c *sync.Cond) *condLayout {
	s := (*condLayout)(unsafe.Pointer(c))
	self := uintptr(unsafe.Pointer(&s.checker))
	if atomic.LoadUintptr(&s.checker) != self && !atomic.CompareAndSwapUintptr(&s.checker, 0, self) && atomic.LoadUintptr(&s.checker) != self {
		panic("sync.Cond is copied")
	}
	return s
}

// condSettle ends the waits whose tickets were notified, and has the first of the
// others poll. condTable.mu is held.
func condSettle(c *sync.Cond) {
	s, l := (*condLayout)(unsafe.Pointer(c)), condTable.wait[c]
	for len(l) > 0 && int32(atomic.LoadUint32(&s.notify)-l[0].ticket) > 0 {
		w := l[0]
		l[0], l = nil, l[1:]
		if w.gone {
			c.Signal()
			continue
		}
		w.notified = true
		w.poke()
	}
	// The last tickets can be given back.
	for k := len(l) - 1; k >= 0 && l[k].gone && atomic.CompareAndSwapUint32(&s.wait, l[k].ticket+1, l[k].ticket); k-- {
		l = l[:k]
	}
	if len(l) == 0 {
		delete(condTable.wait, c)
		return
	}
	condTable.wait[c] = l
	for _, w := range l {
		if !w.gone {
			if !w.polls {
				w.polls = true
				w.poke()
			}
			break
		}
	}
}

// CondWait is c.Wait().
func CondWait(site int, c *sync.Cond) {
	g, s := current(), condState(c)
	w := &condWaiter{ready: make(chan struct{}, 1)}
	condTable.mu.Lock()
	if condTable.wait == nil {
		condTable.wait = map[*sync.Cond][]*condWaiter{}
	}
	w.ticket = atomic.AddUint32(&s.wait, 1) - 1
	condTable.wait[c] = append(condTable.wait[c], w)
	condSettle(c)
	condTable.mu.Unlock()
	unlocker(site, c.L)
	if !w.wait(c, g.park(OpCondWait, site, unsafe.Pointer(c))) {
		// The lock is not taken again. The deferred Unlock finds a lock that
		// is not this goroutine's and leaves it alone; see stranger.
		g.leave()
	}
	g.unpark()
	locker(site, c.L)
}

// wait returns true when w was notified, false when stop ended the wait.
func (w *condWaiter) wait(c *sync.Cond, stop <-chan struct{}) bool {
	var timer *time.Timer
	var tick <-chan time.Time
	for {
		stopped := false
		select {
		case <-w.ready:
		case <-tick:
		case <-stop:
			stopped = true
		}
		condTable.mu.Lock()
		w.gone = stopped && !w.notified
		condSettle(c)
		notified, polls := w.notified, w.polls
		condTable.mu.Unlock()
		switch {
		case stopped && notified:
			CondSignal(0, c) // it was meant for one who goes on
			return false
		case stopped:
			return false
		case notified:
			return true
		case !polls:
		case timer == nil:
			timer = time.NewTimer(lockPoll)
			defer timer.Stop()
			tick = timer.C
		default:
			timer.Reset(lockPoll)
		}
	}
}

// locker is l.Lock(), interruptible where the kind of lock is known.
func locker(site int, l sync.Locker) {
	switch l := l.(type) {
	case *sync.Mutex:
		MutexLock(site, l)
	case *sync.RWMutex:
		RWLock(site, l)
	default:
		l.Lock()
	}
}

func unlocker(site int, l sync.Locker) {
	switch l := l.(type) {
	case *sync.Mutex:
		MutexUnlock(site, l)
	case *sync.RWMutex:
		RWUnlock(site, l)
	default:
		l.Unlock()
	}
}

// CondSignal is c.Signal().
func CondSignal(site int, c *sync.Cond) {
	condTable.mu.Lock()
	defer condTable.mu.Unlock()
	c.Signal()
	condSettle(c)
}

// CondBroadcast is c.Broadcast().
func CondBroadcast(site int, c *sync.Cond) {
	condTable.mu.Lock()
	defer condTable.mu.Unlock()
	c.Broadcast()
	for _, w := range condTable.wait[c] {
		if w.gone { // nobody to notify in its place
			w.gone, w.notified = false, true
		}
	}
	condSettle(c)
}
