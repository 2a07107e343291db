package kernel_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"schedtick/kernel"
	"schedtick/kernel/notebooktest"
	"schedtick/runtimeprobe/timeline"
)

// timelineOf runs a cell that shows one timeline.
func (l *lab) timelineOf(code string) (*timeline.Timeline, string, kernel.Outcome) {
	l.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), notebooktest.Patience)
	defer cancel()
	out, o := l.Do(ctx, code)
	displays := out.Displays()
	if len(displays) != 1 {
		l.t.Fatalf("%d displays, failure %+v, output %q", len(displays), o.Failure, out.Text())
	}
	var tl timeline.Timeline
	if err := json.Unmarshal(displays[0].Metadata["schedtick"], &tl); err != nil {
		l.t.Fatal(err)
	}
	text, _ := displays[0].Data.Text("text/plain")
	return &tl, text, o
}

const spinners = `%%timeline
runtime.GOMAXPROCS(PROCS)
gate, wg := make(chan int), sync.WaitGroup{}
for i := range 8 {
	wg.Add(1)
	go func() { defer wg.Done(); <-gate; busy(60_000 + i) }()
}
for range 8 {
	wg.Add(1)
	go func() {
		defer wg.Done()
		<-gate
		time.Sleep(20 * time.Millisecond)
	}()
}
close(gate)
wg.Wait()
kept := 7`

// The example of the issue: 8 busy and 8 sleeping goroutines, GOMAXPROCS 1, 2 and 4.
func TestTimeline(t *testing.T) {
	l := newLab(t, "import (\"runtime\"; \"sync\"; \"time\")\nfunc busy(n int) (x int) {\n\tfor i := range n {\n\t\tx += i % 7\n\t}\n\treturn\n}")
	for _, procs := range []string{"1", "2", "4"} {
		tl, text, o := l.timelineOf(strings.Replace(spinners, "(PROCS)", "("+procs+")", 1))
		if o.Failure != nil || o.Report == nil {
			t.Fatalf("failure %v, report %v", o.Failure, o.Report)
		}
		if o.Report.Goroutines.Before != 1 || o.Report.Goroutines.Peak != 17 || o.Report.Goroutines.Created != 16 {
			t.Errorf("the report is wrong under a trace: %+v", o.Report.Goroutines)
		}
		if tl.Cut != nil || tl.Counts.Goroutines != 17 || tl.Counts.Peak != 17 || len(tl.Groups) != 3 {
			t.Fatalf("GOMAXPROCS %s: %+v, groups %+v", procs, tl.Counts, tl.Groups)
		}
		if n := string(rune('0' + tl.Counts.PeakRunning)); n > procs {
			t.Errorf("GOMAXPROCS %s, but %s ran at once", procs, n)
		}
		root, spin, sleep := tl.Groups[0], tl.Groups[1], tl.Groups[2]
		if !root.Root || root.Blocked["sync.WaitGroup.Wait"] == 0 {
			t.Errorf("%+v", root)
		}
		if spin.Count != 8 || spin.Place.Line != 6 || spin.Place.Name != notebooktest.CellName(l.Cells) {
			t.Errorf("%+v", spin)
		}
		if sleep.Count != 8 || sleep.Place.Line != 10 || sleep.Blocked["sleep"] < 8*19*time.Millisecond || sleep.Running > spin.Running/2 {
			t.Errorf("%+v", sleep)
		}
		if !strings.Contains(text, fmt.Sprintf("cell [%d] line 10", l.Cells)) {
			t.Errorf("no line 10 in\n%s", text)
		}
	}
	if v := l.ok("kept").Value(); v != "7" {
		t.Errorf("kept is %s", v)
	}
}

// Attribution: every goroutine on its line, through methods, wg.Go, AfterFunc and
// libraries; those of earlier cells are not counted.
func TestTimelineAttribution(t *testing.T) {
	l := newLab(t, `import ("sync"; "time"; "golang.org/x/sync/errgroup"; "context")
quit := make(chan bool)
go func() {
	for {
		select {
		case <-quit:
			return
		default:
			go func() {}()
			time.Sleep(time.Millisecond)
		}
	}
}()
type T struct{ wg sync.WaitGroup }
func (t *T) spawn() {
	t.wg.Add(1)
	go t.work()
}
func (t *T) work() { defer t.wg.Done() }`)
	tl, _, o := l.timelineOf(`%%timeline
var t T
for range 30 {
	t.spawn()
}
t.wg.Wait()
var wg sync.WaitGroup
for range 20 {
	wg.Go(func() {
		inner := make(chan int)
		go func() { inner <- 1 }()
		<-inner
	})
}
wg.Wait()
var g errgroup.Group
for range 5 {
	g.Go(func() error { return nil })
}
g.Wait()
fired := make(chan int)
time.AfterFunc(time.Millisecond, func() { fired <- 1 })
<-fired
ctx, cancel := context.WithCancel(context.Background())
context.AfterFunc(ctx, func() { fired <- 1 })
cancel()
<-fired`)
	if o.Failure != nil {
		t.Fatal(o.Failure.Text())
	}
	want := map[string]int{"cell[1]:17": 30, "cell[2]:9": 20, "cell[2]:11": 20, "cell[2]:18": 5, "cell[2]:22": 1, "cell[2]:25": 1}
	total := 1
	for _, g := range tl.Groups[1:] {
		at := fmt.Sprintf("%s:%d", g.Place.Name, g.Place.Line)
		if want[at] != g.Count {
			t.Errorf("%d goroutines of %+v, want %d", g.Count, g.Place, want[at])
		}
		total += g.Count
		delete(want, at)
	}
	if len(want) > 0 {
		t.Errorf("missing: %v", want)
	}
	if tl.Counts.Goroutines != total {
		t.Errorf("%d goroutines, %d in groups", tl.Counts.Goroutines, total)
	}
	l.ok("close(quit)")
}

// A cell that fails, is refused, or is stopped; magics inside; positions.
func TestTimelineFailures(t *testing.T) {
	l := newLab(t, `import "time"`)
	tl, _, o := l.timelineOf("%%timeline\ngo func() { panic(\"boom\") }()\ntime.Sleep(time.Hour)")
	if o.Failure == nil || !strings.Contains(o.Failure.Text(), "cell [2]:2") || tl.Counts.Goroutines != 2 {
		t.Errorf("%+v: %+v", o.Failure, tl.Counts)
	}
	if text := l.fails("%%timeline\n\nx := 1 +"); !strings.Contains(text, "cell [3]:3") {
		t.Error(text)
	}
	if text := l.fails("%%timeline now\n1"); !strings.Contains(text, "takes no argument") {
		t.Error(text)
	}
	out := l.ok("%%timeline\n%who\n1+1")
	if out.Value() != "2" || !strings.Contains(out.Text(), "import") {
		t.Errorf("%q %q", out.Value(), out.Text())
	}
	// Somebody else is taking a trace.
	l.ok("import (\"runtime/trace\"; \"io\")\ntrace.Start(io.Discard)")
	if out := l.ok("%%timeline\n2+2"); out.Value() != "4" || !strings.Contains(out.Text(), "%%timeline: there is no timeline: timeline: record: ") {
		t.Errorf("%q %q", out.Value(), out.Text())
	}
	l.ok("trace.Stop()")
	if _, _, o := l.timelineOf("%%timeline\n2+2"); o.Failure != nil {
		t.Error(o.Failure.Text())
	}
}
