package kernel_test

import (
	"strings"
	"testing"

	"schedtick/kernel/notebooktest"
	"schedtick/kernel/panel/waits"
	"schedtick/kernel/sched"
)

// leakReasons are why goroutines are called leaked.
func leakReasons(s *sched.Snapshot) (list []string) {
	if s == nil {
		return nil
	}
	for _, g := range s.Groups {
		if g.Leaked != "" {
			list = append(list, g.Leaked)
		}
	}
	return list
}

// Where a goroutine lives that a stopped world would stop, no cell's end stops it: the
// report says that it has not looked. Who asks makes it look; and as soon as all are
// at rest it looks by itself.
func TestLeaksAreSearchedWhenNobodyIsStopped(t *testing.T) {
	l := newLab(t, imports, "stop := make(chan bool)", "%probe full")
	_, o := l.run(`func leak() { c := make(chan int); go func() { <-c }() }
leak()
go func() {
	t := time.NewTicker(time.Millisecond)
	for {
		select {
		case <-t.C:
		case <-stop:
			t.Stop()
			select {
			case <-t.C:
			default:
			}
			<-stop
			return
		}
	}
}()`)
	if o.Failure != nil || o.Snapshot == nil || !o.Snapshot.Unsearched || len(leakReasons(o.Snapshot)) > 0 {
		t.Fatalf("%+v, snapshot %+v", o.Failure, o.Snapshot)
	}
	if text := o.Text(); !strings.Contains(text, "leaked goroutines have not been searched") {
		t.Errorf("the report does not say so:\n%s", text)
	}
	s, err := l.Goroutines(t.Context())
	if err != nil || s.Unsearched || len(leakReasons(s)) != 1 || !strings.Contains(leakReasons(s)[0], "receive from c") {
		t.Errorf("asked: %v, %+v", err, s)
	}
	// One more of them, and the ticker ends: that cell's report looks.
	out, o := l.run("leak()\nstop <- true")
	if o.Failure != nil {
		t.Fatal(o.Failure)
	}
	out.AwaitReport(t, "has the leaked ones", func(all []notebooktest.Shown) bool {
		r := all[len(all)-1]
		return r.Snapshot != nil && !r.Snapshot.Unsearched && strings.Count(strings.Join(leakReasons(r.Snapshot), "\n"), "receive from c") == 2
	})
	l.ok("stop <- true")
}

// A search that fails, or is not made, is no answer: the report and the list say so, and why.
func TestWhyLeaksAreNotSearched(t *testing.T) {
	l := newLab(t, imports, "stop := make(chan bool)", "%probe full")
	for _, c := range []struct{ name, code, why, end string }{
		{"crowd", "for range 10_001 { go func() { <-stop }() }", "more than 10000 goroutines are alive", "close(stop)"},
		{
			"memory", "var ballast [100][]int\nfunc fill() { for i := range 100 { ballast[i] = make([]int, 128<<10) } }\nfill()\ngo func() { <-make(chan int) }()",
			"too much memory is in use: ", "ballast = [100][]int{}",
		},
	} {
		name := c.name
		_, o := l.run(c.code)
		if o.Failure != nil || o.Snapshot == nil || !o.Snapshot.Unsearched || len(leakReasons(o.Snapshot)) > 0 {
			t.Fatalf("%s: %+v, snapshot %+v", name, o.Failure, o.Snapshot)
		}
		s, err := l.Goroutines(t.Context())
		if err != nil || s == nil {
			t.Fatalf("%s: asked: %v", name, err)
		}
		want := "leaked goroutines have not been searched: " + c.why
		for form, text := range map[string]string{
			"report": o.Text(), "list": waits.List(s).Text, "page": waits.List(s).HTML,
			"picture": strings.Join(strings.Fields(strings.ToLower(waits.Render(s).Text)), " "),
		} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the %s does not say why, but: %.3000s", name, form, text)
			}
		}
		l.ok(c.end)
	}
	// With the memory free and the crowd gone it looks, and finds.
	s, err := l.Goroutines(t.Context())
	if err != nil || s == nil || s.Unsearched || len(leakReasons(s)) != 1 {
		t.Errorf("%v, %+v", err, s)
	}
}
