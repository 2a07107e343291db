package rt

import (
	"slices"
	"sync/atomic"

	"schedtick/kernel/heapdump"
)

// ring is a circle of goroutines: each waits for something that, of all that live, only
// the next one can do.
type ring struct {
	ids   []uint64
	since []int64 // when each was blocked: later the ring is broken
}

// rings are those that the last search has found; see Snapshot.
var rings atomic.Pointer[[]ring]

// ringMost is among how many goroutines rings are searched: each is followed through
// the heap by itself.
const ringMost = 16

// findRings looks for circles among the dead ones of a search: through channels, wait
// groups and conditions, where exactly one other goroutine can still reach what one
// waits for, and through locks, where the holder counts. Who waits at the same channel
// for the same thing is no help.
func (s *search) findRings(d *heapdump.Dump, dead []bool) {
	n := 0
	for _, is := range dead {
		if is {
			n++
		}
	}
	if n < 2 || n > ringMost {
		rings.Store(nil)
		return
	}
	holders := d.Holders(s.waiters, dead, s.weak())
	next := make([]int, len(s.gs))
	for i := range s.gs {
		next[i] = -1
		if dead[i] {
			next[i] = s.only(i, holders[i], dead)
		}
	}
	var found []ring
	done := make([]bool, len(s.gs))
	for i := range s.gs {
		on := []int{}
		for k := i; k >= 0 && !done[k]; k = next[k] {
			done[k] = true
			on = append(on, k)
			if at := slices.Index(on, next[k]); at >= 0 {
				var r ring
				for _, m := range on[at:] {
					r.ids, r.since = append(r.ids, s.gs[m].id), append(r.since, s.since[m])
				}
				if len(r.ids) > 1 {
					found = append(found, r)
				}
				break
			}
		}
	}
	rings.Store(&found)
}

// only is the index of the one goroutine that could let the i-th go on, -1 if there is none
// or more than one.
func (s *search) only(i int, holders []int, dead []bool) int {
	w := s.waiters[i]
	if len(w.For) != 1 {
		return -1
	}
	switch op := s.op(i); op {
	case OpMutexLock, OpRWLock, OpRWRLock:
		return -1 // snapshotter.cycles has those
	case OpSend, OpRecv, OpWgWait, OpCondWait:
		holders = slices.DeleteFunc(slices.Clone(holders), func(j int) bool {
			return s.op(j) == op && slices.Equal(s.waiters[j].For, w.For)
		})
	default:
		return -1
	}
	if len(holders) != 1 || !dead[holders[0]] {
		return -1
	}
	// The interpreter's closures hold more than they name.
	if !mayUse(int(s.gs[holders[0]].site), siteText(int(uint32(s.gs[i].op.Load())))) {
		return -1
	}
	return holders[0]
}

// op is what the i-th goroutine is blocked in.
func (s *search) op(i int) Op { return Op(s.gs[i].op.Load() >> 32) }

// addRings puts the rings that still are into the snapshot's circles.
func (s *snapshotter) addRings(add func(ids []uint64, waiting map[uint64]int)) {
	list := rings.Load()
	if list == nil || len(*list) == 0 {
		return
	}
	of := map[uint64]bool{}
	for _, r := range *list {
		for _, id := range r.ids {
			of[id] = true
		}
	}
	waiting := map[uint64]int{}
	for i := range s.members {
		if m := &s.members[i]; of[m.g.id] && m.group >= 0 && s.groups[m.group].first.op != 0 {
			waiting[m.g.id] = i
		}
	}
	for _, r := range *list {
		whole := true
		for k, id := range r.ids {
			i, ok := waiting[id]
			whole = whole && ok && s.members[i].since == uint32(r.since[k])
		}
		if whole {
			add(r.ids, waiting)
		}
	}
}
