package kernel_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"schedtick/kernel/notebooktest"
)

// Who waits in compiled code does not run: the report and %goroutines say for what, in which
// function and at which line, and nobody is said to have run while they were taken.
func TestWhoWaitsInCompiledCode(t *testing.T) {
	l := newLab(t, imports, `import ("io"; "net"; "golang.org/x/sync/semaphore"; "context")`, "r, w := io.Pipe()", "ln, _ := net.Listen(\"tcp\", \"127.0.0.1:0\")",
		"s := semaphore.NewWeighted(1)", "_ = s.Acquire(context.Background(), 1)")
	_, o := l.run(`go func() {
	io.ReadAll(r)
}()
for range 3 {
	go s.Acquire(context.Background(), 1)
}
go func() {
	ln.Accept()
}()
for range 3 {
	go func() { select {} }()
}`)
	if o.Failure != nil {
		t.Fatal(o.Failure.Text())
	}
	want := []string{
		"1 waits in compiled code (select in io.(*pipe).read) at line 2",
		"3 wait in compiled code (select in golang.org/x/sync/semaphore.(*Weighted).Acquire)",
		"1 waits in compiled code (IO wait in net.(*netFD).accept) at line 8",
		"3 select (no cases): wait in select {}, for ever at line 11",
	}
	l.listed(t, want, "running", "goroutines ran while")
	out, wait := l.start("b := make([]byte, 10)\nn, err := r.Read(b)\nn")
	out.AwaitReport(t, "says where the cell waits", func(all []notebooktest.Shown) bool {
		s := all[len(all)-1].Snapshot
		g := s.Groups[len(s.Groups)-1] // the latest cell's
		return g.Start == nil && g.In == "io.(*pipe).read" && g.At != nil && g.At.Line == 2 && !s.Torn
	})
	l.Interrupt()
	if o := wait(); o.Failure == nil {
		t.Error("the interrupted cell succeeds")
	}
}

// listed looks until %goroutines lists all that is wanted, and none of the rest.
func (l *lab) listed(t *testing.T, want []string, not ...string) {
	t.Helper()
	text, missing := "", want
	for end := time.Now().Add(5 * time.Second); len(missing) > 0 && time.Now().Before(end); {
		text = l.ok("%goroutines").Displayed()
		missing = slices.DeleteFunc(slices.Clone(want), func(w string) bool { return strings.Contains(text, w) })
	}
	if len(missing) > 0 {
		t.Errorf("%q not in\n%s", missing, text)
	}
	for _, n := range not {
		if strings.Contains(text, n) {
			t.Errorf("%q is in\n%s", n, text)
		}
	}
}
