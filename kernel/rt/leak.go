package rt

import (
	"sync"
	"time"
	"unsafe"

	"schedtick/kernel/heapdump"
)

// leakLimit is how much memory may be looked through, with the world stopped, for
// goroutines that nobody can wake: 64 MB take about 0.2 s. A session at rest has 10.
const leakLimit = 64 << 20

// leakShare bounds what looking again costs, where nothing new waits: 1 part in so many.
const leakShare = 50

// leaks is what the last search found out.
var leaks struct {
	mu   sync.Mutex
	mark uint64        // of those who waited then
	at   time.Time     // when it ended
	cost time.Duration // how long it took
}

// FindLeaks looks for goroutines that nobody can wake any more: what they wait for can
// be reached by no goroutine that runs, may run, or may be woken, by no timer and
// from no variable of the session. Snapshots call them leaked from then on.
//
// It costs a collection and a heap dump, about 50 ms in all, some 15 of them with the
// world stopped: callers see to it that this stops nobody, or that somebody has asked.
// It does nothing where no goroutine waits for another, or the same ones as last time
// not long ago. It fails where too much memory is in use, and while goroutines are in
// system calls.
func FindLeaks() error {
	leaks.mu.Lock()
	defer leaks.mu.Unlock()
	settleDown()
	s := newSearch()
	if len(s.gs) == 0 || s.mark == leaks.mark && time.Since(leaks.at) < leakShare*leaks.cost {
		return nil
	}
	began := time.Now()
	d, dead, err := s.run()
	if err != nil {
		return err
	}
	for i, dead := range dead {
		// Who has gone on meanwhile has another since.
		if dead {
			s.gs[i].needs().leaked.Store(s.since[i])
		} else if r := s.gs[i].rare.Load(); r != nil {
			r.leaked.Store(0)
		}
	}
	s.findRings(d, dead)
	leaks.mark, leaks.at, leaks.cost = s.mark, time.Now(), time.Since(began)
	return nil
}

// search is a search for goroutines that nobody can wake.
type search struct {
	gs      []*G // those that wait for others
	since   []int64
	waiters []heapdump.Waiter
	mark    uint64           // a number that is another one if others wait
	stale   []heapdump.Range // what those who run waited for last
}

// newSearch notes who waits for what.
func newSearch() *search {
	s := &search{mark: 1}
	for _, g := range livingGs() {
		s.stale = append(s.stale, heapdump.Range{Addr: uintptr(unsafe.Pointer(&g.obj)), Size: unsafe.Sizeof(g.obj)})
		since := g.since.Load()
		if w, ok := g.waiter(); ok && g.since.Load() == since {
			s.gs, s.since, s.waiters = append(s.gs, g), append(s.since, since), append(s.waiters, w)
			s.mark = (s.mark^g.id^uint64(since))*0x9e3779b97f4a7c15 + 1
		}
	}
	return s
}

// looks is how often a search looks again for goroutines that wait but were running
// when the world stopped: each look stops it for some 15 ms.
const looks = 6

// run says which of them nobody can wake. It stops the world, seldom more than once.
func (s *search) run() (*heapdump.Dump, []bool, error) {
	for n := 1; ; n++ {
		d, err := heapdump.Take(leakLimit)
		if err != nil {
			return nil, nil, err
		}
		if n == looks || d.Parked(s.staying()) {
			return d, d.Unreachable(s.waiters, s.weak()), nil
		}
		settleDown()
	}
}

// staying are the waiters that have waited for the same thing since the search began.
// One that was running all the same looks every lockPoll whether compiled code has
// released a lock, and on a loaded machine is long about it.
func (s *search) staying() []heapdump.Waiter {
	var list []heapdump.Waiter
	for i, g := range s.gs {
		if g.since.Load() == s.since[i] {
			list = append(list, s.waiters[i])
		}
	}
	return list
}

// weak are the references that lead nobody anywhere.
func (s *search) weak() []heapdump.Range { return append(rtTables(), s.stale...) }

// rtTables are where rt keeps what is waited for and by whom: nobody gets there.
func rtTables() []heapdump.Range {
	return []heapdump.Range{
		{Addr: uintptr(unsafe.Pointer(&lockTable)), Size: unsafe.Sizeof(lockTable)},
		{Addr: uintptr(unsafe.Pointer(&condTable)), Size: unsafe.Sizeof(condTable)},
		{Addr: uintptr(unsafe.Pointer(&wgTable)), Size: unsafe.Sizeof(wgTable)},
		{Addr: uintptr(unsafe.Pointer(&onceTable)), Size: unsafe.Sizeof(onceTable)},
	}
}

// settleDown lets goroutines come to rest that have just been started: up to 20 ms.
func settleDown() {
	const patience = 20_000_000 // ns
	for began := nanotime(); nanotime()-began < patience; time.Sleep(100 * time.Microsecond) {
		if readMetrics(running, runnable) <= 1 {
			return
		}
	}
}
