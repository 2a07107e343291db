package kernel_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"schedtick/kernel"
	"schedtick/kernel/notebooktest"
	"schedtick/kernel/panel"
)

// BenchmarkReport runs the same cell with the report off and on, in turns, so that the
// load of the machine meets both alike: off-ns and on-ns are medians of a cell's time
// from request to outcome, ratio is their quotient, added-ns their difference.
//
//	go test -run '^$' -bench Report -benchtime 200x ./kernel
func BenchmarkReport(b *testing.B) {
	for _, c := range []struct{ name, code string }{
		{"trivial", "x + 1"},
		{"goroutines-10000", "for range 10_000 {\n\twg.Go(func() {})\n}\nwg.Wait()"},
		{"sleepers-10000", "for range 10_000 {\n\twg.Go(func() { time.Sleep(10 * time.Millisecond) })\n}\nwg.Wait()"},
		{"ping-pong-10000", "go func() {\n\tfor v := range ping {\n\t\tpong <- v\n\t}\n}()\nfor i := range 10_000 {\n\tping <- i\n\t<-pong\n}\nclose(ping)\nping = make(chan int)"},
	} {
		b.Run(c.name, func(b *testing.B) {
			s := newBenchSession(b)
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

// BenchmarkReportOf100000 is a cell that does nothing while 100,000 goroutines of an
// earlier one wait: what its report, with the list of who is alive, costs. look-ns is a
// look from outside while nothing runs; stopped-ns is the longest that the world was
// stopped meanwhile for anything but the garbage collector, by the runtime's account.
func BenchmarkReportOf100000(b *testing.B) {
	s := newBenchSession(b)
	s.run("gate := make(chan bool)\nfor range 100_000 {\n\tgo func() { <-gate }()\n}")
	s.run(pauses)
	s.run("before := stops()")
	var times [2][]time.Duration
	var looks []time.Duration
	for b.Loop() {
		for i, m := range []panel.Mode{panel.Off, panel.Line} {
			s.SetProbe(m)
			times[i] = append(times[i], s.run("x + 1"))
		}
		began := time.Now()
		snapshot, err := s.Goroutines(b.Context())
		if err != nil || snapshot.Total != 100_000 {
			b.Fatalf("%+v, %v", snapshot, err)
		}
		looks = append(looks, time.Since(began))
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
	b *testing.B
}

func newBenchSession(b *testing.B) *benchSession {
	s := &benchSession{notebooktest.New(b, kernel.NotebookOptions{}), b}
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
	return took
}
