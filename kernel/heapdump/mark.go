package heapdump

import (
	"encoding/binary"
	"slices"
	"sort"
)

// pages finds the object at an address.
type pages struct {
	base  uintptr
	first []int32 // of each page: the first object that ends behind its start
	big   bool    // addresses too far apart for a table
}

const pageShift = 13

func newPages(objects []object) pages {
	var p pages
	if len(objects) == 0 {
		return p
	}
	p.base = objects[0].addr >> pageShift
	n := objects[len(objects)-1].end()>>pageShift - p.base + 2
	if n > 1<<24 {
		p.big = true
		return p
	}
	p.first = make([]int32, n)
	i := 0
	for page := range p.first {
		for i < len(objects) && objects[i].end() <= (p.base+uintptr(page))<<pageShift {
			i++
		}
		p.first[page] = int32(i)
	}
	return p
}

func (o *object) end() uintptr { return o.addr + uintptr(o.size)*uintptr(wordSize) }

// find returns the index of the object that addr points into, -1 for none.
func (d *Dump) find(addr uintptr) int {
	lo, hi := 0, len(d.objects)
	if !d.pages.big {
		page := addr>>pageShift - d.pages.base
		if addr>>pageShift < d.pages.base || page+1 >= uintptr(len(d.pages.first)) {
			return -1
		}
		lo, hi = int(d.pages.first[page]), min(hi, int(d.pages.first[page+1])+1)
	}
	i := lo + sort.Search(hi-lo, func(i int) bool { return d.objects[lo+i].end() > addr })
	if i < len(d.objects) && d.objects[i].addr <= addr && addr < d.objects[i].end() {
		return i
	}
	return -1
}

func (d *Dump) word(at int) uintptr {
	if wordSize == 8 {
		return uintptr(binary.LittleEndian.Uint64(d.data[at:]))
	}
	return uintptr(binary.LittleEndian.Uint32(d.data[at:]))
}

// marker marks objects.
type marker struct {
	d      *Dump
	marked []bool
	barred map[int]bool    // objects that are marked, but whose pointers are not followed
	hollow map[int][]Range // objects with words that are not followed
	todo   []int
}

func (d *Dump) marker() *marker {
	return &marker{d: d, marked: make([]bool, len(d.objects)), barred: map[int]bool{}}
}

// point marks what addr points into.
func (m *marker) point(addr uintptr) {
	if i := m.d.find(addr); i >= 0 && !m.marked[i] {
		m.marked[i] = true
		if !m.barred[i] {
			m.todo = append(m.todo, i)
		}
	}
}

// points marks what words may point into.
func (m *marker) points(words []uintptr) {
	for _, p := range words {
		m.point(p)
	}
}

// unbar follows the pointers of an object that was barred.
func (m *marker) unbar(i int) {
	if m.barred[i] {
		delete(m.barred, i)
		m.marked[i] = true
		m.todo = append(m.todo, i)
	}
}

// fields marks what the pointers of a list point to, which is at fields, of memory
// whose contents are at data. skip says which of them do not count.
func (m *marker) fields(data, fields int, skip func(off uintptr) bool) {
	r := reader{m.d, fields, true}
	for r.ok && r.int() != 0 {
		off := uintptr(r.int())
		if skip == nil || !skip(off) {
			m.point(m.d.word(data + int(off)))
		}
	}
}

// words marks what any word of a piece of memory may point to.
func (m *marker) words(data, size int) {
	for ; size >= wordSize; data, size = data+wordSize, size-wordSize {
		m.point(m.d.word(data))
	}
}

// spread follows the pointers of all that is marked.
func (m *marker) spread() {
	for len(m.todo) > 0 {
		i := m.todo[len(m.todo)-1]
		m.todo = m.todo[:len(m.todo)-1]
		o := &m.d.objects[i]
		var skip func(off uintptr) bool
		if holes, ok := m.hollow[i]; ok {
			skip = func(off uintptr) bool {
				return slices.ContainsFunc(holes, func(r Range) bool { return r.holds(o.addr + off) })
			}
		}
		m.fields(o.data, o.fields, skip)
	}
}

// asking are the functions that ask: their frames are full of what they ask for.
// Constant.
var asking = []string{"schedtick/kernel/heapdump.Take", "schedtick/kernel/rt.FindLeaks", "schedtick/kernel/rt.Stuck", "schedtick/kernel/rt.AllAsleep"}

// goroutine marks what g's calls hold.
func (m *marker) goroutine(g *Goroutine) {
	frames := g.frames
	for i, name := range g.Funcs {
		if slices.Contains(asking, name) {
			frames = g.frames[i+1:]
		}
	}
	for _, f := range frames {
		m.words(f.data, f.size)
	}
	for _, p := range g.extra {
		m.point(p)
	}
	m.point(g.Addr)
}

// Range is a piece of memory.
type Range struct{ Addr, Size uintptr }

func (r Range) holds(addr uintptr) bool { return addr-r.Addr < r.Size }

// Waiter is a goroutine that waits.
type Waiter struct {
	Addr  uintptr   // of the runtime's g
	Notes []uintptr // objects that stand for it: it reaches them, and nothing is reached through them
	For   []uintptr // what it waits for: one of them reachable is enough to go on
}

// Unreachable says which of the waiters nobody can wake any more: nobody who runs, who
// may run, or who can be woken reaches what they wait for. References from weak, of
// global variables or of objects, do not count.
func (d *Dump) Unreachable(waiters []Waiter, weak []Range) []bool {
	byAddr := make(map[uintptr]int, len(waiters))
	for i, w := range waiters {
		byAddr[w.Addr] = i
	}
	waiters = d.withQueued(waiters)
	holes := d.holes(weak)
	gs := make([]*Goroutine, len(waiters))
	live, own := d.marker(), d.marker()
	live.hollow = holes
	for i, list := range holes { // what only they hold is not kept for an unknown reason
		o := &d.objects[i]
		own.fields(o.data, o.fields, func(off uintptr) bool {
			return !slices.ContainsFunc(list, func(r Range) bool { return r.holds(o.addr + off) })
		})
	}
	for _, w := range waiters {
		for _, p := range append([]uintptr{w.Addr}, w.Notes...) {
			if k := d.find(p); k >= 0 {
				live.barred[k] = true
			}
			own.point(p)
		}
	}
	for i := range d.Goroutines {
		g := &d.Goroutines[i]
		if k, ok := byAddr[g.Addr]; ok && g.Status == Waiting {
			gs[k] = g
			own.goroutine(g)
		} else if !g.System { // the collector's are full of what it has just looked at
			live.goroutine(g)
		}
	}
	for _, s := range d.segments {
		isWeak := func(off uintptr) bool {
			return slices.ContainsFunc(weak, func(r Range) bool { return r.holds(s.addr + off) })
		}
		live.fields(s.data, s.fields, isWeak)
		own.fields(s.data, s.fields, func(off uintptr) bool { return !isWeak(off) })
	}
	live.points(d.globals)
	own.points(d.globals)
	live.spread()
	own.spread()
	// What is neither reached from roots nor from the waiters was kept by the last
	// collection for another reason.
	for i := range d.objects {
		if !live.marked[i] && !own.marked[i] {
			live.marked[i] = true
			live.todo = append(live.todo, i)
		}
	}
	live.spread()
	dead := make([]bool, len(waiters))
	for i := range dead {
		dead[i] = gs[i] != nil
		if !dead[i] { // it has gone on
			live.wake(waiters[i], nil)
		}
	}
	live.spread()
	for changed := true; changed; {
		changed = false
		for i, w := range waiters {
			if dead[i] && slices.ContainsFunc(w.For, live.reached) {
				dead[i], changed = false, true
				live.wake(w, gs[i])
				live.spread()
			}
		}
	}
	return dead
}

// queuedWords is the size of what stands for a waiting goroutine in the queue of a
// channel, the runtime's sudog; its first word is the goroutine.
const queuedWords = 14

// withQueued adds to each waiter what stands for it in queues: they refer to one another,
// so that one channel of a select would lead to the others.
func (d *Dump) withQueued(waiters []Waiter) []Waiter {
	out := slices.Clone(waiters)
	for i := range out {
		w := &out[i]
		w.Notes = slices.Clone(w.Notes)
		todo := []uintptr{w.Addr}
		for len(todo) > 0 {
			k := d.find(todo[0])
			todo = todo[1:]
			if k < 0 {
				continue
			}
			o := &d.objects[k]
			r := reader{d, o.fields, true}
			for r.ok && r.int() != 0 {
				p := d.word(o.data + int(r.int()))
				q := d.find(p)
				if q < 0 || d.objects[q].addr != p || d.objects[q].size != queuedWords ||
					d.word(d.objects[q].data) != w.Addr || slices.Contains(w.Notes, p) {
					continue
				}
				w.Notes = append(w.Notes, p)
				todo = append(todo, p)
			}
		}
	}
	return out
}

// holes finds the objects that the ranges are in.
func (d *Dump) holes(ranges []Range) map[int][]Range {
	holes := make(map[int][]Range)
	for _, r := range ranges {
		if i := d.find(r.Addr); i >= 0 {
			holes[i] = append(holes[i], r)
		}
	}
	return holes
}

// Parked reports whether all the waiters were parked at the instant of the dump. Who was
// not, because it looked at a lock or was about to park, counts as one who runs.
func (d *Dump) Parked(waiters []Waiter) bool {
	parked := make(map[uintptr]bool, len(d.Goroutines))
	for i := range d.Goroutines {
		parked[d.Goroutines[i].Addr] = d.Goroutines[i].Status == Waiting
	}
	return !slices.ContainsFunc(waiters, func(w Waiter) bool { return !parked[w.Addr] })
}

// reached reports whether the object at addr is marked. What is no object of the
// heap is a global variable.
func (m *marker) reached(addr uintptr) bool {
	i := m.d.find(addr)
	return i < 0 || m.marked[i]
}

// wake makes a waiter a root.
func (m *marker) wake(w Waiter, g *Goroutine) {
	for _, p := range append([]uintptr{w.Addr}, w.Notes...) {
		if i := m.d.find(p); i >= 0 {
			m.unbar(i)
		}
	}
	if g != nil {
		m.goroutine(g)
	}
}

// Reaches reports whether one of targets can be reached from the object at addr, or from the
// variables of plugins, which a function there uses without a reference to them.
func (d *Dump) Reaches(addr uintptr, targets []uintptr) bool {
	m := d.marker()
	m.point(addr)
	m.points(d.globals)
	m.spread()
	return slices.ContainsFunc(targets, func(p uintptr) bool { i := d.find(p); return i < 0 || m.marked[i] })
}
