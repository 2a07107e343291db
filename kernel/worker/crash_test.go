//go:build unix

package worker

import (
	"fmt"
	"os"
	"testing"
)

// What a compiled cell's println has written before a fence is there after it; a fence
// after the pipe's end returns.
func TestCrashLogFence(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	c := newCrashLog(r, func() { t.Error("full") })
	for i := range 1000 {
		text := fmt.Sprintln("line", i)
		if _, err := w.WriteString(text); err != nil {
			t.Fatal(err)
		}
		c.fence()
		if got := string(c.stray()); got != text {
			t.Fatalf("after the fence there is %q, want %q", got, text)
		}
	}
	c.fence()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	<-c.done
	c.fence()
	c.fence()
	c.close()
}
