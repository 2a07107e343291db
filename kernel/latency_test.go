package kernel_test

import (
	"context"
	_ "embed"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"schedtick/kernel"
	"schedtick/kernel/cell"
	"schedtick/kernel/lower"
	"schedtick/kernel/notebooktest"
	"schedtick/kernel/panel"
	"schedtick/kernel/session"
)

// cell30 is a lesson's cell of 30 lines.
//
//go:embed session/testdata/cell30.txt
var cell30 string

// before200 is a small cell, other in each of a session's cells.
func before200(i int) string {
	return fmt.Sprintf("type t%d struct{ A, B int }\nfunc (x t%d) M() int { return x.A }\nfunc f%d(x int) int { return x + %d }\nv%d := f%d(1)\nw%d := t%d{}",
		i, i, i, i, i, i, i, i)
}

// A source is the front's model of a session alone.
type source struct {
	*session.Session
	*lower.Lowerer
	n int
}

// prepare parses, checks and lowers a cell, and commits it.
func (s *source) prepare(tb testing.TB, src string) {
	tb.Helper()
	s.n++
	c, err := cell.Parse(s.n, fmt.Sprintf("cell[%d]", s.n), src)
	if err != nil {
		tb.Fatal(err)
	}
	u, err := s.Check(c)
	if err != nil {
		tb.Fatal(err)
	}
	p, err := s.Lower(u)
	if err != nil {
		tb.Fatal(err)
	}
	s.Lowerer.Commit(p)
	s.Session.Commit(u)
}

// BenchmarkPrepare is what stands between a cell's text and its run: parse, check and
// lower, for a cell of 30 lines after 200 others.
func BenchmarkPrepare(b *testing.B) {
	s := &source{Session: session.New(), Lowerer: lower.New()}
	for i := range 200 {
		s.prepare(b, before200(i))
	}
	var took []time.Duration
	for b.Loop() {
		begun := time.Now()
		s.prepare(b, cell30)
		took = append(took, time.Since(begun))
	}
	quantiles(b, took)
}

// BenchmarkCompletion completes at places of that cell: a member, names, a blank line.
func BenchmarkCompletion(b *testing.B) {
	s := &source{Session: session.New(), Lowerer: lower.New()}
	for i := range 200 {
		s.prepare(b, before200(i))
	}
	at := strings.Index(cell30, "jobs <- i")
	var took []time.Duration
	for b.Loop() {
		for _, typed := range []string{"wg.", "f", "", "v1", "strings.", "results <- job{"} {
			src := cell30[:at] + typed + "\n" + cell30[at:]
			begun := time.Now()
			s.Complete(src, len([]rune(cell30[:at]+typed)))
			took = append(took, time.Since(begun))
		}
	}
	quantiles(b, took)
}

func quantiles(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	for _, q := range []int{50, 95} {
		b.ReportMetric(float64(took[len(took)*q/100].Microseconds())/1000, fmt.Sprintf("p%d-ms", q))
	}
	b.ReportMetric(0, "ns/op")
}

// BenchmarkMemory runs 1,000 cells, over and over the same few and each with names of its
// own, and reports what front and worker hold afterwards, in MB a thousand cells.
func BenchmarkMemory(b *testing.B) {
	for _, kind := range []struct {
		name string
		src  func(i int) string
	}{
		{"the same again", func(int) string { return "x := 41\nfunc twice(n int) int { return 2 * n }\ntwice(x)" }},
		{"names of their own", before200},
	} {
		b.Run(kind.name, func(b *testing.B) {
			for b.Loop() {
				measureMemory(b, kind.src)
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

func measureMemory(b *testing.B, src func(int) string) {
	before := heap()
	n, err := kernel.NewNotebook(context.Background(), kernel.NotebookOptions{Probe: panel.Off})
	if err != nil {
		b.Fatal(err)
	}
	defer func() {
		if err := n.Close(); err != nil {
			b.Error(err)
		}
	}()
	count := 0
	run := func(code string) *notebooktest.Recorder {
		count++
		out := notebooktest.NewRecorder()
		o := n.Run(context.Background(), kernel.Cell{Count: count, Name: notebooktest.CellName(count), Code: code}, out)
		if o.Failure != nil {
			b.Fatal(o.Failure.Text())
		}
		return out
	}
	run("import \"runtime\"\nfunc heap() uint64 {\n\truntime.GC()\n\tvar m runtime.MemStats\n\truntime.ReadMemStats(&m)\n\treturn m.HeapAlloc\n}")
	worker := func() float64 {
		bytes, err := strconv.ParseUint(run("heap()").Value(), 10, 64)
		if err != nil {
			b.Fatal(err)
		}
		return float64(bytes)
	}
	empty := worker()
	for i := range 1000 {
		run(src(i))
	}
	b.ReportMetric((worker()-empty)/1e6, "worker-MB")
	b.ReportMetric((float64(heap())-float64(before))/1e6, "front-MB")
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
