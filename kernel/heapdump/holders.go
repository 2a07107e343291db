package heapdump

import "slices"

// Holders says, for each of the dead waiters, which other dead ones reach one of the things
// that it waits for: in their calls, or because a global variable does and they can
// all read that. dead is what Unreachable has found for the same waiters and weak
// references, or true for all where nobody else is there.
//
// Here only live words of frames count, as for the collector: an old word would make
// somebody a holder who is none. All who are asked for are parked, so that the
// runtime knows which words live.
func (d *Dump) Holders(waiters []Waiter, dead []bool, weak []Range) [][]int {
	waiters = d.withQueued(waiters)
	holes := d.holes(weak)
	barred := map[int]bool{}
	byAddr := make(map[uintptr]int, len(waiters))
	for i, w := range waiters {
		byAddr[w.Addr] = i
		for _, p := range append([]uintptr{w.Addr}, w.Notes...) {
			if k := d.find(p); k >= 0 {
				barred[k] = true
			}
		}
	}
	all := d.marker()
	all.barred, all.hollow = barred, holes
	for _, s := range d.segments {
		all.fields(s.data, s.fields, func(off uintptr) bool {
			return slices.ContainsFunc(weak, func(r Range) bool { return r.holds(s.addr + off) })
		})
	}
	all.points(d.globals)
	all.spread()
	out := make([][]int, len(waiters))
	for i := range d.Goroutines {
		j, ok := byAddr[d.Goroutines[i].Addr]
		if !ok || !dead[j] {
			continue
		}
		m := d.marker()
		m.marked, m.barred, m.hollow = slices.Clone(all.marked), barred, holes
		m.exactly(&d.Goroutines[i])
		m.spread()
		for k, w := range waiters {
			if k != j && dead[k] && slices.ContainsFunc(w.For, m.reached) {
				out[k] = append(out[k], j)
			}
		}
	}
	return out
}

// exactly marks what g's calls hold, without old words.
func (m *marker) exactly(g *Goroutine) {
	for _, f := range g.frames {
		m.fields(f.data, f.fields, func(off uintptr) bool { return int(off)+wordSize > f.size })
	}
	for _, p := range g.extra {
		m.point(p)
	}
	m.point(g.Addr)
}
