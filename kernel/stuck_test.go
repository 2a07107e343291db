package kernel_test

import (
	"strings"
	"testing"
	"time"
)

// A cell whose goroutines wait for each other is deadlocked although a ticker of an
// earlier cell goes on: that one cannot reach what they wait for. The picture has the
// circle. The ticker lives on.
func TestDeadlockBesideATicker(t *testing.T) {
	l := newLab(t, imports, `stop := make(chan bool)
go func() {
	t := time.NewTicker(5 * time.Millisecond)
	for {
		select {
		case <-t.C:
		case <-stop:
			return
		}
	}
}()`)
	began := time.Now()
	_, o := l.run(`func embrace() {
	a, b := make(chan int), make(chan int)
	go func() {
		<-a
		b <- 1
	}()
	<-b
	a <- 1
}
embrace()`)
	if o.Failure == nil || !strings.Contains(o.Failure.Text(), "all goroutines are asleep - deadlock!") {
		t.Fatalf("%+v", o.Failure)
	}
	t.Logf("after %v", time.Since(began))
	if text := strings.Join(strings.Fields(o.Failure.Text()), " "); !strings.Contains(text, "They wait for each other in a circle") {
		t.Errorf("no circle in\n%s", text)
	}
	l.ok("stop <- true") // the ticker hears
}

// Those that a deadlocked cell has are gone when its report counts them, as they are when a
// program has ended.
func TestNobodyAfterADeadlock(t *testing.T) {
	l := newLab(t, imports)
	for range 10 {
		_, o := l.run(`func all() {
	ch := make(chan int)
	var wg sync.WaitGroup
	for range 30 {
		wg.Go(func() { ch <- 1 })
	}
	wg.Wait()
}
all()`)
		if o.Failure == nil || !strings.Contains(o.Failure.Text(), "all goroutines are asleep - deadlock!") {
			t.Fatalf("%+v", o.Failure)
		}
		if n := o.Report.Goroutines; n.Before != 1 || n.Peak != 31 || n.After != 1 {
			t.Errorf("goroutines %d -> %d -> %d, want 1 -> 31 -> 1", n.Before, n.Peak, n.After)
		}
	}
}

// A cell that waits for a goroutine of an earlier one is not deadlocked: it holds the
// channel, or gets it from a variable of the session.
func TestNoDeadlockBesideAHelper(t *testing.T) {
	l := newLab(t, imports, `requests := make(chan chan int, 1)
func serve() {
	for r := range requests {
		time.Sleep(4 * time.Second)
		r <- 42
	}
}
go serve()`)
	if out := l.ok(`func ask() int { r := make(chan int); requests <- r; return <-r }
ask()`); out.Value() != "42" {
		t.Errorf("value %q", out.Value())
	}
	if out := l.ok("func hear() int { r := make(chan int); go func() { requests <- r }(); return <-r }\nhear()"); out.Value() != "42" {
		t.Errorf("value %q", out.Value())
	}
	l.ok("close(requests)")
}
