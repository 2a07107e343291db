package kernel_test

import (
	"context"
	"testing"
	"time"

	"schedtick/kernel"
	"schedtick/kernel/notebooktest"
	"schedtick/kernel/panel"
)

// lab is a notebook with a real worker.
type lab struct {
	*notebooktest.Session
	t       *testing.T
	patient time.Duration // notebooktest.Patience, unless it is more
}

// newLab starts a notebook that has run some cells.
func newLab(t *testing.T, cells ...string) *lab {
	t.Helper()
	return newLabWith(t, kernel.NotebookOptions{}, cells...)
}

func newLabWith(t *testing.T, opts kernel.NotebookOptions, cells ...string) *lab {
	t.Helper()
	l := &lab{Session: notebooktest.New(t, opts), t: t}
	for _, code := range cells {
		l.ok(code)
	}
	return l
}

// start begins a cell; the returned function waits for its end.
func (l *lab) start(code string) (*notebooktest.Recorder, func() kernel.Outcome) {
	l.t.Helper()
	out := notebooktest.NewRecorder()
	done := make(chan kernel.Outcome, 1)
	cell := l.Next(code)
	cell.AllowInput = true
	go func() { done <- l.Run(context.Background(), cell, out) }()
	return out, func() kernel.Outcome {
		l.t.Helper()
		select {
		case o := <-done:
			return o
		case <-time.After(max(notebooktest.Patience, l.patient)):
			l.t.Fatalf("%s does not end; it printed %q", cell.Name, out.Text())
			return kernel.Outcome{}
		}
	}
}

// run runs a cell.
func (l *lab) run(code string) (*notebooktest.Recorder, kernel.Outcome) {
	l.t.Helper()
	out, wait := l.start(code)
	return out, wait()
}

// ok runs a cell that must succeed.
func (l *lab) ok(code string) *notebooktest.Recorder {
	l.t.Helper()
	out, o := l.run(code)
	if o.Failure != nil {
		l.t.Fatalf("%s: %s", code, o.Failure.Text())
	}
	return out
}

// fails runs a cell that must fail and returns the text.
func (l *lab) fails(code string) string {
	l.t.Helper()
	_, o := l.run(code)
	if o.Failure == nil {
		l.t.Fatalf("%s: succeeds", code)
	}
	return o.Failure.Text()
}

// reported is whether the failure of a cell would carry its report.
func reported(o kernel.Outcome) bool { return o.Report != nil && o.Probe != panel.Off }
