package rt

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"schedtick/kernel/program"
	"schedtick/kernel/sched"
)

var reachable = make(chan int)

// leaky starts goroutines that nobody can wake, and one that the package's variable
// can.
//
//go:noinline
func leaky() {
	ch := make(chan int)
	Go(901, func() { Send(911, ch, new(int)) })
	wg := new(sync.WaitGroup)
	WgAdd(1, wg, 2)
	Go(902, func() { WgWait(912, wg) })
	// A mutex alone may share its 16 bytes with a variable that somebody uses.
	guarded := new(struct {
		sync.Mutex
		balance [2]int
	})
	Go(903, func() { MutexLock(913, &guarded.Mutex); MutexLock(914, &guarded.Mutex) })
	Go(904, func() { Recv(915, reachable, nil) })
	Go(905, func() { Select(916, true) })
}

// TestFindLeaks looks at each once while they wait, and at one that goes on.
func TestFindLeaks(t *testing.T) {
	c, done := startCell(func() {
		// On another goroutine: a frame that is in use may have old words of leaky's in
		// it, and any word of a frame counts.
		made := make(chan bool)
		go func() { leaky(); close(made) }()
		<-made
		Recv(917, reachable, nil)
	})
	snapshotOf(t, c, "6 blocked", func(s *sched.Snapshot) bool { return s.Total == 6 && !s.Torn })
	var want []string
	until(t, "a dump", func() bool { return FindLeaks() == nil })
	want = []string{
		"", "send to a chan: nobody else can reach the channel",
		"waits for a sync.WaitGroup, whose counter stays at 2: 2 Dones are missing",
		"waits for a sync.Mutex: the goroutine has locked it itself", "", "select without cases waits for ever",
	}
	s := Snapshot()
	for i, g := range s.Groups {
		if i >= len(want) || g.Leaked != want[i] {
			t.Errorf("group %d: %q", i, g.Leaked)
		}
	}
	reachable <- 1
	s = snapshotOf(t, c, "one has gone on", func(s *sched.Snapshot) bool { return s.Total < 6 })
	for _, g := range s.Groups {
		if strings.HasPrefix(g.State, "chan receive") && g.Leaked != "" {
			t.Errorf("%+v", g)
		}
	}
	end(t, c, done)
}

// BenchmarkFindLeaks is a search where 1,000 goroutines wait.
func BenchmarkFindLeaks(b *testing.B) {
	c, done := startCell(func() {
		for range 1000 {
			Go(1, func() { Recv(2, make(chan int), nil) })
		}
		Recv(3, reachable, nil)
	})
	for s := Snapshot(); s.Torn || s.Total != 1001; s = Snapshot() {
		time.Sleep(time.Millisecond)
	}
	for b.Loop() {
		leaks.mark = 0
		if err := FindLeaks(); err != nil {
			b.Fatal(err)
		}
	}
	b.StopTimer()
	c.Stop()
	<-done
	c.Wait(time.Minute)
}

// circular starts two goroutines that wait for each other, three around a ring with a
// wait group in it, and two that only wait at the same place.
//
//go:noinline
func circular() {
	a, b := make(chan int), make(chan int)
	Go(921, func() { Recv(931, a, nil); Send(932, b, new(int)) })
	Go(922, func() { Recv(933, b, nil); Send(934, a, new(int)) })
	c, d, wg := make(chan int), make(chan int), new(sync.WaitGroup)
	WgAdd(1, wg, 1)
	Go(923, func() { Recv(935, c, nil); Close(1, d) })
	Go(924, func() { Recv(936, d, nil); WgDone(1, wg) })
	Go(925, func() { WgWait(937, wg); Close(1, c) })
	e := make(chan int)
	Go(926, func() { Send(938, e, new(int)) })
	Go(926, func() { Send(938, e, new(int)) })
}

// TestRings finds circles through channels and wait groups once a search has looked, and
// forgets them as soon as one of them has gone on.
func TestRings(t *testing.T) {
	AddSites(sitesNumbered(921, 938))
	c, done := startCell(func() {
		made := make(chan bool)
		go func() { circular(); close(made) }()
		<-made
		Recv(939, reachable, nil)
	})
	snapshotOf(t, c, "8 blocked", func(s *sched.Snapshot) bool { return s.Total == 8 && !s.Torn })
	if s := Snapshot(); len(s.Cycles) > 0 {
		t.Errorf("before a search: %v", s.Cycles)
	}
	until(t, "a dump", func() bool { leaks.mark = 0; return FindLeaks() == nil })
	s := Snapshot()
	var got []string
	for _, cycle := range s.Cycles {
		var starts []int
		for _, i := range cycle {
			starts = append(starts, s.Groups[i].Start.ID)
		}
		got = append(got, fmt.Sprint(starts))
	}
	slices.Sort(got)
	// 923 waits for what only 925 does, 925 for 924, 924 for 923.
	if want := []string{"[921 922]", "[923 925 924]"}; !slices.Equal(got, want) {
		t.Errorf("circles %v, want %v", got, want)
	}
	reachable <- 1
	end(t, c, done)
}

func sitesNumbered(from, to int) (list []program.Site) {
	for id := from; id <= to; id++ {
		list = append(list, program.Site{ID: id, Name: "ring.go", Line: id})
	}
	return list
}
