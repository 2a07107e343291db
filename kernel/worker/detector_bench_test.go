package worker

import (
	"fmt"
	"testing"
)

// BenchmarkDetector is what looking for deadlocks costs a trivial cell, and one that
// plays ping-pong for 0.1 s or more. Compare on with off.
func BenchmarkDetector(b *testing.B) {
	const pingPong = `ping, pong := make(chan int), make(chan int)
rt.Go(0, func() { for { if stopped { rt.Checkpoint() }; if !rt.Recv(0, ping, nil) { break }; v := 1; rt.Send(0, pong, &v) } })
for i := 0; i < 20000; i++ { v := 1; rt.Send(0, ping, &v); rt.Recv(0, pong, nil) }
rt.Close(0, ping)`
	for _, k := range []struct{ name, text string }{{"trivial", "x := 1; x++; rt.Println(x)"}, {"pingpong", pingPong}} {
		for _, off := range []bool{true, false} {
			name := k.name + "/on"
			if off {
				name = k.name + "/off"
			}
			b.Run(name, func(b *testing.B) { benchCell(b, k.text, RunOptions{Hang: off}) })
		}
	}
}

// benchCell runs a cell again and again.
func benchCell(b *testing.B, text string, o RunOptions) {
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
	for n := 0; b.Loop(); n++ {
		entry := fmt.Sprintf("bench_%d", n)
		q := *p
		q.Entry, q.Decls = entry, "func "+entry+"() { "+text+" }\n"
		if out, err := w.Run(b.Context(), &q, o); err != nil || out.Kind != OK {
			b.Fatal(out, err)
		}
	}
}
