package timeline

import (
	"slices"

	"golang.org/x/exp/trace"
)

// rangeEvent takes in a stretch of the collector, or of a stopped world.
func (b *builder) rangeEvent(e *trace.Event) {
	const stopTheWorld = "stop-the-world ("
	r := e.Range()
	begins := e.Kind() != trace.EventRangeEnd
	switch {
	case len(r.Name) > len(stopTheWorld) && r.Name[:len(stopTheWorld)] == stopTheWorld:
		// The name is that of the cause. A goroutine stops the world once at a time.
		if g := e.Goroutine(); begins {
			b.stops[g] = b.now
		} else if from, ok := b.stops[g]; ok {
			delete(b.stops, g)
			b.stopped = append(b.stopped, interval{r.Name, from, b.now})
		}
	case r.Name == "GC concurrent mark phase":
		if _, on := b.marking[r.Name]; begins && !on {
			b.marking[r.Name] = b.now
		} else if from, ok := b.marking[r.Name]; ok && !begins {
			delete(b.marking, r.Name)
			b.intervals = append(b.intervals, interval{r.Name, from, b.now})
		}
	}
}

// finish ends the stretch and puts the timeline together.
func (b *builder) finish() (*Timeline, error) {
	if !b.begun || b.count == 0 {
		return nil, ErrNothing
	}
	for _, g := range b.gs {
		if g.mine {
			b.spend(g)
		}
	}
	b.load.until(b.now)
	for p := range b.procs {
		b.release(p)
	}
	b.regroup(b.groups.compact())
	wall := max(1, b.since(b.now))
	t := &Timeline{
		Schema: Schema,
		Wall:   wall,
		Procs:  b.procsSet(),
		Lanes:  b.lanes(wall),
		Load:   b.load.result(),
		Waits:  b.distribution(),
	}
	for _, m := range b.ms {
		t.Threads = append(t.Threads, int64(m))
	}
	b.collections(t)
	b.goroutines(t)
	t.Groups = b.groups.list
	t.Counts = Counts{
		Goroutines:  b.count,
		Peak:        b.peak,
		PeakRunning: b.peakRunning,
		Threads:     len(b.used),
		Switches:    b.switches,
		Others:      len(b.others),
		Events:      b.events,
	}
	for _, l := range t.Lanes {
		if l.Mine > 0 {
			t.Counts.Ps++
		}
	}
	return t, nil
}

// regroup takes over new indexes of groups.
func (b *builder) regroup(index []int) {
	for _, p := range b.procs {
		for i := range p.spans {
			if s := &p.spans[i]; s.group >= 0 {
				s.group = int32(index[s.group])
			}
		}
	}
	for _, g := range b.first {
		g.group = index[g.group]
	}
	if b.long.n > 0 {
		b.long.group = index[b.long.group]
	}
}

// procsSet is the values of GOMAXPROCS in the stretch.
func (b *builder) procsSet() []Procs {
	var list []Procs
	for _, g := range b.gomax {
		p := Procs{b.since(g.at), g.n}
		if n := len(list); n > 0 && p.At == 0 {
			list[n-1] = p // before the beginning the last one counts
			continue
		}
		list = append(list, p)
	}
	if len(list) > 0 {
		list[0].At = 0
	}
	return list
}

func (b *builder) collections(t *Timeline) {
	for name, from := range b.marking {
		b.intervals = append(b.intervals, interval{name, from, b.now})
	}
	for _, i := range b.intervals {
		if i.end > b.start {
			t.Collections = append(t.Collections, Interval{"mark", b.since(i.start), b.since(i.end)})
		}
	}
	for _, i := range b.stopped {
		if i.end > b.start && i.start >= b.start {
			t.Stops++
			t.Stopped += i.end.Sub(i.start)
		}
	}
}

// goroutines fills in the table.
func (b *builder) goroutines(t *Timeline) {
	t.LeftOut = b.count - len(b.first)
	courses := b.pieces >= 0 && b.count <= b.o.MaxCourses
	for _, g := range b.first {
		e := Goroutine{
			N: g.n, ID: uint64(g.id), Group: g.group, Parent: g.parent,
			Started: b.since(g.started), Ended: -1,
			Times: g.times, LongestWait: g.longest,
		}
		if g.gone {
			e.Ended = b.since(g.ended)
		}
		if courses {
			for _, p := range g.course {
				e.Course = append(e.Course, b.piece(p))
			}
		}
		t.Goroutines = append(t.Goroutines, e)
	}
}

func (b *builder) piece(p piece) Piece {
	out := Piece{State: p.state, Start: b.since(p.start), End: b.since(p.end)}
	if p.state == Blocked {
		out.Why = p.why
	}
	return out
}

func (b *builder) distribution() Waits {
	n := len(b.waits)
	w := Waits{Count: n, LongestGroup: Other}
	if n == 0 {
		return w
	}
	slices.Sort(b.waits)
	for _, d := range b.waits {
		w.Total += d
	}
	w.P50, w.P99, w.Max = b.waits[(n-1)/2], b.waits[(n-1)*99/100], b.waits[n-1]
	w.LongestG, w.LongestGroup, w.LongestStart = b.long.n, b.long.group, b.since(b.long.start)
	return w
}
