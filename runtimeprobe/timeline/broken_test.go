package timeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/trace"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// traceOf is the bytes of a real trace of a few goroutines.
func traceOf(t testing.TB, f func()) []byte {
	t.Helper()
	r, err := Record(DefaultLimit)
	if err != nil {
		t.Fatal(err)
	}
	observe(f)
	data, cut := r.Bytes()
	if cut {
		t.Fatal("cut")
	}
	return data
}

// crowd starts n goroutines that wait for each other.
func crowd(n int) func() {
	return func() {
		var wg sync.WaitGroup
		c := make(chan int)
		for i := range n {
			wg.Add(1)
			start("crowd", func() { defer wg.Done(); c <- i })
		}
		for range n {
			<-c
		}
		wg.Wait()
	}
}

// A trace that breaks off gives a timeline of what is there, or says that there is
// nothing; it never panics.
func TestTruncated(t *testing.T) {
	data := traceOf(t, crowd(50))
	step := max(1, len(data)/300)
	for n := 0; n < len(data); n += step {
		tl, err := Parse(bytes.NewReader(data[:n]), marks)
		if (tl == nil) == (err == nil) {
			t.Fatalf("%d of %d bytes: %v, %v", n, len(data), tl, err)
		}
		if tl != nil {
			consistent(t, tl)
			if tl.Cut == nil && tl.Counts.Goroutines != 51 {
				t.Errorf("%d of %d bytes: %+v", n, len(data), tl.Counts)
			}
		}
	}
}

// A long trace has several generations: without the last ones, the rest is read.
func TestGenerations(t *testing.T) {
	data := traceOf(t, func() {
		for range 22 { // a generation takes a second
			crowd(10)()
			time.Sleep(100 * time.Millisecond)
		}
	})
	tl, err := Parse(bytes.NewReader(data[:len(data)-20]), marks)
	if err != nil || tl.Cut == nil || !strings.Contains(tl.Cut.Why, "breaks off") || tl.Wall < 500*time.Millisecond {
		t.Fatalf("%+v, %v", tl, err)
	}
	consistent(t, tl)
	whole, err := Parse(bytes.NewReader(data), marks)
	if err != nil || whole.Cut != nil || whole.Counts.Goroutines != 221 {
		t.Fatalf("%+v, %v", whole, err)
	}
	// What the last generation has depends on when it began: perhaps no new goroutine.
	if whole.Counts.Events <= tl.Counts.Events || whole.Wall <= tl.Wall || whole.Counts.Goroutines < tl.Counts.Goroutines {
		t.Errorf("whole %+v in %v, without its end %+v in %v", whole.Counts, whole.Wall, tl.Counts, tl.Wall)
	}
	consistent(t, whole)
}

func TestGarbage(t *testing.T) {
	for _, data := range []string{"", "go 1.26 trace\x00\x00\x00", "go 1.99 trace\x00\x00\x00", strings.Repeat("\xff", 100), "%%timeline"} {
		if tl, err := Parse(strings.NewReader(data), marks); tl != nil || err == nil || !strings.HasPrefix(err.Error(), "timeline: parse: ") {
			t.Errorf("%.20q: %v, %v", data, tl, err)
		}
	}
	// A trace in which nobody says that he is the observed code.
	data := traceOf(t, func() {})
	o := marks
	o.Mark = func(string) Mark { return Mark{} }
	if _, err := Parse(bytes.NewReader(data), o); !errors.Is(err, ErrNothing) {
		t.Error(err)
	}
}

func FuzzParse(f *testing.F) {
	data := traceOf(f, crowd(3))
	f.Add(data)
	f.Add(data[:len(data)/2])
	f.Add([]byte("go 1.26 trace\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if tl, err := Parse(bytes.NewReader(data), marks); (tl == nil) == (err == nil) {
			t.Fatal(tl, err)
		}
		_, _ = Parse(bytes.NewReader(data), Options{})
	})
}

// What reaches the limit is cut, says so, and is a timeline of the beginning. The
// number of the recording's goroutines stays the same.
func TestCut(t *testing.T) {
	goleak.VerifyNone(t) // waits for what an earlier test has left on its way out
	before := runtime.NumGoroutine()
	during := 0
	tl := record(t, 64<<10, marks, func() {
		for range 100 {
			crowd(500)()
		}
		// The last crowd is on its way out.
		for end := time.Now().Add(10 * time.Second); time.Now().Before(end); runtime.Gosched() {
			if during = runtime.NumGoroutine(); during == before+Goroutines+1 {
				break
			}
		}
	})
	if tl.Cut == nil || !strings.Contains(tl.Cut.Why, "ended at") || tl.Cut.At != tl.Wall || tl.Cut.Bytes < 64<<10 {
		t.Errorf("%+v", tl.Cut)
	}
	if during != before+Goroutines+1 {
		t.Errorf("%d goroutines, %d before: want %d and the observed one more", during, before, Goroutines)
	}
	if n := tl.Counts.Goroutines; n < 500 || n > 50_000 {
		t.Errorf("%d goroutines", n)
	}
}

// What is too much to draw is summed up: nothing is lost in the sums.
func TestMany(t *testing.T) {
	const n = 3000
	o := marks
	o.MaxSpans, o.MaxGoroutines, o.MaxPieces = 200, 20, 100
	tl := record(t, DefaultLimit, o, crowd(n))
	if tl.Counts.Goroutines != n+1 || len(tl.Goroutines) != 20 || tl.LeftOut != n+1-20 {
		t.Errorf("%+v, %d in the table", tl.Counts, len(tl.Goroutines))
	}
	spans := 0
	for _, l := range tl.Lanes {
		spans += len(l.Spans)
		if len(l.Slots) == 0 {
			t.Errorf("P%d: %d spans and no slots", l.P, len(l.Spans))
		}
	}
	if spans > o.MaxSpans {
		t.Errorf("%d spans", spans)
	}
	for _, g := range tl.Goroutines {
		if len(g.Course) > 0 {
			t.Errorf("G%d has a course", g.N)
		}
	}
}

// More places than groups: the last group takes the rest.
func TestPlaces(t *testing.T) {
	o := marks
	o.MaxGroups = 5
	tl := record(t, DefaultLimit, o, func() {
		var wg sync.WaitGroup
		for i := range 9 {
			wg.Add(1)
			start(fmt.Sprint("place ", i), wg.Done)
		}
		wg.Wait()
	})
	if len(tl.Groups) != 5 || tl.Groups[4].Count != 6 || tl.Groups[4].Place.Text != "other places" || tl.Groups[1].Place.Text != "place 0" {
		t.Errorf("%+v", tl.Groups)
	}
}

// A goroutine of somebody else, and one that a library starts for the observed code.
func TestOrigins(t *testing.T) {
	fired := make(chan bool)
	tl := record(t, DefaultLimit, marks, func() {
		var wg sync.WaitGroup
		wg.Add(2)
		start("foreign", func() { wg.Done() })                                      // says that it is not observed, but is started by it
		start("mine", func() { go func() { defer wg.Done(); spin(1e6) }() })        // starts one without a word
		time.AfterFunc(time.Millisecond, func() { say("callback"); fired <- true }) // started by a timer
		<-fired
		wg.Wait()
	})
	count := map[string]int{}
	for _, g := range tl.Groups {
		if count[g.Place.Text] += g.Count; g.Place.Func != "" && !strings.Contains(g.Place.Func, "TestOrigins") {
			t.Errorf("%+v", g)
		}
	}
	if count["mine"] != 2 || count["callback"] != 1 || tl.Counts.Goroutines < 4 {
		t.Errorf("%v, %+v", count, tl.Counts)
	}
}

// Without marks the places come from the stacks.
func TestUnmarked(t *testing.T) {
	r, err := Record(DefaultLimit)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Record(1); err == nil {
		t.Error("a second trace at once")
	}
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go napper(&wg)
	}
	wg.Wait()
	tl, err := r.Stop(Options{})
	if err != nil {
		t.Fatal(err)
	}
	consistent(t, tl)
	for _, g := range tl.Groups {
		if strings.HasSuffix(g.Place.Func, ".napper") {
			if g.Count != 3 || !strings.HasSuffix(g.Place.Name, "broken_test.go") || g.Place.Line == 0 || g.Blocked["sleep"] < 3*4*time.Millisecond {
				t.Errorf("%+v", g)
			}
			return
		}
	}
	t.Errorf("no napper in %+v", tl.Groups)
}

func napper(wg *sync.WaitGroup) {
	defer wg.Done()
	time.Sleep(5 * time.Millisecond)
}

// The collector's workers are nobody's, although they are started by whoever needs a
// collection first: here between what a goroutine says and its go statement.
func TestCollectorsWorkers(t *testing.T) {
	old := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(old)
	tl := record(t, DefaultLimit, marks, func() {
		runtime.GOMAXPROCS(old + 3) // the new Ps have no workers
		done := make(chan bool)
		trace.Log(context.Background(), "start", "after the collection")
		runtime.GC()
		go close(done)
		<-done
	})
	if tl.Counts.Goroutines != 2 || len(tl.Groups) != 2 || tl.Groups[1].Place.Text != "after the collection" {
		t.Errorf("%+v: %+v", tl.Counts, tl.Groups)
	}
	if len(tl.Collections) == 0 || tl.Stops == 0 || tl.Stopped <= 0 {
		t.Errorf("collections %+v, %d stops, %v", tl.Collections, tl.Stops, tl.Stopped)
	}
	if len(tl.Procs) != 2 || tl.Procs[0].N != old || tl.Procs[1].N != old+3 {
		t.Errorf("%+v", tl.Procs)
	}
}
