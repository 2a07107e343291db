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

// A circle is only one if each could do what the one before it waits for. The interpreter's
// closures hold all variables of the function around them, and session variables are
// everybody's: who never names a channel is not said to be able to send on it.
func TestNoCircleThroughWhatIsNotNamed(t *testing.T) {
	l := newLab(t, imports)
	const text = "c, d := make(chan int), make(chan int)\ngo func() { c <- 2 }()\n"
	for name, c := range map[string]struct {
		code   string
		circle bool
	}{
		"in a function":         {"func f() {\n" + text + "<-d\n}\nf()", false},
		"session variables":     {text + "<-d", false},
		"wait group":            {"func f() {\nc := make(chan int)\nvar wg sync.WaitGroup\nwg.Add(1)\ngo func() { c <- 2 }()\nwg.Wait()\n<-c\n}\nf()", false},
		"wait group's own Go":   {"func f() {\nc := make(chan int)\nvar wg sync.WaitGroup\nwg.Go(func() { c <- 2 })\nwg.Wait()\n<-c\n}\nf()", true},
		"named":                 {"func f() {\nc, d := make(chan int), make(chan int)\ngo func() { c <- 2; d <- 1 }()\n<-d\n<-c\n}\nf()", true},
		"through a function":    {"func f() {\nc, d := make(chan int), make(chan int)\ng := func() { c <- 2; d <- 1 }\ngo func() { g() }()\n<-d\n<-c\n}\nf()", true},
		"by an argument's name": {"func f() {\nc, d := make(chan int), make(chan int)\ngo func(x, y chan int) { x <- 2; y <- 1 }(c, d)\n<-d\n<-c\n}\nf()", true},
	} {
		_, o := l.run(c.code)
		if o.Failure == nil {
			t.Fatalf("%s: no deadlock", name)
		}
		if text := strings.Join(strings.Fields(o.Failure.Text()), " "); strings.Contains(text, "in a circle") != c.circle {
			t.Errorf("%s: circle: want %v in\n%s", name, c.circle, text)
		}
	}
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
