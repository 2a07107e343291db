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
	if o, _ := run("import (\"fmt\"; \"sync\"; \"time\")\ncalls := 0\nvar mu sync.Mutex\nvar rw sync.RWMutex\nvar wg sync.WaitGroup\nvar once sync.Once\nch := make(chan int)\nvar none chan int", false); o.Failure != nil {
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
	} {
		o, said := run("fmt.Println(\"at\")\ncalls++\n"+op, true)
		switch {
		case o.Failure == nil || o.Failure.Name != "interrupted":
			t.Errorf("%s: %+v", op, o.Failure)
		case strings.Contains(o.Failure.Text(), "Lost"):
			t.Errorf("%s:\n%s\n%s", op, o.Failure.Text(), said)
		}
	}
	if _, said := run("calls", false); said != "= 18\n" {
		t.Errorf("calls: %q, want 18: the state is gone", said)
	}
}
