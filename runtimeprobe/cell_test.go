package runtimeprobe

import (
	"encoding/json"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// newProbe makes a probe in whose eyes the test is the whole program: everything
// that is alive already belongs to the host.
func newProbe(t testing.TB, opts Options) *Probe {
	t.Helper()
	awaitNone(time.Now().Add(time.Second), nil) // the goroutine of the test before
	opts.Baseline = NewBaseline(1)
	p := New(opts)
	t.Cleanup(p.Close)
	return p
}

// awaitSample returns once the cell has a sample that was begun after the call: the
// second that comes, since the first may have been read before.
func awaitSample(t testing.TB, c *Cell) {
	t.Helper()
	samples := func() int {
		if s := c.Report().Series; s != nil {
			return s.Samples
		}
		return 0
	}
	before := samples()
	for deadline := time.Now().Add(10 * time.Second); samples() < before+2; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("no 2 samples within 10 s")
		}
	}
}

// crowd starts n goroutines that wait for the gate, and returns once all have
// begun. open lets them go and returns once they are gone.
func crowd(n int) (open func()) {
	before := runtime.NumGoroutine()
	gate := make(chan struct{})
	var began, ended sync.WaitGroup
	began.Add(n)
	for range n {
		ended.Go(func() {
			began.Done()
			<-gate
		})
	}
	began.Wait()
	return func() {
		close(gate)
		ended.Wait()
		for deadline := time.Now().Add(time.Second); runtime.NumGoroutine() > before && time.Now().Before(deadline); {
			runtime.Gosched()
		}
	}
}

// Last is the report of what ended last, whichever probe observed it.
func TestLast(t *testing.T) {
	for _, label := range []string{"first", "second"} {
		p := New(Options{})
		want := p.Start(label).Stop()
		p.Close()
		if got, ok := Last(); !ok || got.Label != label || !got.Started.Equal(want.Started) {
			t.Errorf("after %s the last report is of %q, %v", label, got.Label, ok)
		}
	}
}

func TestOneManyOne(t *testing.T) {
	const n = 1000
	p := newProbe(t, Options{})
	c := p.Start("cell [1]")
	open := crowd(n)
	awaitSample(t, c)
	if live := p.Baseline().Goroutines(); live != n+1 {
		t.Errorf("the cell would see %d goroutines, want %d", live, n+1)
	}
	if r := c.Report(); !r.Running || r.Goroutines.After != n+1 {
		t.Errorf("while running: %+v", r.Goroutines)
	}
	open()
	r := c.Stop()
	g := r.Goroutines
	if g.Before != 1 || g.Peak != n+1 || g.After != 1 || g.Created != n {
		t.Errorf("goroutines %d -> %d -> %d, created %d; want 1 -> %d -> 1, created %d", g.Before, g.Peak, g.After, g.Created, n+1, n)
	}
	if g.PeakFrom != PeakAll || strings.Contains(strings.Join(r.Caveats, ""), "peak") {
		t.Errorf("peak is known as %q, caveats %q", g.PeakFrom, r.Caveats)
	}
	if r.Running || r.Label != "cell [1]" || r.Schema != Schema {
		t.Errorf("report is %+v", r)
	}
	checkSeries(t, r)
	if again := c.Stop(); again.Wall != r.Wall {
		t.Error("a second Stop makes another report")
	}
	if last, ok := p.Last(); !ok || last.Wall != r.Wall {
		t.Error("Last is not the report of the last cell")
	}
}

func checkSeries(t *testing.T, r Report) {
	t.Helper()
	s := r.Series
	if s.Len() < 3 || len(s.Goroutines) != s.Len() || len(s.Runnable) != s.Len() || len(s.Threads) != s.Len() {
		t.Fatalf("series %+v", s)
	}
	for i := 1; i < s.Len(); i++ {
		if s.At[i] < s.At[i-1] {
			t.Errorf("series: time steps back at %d: %v", i, s.At)
		}
	}
	if s.At[0] != 0 || s.At[s.Len()-1] != r.Wall.Microseconds() {
		t.Errorf("series from %d to %d µs, the cell took %d", s.At[0], s.At[s.Len()-1], r.Wall.Microseconds())
	}
}

// A cell that creates nothing has a peak that is certain.
func TestEmptyCell(t *testing.T) {
	p := newProbe(t, Options{After: time.Hour})
	r := p.Start("").Stop()
	g := r.Goroutines
	if g.Before != 1 || g.Peak != 1 || g.After != 1 || g.Created != 0 || g.PeakFrom != PeakAll || r.Series != nil {
		t.Errorf("%+v, series %v", g, r.Series)
	}
}

// The peak of a cell that is over before the first sample is not known, and the
// report says so.
func TestShortCellHasNoSample(t *testing.T) {
	p := newProbe(t, Options{After: time.Hour})
	c := p.Start("")
	crowd(3)()
	r := c.Stop()
	g := r.Goroutines
	if g.Peak != 1 || g.Created != 3 || g.PeakFrom != PeakEnds || r.Series != nil {
		t.Errorf("%+v, series %v", g, r.Series)
	}
	if len(r.Caveats) == 0 || !strings.HasPrefix(r.Caveats[0], "peak: ended before the first sample") {
		t.Errorf("caveats %q", r.Caveats)
	}
}

// Goroutines one after the other: the peak is what samples saw.
func TestSampledPeak(t *testing.T) {
	p := newProbe(t, Options{})
	c := p.Start("")
	crowd(5)()
	open := crowd(3)
	awaitSample(t, c)
	open()
	r := c.Stop()
	if g := r.Goroutines; g.Peak < 4 || g.Created != 8 || g.PeakFrom != PeakSampled {
		t.Errorf("%+v", g)
	}
	if len(r.Caveats) == 0 || !strings.HasPrefix(r.Caveats[0], "peak: the largest of ") {
		t.Errorf("caveats %q", r.Caveats)
	}
}

func TestCounted(t *testing.T) {
	p := newProbe(t, Options{After: time.Hour})
	c := p.Start("")
	crowd(10)()
	c.Counted(Counts{Alive: 1, Peak: 11, Created: 10})
	g := c.Stop().Goroutines
	if g.Peak != 11 || g.PeakFrom != PeakCounted || g.Counted == nil || *g.Counted != 10 || g.Created != 10 {
		t.Errorf("%+v", g)
	}
}

// Goroutines of earlier cells add to what was counted, as far as they stayed.
func TestCountedBesideOthers(t *testing.T) {
	p := newProbe(t, Options{After: time.Hour})
	stay, leave := crowd(3), crowd(2)
	c := p.Start("")
	crowd(10)()
	c.Counted(Counts{Alive: 1, Peak: 11, Created: 10})
	if r := c.Report(); r.Goroutines.Peak != 16 || r.Goroutines.PeakFrom != PeakCounted || len(r.Caveats) > 0 && strings.HasPrefix(r.Caveats[0], "peak") {
		t.Errorf("all stayed: %+v, caveats %q", r.Goroutines, r.Caveats)
	}
	leave()
	if r := c.Stop(); r.Goroutines.Peak != 14 || r.Goroutines.PeakFrom != PeakAtLeast || len(r.Caveats) == 0 {
		t.Errorf("some left: %+v, caveats %q", r.Goroutines, r.Caveats)
	}
	stay()
}

// What was seen beats what was counted: libraries start goroutines too.
func TestSampledBeyondCounted(t *testing.T) {
	p := newProbe(t, Options{})
	c := p.Start("")
	open := crowd(10)
	awaitSample(t, c)
	open()
	c.Counted(Counts{Alive: 1, Peak: 3, Created: 2})
	r := c.Stop()
	g := r.Goroutines
	if g.Peak != 11 || g.PeakFrom != PeakAll || *g.Counted != 2 || g.Created != 10 {
		t.Errorf("%+v", g)
	}
	if len(r.Caveats) == 0 || !strings.HasPrefix(r.Caveats[0], "created: 2 by go statements") {
		t.Errorf("caveats %q: want one on created", r.Caveats)
	}
}

// A cell sees what earlier ones left behind, before and after.
func TestLeftBehind(t *testing.T) {
	p := newProbe(t, Options{After: time.Hour})
	c := p.Start("first")
	open := crowd(3)
	if g := c.Stop().Goroutines; g.Before != 1 || g.After != 4 {
		t.Errorf("first: %+v", g)
	}
	c = p.Start("second")
	open()
	if g := c.Stop().Goroutines; g.Before != 4 || g.Peak != 4 || g.After != 1 || g.Created != 0 {
		t.Errorf("second: %+v", g)
	}
}

// Goroutines of the host that start while a cell runs are not the cell's.
func TestHostStartsGoroutines(t *testing.T) {
	p := newProbe(t, Options{After: time.Hour})
	c := p.Start("")
	p.Baseline().Started(2)
	open := crowd(2)
	g := c.Stop().Goroutines
	if g.Before != 1 || g.After != 1 || g.Created != 0 {
		t.Errorf("%+v", g)
	}
	open()
	p.Baseline().Ended(2)
	if n := p.Baseline().Host(); n < 1 {
		t.Errorf("host has %d", n)
	}
}

// Goroutines that have done their work, but not yet ended, are waited for.
func TestSettle(t *testing.T) {
	p := newProbe(t, Options{After: time.Hour})
	for range 200 {
		var wg sync.WaitGroup
		c := p.Start("")
		for range 20 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				runtime.Gosched()
			}()
		}
		wg.Wait()
		// A loaded machine may need longer than Stop waits; then the report says
		// that someone is left, and the next look says that no one is.
		if g := c.Stop().Goroutines; g.After != 1 {
			awaitNone(time.Now().Add(time.Second), nil)
			t.Logf("after %d", g.After)
			if n := p.Baseline().Goroutines(); n != 1 {
				t.Fatalf("%d goroutines left", n)
			}
		}
	}
}

func TestWhoSetGOMAXPROCS(t *testing.T) {
	old := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(old)
	p := newProbe(t, Options{After: time.Hour})

	c := p.Start("cell [3]")
	runtime.GOMAXPROCS(old + 3)
	if got, want := c.Stop().GOMAXPROCS, (Procs{Before: old, After: old + 3, SetBy: "cell [3]"}); got != want {
		t.Errorf("in the cell: %+v, want %+v", got, want)
	}
	if got, want := p.Start("cell [4]").Stop().GOMAXPROCS, (Procs{Before: old + 3, After: old + 3, SetBy: "cell [3]"}); got != want {
		t.Errorf("in the next: %+v, want %+v", got, want)
	}
	runtime.GOMAXPROCS(old + 1)
	if got := p.Start("cell [5]").Stop().GOMAXPROCS; got.SetBy != SetByUnknown {
		t.Errorf("changed between cells: %+v", got)
	}
	n := p.ResetGOMAXPROCS()
	if got, want := p.Start("cell [6]").Stop().GOMAXPROCS, (Procs{Before: n, After: n, SetBy: SetByDefault}); got != want {
		t.Errorf("after a reset: %+v, want %+v", got, want)
	}
	if n != p.Machine().Default {
		t.Errorf("the runtime chose %d, the probe expected %d", n, p.Machine().Default)
	}
}

func TestTimeAndMemory(t *testing.T) {
	p := newProbe(t, Options{})
	c := p.Start("")
	begun := time.Now()
	kept := make([][]byte, 0, 64)
	for processCPU().sub(c.cpu).Total() < 20*time.Millisecond && time.Since(begun) < 10*time.Second {
		kept = append(kept[:len(kept)%64], make([]byte, 64<<10))
	}
	runtime.GC()
	r := c.Stop()
	runtime.KeepAlive(kept)
	if r.Wall <= 0 || r.Wall > time.Since(begun)+time.Millisecond {
		t.Errorf("wall %v", r.Wall)
	}
	if r.CPU.Total() < 15*time.Millisecond {
		t.Errorf("CPU %v, at least 20 ms were burnt", r.CPU)
	}
	m := r.Memory
	if m.Allocated < 64<<10 || m.GCCycles < 1 || m.After.Heap == 0 || m.After.Stacks == 0 || m.After.Total < m.After.Heap {
		t.Errorf("memory %+v", m)
	}
}

func TestOverlappingCells(t *testing.T) {
	p := newProbe(t, Options{})
	a := p.Start("a")
	open := crowd(5)
	b := p.Start("b")
	awaitSample(t, b)
	if g := a.Stop().Goroutines; g.Before != 1 || g.Peak != 6 {
		t.Errorf("a: %+v", g)
	}
	awaitSample(t, b) // still sampled
	open()
	if g := b.Stop().Goroutines; g.Before != 6 || g.After != 1 {
		t.Errorf("b: %+v", g)
	}
}

// Everything at once, for the race detector.
func TestConcurrentUse(t *testing.T) {
	p := newProbe(t, Options{After: time.Millisecond, Interval: time.Millisecond})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				c := p.Start("x")
				c.Counted(Counts{Peak: 2})
				c.Report()
				p.Snapshot()
				p.Last()
				c.Stop()
			}
		})
	}
	wg.Wait()
}

func TestCloseEndsTheSampler(t *testing.T) {
	ignore := IgnoreCurrent()
	p := New(Options{})
	c := p.Start("")
	p.Close()
	p.Close()
	c.Stop()
	Start(Options{}).Stop()
	VerifyNone(t, ignore)
}

// A report survives JSON, and the names in it are the schema's.
func TestReportJSON(t *testing.T) {
	p := newProbe(t, Options{})
	c := p.Start("cell [1]")
	awaitSample(t, c)
	c.Counted(Counts{Peak: 1})
	want := c.Stop()
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got Report
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	if string(again) != string(data) {
		t.Errorf("came back as\n%s\nwant\n%s", again, data)
	}
}

// Goroutines that libraries started are not in the count: it is no exact peak then.
func TestCountedBesideLibraries(t *testing.T) {
	p := newProbe(t, Options{After: time.Hour})
	c := p.Start("")
	crowd(10)()
	c.Counted(Counts{Alive: 1, Peak: 3, Created: 2})
	r := c.Stop()
	if g := r.Goroutines; g.Peak != 3 || g.PeakFrom != PeakAtLeast || g.Created != 10 {
		t.Errorf("%+v", g)
	}
	if !strings.Contains(strings.Join(r.Caveats, "\n"), "libraries started others") {
		t.Errorf("caveats %q", r.Caveats)
	}
}
