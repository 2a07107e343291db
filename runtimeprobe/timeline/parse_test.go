package timeline

import (
	"context"
	"encoding/json"
	"runtime"
	"runtime/trace"
	"sync"
	"testing"
	"time"
)

// marks are what the tests' goroutines say of themselves: "root", or a line.
var marks = Options{
	Started: "start", Own: "own",
	Mark: func(s string) Mark {
		switch s {
		case "foreign":
			return Mark{}
		case "root":
			return Mark{Mine: true, Root: true}
		}
		return Mark{Mine: true, Place: Place{Name: "cell[1]", Text: s}}
	},
}

// start is a go statement that says where it stands.
func start(place string, f func()) {
	trace.Log(context.Background(), "start", place)
	go f()
}

// say tells where the calling goroutine was started.
func say(place string) { trace.Log(context.Background(), "own", place) }

// observe runs f as the observed code.
func observe(f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		say("root")
		f()
	}()
	<-done
}

// record observes f, which runs on a goroutine of its own.
func record(t *testing.T, limit int64, o Options, f func()) *Timeline {
	t.Helper()
	r, err := Record(limit)
	if err != nil {
		t.Fatal(err)
	}
	observe(f)
	tl, err := r.Stop(o)
	if err != nil {
		t.Fatal(err)
	}
	consistent(t, tl)
	return tl
}

// consistent checks what holds of every timeline.
func consistent(t *testing.T, tl *Timeline) {
	t.Helper()
	var mine, running, syscall time.Duration
	for _, l := range tl.Lanes {
		mine += l.Mine
		if l.Busy > tl.Wall || l.Mine > l.Busy {
			t.Errorf("P%d was busy %v (%v) of %v", l.P, l.Busy, l.Mine, tl.Wall)
		}
		var sum, end time.Duration
		for _, s := range l.Spans {
			if s.Start < end || s.End <= s.Start || s.End > tl.Wall {
				t.Errorf("P%d: span %+v after %v, wall %v", l.P, s, end, tl.Wall)
			}
			end = s.End
			sum += s.End - s.Start
		}
		for _, slot := range l.Slots {
			for _, s := range slot {
				sum += s.Time
			}
		}
		if sum != l.Busy {
			t.Errorf("P%d: %v in pieces, %v in all", l.P, sum, l.Busy)
		}
	}
	n := 0
	for _, g := range tl.Groups {
		running += g.Running
		syscall += g.Syscall
		n += g.Count
	}
	if n != tl.Counts.Goroutines || n != len(tl.Goroutines)+tl.LeftOut {
		t.Errorf("groups have %d goroutines, counts %d, table %d+%d", n, tl.Counts.Goroutines, len(tl.Goroutines), tl.LeftOut)
	}
	for _, g := range tl.Goroutines {
		consistentCourse(t, g)
	}
	if mine > running+syscall {
		t.Errorf("on Ps %v, running %v + %v", mine, running, syscall)
	}
	if procs := len(tl.Lanes); running > tl.Wall*time.Duration(procs) {
		t.Errorf("%v running, %d Ps in %v", running, procs, tl.Wall)
	}
	if _, err := json.Marshal(tl); err != nil {
		t.Error(err)
	}
}

func consistentCourse(t *testing.T, g Goroutine) {
	t.Helper()
	if len(g.Course) == 0 {
		return
	}
	var sum time.Duration
	at := g.Started
	for _, p := range g.Course {
		if p.Start < at || p.End <= p.Start {
			t.Errorf("G%d: %+v begins before %v", g.N, p, at)
		}
		at = p.End
		sum += p.End - p.Start
	}
	total := g.Running + g.Runnable + g.Syscall
	for _, d := range g.Blocked {
		total += d
	}
	if sum != total {
		t.Errorf("G%d: %v in pieces, %v in all", g.N, sum, total)
	}
}

// spin keeps a processor busy until d has passed.
func spin(d time.Duration) {
	for end := time.Now().Add(d); time.Now().Before(end); {
		for range 1000 {
		}
	}
}

func TestSleep(t *testing.T) {
	tl := record(t, DefaultLimit, marks, func() {
		var wg sync.WaitGroup
		wg.Add(1)
		start("sleeper", func() { defer wg.Done(); time.Sleep(30 * time.Millisecond) })
		wg.Wait()
	})
	if tl.Cut != nil || tl.Counts.Goroutines != 2 || len(tl.Groups) != 2 || !tl.Groups[0].Root {
		t.Fatalf("%+v", tl)
	}
	g := tl.Groups[1]
	if g.Place.Text != "sleeper" || g.Count != 1 || g.Blocked["sleep"] < 29*time.Millisecond || g.Running > g.Blocked["sleep"]/2 {
		t.Errorf("%+v", g)
	}
	// It may end a little later than who waits for its Done.
	if end := tl.Goroutines[1].Ended; tl.Goroutines[1].Parent != 1 || end != -1 && end < 29*time.Millisecond {
		t.Errorf("%+v", tl.Goroutines[1])
	}
	if tl.Counts.Peak != 2 {
		t.Errorf("peak %d", tl.Counts.Peak)
	}
}

// With one P never two lanes are busy at once; who does not run waits for it.
func TestProcs(t *testing.T) {
	for _, procs := range []int{1, 2} {
		old := runtime.GOMAXPROCS(procs)
		tl := record(t, DefaultLimit, marks, func() {
			var wg sync.WaitGroup
			for range 4 {
				wg.Add(1)
				start("spinner", func() { defer wg.Done(); spin(40 * time.Millisecond) })
			}
			wg.Wait()
		})
		runtime.GOMAXPROCS(old)
		if tl.Counts.PeakRunning > procs || tl.Counts.Ps > procs || len(tl.Lanes) > procs {
			t.Errorf("GOMAXPROCS %d: %+v", procs, tl.Counts)
		}
		if len(tl.Procs) != 1 || tl.Procs[0].N != procs {
			t.Errorf("GOMAXPROCS %d: %+v", procs, tl.Procs)
		}
		g := tl.Groups[1]
		if g.Count != 4 || g.Running == 0 || procs == 1 && g.Runnable < 30*time.Millisecond {
			t.Errorf("GOMAXPROCS %d: %+v", procs, g)
		}
		var most float64
		for i := range tl.Load.Running {
			most = max(most, tl.Load.Running[i])
		}
		if most > float64(procs)+0.01 || most < 0.5 {
			t.Errorf("GOMAXPROCS %d: load %v", procs, tl.Load.Running)
		}
		w := tl.Waits
		if w.Count < 4 || w.Max < w.P99 || w.P99 < w.P50 || w.LongestG == 0 || w.Max != max(g.LongestWait, tl.Groups[0].LongestWait) {
			t.Errorf("%+v", w)
		}
	}
}
