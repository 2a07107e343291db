package rt

import (
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"
)

// rwLayout is the layout of sync.RWMutex; TestSyncLayout guards it.
type rwLayout struct {
	w           sync.Mutex
	writerSem   uint32
	readerSem   uint32
	readerCount atomic.Int32 // negative while a writer holds or waits
	readerWait  atomic.Int32
}

// readersOf is the number of read locks; writer says that a writer holds or waits.
func readersOf(m *sync.RWMutex) (n int, writer bool) {
	c := (*rwLayout)(unsafe.Pointer(m)).readerCount.Load()
	if c < 0 {
		return int(c + 1<<30), true
	}
	return int(c), false
}

// writerWaits reports whether a writer is in the queue. Readers then wait behind it,
// as in sync: a read lock taken twice can deadlock here too.
func (st *lockState) writerWaits() bool {
	return slices.ContainsFunc(st.queue, func(w *lockWaiter) bool { return !w.read })
}

// admit grants m to those who may have it now: after a writer first all readers
// that wait, else the first in the queue and, if it reads, the readers behind it.
func (st *lockState) admit(m *sync.RWMutex, afterWriter bool) {
	for afterWriter {
		i := slices.IndexFunc(st.queue, func(w *lockWaiter) bool { return w.read })
		if i < 0 || !m.TryRLock() {
			break
		}
		st.grant(st.queue[i])
	}
	for len(st.queue) > 0 && st.queue[0].read && m.TryRLock() {
		st.grant(st.queue[0])
	}
	if len(st.queue) > 0 && !st.queue[0].read && m.TryLock() {
		st.grant(st.queue[0])
	}
}

// RWLock is m.Lock().
func RWLock(site int, m *sync.RWMutex) {
	if RWTryLock(site, m) {
		return
	}
	p := unsafe.Pointer(m)
	shardOf(p).wait(current(), OpRWLock, site, p, &lockWaiter{}, func(st *lockState) {
		st.rw = true
		st.admit(m, false)
	}, func() { RWUnlock(site, m) })
}

// RWTryLock is m.TryLock().
func RWTryLock(site int, m *sync.RWMutex) bool {
	p := unsafe.Pointer(m)
	g, s := current(), shardOf(p)
	s.mu.Lock()
	defer s.mu.Unlock()
	if !m.TryLock() {
		return false
	}
	st := s.state(p)
	st.rw = true
	st.held(g, site)
	return true
}

// RWUnlock is m.Unlock().
func RWUnlock(site int, m *sync.RWMutex) {
	p := unsafe.Pointer(m)
	g, s := current(), shardOf(p)
	s.mu.Lock()
	st := s.locks[p]
	if stranger(g, st) {
		s.mu.Unlock()
		return
	}
	if _, writer := readersOf(m); !writer {
		s.mu.Unlock()
		fatal(g, site, "sync: Unlock of unlocked RWMutex")
	}
	m.Unlock()
	if st != nil {
		st.holder = nil
		st.admit(m, true)
		s.settle(p, st)
	}
	s.mu.Unlock()
}

// RWRLock is m.RLock().
func RWRLock(site int, m *sync.RWMutex) {
	if RWTryRLock(site, m) {
		return
	}
	p := unsafe.Pointer(m)
	shardOf(p).wait(current(), OpRWRLock, site, p, &lockWaiter{read: true}, func(st *lockState) {
		st.rw = true
		st.admit(m, false)
	}, func() { RWRUnlock(site, m) })
}

// RWTryRLock is m.TryRLock().
func RWTryRLock(site int, m *sync.RWMutex) bool {
	p := unsafe.Pointer(m)
	g, s := current(), shardOf(p)
	s.mu.Lock()
	defer s.mu.Unlock()
	if st := s.locks[p]; st != nil && st.writerWaits() {
		return false
	}
	if !m.TryRLock() {
		return false
	}
	st := s.state(p)
	st.rw = true
	st.readers = append(st.readers, g)
	return true
}

// RWRUnlock is m.RUnlock().
func RWRUnlock(site int, m *sync.RWMutex) {
	p := unsafe.Pointer(m)
	g, s := current(), shardOf(p)
	s.mu.Lock()
	st := s.locks[p]
	own := -1
	if st != nil {
		own = slices.Index(st.readers, g)
	}
	if own < 0 && g.cell.stopped.Load() {
		s.mu.Unlock()
		return
	}
	if n, _ := readersOf(m); n <= 0 {
		s.mu.Unlock()
		fatal(g, site, "sync: RUnlock of unlocked RWMutex")
	}
	m.RUnlock()
	if st != nil {
		st.readerGone(own)
		st.admit(m, false)
		s.settle(p, st)
	}
	s.mu.Unlock()
}

// readerGone forgets reader i; -1 is one that another goroutine unlocked for.
func (st *lockState) readerGone(i int) {
	if i < 0 {
		i = len(st.readers) - 1
	}
	if i >= 0 {
		last := len(st.readers) - 1
		st.readers[i] = st.readers[last]
		st.readers[last] = nil
		st.readers = st.readers[:last]
	}
}

// releaseRW frees what goroutines of c hold of the lock at p. s.mu is held.
func (st *lockState) releaseRW(s *lockShard, p unsafe.Pointer, c *Cell) {
	m := (*sync.RWMutex)(p)
	if _, writer := readersOf(m); writer && st.holder != nil && st.holder.cell == c {
		m.Unlock()
		st.holder = nil
		st.admit(m, true)
	}
	for i := len(st.readers) - 1; i >= 0; i-- {
		if n, _ := readersOf(m); n > 0 && st.readers[i].cell == c {
			m.RUnlock()
			st.readerGone(i)
			st.admit(m, false)
		}
	}
	s.settle(p, st)
}
