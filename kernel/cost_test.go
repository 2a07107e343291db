package kernel_test

import (
	"context"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"schedtick/kernel"
	"schedtick/kernel/notebooktest"
	"schedtick/kernel/panel"
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
		exe := filepath.Join(b.TempDir(), "schedtick.exe")
		if out, err := exec.Command("go", "build", "-o", exe, "schedtick").CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		s := newBenchSession(b, exe)
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
