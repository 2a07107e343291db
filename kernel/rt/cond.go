package rt

import (
	"slices"
	"sync"
	"unsafe"
)

// condTable holds the goroutines that wait for conditions. They do not wait in
// sync.Cond itself, where Stop could not reach them; a Signal by compiled code
// does not reach them either.
var condTable struct {
	mu   sync.Mutex
	wait map[*sync.Cond][]chan struct{}
}

// CondWait is c.Wait().
func CondWait(site int, c *sync.Cond) {
	g := current()
	ready := make(chan struct{}, 1)
	condTable.mu.Lock()
	if condTable.wait == nil {
		condTable.wait = map[*sync.Cond][]chan struct{}{}
	}
	condTable.wait[c] = append(condTable.wait[c], ready)
	condTable.mu.Unlock()
	unlocker(site, c.L)
	select {
	case <-ready:
	case <-g.park(OpCondWait, site, unsafe.Pointer(c)):
		condTable.mu.Lock()
		l := condTable.wait[c]
		if i := slices.Index(l, ready); i >= 0 {
			condTable.wait[c] = slices.Delete(l, i, i+1)
			condSettle(c)
		}
		condTable.mu.Unlock()
		// The lock is not taken again. The deferred Unlock finds a lock that
		// is not this goroutine's and leaves it alone; see stranger.
		g.leave()
	}
	g.unpark()
	locker(site, c.L)
}

func condSettle(c *sync.Cond) {
	if len(condTable.wait[c]) == 0 {
		delete(condTable.wait, c)
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
	l := condTable.wait[c]
	if len(l) > 0 {
		l[0] <- struct{}{}
		condTable.wait[c] = slices.Delete(l, 0, 1)
		condSettle(c)
	}
	condTable.mu.Unlock()
	if len(l) == 0 {
		c.Signal() // one that waits in compiled code
	}
}

// CondBroadcast is c.Broadcast().
func CondBroadcast(site int, c *sync.Cond) {
	condTable.mu.Lock()
	for _, ready := range condTable.wait[c] {
		ready <- struct{}{}
	}
	delete(condTable.wait, c)
	condTable.mu.Unlock()
	c.Broadcast()
}
