package kernel_test

import (
	"fmt"
	"strings"
	"testing"

	"schedtick/kernel"
)

// A cell that starts goroutines without end says so before it is ended, while what
// it has can still be saved; one whose memory is something else does not.
func TestCrowdIsToldOfTheLimit(t *testing.T) {
	mb := int64(600)
	if raceEnabled {
		mb = 1600
	}
	opts := kernel.NotebookOptions{MemLimit: mb << 20}
	const warning = "goroutines are alive and "
	limit := fmt.Sprintf("at %d MB this cell is ended", mb)
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
		out, o := l.run("b := make([]byte, 400<<20)\nfor i := 0; i < len(b); i += 4096 {\n\tb[i] = 1\n}\nlen(b)")
		if o.Failure != nil {
			t.Fatal(o.Failure.Text())
		}
		if got := out.Text(); strings.Contains(got, warning) {
			t.Errorf("it said %q", got)
		}
	})
}
