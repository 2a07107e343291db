package heapdump

import (
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"
	"unsafe"
)

// keepAll is what the runs have made. It stays for the reason that released does.
var keepAll []any

// TestLiveTimers has the same timers as a dump, with any number of Ps.
func TestLiveTimers(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, procs := range []int{1, 2, 7, 3} {
		t.Run(fmt.Sprint(procs), func(t *testing.T) {
			runtime.GOMAXPROCS(procs)
			var mine []*time.Timer
			want := map[Timer]bool{}
			closure := func(t *time.Timer) Timer { return Timer{Func: (*[timerWords]uintptr)(unsafe.Pointer(t))[timerArg]} }
			made := make(chan *time.Timer, 40)
			for i := range 40 { // by goroutines, so that they are on more than one P
				go func() { made <- time.AfterFunc(time.Hour, func() { fmt.Print(i) }) }()
			}
			for range 40 {
				mine = append(mine, <-made)
				want[closure(mine[len(mine)-1])] = true
			}
			for _, stopped := range mine[:10] {
				stopped.Stop()
				delete(want, closure(stopped))
			}
			tick, unheard := time.NewTicker(time.Hour), time.NewTimer(time.Hour)
			ended := make(chan bool)
			go func() { <-tick.C; close(ended) }()
			heard := Timer{Chan: *(*uintptr)(unsafe.Pointer(&tick.C))}
			want[heard] = true
			t.Cleanup(func() {
				for _, m := range mine {
					m.Stop()
				}
				unheard.Stop()
				tick.Reset(time.Nanosecond)
				<-ended
				tick.Stop()
			})
			keepAll = append(keepAll, mine, made, tick, unheard, ended)
			var receiver uintptr
			for end := time.Now().Add(10 * time.Second); receiver == 0; { // until it waits
				list, err := LiveTimers()
				if time.Now().After(end) {
					t.Fatal(list, err)
				}
				for _, l := range list {
					if l.Chan == heard.Chan {
						receiver = l.Receiver
					}
				}
			}
			list, err := LiveTimers()
			for end := time.Now().Add(10 * time.Second); err != nil; list, err = LiveTimers() { // those who ran have ended
				if time.Now().After(end) {
					t.Fatal(err)
				}
			}
			got := map[Timer]int{}
			for _, l := range list {
				if l.When <= 0 {
					t.Errorf("%+v", l)
				}
				l.When = 0
				got[l.Timer]++
			}
			for w := range want {
				if got[w] != 1 {
					t.Errorf("%+v: %d times, want 1", w, got[w])
				}
			}
			if n := got[Timer{Chan: *(*uintptr)(unsafe.Pointer(&unheard.C))}]; n > 0 {
				t.Error("a timer that nobody waits for")
			}
			for _, stopped := range mine[:10] {
				if got[closure(stopped)] > 0 {
					t.Error("a stopped one")
				}
			}
			d, err := Take(1 << 30)
			if err != nil {
				t.Fatal(err)
			}
			if d.Receiver(heard.Chan) != receiver {
				t.Errorf("receiver %x, in a dump %x", receiver, d.Receiver(heard.Chan))
			}
			i := slices.IndexFunc(d.Goroutines, func(g Goroutine) bool { return g.Addr == receiver })
			if i < 0 || d.Goroutines[i].ID != Number(receiver) {
				t.Errorf("goroutine %d has another number in a dump", Number(receiver))
			}
		})
	}
}

// TestNoPs is a list that no P has.
func TestNoPs(t *testing.T) {
	if _, _, ok := findPs(4096); ok {
		t.Error("found")
	}
	if _, _, ok := psAt(uintptr(unsafe.Pointer(new([4]uintptr))), 4, 1<<30); ok {
		t.Error("zeros for Ps")
	}
}

// BenchmarkLiveTimers has 1,000 timers.
func BenchmarkLiveTimers(b *testing.B) {
	for range 1000 {
		defer time.AfterFunc(time.Hour, func() {}).Stop()
	}
	for b.Loop() {
		if list, err := LiveTimers(); err != nil || len(list) < 1000 {
			b.Fatal(len(list), err)
		}
	}
}
