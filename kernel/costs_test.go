package kernel_test

import (
	"strings"
	"testing"
	"time"

	"schedtick/kernel"
	"schedtick/kernel/toolchain"
)

// %costs runs in processes of its own, and an interrupt ends it.
func TestCosts(t *testing.T) {
	l := newLabWith(t, kernel.NotebookOptions{Tools: toolchain.New(toolchain.Options{Cache: t.TempDir()})})
	if _, o := l.run("%costs"); o.Failure != nil {
		t.Fatal(o.Failure.Text())
	}
	_, wait := l.start("%costs")
	ended := make(chan kernel.Outcome, 1)
	go func() { ended <- wait() }()
	for { // the first may come before the cell has begun
		l.Interrupt()
		select {
		case o := <-ended:
			if o.Failure == nil || !strings.Contains(o.Failure.Text(), "interrupted") {
				t.Errorf("interrupted, it says %+v", o.Failure)
			}
			if out := l.ok("x := 1\nx").Value(); out != "1" {
				t.Errorf("then x is %s", out)
			}
			return
		case <-time.After(100 * time.Millisecond):
		}
	}
}
