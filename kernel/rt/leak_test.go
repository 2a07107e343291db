package rt

import (
	"strings"
	"sync"
	"testing"
	"time"

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
