package rt

import (
	"iter"
	"math"
	"runtime"
	"sync"
	"unsafe"
)

const (
	// crowdShards is into how many parts a crowd is divided.
	crowdShards = 8
	// ownStops is how many goroutines of a cell have a channel of their own that ends
	// their waiting. It is made when one waits for the first time.
	ownStops = 64
	// stopShare is how many of the others share one: a channel takes 96 bytes, and a
	// goroutine that waits locks it. All end together.
	stopShare = 16
)

// crowd holds the living goroutines of a cell that are seen from start to end. It is
// divided by their numbers, so that those that start and end at the same time on
// several threads seldom wait for each other: a million of them otherwise spend most
// of their time at one lock. Its zero value is empty.
type crowd struct{ shards [crowdShards]crowdShard }

// crowdShard is a part of a crowd, and a line of the processor's cache.
type crowdShard struct {
	crowdPart
	_ [64 - unsafe.Sizeof(crowdPart{})%64]byte
}

type crowdPart struct {
	mu          sync.Mutex
	first, last *G     // by their start
	stop        *gStop // for the next ones
	uses        int    // how many have it
}

func (c *crowd) shard(g *G) *crowdShard { return &c.shards[g.id%crowdShards] }

// add takes g in. shared says that g shares the channel that ends its waiting.
func (c *crowd) add(g *G, shared bool) {
	s := c.shard(g)
	s.mu.Lock()
	if shared {
		if s.stop == nil || s.uses == stopShare {
			s.stop, s.uses = &gStop{c: make(chan struct{})}, 0
		}
		s.uses++
		g.stop.Store(s.stop)
	}
	s.insert(g, s.last)
	s.mu.Unlock()
}

// insert puts g behind at; nil is the beginning. The caller holds mu.
func (s *crowdShard) insert(g, at *G) {
	if g.prev = at; at == nil {
		g.next, s.first = s.first, g
	} else {
		g.next, at.next = at.next, g
	}
	if g.next == nil {
		s.last = g
	} else {
		g.next.prev = g
	}
}

func (c *crowd) remove(g *G) {
	s := c.shard(g)
	s.mu.Lock()
	s.unlink(g)
	s.mu.Unlock()
}

// unlink takes g out. The caller holds mu.
func (s *crowdShard) unlink(g *G) {
	if g.prev == nil {
		s.first = g.next
	} else {
		g.prev.next = g.next
	}
	if g.next == nil {
		s.last = g.prev
	} else {
		g.next.prev = g.prev
	}
	g.prev, g.next = nil, nil
}

const (
	// exactCrowd is how many goroutines at most are read as of one instant: about 0.5 ms,
	// in which none starts or ends.
	exactCrowd = 10_000
	// crowdBatch is how many of more are read before those that wait for the lock have
	// their turn.
	crowdBatch = 1024
)

// each ranges over the goroutines in the order of their start. n is about how many they
// are. Of up to exactCrowd none starts or ends meanwhile; with more, those that do may be
// missing, or be gone.
func (c *crowd) each(n int) iter.Seq[*G] {
	if n > exactCrowd {
		return c.collected(n)
	}
	return func(yield func(*G) bool) {
		var next [crowdShards]*G
		for i := range c.shards {
			c.shards[i].mu.Lock()
			defer c.shards[i].mu.Unlock()
		}
		for i := range next {
			next[i] = unmarked(c.shards[i].first)
		}
		merge(next, func(_ int, g *G) *G { return unmarked(g.next) }, yield)
	}
}

// collected is each for a large crowd.
func (c *crowd) collected(n int) iter.Seq[*G] {
	return func(yield func(*G) bool) {
		var lists [crowdShards][]*G
		var next [crowdShards]*G
		pop := func(i int, _ *G) *G {
			if len(lists[i]) == 0 {
				return nil
			}
			g := lists[i][0]
			lists[i] = lists[i][1:]
			return g
		}
		for i := range lists {
			lists[i] = c.shards[i].list(n / crowdShards)
			next[i] = pop(i, nil)
		}
		merge(next, pop, yield)
	}
}

// list lists about n goroutines, and lets others at the lock now and then: a mark in the
// chain keeps the place.
func (s *crowdShard) list(n int) []*G {
	out := make([]*G, 0, n+n/16)
	mark := &G{}
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.first
	for i := 1; g != nil; i++ {
		at := g
		if g = g.next; at.cell != nil {
			out = append(out, at)
		}
		if i%crowdBatch == 0 && g != nil {
			s.insert(mark, at)
			s.mu.Unlock()
			runtime.Gosched()
			s.mu.Lock()
			g = mark.next
			s.unlink(mark)
		}
	}
	return out
}

// unmarked is the first one from g on that is no mark of list.
func unmarked(g *G) *G {
	for g != nil && g.cell == nil {
		g = g.next
	}
	return g
}

// merge yields the goroutines of several lists by their numbers: the first of each, and
// what after says comes after one of list i.
func merge(next [crowdShards]*G, after func(i int, g *G) *G, yield func(*G) bool) {
	var ids [crowdShards]uint64
	for i := range next {
		ids[i] = number(next[i])
	}
	least, last := crowdShards-1, uint64(math.MaxUint64)
	for {
		// They are dealt out one by one: most often the next number is in the next list.
		if least = (least + 1) % crowdShards; ids[least] != last+1 {
			for i, id := range ids {
				if id < ids[least] {
					least = i
				}
			}
		}
		g := next[least]
		if g == nil || !yield(g) {
			return
		}
		last = g.id
		next[least] = after(least, g)
		ids[least] = number(next[least])
	}
}

// number is g's; that of nil is beyond all others.
func number(g *G) uint64 {
	if g == nil {
		return math.MaxUint64
	}
	return g.id
}

// stops are the channels that end the waiting of those who have one, each once or more.
func (c *crowd) stops() []*gStop {
	var list []*gStop
	for i := range c.shards {
		s := &c.shards[i]
		s.mu.Lock()
		for g := s.first; g != nil; g = g.next {
			if p := g.stop.Load(); p != nil && (len(list) == 0 || list[len(list)-1] != p) {
				list = append(list, p)
			}
		}
		s.mu.Unlock()
	}
	return list
}
