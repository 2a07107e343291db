package kernel_test

import (
	"slices"
	"testing"
	"time"

	"schedtick/kernel"
	"schedtick/kernel/notebooktest"
	"schedtick/kernel/panel"
)

// BenchmarkReportTimeline is what %%timeline costs a cell. Each program runs with and
// without it, in turns. "ratio" compares the medians of the cell's own wall time, by
// the report; "ms/cell" is that time without; "ms/picture" is what comes on top before
// the next cell can run: starting and ending the trace, reading it, drawing.
func BenchmarkReportTimeline(b *testing.B) {
	for _, program := range []struct{ name, code string }{
		{"10000_goroutines", "var wg sync.WaitGroup\nfor range 10_000 {\n\twg.Add(1)\n\tgo func() {\n\t\tdefer wg.Done()\n\t\ttime.Sleep(10 * time.Millisecond)\n\t}()\n}\nwg.Wait()"},
		{"spinners", "var wg sync.WaitGroup\nfor range 8 {\n\twg.Add(1)\n\tgo func() {\n\t\tdefer wg.Done()\n\t\tn := 0\n\t\tfor i := range 60_000 {\n\t\t\tn += i % 7\n\t\t}\n\t}()\n}\nwg.Wait()"},
		{"ping_pong", "a, b := make(chan int), make(chan int)\ngo func() {\n\tfor v := range a {\n\t\tb <- v + 1\n\t}\n\tclose(b)\n}()\nfor i := range 20_000 {\n\ta <- i\n\t<-b\n}\nclose(a)\n<-b"},
		{"pipeline", "jobs, results := make(chan int, 100), make(chan int, 100)\nvar wg sync.WaitGroup\nfor range 8 {\n\twg.Add(1)\n\tgo func() {\n\t\tdefer wg.Done()\n\t\tfor j := range jobs {\n\t\t\tresults <- j * j\n\t\t}\n\t}()\n}\ngo func() {\n\tfor i := range 20_000 {\n\t\tjobs <- i\n\t}\n\tclose(jobs)\n}()\ngo func() {\n\twg.Wait()\n\tclose(results)\n}()\nsum := 0\nfor r := range results {\n\tsum += r\n}"},
	} {
		b.Run(program.name, func(b *testing.B) {
			s := notebooktest.New(b, kernel.NotebookOptions{Probe: panel.Line})
			run := func(code string) (wall, whole time.Duration) {
				begun := time.Now()
				_, o := s.Do(b.Context(), code)
				if o.Failure != nil {
					b.Fatal(o.Failure.Text())
				}
				if o.Report != nil {
					wall = o.Report.Wall
				}
				return wall, time.Since(begun)
			}
			run("import (\"sync\"; \"time\")\nvar _ sync.Mutex; var _ time.Duration")
			var with, without, above []time.Duration
			for b.Loop() {
				w, whole := run(program.code)
				t, all := run("%%timeline\n" + program.code)
				without, with = append(without, w), append(with, t)
				above = append(above, (all-t)-(whole-w))
			}
			b.ReportMetric(float64(median(with))/float64(median(without)), "ratio")
			b.ReportMetric(float64(median(without))/1e6, "ms/cell")
			b.ReportMetric(float64(median(above))/1e6, "ms/picture")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func median(list []time.Duration) time.Duration {
	list = slices.Sorted(slices.Values(list))
	return list[len(list)/2]
}
