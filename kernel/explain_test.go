package kernel

import (
	"slices"
	"strings"
	"testing"

	"schedtick/kernel/worker"
)

// A stack that repeats itself is shown once around.
func TestStackFolds(t *testing.T) {
	frame := func(name string) worker.Frame { return worker.Frame{Func: name, Name: "cell[1]", Line: 2, Col: 3} }
	for _, tt := range []struct{ stack, want string }{
		{"f", "f()"},
		{"f f", "f() f()"},
		{"f f f", "f() … 2 more of the same"},
		{"a f f f f b", "a() f() … 3 more of the same b()"},
		{"f g f g f g main", "f() g() … these 2 calls 2 times more main()"},
		{"f f g f f g f f g", "f() f() g() … these 3 calls 2 times more"},
		{"a b c d e", "a() b() c() d() e()"},
	} {
		var frames []worker.Frame
		for name := range strings.FieldsSeq(tt.stack) {
			frames = append(frames, frame(name))
		}
		var f Failure
		new(Notebook).stack(&f, frames, true)
		var got []string
		for _, l := range f.Lines {
			if l.Style == Plain && l.Text != "" {
				got = append(got, l.Text)
			}
		}
		if text := strings.Join(got, " "); text != tt.want {
			t.Errorf("%s: %s, want %s", tt.stack, text, tt.want)
		}
	}
	// The same function at different places is not the same.
	other := frame("f")
	other.Line = 9
	if size, times := repeated(slices.Repeat([]worker.Frame{frame("f"), other}, 3)); size != 2 || times != 3 {
		t.Errorf("size %d, times %d", size, times)
	}
}

func TestOperation(t *testing.T) {
	for _, tt := range []struct{ what, on, want string }{
		{"sync.WaitGroup.Go", "wg", "wg.Go"},
		{"golang.org/x/sync/errgroup.Group.Go", "g", "g.Go"},
		{"golang.org/x/sync/errgroup.Group.Go", "g.Go", "g.Go"},
		{"sync.Mutex.Lock", "fork[i]", "fork[i].Lock"},
		{"go", "worker", "go worker"},
		{"go", "", "go"},
		{"chan send", "out", "chan send out"},
		{"time.AfterFunc", "time.AfterFunc(d, f)", "time.AfterFunc"},
	} {
		if got := operation(tt.what, tt.on); got != tt.want {
			t.Errorf("operation(%q, %q) = %q, want %q", tt.what, tt.on, got, tt.want)
		}
	}
}
