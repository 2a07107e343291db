package corpus

import (
	"context"
	"strings"
	"sync"
	"testing"

	"schedtick/kernel"
	"schedtick/kernel/notebooktest"
	"schedtick/kernel/panel"
)

// TestNativeInterrupt interrupts native cells in a loop and in every operation that
// waits. What the session holds stays.
func TestNativeInterrupt(t *testing.T) {
	needPlugins(t)
	n := notebooktest.New(t, kernel.NotebookOptions{Exe: binary, Probe: panel.Off, Native: kernel.NativeOn})
	run := func(code string, interrupt bool) (kernel.Outcome, string) {
		out := notebooktest.NewRecorder()
		ctx, done := context.WithCancel(t.Context())
		defer done()
		var wg sync.WaitGroup
		if interrupt {
			wg.Go(func() {
				if out.Printed(ctx, "at") {
					n.Interrupt()
				}
			})
		}
		o := n.Run(t.Context(), n.Next(code), out)
		done()
		wg.Wait()
		return o, out.Transcript("= ")
	}
	if o, _ := run("import (\"context\"; \"fmt\"; \"io\"; \"net\"; \"sync\"; \"time\")\ncalls := 0\nvar mu sync.Mutex\nvar rw sync.RWMutex\nvar wg sync.WaitGroup\nvar once sync.Once\nch := make(chan int)\nvar none chan int", false); o.Failure != nil {
		t.Fatal(o.Failure.Text())
	}
	for _, op := range []string{
		"for {}",
		"for i := 0; ; i++ { _ = i }",
		"loop: goto loop",
		"<-ch",
		"v, ok := <-ch; _, _ = v, ok",
		"ch <- 1",
		"<-none",
		"for range ch {}",
		"select {}",
		"select { case <-ch: case none <- 1: }",
		"mu.Lock(); mu.Lock()",
		"rw.RLock(); rw.Lock()",
		"wg.Add(1); wg.Wait()",
		"func() { c := sync.NewCond(new(sync.Mutex)); c.L.Lock(); c.Wait() }()",
		"once.Do(func() { <-ch })",
		"time.Sleep(time.Hour)",
		"var w sync.WaitGroup; w.Go(func() { for {} }); w.Wait()",
		"func() { defer func() { recover() }(); <-ch }()",
		"<-time.After(time.Hour)",
		"<-context.Background().Done()",
		"for range time.Tick(time.Hour) {}",
		"r, _ := io.Pipe(); r.Read(make([]byte, 1))",
		"l, err := net.Listen(\"tcp\", \"127.0.0.1:0\"); fmt.Print(err); l.Accept()",
	} {
		o, said := run("fmt.Println(\"at\")\ncalls++\n"+op, true)
		switch {
		case o.Failure == nil || o.Failure.Name != "interrupted":
			t.Errorf("%s: %+v", op, o.Failure)
		case strings.Contains(o.Failure.Text(), "Lost"):
			t.Errorf("%s:\n%s\n%s", op, o.Failure.Text(), said)
		}
	}
	if _, said := run("calls", false); said != "= 23\n" {
		t.Errorf("calls: %q, want 23: the state is gone", said)
	}
}

// TestNativeUnstoppable interrupts compiled code that has no safe points: its process is
// ended after the time of grace, what is lost is named, and the session goes on.
func TestNativeUnstoppable(t *testing.T) {
	needPlugins(t)
	t.Parallel()
	n := notebooktest.New(t, kernel.NotebookOptions{Exe: binary, Probe: panel.Off})
	for _, code := range []string{"x := 5", "%%native\nfunc six() int { return 6 }\ny := six()"} {
		if _, o := n.Do(t.Context(), code); o.Failure != nil {
			t.Fatal(o.Failure.Text())
		}
	}
	out := notebooktest.NewRecorder()
	var wg sync.WaitGroup
	wg.Go(func() {
		if out.Printed(t.Context(), "at") {
			n.Interrupt()
		}
	})
	o := n.Run(t.Context(), n.Next("%%native raw\nimport \"os\"\nos.Stdout.WriteString(\"at\\n\")\nfor {}"), out)
	wg.Wait()
	if o.Failure == nil || o.Failure.Name != "interrupted" {
		t.Fatalf("%+v", o.Failure)
	}
	if text := o.Failure.Text(); !strings.Contains(text, "The process that ran the cells ended; a new one has taken over.\nLost: x, y.\n") {
		t.Errorf("it says\n%s", text)
	}
	if out, o := n.Do(t.Context(), "six() * 7"); out.Value() != "42" {
		t.Errorf("then: %q %+v", out.Value(), o.Failure)
	}
}
