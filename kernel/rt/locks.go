package rt

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

const (
	// handoffAfter is how long a waiter lets others overtake it, as in sync.
	handoffAfter = time.Millisecond
	// lockPoll is how often the first waiter looks whether compiled code, which
	// wakes nobody here, has released the lock.
	lockPoll = 10 * time.Millisecond
)

// lockState is who holds a lock and who waits for it. Locks that are free and
// not waited for have none.
type lockState struct {
	holder  *G // of the lock, or of the write lock; nil: nobody, or compiled code
	site    int
	readers []*G
	queue   []*lockWaiter
	rw      bool
}

// lockWaiter is one goroutine that waits for a lock.
type lockWaiter struct {
	g       *G
	site    int
	read    bool
	since   int64
	granted bool          // under the shard's mutex
	ready   chan struct{} // capacity 1: granted, or worth another try
}

func (w *lockWaiter) poke() {
	select {
	case w.ready <- struct{}{}:
	default:
	}
}

// lockShard is a part of the table of locks.
type lockShard struct {
	mu    sync.Mutex
	locks map[unsafe.Pointer]*lockState
	free  []*lockState
}

var lockTable [64]lockShard

func shardOf(p unsafe.Pointer) *lockShard {
	x := uint64(uintptr(p)) >> 3 * 0x9e3779b97f4a7c15
	return &lockTable[x>>58]
}

// state returns the state of the lock at p, made if need be. s.mu is held.
func (s *lockShard) state(p unsafe.Pointer) *lockState {
	st := s.locks[p]
	if st != nil {
		return st
	}
	if s.locks == nil {
		s.locks = map[unsafe.Pointer]*lockState{}
	}
	if n := len(s.free); n > 0 {
		st, s.free = s.free[n-1], s.free[:n-1]
	} else {
		st = new(lockState)
	}
	s.locks[p] = st
	return st
}

// settle forgets the state of a lock that is free and not waited for. s.mu is held.
func (s *lockShard) settle(p unsafe.Pointer, st *lockState) {
	if st.holder != nil || len(st.readers) > 0 || len(st.queue) > 0 {
		return
	}
	delete(s.locks, p)
	st.site, st.rw = 0, false
	if len(s.free) < 64 {
		s.free = append(s.free, st)
	}
}

// held notes that g took the lock for itself alone.
func (st *lockState) held(g *G, site int) { st.holder, st.site = g, site }

// drop removes w from the queue and has the next one take over its polling.
func (st *lockState) drop(w *lockWaiter) {
	if i := slices.Index(st.queue, w); i >= 0 {
		st.queue = slices.Delete(st.queue, i, i+1)
	}
	if len(st.queue) > 0 {
		st.queue[0].poke()
	}
}

// grant gives the lock to w, which is removed from the queue.
func (st *lockState) grant(w *lockWaiter) {
	if w.read {
		st.readers = append(st.readers, w.g)
	} else {
		st.held(w.g, w.site)
	}
	w.granted = true
	st.drop(w)
	w.poke()
}

// wait blocks g until the lock at p is its own. retry, called with the shard's
// mutex held, grants what can be granted now; release undoes a grant.
func (s *lockShard) wait(g *G, op Op, site int, p unsafe.Pointer, w *lockWaiter, retry func(st *lockState), release func()) {
	w.g, w.site, w.since, w.ready = g, site, nanotime(), make(chan struct{}, 1)
	stop := g.park(op, site, p)
	var timer *time.Timer
	s.mu.Lock()
	st := s.state(p)
	st.queue = append(st.queue, w)
	for {
		retry(st)
		if w.granted {
			break
		}
		var tick <-chan time.Time
		if st.queue[0] == w {
			if timer == nil {
				timer = time.NewTimer(lockPoll)
				defer timer.Stop()
			} else {
				timer.Reset(lockPoll)
			}
			tick = timer.C
		}
		s.mu.Unlock()
		stopped := false
		select {
		case <-w.ready:
		case <-tick:
		case <-stop:
			stopped = true
		}
		s.mu.Lock()
		if stopped && !w.granted {
			st.drop(w)
			retry(st) // readers may have waited behind this writer
			s.settle(p, st)
			s.mu.Unlock()
			g.leave()
		}
		if stopped {
			s.mu.Unlock()
			release()
			g.leave()
		}
	}
	s.mu.Unlock()
	g.unpark()
}

// stranger reports whether g, which is being stopped, would release a lock that is
// not its own: its deferred calls run although the Lock before them did not.
func stranger(g *G, st *lockState) bool {
	return g.cell.stopped.Load() && (st == nil || st.holder != g)
}

// MutexLock is m.Lock().
func MutexLock(site int, m *sync.Mutex) {
	p := unsafe.Pointer(m)
	g, s := current(), shardOf(p)
	if m.TryLock() {
		s.mu.Lock()
		s.state(p).held(g, site)
		s.mu.Unlock()
		return
	}
	s.wait(g, OpMutexLock, site, p, &lockWaiter{}, func(st *lockState) {
		if len(st.queue) > 0 && m.TryLock() {
			st.grant(st.queue[0])
		}
	}, func() { MutexUnlock(site, m) })
}

// MutexTryLock is m.TryLock().
func MutexTryLock(site int, m *sync.Mutex) bool {
	if !m.TryLock() {
		return false
	}
	p := unsafe.Pointer(m)
	s := shardOf(p)
	s.mu.Lock()
	s.state(p).held(current(), site)
	s.mu.Unlock()
	return true
}

// MutexUnlock is m.Unlock(). That of an unlocked mutex ends the cell with Go's fatal error.
func MutexUnlock(site int, m *sync.Mutex) {
	p := unsafe.Pointer(m)
	g, s := current(), shardOf(p)
	s.mu.Lock()
	st := s.locks[p]
	if stranger(g, st) {
		s.mu.Unlock()
		return
	}
	if !mutexLocked(m) {
		s.mu.Unlock()
		fatal(g, site, "sync: unlock of unlocked mutex")
	}
	if st == nil {
		m.Unlock()
	} else {
		s.unlockMutex(p, st)
	}
	s.mu.Unlock()
}

// unlockMutex releases the locked mutex at p, or hands it to a waiter. s.mu is held.
func (s *lockShard) unlockMutex(p unsafe.Pointer, st *lockState) {
	st.holder = nil
	if len(st.queue) == 0 {
		(*sync.Mutex)(p).Unlock()
		s.settle(p, st)
		return
	}
	first := st.queue[0]
	if nanotime()-first.since >= int64(handoffAfter) {
		st.grant(first)
		return
	}
	(*sync.Mutex)(p).Unlock()
	first.poke()
}

// mutexLocked reads the locked bit of a sync.Mutex; TestSyncLayout guards it.
func mutexLocked(m *sync.Mutex) bool { return atomic.LoadInt32((*int32)(unsafe.Pointer(m)))&1 != 0 }

// fatal ends the cell with one of the runtime's fatal errors, which the process
// would not have survived.
func fatal(g *G, site int, text string) {
	o := Outcome{Kind: Fatal, Message: "fatal error: " + text, GoSite: int(g.site)}
	if s, ok := Site(site); ok {
		o.Stack = []Frame{{Name: s.Name, Line: s.Line, Col: s.Col}}
	}
	g.cell.end(o)
	g.cell.halt(true)
	g.leave()
}

// releaseLocks frees the locks that the goroutines of a stopped cell took with them:
// the locks belong to the session, and nobody is left who could unlock them.
func releaseLocks(c *Cell) {
	for i := range lockTable {
		s := &lockTable[i]
		s.mu.Lock()
		for p, st := range s.locks {
			switch {
			case st.rw:
				st.releaseRW(s, p, c)
			case st.holder != nil && st.holder.cell == c && mutexLocked((*sync.Mutex)(p)):
				s.unlockMutex(p, st)
			}
		}
		s.mu.Unlock()
	}
}
