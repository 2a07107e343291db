package worker

import (
	"fmt"
	"testing"
)

// BenchmarkStart is a worker from its start to the end of its first cell.
func BenchmarkStart(b *testing.B) {
	p := (&bench{}).program("", "")
	for b.Loop() {
		w, err := Start(b.Context(), Config{Events: newRecorder()})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := w.Run(b.Context(), p, RunOptions{}); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		w.Close()
		b.StartTimer()
	}
}

// BenchmarkRun is a trivial cell with the report on, there and back.
func BenchmarkRun(b *testing.B) {
	w, err := Start(b.Context(), Config{Events: newRecorder()})
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	n := 0
	p := (&bench{}).program("", "")
	p.Sites = nil
	if _, err := w.Run(b.Context(), p, RunOptions{}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		n++
		entry := fmt.Sprintf("bench_%d", n)
		q := *p
		q.Entry, q.Decls = entry, "func "+entry+"() { x := 1; x++; rt.Println(x) }\n"
		if _, err := w.Run(b.Context(), &q, RunOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
