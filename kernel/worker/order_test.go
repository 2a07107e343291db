package worker

import (
	"context"
	"errors"
	"testing"
	"time"
)

// A cell that runs is looked at without waiting for it.
func TestLookWhileACellRuns(t *testing.T) {
	b := newBench(t, nil)
	_, done := b.start("var gate_1 chan int\nfunc wait_1() { rt.Recv(0, gate_1, nil) }",
		`gate_1 = make(chan int); for i := 0; i < 5; i++ { rt.Go(0, wait_1) }; rt.Println("ready"); rt.Sleep(0, time_.Hour)`, RunOptions{})
	b.out.await(t, 1, "stdout", "ready")
	var l Look
	for deadline := time.Now().Add(patience); ; {
		var err error
		if l, err = b.w.Look(t.Context()); err != nil {
			t.Fatal(err)
		}
		if l.Snapshot != nil && l.Snapshot.Total == 6 && l.Report != nil && l.Report.Goroutines.After == 6 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("looks like %+v, %+v; want 6 goroutines", l.Report, l.Snapshot)
		}
	}
	if !l.Report.Running {
		t.Error("the report does not say that the cell runs")
	}
	sum := 0
	for _, g := range l.Snapshot.Groups {
		sum += g.Count
	}
	if sum != l.Snapshot.Total {
		t.Errorf("groups have %d goroutines of %d", sum, l.Snapshot.Total)
	}
	b.w.Interrupt()
	if o := b.wait(done); o.Kind != Interrupted {
		t.Errorf("ended as %v", o.Kind)
	}
	l, err := b.w.Look(t.Context())
	if err != nil || l.Report != nil || l.Snapshot != nil {
		t.Errorf("after the cell: %+v, %v; want nobody", l, err)
	}
}

// The outcome says who stays, and StopCell ends them, with their deferred calls, and
// nobody else.
func TestStopCell(t *testing.T) {
	b := newBench(t, nil)
	stay := func(n string) Outcome {
		return b.run("var gate_"+n+" chan int\nfunc left_"+n+"() { rt.Println(\"left "+n+"\") }\nfunc wait_"+n+"() { defer left_"+n+"(); rt.Recv(0, gate_"+n+", nil) }",
			"gate_"+n+" = make(chan int); rt.Go(0, wait_"+n+"); rt.Go(0, wait_"+n+")")
	}
	stay("1")
	if o := stay("2"); o.Snapshot == nil || o.Snapshot.Total != 4 {
		t.Fatalf("after two cells %+v, want 4 goroutines", o.Snapshot)
	}
	s, err := b.w.StopCell(t.Context(), 1)
	if err != nil || s.Ended != 2 || s.Left != 0 {
		t.Fatalf("stopped %d, left %d, %v; want 2, 0", s.Ended, s.Left, err)
	}
	if s.Before == nil || s.Before.Total != 4 || s.After == nil || s.After.Total != 2 {
		t.Errorf("before %+v, after %+v", s.Before, s.After)
	}
	if got := b.out.text(1, "stdout"); got != "left 1\nleft 1\n" {
		t.Errorf("the deferred calls printed %q", got)
	}
	if s, err = b.w.StopCell(t.Context(), 7); err != nil || s.Ended+s.Left != 0 {
		t.Errorf("a cell without goroutines: %+v, %v", s, err)
	}
	if s, err = b.w.StopCell(t.Context(), 0); err != nil || s.Ended != 2 || s.After != nil {
		t.Errorf("all: %+v, %v", s, err)
	}
	b.prints(`rt.Println("on")`, "on\n")
}

// GOMAXPROCS is set between cells, outlives the death of the process, and is given
// back to the runtime.
func TestSetGOMAXPROCS(t *testing.T) {
	b := newBench(t, nil)
	usual, err := b.w.GOMAXPROCS(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := usual.After + 1
	if p, err := b.w.SetGOMAXPROCS(t.Context(), want); err != nil || p.Before != usual.After || p.After != want || p.SetBy != "%set" {
		t.Errorf("set: %+v, %v", p, err)
	}
	o := b.run("", "rt.Println(runtime_.GOMAXPROCS(0))")
	if r := o.Report; r == nil || r.GOMAXPROCS.Before != want || r.GOMAXPROCS.SetBy != "%set" {
		t.Errorf("the report: %+v", r)
	}
	b.run("", "p, _ := os_.FindProcess(os_.Getpid()); p.Kill(); select {}")
	if p, err := b.w.GOMAXPROCS(t.Context()); err != nil || p.After != want {
		t.Errorf("in the next process: %+v, %v", p, err)
	}
	if p, err := b.w.SetGOMAXPROCS(t.Context(), 0); err != nil || p.After != usual.After || p.SetBy != usual.SetBy {
		t.Errorf("default: %+v, %v; want %+v", p, err, usual)
	}
}

// Orders to nobody are answered.
func TestOrdersAfterTheEnd(t *testing.T) {
	b := newBench(t, nil)
	b.run("", "")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.w.Look(ctx); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("with a context that is done: %v", err)
	}
	b.w.Close()
	if _, err := b.w.Look(t.Context()); !errors.Is(err, ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
}
