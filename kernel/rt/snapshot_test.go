package rt

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"schedtick/kernel/program"
	"schedtick/kernel/sched"
)

// TestChanLayout compares what the runtime's channels say by themselves.
func TestChanLayout(t *testing.T) {
	c := make(chan string, 3)
	h := chanOf(address(c))
	if h.dataqsiz != 3 || h.closed() || h.elem().String() != "string" || h.fedBy != nil {
		t.Errorf("%+v", h)
	}
	close(c)
	if !h.closed() {
		t.Error("not closed")
	}
	wait := make(chan int)
	for _, who := range []struct {
		queue, other *queueLayout
		wait, meet   func()
	}{
		{&chanOf(address(wait)).recvq, &chanOf(address(wait)).sendq, func() { <-wait }, func() { wait <- 1 }},
		{&chanOf(address(wait)).sendq, &chanOf(address(wait)).recvq, func() { wait <- 1 }, func() { <-wait }},
	} {
		go who.wait()
		until(t, "one waits", func() bool { return who.queue.first.Load() != nil })
		if who.queue.first.Load() != who.queue.last.Load() || who.other.first.Load() != nil {
			t.Errorf("%+v %+v", who.queue, who.other)
		}
		if who.meet(); who.queue.first.Load() != nil {
			t.Errorf("%+v", who.queue)
		}
	}
	synctest.Test(t, func(*testing.T) {
		if a, b := chanOf(address(make(chan int))).bubble, chanOf(address(make(chan int, 2))).bubble; a == nil || a != b || h.bubble != nil {
			t.Errorf("bubbles %p %p %p", a, b, h.bubble)
		}
	})
	tm := time.NewTimer(time.Hour)
	timer, ok := chanOf(address(tm.C)).timer()
	if !ok || !timer.pending() || timer.left() < 59*time.Minute || timer.left() > time.Hour {
		t.Fatalf("timer: %v %+v", ok, timer)
	}
	tm.Stop()
	if timer.pending() || timer.left() != 0 {
		t.Errorf("stopped: %+v", timer)
	}
	tm.Reset(time.Millisecond)
	<-tm.C
	if timer.pending() {
		t.Errorf("gone off: %+v", timer)
	}
	tick := time.NewTicker(time.Hour)
	defer tick.Stop()
	if k, ok := chanOf(address(tick.C)).timer(); !ok || !k.pending() || k.period != int64(time.Hour) {
		t.Errorf("ticker: %v %+v", ok, k)
	}
}

// snapshotOf waits until a snapshot of the cell is as wanted.
func snapshotOf(t *testing.T, c *Cell, what string, ok func(s *sched.Snapshot) bool) *sched.Snapshot {
	t.Helper()
	var s *sched.Snapshot
	until(t, what, func() bool {
		s = Snapshot()
		s.Groups = slices.DeleteFunc(s.Groups, func(g sched.Group) bool { return g.Cell != c.id })
		return ok(s)
	})
	return s
}

func end(t *testing.T, c *Cell, done <-chan Outcome) {
	t.Helper()
	c.Stop()
	<-done
	if !c.Wait(5 * time.Second) {
		t.Errorf("left %+v", c.Alive())
	}
}

// TestSnapshotGroups has many goroutines at one place, some for the same reason.
func TestSnapshotGroups(t *testing.T) {
	AddSites([]program.Site{
		{ID: 811, Name: "cell[2]", Line: 3, What: "go"},
		{ID: 812, Name: "cell[2]", Line: 4, What: "chan receive", Text: "ch"},
		{ID: 813, Name: "cell[2]", Line: 1, What: "make", Text: "make(chan map[string]int, 4)"},
		{ID: 814, Name: "cell[2]", Line: 9, What: "select", Text: "a, b"},
	})
	ch, other := make(chan map[string]int, 4), make(chan bool)
	MakeChan(813, ch)
	tm := time.NewTimer(time.Hour)
	defer tm.Stop()
	c, done := startCell(func() {
		for range 100 {
			Go(811, func() { Recv(812, ch, nil) })
		}
		for range 2 {
			Go(811, func() { Recv(812, other, nil) })
		}
		Select(814, true, R(ch, nil, nil), R(tm.C, nil, nil))
	})
	defer end(t, c, done)
	s := snapshotOf(t, c, "103 blocked", func(s *sched.Snapshot) bool { return s.Total == 103 && len(s.Groups) == 3 && !s.Torn })
	own, many, few := s.Groups[0], s.Groups[1], s.Groups[2]
	if own.Start != nil || own.State != "select" || own.Count != 1 || len(own.Waits) != 2 {
		t.Errorf("own %+v", own)
	}
	if many.Count != 100 || many.Start.Line != 3 || many.At.Line != 4 || many.State != "chan receive" || len(many.IDs) != groupIDs ||
		many.Parent != own.IDs[0] || many.SinceMax < many.SinceMin {
		t.Errorf("many %+v", many)
	}
	if few.Count != 2 {
		t.Errorf("few %+v", few)
	}
	o := s.Objects[many.Waits[0].Object]
	if o.Kind != sched.Chan || o.Made == nil || o.Made.Line != 1 || o.Elem != "map[string]int" || o.Cap != 4 || !slices.Equal(o.Users, []int{0, 1}) {
		t.Errorf("channel %+v", o)
	}
	if k := s.Objects[own.Waits[1].Object]; !k.Timer || k.Left < time.Minute || k.Name != "b" {
		t.Errorf("timer %+v", k)
	}
}

// TestSnapshotCircle has three philosophers, each with one fork and waiting for the next.
func TestSnapshotCircle(t *testing.T) {
	forks := make([]sync.Mutex, 3)
	var all sync.WaitGroup
	all.Add(3)
	var self sync.Mutex
	c, done := startCell(func() {
		for i := range forks {
			Go(i+1, func() {
				MutexLock(700+i, &forks[i])
				all.Done()
				all.Wait()
				MutexLock(710+i, &forks[(i+1)%3])
			})
		}
		MutexLock(720, &self)
		MutexLock(721, &self)
	})
	defer end(t, c, done)
	s := snapshotOf(t, c, "all blocked", func(s *sched.Snapshot) bool { return s.Total == 4 && !s.Torn })
	if fmt.Sprint(s.Cycles) != "[[0] [1 2 3]]" {
		t.Errorf("cycles %v in %+v", s.Cycles, s)
	}
	for _, g := range s.Groups {
		o := s.Objects[g.Waits[0].Object]
		if len(o.Holders) != 1 || o.Holders[0].Group < 0 {
			t.Errorf("%+v waits for %+v", g, o)
		}
	}
}

// TestSnapshotIsBounded has more to tell apart than it tells.
func TestSnapshotIsBounded(t *testing.T) {
	const n = 2*placeGroups + 5
	c, done := startCell(func() {
		for range n {
			Go(1, func() { Recv(2, make(chan int), nil) })
		}
		for i := range snapshotGroups {
			Go(10_000+i, func() { Recv(2, make(chan int), nil) })
		}
		Recv(3, (chan int)(nil), nil)
	})
	defer end(t, c, done)
	s := snapshotOf(t, c, "all blocked", func(s *sched.Snapshot) bool { return s.Total == n+snapshotGroups+1 && !s.Torn })
	if len(s.Groups) != snapshotGroups || s.LeftOut != 1+placeGroups+1+snapshotGroups-snapshotGroups {
		t.Errorf("%d groups, %d left out", len(s.Groups), s.LeftOut)
	}
	if g := s.Groups[0]; g.State != "chan receive (nil chan)" || s.Objects[g.Waits[0].Object].Kind != sched.NilChan {
		t.Errorf("own %+v", g)
	}
	if g := s.Groups[1+placeGroups]; !g.Mixed || g.Count != n-placeGroups {
		t.Errorf("the rest %+v", g)
	}
}

// BenchmarkSnapshot is a snapshot of 100,000 goroutines, which wait for one thing or
// each for its own.
func BenchmarkSnapshot(b *testing.B) {
	for _, own := range []bool{false, true} {
		b.Run(fmt.Sprintf("own=%v", own), func(b *testing.B) {
			const n = 100_000
			c, done := startCell(func() {
				one := make(chan int)
				for range n {
					ch := one
					if own {
						ch = make(chan int)
					}
					Go(1, func() { Recv(2, ch, nil) })
				}
				Recv(3, one, nil)
			})
			for s := Snapshot(); s.Torn || s.Total != n+1; s = Snapshot() {
				time.Sleep(10 * time.Millisecond)
			}
			for b.Loop() {
				if s := Snapshot(); s.Total != n+1 {
					b.Fatal(s.Total)
				}
			}
			b.StopTimer()
			c.Stop()
			<-done
			c.Wait(time.Minute)
		})
	}
}
