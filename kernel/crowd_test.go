package kernel_test

import (
	"strings"
	"testing"

	"schedtick/kernel"
)

// A cell that starts goroutines without end says so before it is ended, while what
// it has can still be saved; one whose memory is something else does not.
func TestCrowdIsToldOfTheLimit(t *testing.T) {
	opts := kernel.NotebookOptions{MemLimit: 600 << 20}
	const warning = "goroutines are alive and "
	const limit = "at 600 MB this cell is ended"
	t.Run("goroutines", func(t *testing.T) {
		l := newLabWith(t, opts)
		out, o := l.run("for {\n\tgo func() { select {} }()\n}")
		if o.Failure == nil || !strings.Contains(o.Failure.Text(), "out of memory") {
			t.Fatalf("the cell ends with %+v", o.Failure)
		}
		if got := out.Text(); strings.Count(got, warning) != 1 || !strings.Contains(got, limit) {
			t.Errorf("it said %q, want one warning", got)
		}
	})
	t.Run("bytes", func(t *testing.T) {
		l := newLabWith(t, opts)
		out, o := l.run("b := make([]byte, 450<<20)\nfor i := 0; i < len(b); i += 4096 {\n\tb[i] = 1\n}\nlen(b)")
		if o.Failure != nil {
			t.Fatal(o.Failure.Text())
		}
		if got := out.Text(); strings.Contains(got, warning) {
			t.Errorf("it said %q", got)
		}
	})
}
