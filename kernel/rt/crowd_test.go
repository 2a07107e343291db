package rt

import (
	"slices"
	"sync"
	"testing"
	"unsafe"
)

// TestSizeOfG holds what a goroutine takes here beside the runtime: of a million, 16
// bytes more are 16 MB.
func TestSizeOfG(t *testing.T) {
	if n := unsafe.Sizeof(G{}); unsafe.Sizeof(uintptr(0)) == 8 && n > 128 {
		t.Errorf("%d bytes, more than the 128 of a size class", n)
	}
}

// TestCrowdInOrder starts goroutines, lets some go, and finds the others in the order
// of their start, sharing the channels that end their waiting from some number on.
func TestCrowdInOrder(t *testing.T) {
	const n = 10 * ownStops
	stay, leave := make(chan int), make(chan int)
	c, done := startCell(func() {
		for i := range n {
			ch := stay
			if i%3 == 1 {
				ch = leave
			}
			Go(1, func() { Recv(2, ch, nil) })
		}
		Recv(3, stay, nil)
	})
	blocked(t, c, OpRecv, n+1)
	close(leave)
	rest := n + 1 - n/3
	until(t, "those let go have left", func() bool { return c.Stats().Alive <= rest })
	all := blocked(t, c, OpRecv, rest)
	if s := c.Stats(); s.Alive != rest || s.Peak != n+1 || s.Created != n+1 {
		t.Errorf("%+v", s)
	}
	if !slices.IsSortedFunc(all, func(a, b GInfo) int { return int(a.ID) - int(b.ID) }) {
		t.Error("not in the order of their start")
	}
	if stops := len(c.crowd.stops()); stops > ownStops+rest/4 || stops < ownStops/2 {
		t.Errorf("%d channels end the waiting of %d goroutines", stops, rest)
	}
	c.Stop()
	if o := <-done; o.Kind != Stopped {
		t.Errorf("%+v", o)
	}
	until(t, "all have left", func() bool { return c.Stats().Alive == 0 })
}

// TestStillEndsAtTheFirst looks at cells whose own goroutine runs and, once it waits, at the
// others: what is known at the first goroutine is not asked of the rest.
func TestStillEndsAtTheFirst(t *testing.T) {
	const n = 20
	stay, run := make(chan int), make(chan bool)
	c, done := startCell(func() {
		for range n {
			Go(1, func() { Recv(2, stay, nil) })
		}
		<-run // not by an operation of this package: it runs, as far as can be seen here
		Recv(3, stay, nil)
	})
	blocked(t, c, OpRecv, n)
	none := Stillness{}
	none.look(c.own.Load())
	if s := c.Still(); s.Moving != 1 || s.Timed || s != none {
		t.Errorf("while it runs: %+v, of its own goroutine alone %+v", s, none)
	}
	close(run)
	blocked(t, c, OpRecv, n+1)
	if s := c.Still(); s.Moving != 0 || s.Timed || s.Mark == none.Mark {
		t.Errorf("while all wait: %+v", s)
	}
	c.Stop()
	if o := <-done; o.Kind != Stopped {
		t.Errorf("%+v", o)
	}
}

// TestLargeCrowd reads a crowd that is too large to be held still while others start and end
// in it: who is there all the time is found once, in the order of the start.
func TestLargeCrowd(t *testing.T) {
	const stay, readers, rounds = 3 * crowdShards * crowdBatch, 3, 8
	stays := func(id uint64) bool { return id/crowdShards%2 == 0 } // some of every shard
	var c crowd
	cell := makeCell(1, "cell[1]")
	one := func(id uint64) *G {
		g := &G{id: id, cell: cell}
		c.add(g, false)
		return g
	}
	var passing []*G
	for id := range uint64(2 * stay) {
		if g := one(id); !stays(id) {
			passing = append(passing, g)
		}
	}
	done := make(chan struct{})
	var others, all sync.WaitGroup
	others.Go(func() {
		for id := uint64(2 * stay); ; id++ {
			select {
			case <-done:
				return
			default:
			}
			if stays(id) {
				continue
			}
			passing = append(passing, one(id))
			c.remove(passing[0])
			passing = passing[1:]
		}
	})
	for range readers {
		all.Go(func() {
			for range rounds {
				var found []uint64
				for g := range c.each(exactCrowd + 1) {
					if stays(g.id) {
						found = append(found, g.id)
					}
				}
				if n := len(found); n != stay || !slices.IsSorted(found) || len(slices.Compact(found)) != n {
					t.Errorf("found %d of %d, in order: %v", len(found), stay, slices.IsSorted(found))
				}
			}
		})
	}
	all.Wait()
	close(done)
	others.Wait()
	left := 0 // backwards: the chains are whole, and no mark is in them
	for i := range c.shards {
		for g := c.shards[i].last; g != nil; g = g.prev {
			if left++; g.cell == nil {
				t.Errorf("shard %d: a mark is left", i)
			}
		}
	}
	if want := stay + len(passing); left != want {
		t.Errorf("%d are left, want %d", left, want)
	}
}
