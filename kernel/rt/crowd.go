package rt

import (
	"iter"
	"math"
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
	if g.prev = s.last; g.prev == nil {
		s.first = g
	} else {
		g.prev.next = g
	}
	s.last = g
	s.mu.Unlock()
}

func (c *crowd) remove(g *G) {
	s := c.shard(g)
	s.mu.Lock()
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
	s.mu.Unlock()
}

// each ranges over the goroutines in the order of their start. None starts or ends
// meanwhile.
func (c *crowd) each() iter.Seq[*G] {
	return func(yield func(*G) bool) {
		var next [crowdShards]*G
		var ids [crowdShards]uint64
		for i := range c.shards {
			c.shards[i].mu.Lock()
			defer c.shards[i].mu.Unlock()
		}
		for i := range next {
			next[i], ids[i] = numbered(c.shards[i].first)
		}
		for {
			least := 0
			for i, id := range ids {
				if id < ids[least] {
					least = i
				}
			}
			g := next[least]
			if g == nil || !yield(g) {
				return
			}
			next[least], ids[least] = numbered(g.next)
		}
	}
}

// numbered returns g and its number; that of nil is beyond all others.
func numbered(g *G) (*G, uint64) {
	if g == nil {
		return nil, math.MaxUint64
	}
	return g, g.id
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
