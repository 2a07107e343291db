package runtimeprobe

import (
	"runtime"
	"sync"
	"testing"
	"time"
)

// While a collection begins, runtime.NumGoroutine may be wrong; the exact count is
// not, nor are reports. How often the test meets such a moment depends on the
// machine; its log says.
func TestFalseCountWhileCollecting(t *testing.T) {
	const n = 20_000
	p := newProbe(t, Options{After: time.Millisecond, Interval: time.Millisecond})
	seen := 0
	for deadline := time.Now().Add(5 * time.Second); seen < 3 && time.Now().Before(deadline); {
		crowd(n)() // leaves n ended goroutines with stacks on the free list
		c := p.Start("")
		var collected sync.WaitGroup
		done := make(chan struct{})
		collected.Go(func() {
			defer close(done)
			runtime.GC()
		})
		for running := true; running; {
			select {
			case <-done:
				running = false
			default:
			}
			if runtime.NumGoroutine() > n/2 {
				seen++
				if m := exactCount(); m > n/2 {
					t.Fatalf("the exact count is %d", m)
				}
				if m := c.Report().Goroutines.After; m > n/2 {
					t.Fatalf("a report says %d", m)
				}
			}
		}
		collected.Wait()
		if g := c.Stop().Goroutines; g.Peak > n/2 || g.After > n/2 {
			t.Fatalf("a false peak: %+v", g)
		}
	}
	t.Logf("runtime.NumGoroutine was wrong %d times", seen)
}

func TestExactCount(t *testing.T) {
	// A goroutine of an earlier test may still be on its way out: what was counted
	// before and after must agree for the count between to mean something.
	const tries = 100
	for try := 1; ; try++ {
		before := exactCount()
		open := crowd(100)
		n := exactCount()
		open()
		if exactCount() == before {
			if n != before+100 {
				t.Errorf("%d goroutines, want %d", n, before+100)
			}
			break
		}
		if try == tries {
			t.Fatalf("the number of goroutines never stood still in %d tries", tries)
		}
	}
	if n := confirm(5, 5); n != 5 {
		t.Errorf("a known count becomes %d", n)
	}
	if n := confirm(1_000_000, 5); n > 1000 {
		t.Errorf("confirmed %d", n)
	}
}

func BenchmarkExactCount(b *testing.B) {
	defer crowd(10_000)()
	for b.Loop() {
		exactCount()
	}
}
