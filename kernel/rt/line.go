package rt

import (
	"runtime"
	"runtime/pprof"
	"sync"
	"sync/atomic"
	"unsafe"
)

// A compiled goroutine that receives from a channel waits for its cell's end too, so that it
// needs two places in the runtime's queues, 112 bytes each, where plain Go needs one; and
// to get them it may need a larger stack. Of a crowd that receives from one channel only the
// first lineFirst do so. The others stand in line here, parked as the runtime parks who
// receives, without any place in its queues. Each that goes on lets the next one step up.
//
// Senders have no lines: close panics in each, and then none would let the next one step up.
// Neither has a channel with a buffer, whose length would tell that few of many receive, nor
// one of a synctest bubble.
//
// What only tries to send asks settle first, or it could find that nobody receives while
// many stand in line. What is left: of several that try to send at the same time one may
// find that, if the others have served all that had stepped up; and who does not stand in line,
// as a goroutine of compiled code, may be served before those who do.
const (
	// lineFrom is how many goroutines of a cell live before it has lines.
	lineFrom = 10_000
	// lineFirst is how many of a line wait in the channel's own queue.
	lineFirst = 1_000
	// linePart is how many places are allocated at once.
	linePart = 128
	// lineShards is into how many parts the table of lines is divided.
	lineShards = 16
)

// lineKey is the channel that a line receives from. It is no pointer, so that a line does not
// look as if it could reach the channel; those who wait keep it.
type lineKey uintptr

// line is who waits for a channel behind others, in order.
type line struct {
	first      int         // who wait in the channel's own queue, of those that came with lines
	head, tail *linePlaces // places
	from, to   int         // the next one to step up in head; the next free one in tail
}

// linePlaces is a part of the places of a line.
type linePlaces struct {
	places [linePart]place
	next   *linePlaces
}

// place is where one goroutine stands in line.
type place struct {
	g *G // nil once it has been called
	parking
}

// lineShard is a part of the table of lines.
type lineShard struct {
	mu    sync.Mutex
	lines map[lineKey]*line
}

var lines [lineShards]lineShard

// linesNow is how many lines there are.
var linesNow atomic.Int32

// noLeakDetector is false if the runtime may be asked for leaks. It would take those in line
// for leaked, since they wait in no queue that it knows.
var noLeakDetector = sync.OnceValue(func() bool { return pprof.Lookup("goroutineleak") == nil })

func (k lineKey) shard() *lineShard { return &lines[(k>>5)%lineShards] }

// lineUp returns when g, which is about to receive from the channel at obj, may wait in the
// channel's own queue, or is to leave.
func (g *G) lineUp(obj unsafe.Pointer) {
	if g.cell.alive.Load() <= lineFrom || obj == nil || !noLeakDetector() {
		return
	}
	if c := chanOf(obj); c.dataqsiz != 0 || c.bubble != nil {
		return
	}
	k := lineKey(obj)
	s := k.shard()
	s.mu.Lock()
	if g.cell.stopped.Load() { // Stop may have called the line before g stood there
		s.mu.Unlock()
		return
	}
	l := s.lines[k]
	if l == nil {
		if s.lines == nil {
			s.lines = map[lineKey]*line{}
		}
		l = &line{}
		s.lines[k] = l
		linesNow.Add(1)
	}
	if l.first < lineFirst {
		l.first++
		g.lined = true
		s.mu.Unlock()
		return
	}
	p := l.add(g)
	s.mu.Unlock()
	p.wait()
}

// settle returns when somebody waits in the queue of the channel at obj, or nobody is in line
// for it: those who may step up have. Whoever tries to send without waiting asks it first.
func settle(obj unsafe.Pointer) {
	if linesNow.Load() == 0 || obj == nil {
		return
	}
	k := lineKey(obj)
	s := k.shard()
	for chanOf(obj).recvq.first.Load() == nil {
		s.mu.Lock()
		l := s.lines[k]
		s.mu.Unlock()
		if l == nil {
			return
		}
		runtime.Gosched()
	}
}

// stepOut says that g, which lineUp let through, waits for the channel at obj no more. The
// next in line does in its place.
func (g *G) stepOut(obj unsafe.Pointer) {
	g.lined = false
	k := lineKey(obj)
	s := k.shard()
	s.mu.Lock()
	l := s.lines[k]
	p := l.pop()
	if p != nil {
		p.g.lined = true
		p.g = nil
	} else if l.first--; l.first == 0 {
		delete(s.lines, k)
		linesNow.Add(-1)
	}
	s.mu.Unlock()
	if p != nil {
		p.call()
	}
}

// breakLines calls all goroutines of c out of line: they are to leave.
func breakLines(c *Cell) {
	for i := range lines {
		var called []*place
		s := &lines[i]
		s.mu.Lock()
		for _, l := range s.lines {
			for p := range l.each {
				if p.g != nil && p.g.cell == c {
					p.g = nil
					called = append(called, p)
				}
			}
		}
		s.mu.Unlock()
		for _, p := range called {
			p.call()
		}
	}
}

// add puts g at the end.
func (l *line) add(g *G) *place {
	if l.tail == nil || l.to == linePart {
		part := new(linePlaces)
		if l.tail == nil {
			l.head, l.from = part, 0
		} else {
			l.tail.next = part
		}
		l.tail, l.to = part, 0
	}
	p := &l.tail.places[l.to]
	l.to++
	p.g = g
	p.prepare()
	return p
}

// pop takes the first out that has not been called, nil if there is none.
func (l *line) pop() *place {
	for l.head != nil {
		end := linePart
		if l.head == l.tail {
			end = l.to
		}
		for l.from < end {
			p := &l.head.places[l.from]
			if l.from++; p.g != nil {
				return p
			}
		}
		if l.head == l.tail {
			return nil
		}
		l.head, l.from = l.head.next, 0
	}
	return nil
}

// each ranges over the places from the first to the last.
func (l *line) each(yield func(*place) bool) {
	from := l.from
	for part := l.head; part != nil; part = part.next {
		end := linePart
		if part == l.tail {
			end = l.to
		}
		for i := from; i < end; i++ {
			if !yield(&part.places[i]) {
				return
			}
		}
		from = 0
	}
}
