package runtimeprobe

import (
	"context"
	"iter"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// awaitGroups asks until the groups satisfy want, and fails if they never do.
func awaitGroups(t *testing.T, what string, want func([]Group) bool) {
	t.Helper()
	deadline := time.Now().Add(10 * time.Second)
	for {
		groups := Groups()
		if want(groups) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s: not among %+v", what, groups)
		}
		time.Sleep(time.Millisecond)
	}
}

func TestGroups(t *testing.T) {
	gate := make(chan struct{})
	var ended sync.WaitGroup
	for _, cell := range []string{"1", "2"} {
		pprof.Do(context.Background(), pprof.Labels("cell", cell), func(context.Context) {
			for range 50 {
				ended.Go(func() { park(gate) })
			}
		})
	}
	awaitGroups(t, "two groups of 50", func(groups []Group) bool {
		cells := map[string]int{}
		for _, g := range groups {
			if g.Count == 50 && g.State == "chan receive" && strings.HasSuffix(g.Stack[0].Func, ".park") {
				cells[g.Labels["cell"]]++
			}
		}
		return cells["1"] == 1 && cells["2"] == 1
	})
	close(gate)
	ended.Wait()
}

// The state that Groups concludes is the one that a goroutine really is in.
func TestGroupStates(t *testing.T) {
	var (
		nilChan chan int
		full    = make(chan int)
		mu      sync.Mutex
		rw      sync.RWMutex
		wg      sync.WaitGroup
		cond    = sync.NewCond(new(sync.Mutex))
		quit    = make(chan struct{})
		ended   sync.WaitGroup
	)
	mu.Lock()
	rw.Lock()
	wg.Add(1)
	defer ended.Wait()
	defer func() {
		close(quit)
		mu.Unlock()
		rw.Unlock()
		wg.Done()
		cond.Broadcast()
		<-full
	}()
	for state, wait := range map[string]func(){
		"chan receive":        func() { <-quit },
		"chan send":           func() { full <- 1 },
		"sync.Mutex.Lock":     func() { mu.Lock(); mu.Unlock() },   //nolint:staticcheck // waiting is the point
		"sync.RWMutex.RLock":  func() { rw.RLock(); rw.RUnlock() }, //nolint:staticcheck // waiting is the point
		"sync.WaitGroup.Wait": func() { wg.Wait() },
		"sync.Cond.Wait":      func() { cond.L.Lock(); cond.Wait(); cond.L.Unlock() },
		"sleep":               func() { time.Sleep(50 * time.Millisecond) },
		"coroutine": func() {
			next, stop := iter.Pull(func(yield func(int) bool) { <-quit; yield(1) })
			defer stop()
			next()
		},
		"select": func() {
			select {
			case <-quit:
			case <-nilChan:
			}
		},
	} {
		ended.Go(wait)
		awaitGroups(t, state, func(groups []Group) bool {
			return slices.ContainsFunc(groups, func(g Group) bool { return g.State == state && inThisFile(g.Stack) })
		})
	}
}

func inThisFile(stack []Frame) bool {
	return slices.ContainsFunc(stack, func(f Frame) bool { return strings.HasSuffix(f.File, "/group_test.go") })
}

func TestGroupsCountEveryone(t *testing.T) {
	const n = 20_000
	defer crowd(n)()
	begun := time.Now()
	// Who has said that it began may not have reached the gate: wait for the last. All
	// are counted meanwhile, wherever they are.
	for deadline := begun.Add(10 * time.Second); ; runtime.Gosched() {
		groups := Groups()
		total := 0
		for _, g := range groups {
			total += g.Count
		}
		if total < n || total > n+1_000 {
			t.Fatalf("%d goroutines, want %d", total, n)
		}
		if groups[0].Count >= n {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines in %d groups, the largest of %d; want %d", total, len(groups), groups[0].Count, n)
		}
	}
	t.Logf("%d goroutines in %v", runtime.NumGoroutine(), time.Since(begun))
}

func BenchmarkGroups100000(b *testing.B) {
	defer crowd(100_000)()
	for b.Loop() {
		Groups()
	}
}
