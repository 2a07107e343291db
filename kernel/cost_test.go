package kernel_test

import (
	"context"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"schedtick/kernel"
	"schedtick/kernel/notebooktest"
	"schedtick/kernel/panel"
	"schedtick/kernel/worker"
	"schedtick/runtimeprobe"
)

// BenchmarkReport runs the same cell with the report off and on, in turns, so that the
// load of the machine meets both alike: off-ns and on-ns are medians of a cell's time
// from request to outcome, ratio is their quotient, added-ns their difference.
//
//	go test -run '^$' -bench Report -benchtime 200x ./kernel
//
// What a report costs in all its forms, the detector and %%timeline among them, one
// after another:
//
//	make report-cost
func BenchmarkReport(b *testing.B) {
	for _, c := range []struct{ name, code string }{
		{"trivial", "x + 1"},
		{"goroutines-10000", "for range 10_000 {\n\twg.Go(func() {})\n}\nwg.Wait()"},
		{"sleepers-10000", "for range 10_000 {\n\twg.Go(func() { time.Sleep(10 * time.Millisecond) })\n}\nwg.Wait()"},
		{"ping-pong-10000", "go func() {\n\tfor v := range ping {\n\t\tpong <- v\n\t}\n}()\nfor i := range 10_000 {\n\tping <- i\n\t<-pong\n}\nclose(ping)\nping = make(chan int)"},
	} {
		b.Run(c.name, func(b *testing.B) {
			s := newBenchSession(b, "")
			var times [2][]time.Duration
			modes := [2]panel.Mode{panel.Off, panel.Line}
			for b.Loop() {
				for i, m := range modes {
					s.SetProbe(m)
					times[i] = append(times[i], s.run(c.code))
				}
			}
			off, on := median(times[0]), median(times[1])
			b.ReportMetric(float64(off), "off-ns")
			b.ReportMetric(float64(on), "on-ns")
			b.ReportMetric(float64(on-off), "added-ns")
			b.ReportMetric(float64(on)/float64(off), "ratio")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// BenchmarkReportOfAlive is a cell that does nothing while goroutines of an earlier one
// wait: what its report costs, with the list of who is alive where they are not too many.
// look-ns is a look from outside while nothing runs, listed how many it found; stopped-ns
// is the longest that the world was stopped meanwhile for anything but the garbage
// collector, by the runtime's account. The million are compiled: interpreted ones would
// take 9 GB.
func BenchmarkReportOfAlive(b *testing.B) {
	b.Run("100000", func(b *testing.B) {
		s := newBenchSession(b, "")
		s.run("gate := make(chan bool)\nfor range 100_000 {\n\tgo func() { <-gate }()\n}")
		measureAlive(b, s, 100_000)
	})
	b.Run("1000000-compiled", func(b *testing.B) {
		s := newBenchSession(b, buildSchedtick(b))
		s.run("%%native\nvar gate = make(chan bool)\nfor range 1_000_000 {\n\tgo func() { <-gate }()\n}")
		measureAlive(b, s, 1_000_000)
	})
}

func measureAlive(b *testing.B, s *benchSession, alive int) {
	s.run(pauses)
	s.run("before := stops()")
	var times [2][]time.Duration
	var looks []time.Duration
	listed := 0
	for b.Loop() {
		for i, m := range []panel.Mode{panel.Off, panel.Line} {
			s.SetProbe(m)
			times[i] = append(times[i], s.run("x + 1"))
		}
		began := time.Now()
		snapshot, err := s.Goroutines(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		looks = append(looks, time.Since(began))
		if listed = 0; snapshot != nil {
			listed = snapshot.Total
		}
	}
	if s.report.Goroutines.After < alive {
		b.Fatalf("%d goroutines are alive, want %d", s.report.Goroutines.After, alive)
	}
	s.run("after, longest := stops(), 0.0\nfor bound, n := range after {\n\tif n > before[bound] {\n\t\tlongest = max(longest, bound)\n\t}\n}")
	v, f := s.Evaluate(b.Context(), "longest * 1e9")
	if f != nil {
		b.Fatal(f.Text())
	}
	text, _ := v.Data.Text("text/plain")
	stopped, err := strconv.ParseFloat(text, 64)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(stopped, "stopped-ns")
	b.ReportMetric(float64(median(times[1])-median(times[0])), "added-ns")
	b.ReportMetric(float64(median(looks)), "look-ns")
	b.ReportMetric(float64(listed), "listed")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkReportAfterMillion runs a cell that starts a million goroutines and leaves them
// waiting, compiled and interpreted. after-ns is from the cell's last statement to its outcome with
// the report; interrupt-ns from an interrupt of a cell that has started as many to its outcome;
// blocked-bytes is how much of that says who had not left by then. The interpreted ones take 9 GB.
//
//	go test -run '^$' -bench ReportAfterMillion -benchtime 1x ./kernel
func BenchmarkReportAfterMillion(b *testing.B) {
	const million = 1_000_000
	const start = "gate := make(chan bool)\nvar begun sync.WaitGroup\nbegun.Add(1_000_000)\nfor range 1_000_000 {\n\tgo func() {\n\t\tbegun.Done()\n\t\t<-gate\n\t}()\n}\nbegun.Wait()\n"
	run := func(b *testing.B, exe, magic string) {
		s := newBenchSession(b, exe)
		var after, interrupt time.Duration
		blocked := 0
		for b.Loop() {
			out, o := s.Do(b.Context(), magic+start+"println(time.Now().UnixNano())")
			got := time.Now()
			if o.Failure != nil {
				b.Fatal(o.Failure.Text())
			}
			if n := o.Report.Goroutines.After; n < million || o.Snapshot.Total < million {
				b.Fatalf("%d goroutines are alive by the report, %d by the list", n, o.Snapshot.Total)
			}
			ended, err := strconv.ParseInt(strings.TrimSpace(out.Text()), 10, 64)
			if err != nil {
				b.Fatal(err)
			}
			after = got.Sub(time.Unix(0, ended))
			if _, err := s.StopCell(b.Context(), 0); err != nil {
				b.Fatal(err)
			}

			out = notebooktest.NewRecorder()
			done := make(chan kernel.Outcome, 1)
			cell := s.Next(magic + start + "println(`begun`)\n<-gate")
			go func() { done <- s.Run(b.Context(), cell, out) }()
			out.Await(b, "begun")
			began := time.Now()
			s.Interrupt()
			o = <-done
			interrupt = time.Since(began)
			if o.Failure == nil || o.Failure.Name != "interrupted" {
				b.Fatalf("ended as %+v", o.Failure)
			}
			blocked = len(o.Failure.Text())
			if _, err := s.StopCell(b.Context(), 0); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(after), "after-ns")
		b.ReportMetric(float64(interrupt), "interrupt-ns")
		b.ReportMetric(float64(blocked), "blocked-bytes")
		b.ReportMetric(0, "ns/op")
	}
	b.Run("compiled", func(b *testing.B) { run(b, buildSchedtick(b), "%%native\n") })
	b.Run("interpreted", func(b *testing.B) {
		const needs = 12 << 30
		if n := worker.MemoryLimit(0); n < needs {
			b.Skipf("needs %d GB, a worker may use %d", needs>>30, n>>30)
		}
		run(b, "", "")
	})
}

// buildSchedtick builds the command: compiled cells need one that was built as such.
func buildSchedtick(b *testing.B) string {
	exe := filepath.Join(b.TempDir(), "schedtick.exe")
	if out, err := exec.Command("go", "build", "-o", exe, "schedtick").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return exe
}

// pauses declares stops: how often the world was stopped, by upper bounds of seconds.
const pauses = `import "runtime/metrics"

func stops() map[float64]uint64 {
	s := []metrics.Sample{{Name: "/sched/pauses/total/other:seconds"}}
	metrics.Read(s)
	h := s[0].Value.Float64Histogram()
	counts := map[float64]uint64{}
	for i, n := range h.Counts {
		counts[h.Buckets[i+1]] = n
	}
	return counts
}`

// benchSession is a notebook that shows nothing.
type benchSession struct {
	*notebooktest.Session
	b      *testing.B
	report *runtimeprobe.Report // of the last cell that had one
}

// newBenchSession starts a session, with a worker from exe unless that is empty.
func newBenchSession(b *testing.B, exe string) *benchSession {
	s := &benchSession{Session: notebooktest.New(b, kernel.NotebookOptions{Exe: exe}), b: b}
	s.run("import (\"sync\"; \"time\")\nvar wg sync.WaitGroup\nx := 41\nping, pong := make(chan int), make(chan int)\n_ = time.Now")
	return s
}

// run runs a cell that must succeed and returns how long that took.
func (s *benchSession) run(code string) time.Duration {
	began := time.Now()
	_, o := s.Do(context.Background(), code)
	took := time.Since(began)
	if o.Failure != nil {
		s.b.Fatal(o.Failure.Text())
	}
	if o.Report != nil {
		s.report = o.Report
	}
	return took
}
