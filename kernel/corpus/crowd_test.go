package corpus

import (
	"fmt"
	"strings"
	"testing"

	"schedtick/kernel"
	"schedtick/kernel/notebooktest"
	"schedtick/kernel/panel"
)

// TestCrowd has 20,000 goroutines wait at one channel, in interpreted cells and compiled
// ones: where nobody comes that is a deadlock, with all of them in its listing, and who only
// tries to send finds each of them.
func TestCrowd(t *testing.T) {
	needPlugins(t)
	n := notebooktest.New(t, kernel.NotebookOptions{Exe: binary, Probe: panel.Off})
	if out, o := n.Do(t.Context(), "import (\"bytes\"; \"fmt\"; \"runtime\")"); o.Failure != nil {
		t.Fatalf("%s %s", out.Text(), o.Failure.Text())
	}
	for _, kind := range []string{"", "%%native\n"} {
		for op, state := range map[string]string{"<-c": "chan receive", "c <- 1": "chan send"} {
			_, o := n.Do(t.Context(), kind+"c := make(chan int)\nfor range 20_000 {\n\tgo func() { "+op+" }()\n}\n<-make(chan int)")
			if o.Failure == nil {
				t.Fatalf("%q %s: no deadlock", kind, op)
			}
			text := o.Failure.Text()
			if listing := fmt.Sprintf("and 19997 more [%s]:", state); !strings.Contains(text, deadlock) || !strings.Contains(text, listing) {
				t.Errorf("%q %s: no %q in\n%s", kind, op, listing, text)
			}
		}
	}
	out, o := n.Do(t.Context(), `%%native
many := make(chan int)
for range 20_000 {
	go func() { <-many }()
}
for text, waiting := make([]byte, 64<<20), 0; waiting < 20_000; {
	text := text[:runtime.Stack(text, true)]
	waiting = bytes.Count(text, []byte("[select]:")) + bytes.Count(text, []byte("[chan receive]:"))
}
found := 0
for i := range 20_000 {
	select {
	case many <- i:
		found++
	default:
	}
}
fmt.Println(found)`)
	if o.Failure != nil || out.Text() != "20000\n" {
		t.Errorf("%q %+v", out.Text(), o.Failure)
	}
}
