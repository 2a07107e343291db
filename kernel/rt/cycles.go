package rt

import "slices"

// cycles finds circles of goroutines each of which waits for a lock that the next
// one holds, and adds those through other things that a search has found. Who waits for
// a read lock to be released waits for each of its holders, so that one way round is enough.
// Only who holds something is in a circle, be there a million who wait for it.
func (s *snapshotter) cycles() {
	holds := map[uint64]bool{}
	for i := range s.out.Objects {
		for _, h := range s.out.Objects[i].Holders {
			holds[h.ID] = true
		}
	}
	waiting := map[uint64]int{} // goroutine -> its member, of those that wait for a held lock
	next := map[uint64][]uint64{}
	for i := range s.members {
		st := &s.members[i]
		if st.group < 0 || !holds[st.g.id] {
			continue
		}
		gr := s.out.Groups[st.group]
		if len(gr.Waits) != 1 || gr.Mixed {
			continue
		}
		for _, h := range s.out.Objects[gr.Waits[0].Object].Holders {
			waiting[st.g.id] = i
			next[st.g.id] = append(next[st.g.id], h.ID)
		}
	}
	done := map[uint64]bool{}
	seen := map[string]bool{}
	add := func(c []uint64, waiting map[uint64]int) {
		groups := make([]int, 0, len(c))
		for _, id := range c {
			if g := int(s.members[waiting[id]].group); !slices.Contains(groups, g) {
				groups = append(groups, g)
			}
		}
		least := slices.Index(groups, slices.Min(groups))
		groups = append(groups[least:], groups[:least]...)
		if k := key(groups); !seen[k] {
			seen[k] = true
			s.out.Cycles = append(s.out.Cycles, groups)
		}
	}
	for i := range s.members {
		id := s.members[i].g.id
		if _, ok := waiting[id]; !ok || done[id] {
			continue
		}
		for _, c := range circlesFrom(id, next, done) {
			add(c, waiting)
		}
	}
	s.addRings(add)
}

// circlesFrom walks depth first and returns the circles that it closes. What it has
// seen is done.
func circlesFrom(start uint64, next map[uint64][]uint64, done map[uint64]bool) (found [][]uint64) {
	type step struct {
		id   uint64
		tail []uint64
	}
	path := []step{{start, next[start]}}
	on := map[uint64]int{start: 0} // where on the path
	done[start] = true
	for len(path) > 0 {
		top := &path[len(path)-1]
		if len(top.tail) == 0 {
			delete(on, top.id)
			path = path[:len(path)-1]
			continue
		}
		id := top.tail[0]
		top.tail = top.tail[1:]
		if at, ok := on[id]; ok {
			var circle []uint64
			for _, st := range path[at:] {
				circle = append(circle, st.id)
			}
			found = append(found, circle)
			continue
		}
		if !done[id] {
			done[id] = true
			on[id] = len(path)
			path = append(path, step{id, next[id]})
		}
	}
	return found
}

func key(groups []int) string {
	b := make([]byte, 0, 4*len(groups))
	for _, g := range groups {
		b = append(b, byte(g>>24), byte(g>>16), byte(g>>8), byte(g))
	}
	return string(b)
}
