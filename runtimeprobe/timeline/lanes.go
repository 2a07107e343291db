package timeline

import (
	"slices"
	"time"

	"golang.org/x/exp/trace"
)

// proc is a P in the making.
type proc struct {
	spans []span
	// What is on it; on is nil if nothing is.
	on    *goroutine
	m     int
	start trace.Time
}

// span is a Span with the trace's times. There can be very many of them.
type span struct {
	n, group, m int32
	start, end  trace.Time
}

// occupy notes that g is on p, carried by m. A span goes on while both stay.
func (b *builder) occupy(p trace.ProcID, m trace.ThreadID, g *goroutine) {
	pr := b.procs[p]
	if pr == nil {
		pr = &proc{}
		b.procs[p] = pr
	}
	id := b.threads[m]
	if id == 0 {
		b.ms = append(b.ms, m)
		id = len(b.ms)
		b.threads[m] = id
	}
	if pr.on == g && pr.m == id {
		return
	}
	b.release(p)
	pr.on, pr.m, pr.start = g, id, b.now
}

// release notes that nothing is on p.
func (b *builder) release(p trace.ProcID) {
	pr := b.procs[p]
	if pr == nil || pr.on == nil {
		return
	}
	g := pr.on
	pr.on = nil
	start := max(pr.start, b.start)
	if !b.begun || b.now <= start {
		return
	}
	s := span{group: int32(g.kind), m: int32(pr.m), start: start, end: b.now}
	if g.mine {
		s.n, s.group = int32(g.n), int32(g.group)
		b.used[pr.m] = true
		b.switches++
	} else {
		b.others[g.id] = true
	}
	pr.spans = append(pr.spans, s)
}

// lanes are the Ps that ran something in the stretch.
func (b *builder) lanes(wall time.Duration) []Lane {
	var list []Lane
	total := 0
	for p, pr := range b.procs {
		if len(pr.spans) == 0 {
			continue
		}
		l := Lane{P: int(p), Count: len(pr.spans)}
		for _, s := range pr.spans {
			d := s.end.Sub(s.start)
			l.Busy += d
			if s.n > 0 {
				l.Mine += d
			}
		}
		total += l.Count
		list = append(list, l)
	}
	slices.SortFunc(list, func(x, y Lane) int { return x.P - y.P })
	for i := range list {
		l := &list[i]
		spans := b.procs[trace.ProcID(l.P)].spans
		if total > b.o.MaxSpans {
			// So there can be no more than MaxSpans of those that are long enough.
			enough := wall * time.Duration(len(list)) / time.Duration(b.o.MaxSpans)
			l.Slots = b.slots(spans, wall, max(40, b.o.MaxSpans/2/len(list)), enough)
			spans = slices.DeleteFunc(spans, func(s span) bool { return s.end.Sub(s.start) < enough })
		}
		l.Spans = b.spans(spans)
	}
	return list
}

func (b *builder) spans(list []span) []Span {
	out := make([]Span, len(list))
	for i, s := range list {
		out[i] = Span{G: int(s.n), Group: int(s.group), M: int(s.m), Start: b.since(s.start), End: b.since(s.end)}
	}
	return out
}

// maxSlots bounds the parts of a lane.
const maxSlots = 600

// slots sums spans shorter than enough up over n equal parts of time.
func (b *builder) slots(list []span, wall time.Duration, n int, enough time.Duration) [][]Share {
	n = min(n, maxSlots)
	step := max(1, (wall+time.Duration(n)-1)/time.Duration(n))
	out := make([][]Share, n)
	for _, s := range list {
		if s.end.Sub(s.start) >= enough {
			continue
		}
		for at, end := b.since(s.start), b.since(s.end); at < end; {
			i := min(int(at/step), n-1)
			to := end
			if i < n-1 {
				to = min(end, time.Duration(i+1)*step)
			}
			out[i] = addShare(out[i], int(s.group), to-at)
			at = to
		}
	}
	return out
}

func addShare(list []Share, group int, d time.Duration) []Share {
	for i := range list {
		if list[i].Group == group {
			list[i].Time += d
			return list
		}
	}
	return append(list, Share{group, d})
}

// since is a time as one of the timeline.
func (b *builder) since(t trace.Time) time.Duration { return max(0, t.Sub(b.start)) }
