package kernel_test

import (
	"strings"
	"testing"
	"time"

	"schedtick/kernel/notebooktest"
)

const imports = `import ("fmt"; "runtime"; "sync"; "time")`

// ended returns the reports from the cell's end on. Before them stand those of a cell
// that ran for half a second, as any does on a busy machine; each but the first of all
// is in the place of the one before.
func ended(t *testing.T, out *notebooktest.Recorder) []notebooktest.Shown {
	t.Helper()
	all := out.Reports()
	for i, r := range all {
		if r.Again != (i > 0) {
			t.Errorf("report %d of %d: again %v", i, len(all), r.Again)
		}
	}
	for len(all) > 0 && all[0].Report.Running {
		all = all[1:]
	}
	return all
}

// A cell that ends soon shows its report once; one that fails so does not show it at
// all, since the error carries it.
func TestReportOfAShortCell(t *testing.T) {
	l := newLab(t, imports)
	out := l.ok("x := 41")
	if last := ended(t, out); len(last) != 1 || last[0].Report.Running {
		t.Errorf("%d reports of %d, want one that is final", len(last), len(out.Reports()))
	}
	out, o := l.run(`panic("boom")`)
	all := out.Reports()
	if o.Report == nil || o.Displayed != (len(all) > 0) || len(all) > 0 && !all[0].Report.Running {
		t.Errorf("a failing cell shows %d reports; displayed %v, report %v", len(all), o.Displayed, o.Report)
	}
	l.ok("%probe off")
	if out = l.ok("x + 1"); len(out.Reports()) > 0 {
		t.Errorf("%d reports with the probe off", len(out.Reports()))
	}
}

// The report of a cell that runs is there, follows it, and becomes the final one.
func TestReportFollowsTheCell(t *testing.T) {
	l := newLab(t, imports)
	out, wait := l.start("gate := make(chan bool)\nfor range 3 {\n\tgo func() { <-gate }()\n}\nfmt.Println(\"up\")\ntime.Sleep(time.Hour)")
	out.Await(t, "up")
	before := len(out.Reports()) + 1 // one more may have been on its way when it printed
	all := out.AwaitReport(t, "is the fourth of all goroutines", func(all []notebooktest.Shown) bool { return len(all) >= before+4 })
	l.Interrupt()
	o := wait()
	if o.Failure == nil || !o.Displayed {
		t.Fatalf("interrupted: %+v, displayed %v", o.Failure, o.Displayed)
	}
	if all[0].Again || !all[1].Again {
		t.Error("the first report replaces one, or the second does not")
	}
	for i, r := range all {
		if !r.Report.Running || i >= before && (r.Report.Goroutines.After != 4 || r.Snapshot == nil || r.Snapshot.Total != 4) {
			t.Errorf("report %d: %+v with %+v, want 4 goroutines that live", i, r.Report.Goroutines, r.Snapshot)
		}
		if i > 0 && r.Report.Wall <= all[i-1].Report.Wall {
			t.Errorf("report %d is of %v, the one before of %v", i, r.Report.Wall, all[i-1].Report.Wall)
		}
	}
	last := ended(t, out)[0]
	if last.Report.Running || !last.Again || last.Snapshot != nil {
		t.Errorf("the last report: %+v, again %v, %+v", last.Report, last.Again, last.Snapshot)
	}
}

// After the cell its report follows the goroutines that stay, until they have ended.
func TestReportFollowsWhoStays(t *testing.T) {
	l := newLab(t, imports, "gate := make(chan bool)")
	left := l.ok("for range 2 {\n\tgo func() { <-gate }()\n}")
	for i, r := range ended(t, left) { // a second one if they reached the gate only then
		if r.Snapshot == nil || r.Snapshot.Total != 2 {
			t.Fatalf("report %d after the end: %+v, want 2 goroutines", i, r.Snapshot)
		}
	}
	if len(ended(t, left)) == 0 {
		t.Fatal("no report of the end")
	}
	// An order has no report of its own.
	if text := l.ok("%stop 3").Text(); !strings.Contains(text, "cell [3]: 2 goroutines ended") || !strings.Contains(text, "cell [3]:2:2") {
		t.Errorf("%%stop says %q", text)
	}
	all := left.AwaitReport(t, "says that all have ended", func(all []notebooktest.Shown) bool { return all[len(all)-1].Gone > 0 })
	if last := all[len(all)-1]; !last.Again || last.Snapshot != nil || !strings.Contains(last.Text(), "the last goroutine that it left ended") {
		t.Errorf("the last report: again %v, %+v: %s", last.Again, last.Snapshot, last.Text())
	}

	// The next cell's report takes over.
	left = l.ok("go func() { <-gate }()")
	next := l.ok("x := 1")
	if r := ended(t, next)[0]; r.Snapshot == nil || r.Snapshot.Total != 1 || r.Snapshot.Groups[0].Cell != 5 {
		t.Errorf("the next report shows %+v", r.Snapshot)
	}
	n := len(left.Reports())
	l.ok("close(gate)")
	if len(left.Reports()) != n {
		t.Error("a report was changed after the next one was shown")
	}
}

// Output goes to the cell whose go statement started the goroutine, and the running
// cell says so.
func TestLateOutput(t *testing.T) {
	l := newLab(t, imports, "gate, done := make(chan bool), make(chan bool)")
	work := "go func() {\n\tfor range 2 {\n\t\tfor i := range 3 {\n\t\t\t<-gate\n\t\t\tfmt.Println(i)\n\t\t}\n\t\tdone <- true\n\t}\n}()"
	first := l.ok(work)
	release := "for range 3 {\n\tgate <- true\n}\n<-done"
	second, o := l.run(release)
	first.Await(t, "0\n1\n2\n")
	if second.Text() != "" || len(o.Late) != 1 || o.Late[0].Cell != 3 || o.Late[0].Lines != 3 {
		t.Errorf("the running cell has %q and says %+v", second.Text(), o.Late)
	}
	if !strings.Contains(o.Text(), "3 lines went to cell [3]") {
		t.Errorf("its report: %s", o.Text())
	}
	l.ok("%output latest")
	if text := l.ok("%output").Text(); !strings.Contains(text, "latest") {
		t.Errorf("%%output says %q", text)
	}
	third, o := l.run(release)
	if third.Text() != "0\n1\n2\n" || first.Text() != "0\n1\n2\n" || len(o.Late) > 0 {
		t.Errorf("with latest: %q and %q, %+v", third.Text(), first.Text(), o.Late)
	}
}

// What a late goroutine displays goes the same way.
func TestLateDisplay(t *testing.T) {
	l := newLab(t, imports, `import "schedtick/kernel/display"`, "gate, done := make(chan bool), make(chan bool)")
	first := l.ok("go func() {\n\t<-gate\n\tdisplay.Text(\"late\")\n\tclose(done)\n}()")
	second := l.ok("close(gate)\n<-done")
	if len(first.Displays()) != 1 || len(second.Displays()) != 0 {
		t.Errorf("%d displays in its cell, %d in the running one", len(first.Displays()), len(second.Displays()))
	}
}

// The orders that look work in an idle kernel with goroutines of earlier cells.
func TestGoroutinesAndWaits(t *testing.T) {
	l := newLab(t, imports)
	if text := shownText(t, l.ok("%goroutines")); text == "" {
		t.Error("says nothing without goroutines")
	}
	l.ok("ch := make(chan int)\nvar mu sync.Mutex\nmu.Lock()\nfor range 3 {\n\tgo func() { ch <- 1 }()\n}\ngo mu.Lock()")
	for _, order := range []string{"%goroutines", "%waits"} {
		out := l.ok(order)
		text := shownText(t, out)
		for _, want := range []string{"ch", "mu", "cell [3] line 5", "cell [3] line 7"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is missing in\n%s", order, want, text)
			}
		}
		if page, _ := out.Displays()[0].Data.Text("text/html"); page == "" {
			t.Errorf("%s has no HTML", order)
		}
	}
}

// While a cell runs, Shift-Tab on an order that looks says what it would say.
func TestInspectWhileACellRuns(t *testing.T) {
	l := newLab(t, imports)
	_, wait := l.start("hidden := make(chan int)\ngo func() { hidden <- 1 }()\ntime.Sleep(time.Hour)")
	for _, order := range []string{"%waits", "%goroutines"} {
		for deadline := time.Now().Add(notebooktest.Patience); ; {
			text, _ := l.Inspect(order, 3, 0).Text("text/plain")
			if strings.Contains(text, "hidden") && strings.Contains(text, order) {
				break
			}
			if time.Now().After(deadline) {
				t.Fatalf("%s says %q", order, text)
			}
		}
	}
	l.Interrupt()
	wait()
}

// shownText is the text form of the only display.
func shownText(t *testing.T, out *notebooktest.Recorder) string {
	t.Helper()
	if len(out.Displays()) != 1 {
		t.Fatalf("%d displays, want one", len(out.Displays()))
	}
	text, _ := out.Displays()[0].Data.Text("text/plain")
	return text
}

// A setting of the worker counts for its successors, until it is given back.
func TestSetGOMAXPROCS(t *testing.T) {
	l := newLab(t, imports, "n := runtime.GOMAXPROCS(0)")
	usual := l.ok("n").Value()
	if got := l.ok("%set GOMAXPROCS 3\nruntime.GOMAXPROCS(0)").Value(); got != "3" {
		t.Errorf("after %%set: %s", got)
	}
	for _, word := range []string{"default", "reset"} {
		l.ok("%set GOMAXPROCS 3")
		l.ok("%set GOMAXPROCS " + word)
		if got := l.ok("runtime.GOMAXPROCS(0)").Value(); got != usual {
			t.Errorf("after %s: %s, want %s", word, got, usual)
		}
	}
	if text := l.fails("%set GOMAXPROCS many"); !strings.Contains(text, "1 to 1024") {
		t.Errorf("a wrong number: %s", text)
	}
}

// A cell reads the report of the one before.
func TestLast(t *testing.T) {
	l := newLab(t, `import ("fmt"; "sync"; "schedtick/runtimeprobe")`)
	l.ok("var wg sync.WaitGroup\ngate := make(chan bool)\nfor range 100 {\n\twg.Go(func() { <-gate })\n}\nclose(gate)\nwg.Wait()")
	want := "101 100 cell[2]\n"
	if got := l.ok("last, ok := runtimeprobe.Last()\nif !ok {\n\tpanic(\"no report\")\n}\nfmt.Println(last.Goroutines.Peak, *last.Goroutines.Counted, last.Label)").Text(); got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
}
