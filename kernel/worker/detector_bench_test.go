package worker

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// BenchmarkReportDetector is what looking for deadlocks, which the report is about, costs
// a trivial cell, and one that plays ping-pong for 0.1 s or more: with and without it, in
// turns; off-ns and on-ns are medians, ratio is their quotient.
func BenchmarkReportDetector(b *testing.B) {
	const pingPong = `ping, pong := make(chan int), make(chan int)
rt.Go(0, func() { for { if stopped { rt.Checkpoint() }; if !rt.Recv(0, ping, nil) { break }; v := 1; rt.Send(0, pong, &v) } })
for i := 0; i < 20000; i++ { v := 1; rt.Send(0, ping, &v); rt.Recv(0, pong, nil) }
rt.Close(0, ping)`
	for _, k := range []struct{ name, text string }{{"trivial", "x := 1; x++; rt.Println(x)"}, {"ping-pong-20000", pingPong}} {
		b.Run(k.name, func(b *testing.B) { benchDetector(b, k.text) })
	}
}

// benchDetector runs a cell again and again.
func benchDetector(b *testing.B, text string) {
	w, err := Start(b.Context(), Config{Events: newRecorder()})
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	p := (&bench{}).program("", "")
	p.Sites = nil
	if _, err := w.Run(b.Context(), p, RunOptions{}); err != nil {
		b.Fatal(err)
	}
	cells := 0
	run := func(o RunOptions) time.Duration {
		cells++
		entry := fmt.Sprintf("bench_%d", cells)
		q := *p
		q.Entry, q.Decls = entry, "func "+entry+"() { "+text+" }\n"
		began := time.Now()
		if out, err := w.Run(b.Context(), &q, o); err != nil || out.Kind != OK {
			b.Fatal(out, err)
		}
		return time.Since(began)
	}
	var off, on []time.Duration
	for b.Loop() {
		off = append(off, run(RunOptions{Hang: true}))
		on = append(on, run(RunOptions{}))
	}
	slices.Sort(off)
	slices.Sort(on)
	without, with := off[len(off)/2], on[len(on)/2]
	b.ReportMetric(float64(without), "off-ns")
	b.ReportMetric(float64(with), "on-ns")
	b.ReportMetric(float64(with)/float64(without), "ratio")
	b.ReportMetric(0, "ns/op")
}
