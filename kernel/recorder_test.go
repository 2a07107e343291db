package kernel_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"schedtick/kernel"
	"schedtick/kernel/jupyter"
	"schedtick/kernel/panel"
)

// patience bounds each wait of a test. Only one that fails reaches it.
const patience = 30 * time.Second

// shownReport is one call of Outputs.Report.
type shownReport struct {
	kernel.Observed
	again bool
}

// recorder keeps what one cell shows.
type recorder struct {
	mu      sync.Mutex
	out     strings.Builder // both streams
	values  []string
	reports []shownReport
	shown   []kernel.Display
	changed chan struct{} // closed and replaced with each output
}

func newRecorder() *recorder { return &recorder{changed: make(chan struct{})} }

func (r *recorder) note(f func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f()
	close(r.changed)
	r.changed = make(chan struct{})
}

func (r *recorder) Stream(_ jupyter.StreamName, data []byte) {
	r.note(func() { r.out.Write(data) })
}

func (r *recorder) Display(d kernel.Display) {
	r.note(func() { r.shown = append(r.shown, d) })
}

// displayed is the text of all that was displayed.
func (r *recorder) displayed() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var b strings.Builder
	for _, d := range r.shown {
		text, _ := d.Data.Text("text/plain")
		b.WriteString(text + "\n")
	}
	return b.String()
}

func (r *recorder) Report(o kernel.Observed, again bool) {
	r.note(func() { r.reports = append(r.reports, shownReport{o, again}) })
}

func (r *recorder) Result(v kernel.Value) {
	text, _ := v.Data.Text("text/plain")
	r.note(func() { r.values = append(r.values, text) })
}

func (r *recorder) Input(ctx context.Context, _ string, _ bool) (string, error) {
	<-ctx.Done()
	return "", errors.New("no input in this test")
}

func (r *recorder) text() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.out.String()
}

func (r *recorder) value() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Join(r.values, " ")
}

// await waits until the cell has printed text.
func (r *recorder) await(t *testing.T, text string) {
	t.Helper()
	if !r.until(func() bool { return strings.Contains(r.out.String(), text) }) {
		t.Fatalf("did not print %q but %q", text, r.text())
	}
}

// awaitReport waits until the last report is wanted, and returns all so far.
func (r *recorder) awaitReport(t *testing.T, what string, wanted func(shownReport) bool) []shownReport {
	t.Helper()
	var all []shownReport
	if !r.until(func() bool {
		all = slices.Clone(r.reports)
		return len(all) > 0 && wanted(all[len(all)-1])
	}) {
		t.Fatalf("no report that %s among %d", what, len(all))
	}
	return all
}

// until waits until cond, which is called under the lock, is true. It gives up after
// a while.
func (r *recorder) until(cond func() bool) bool {
	deadline := time.After(patience)
	for {
		r.mu.Lock()
		seen, changed := cond(), r.changed
		r.mu.Unlock()
		if seen {
			return true
		}
		select {
		case <-changed:
		case <-deadline:
			return false
		}
	}
}

// lab is a notebook with a real worker.
type lab struct {
	*kernel.Notebook
	t       *testing.T
	count   int
	patient time.Duration // patience, unless it is more
}

// newLab starts a notebook that has run some cells.
func newLab(t *testing.T, cells ...string) *lab {
	t.Helper()
	return newLabWith(t, kernel.NotebookOptions{}, cells...)
}

func newLabWith(t *testing.T, opts kernel.NotebookOptions, cells ...string) *lab {
	t.Helper()
	nb, err := kernel.NewNotebook(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := nb.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	l := &lab{Notebook: nb, t: t}
	for _, code := range cells {
		l.ok(code)
	}
	return l
}

// start begins a cell; the returned function waits for its end.
func (l *lab) start(code string) (*recorder, func() kernel.Outcome) {
	l.t.Helper()
	l.count++
	out := newRecorder()
	done := make(chan kernel.Outcome, 1)
	cell := kernel.Cell{Count: l.count, Name: cellName(l.count), Code: code, AllowInput: true}
	go func() { done <- l.Run(context.Background(), cell, out) }()
	return out, func() kernel.Outcome {
		l.t.Helper()
		select {
		case o := <-done:
			return o
		case <-time.After(max(patience, l.patient)):
			l.t.Fatalf("%s does not end; it printed %q", cell.Name, out.text())
			return kernel.Outcome{}
		}
	}
}

// run runs a cell.
func (l *lab) run(code string) (*recorder, kernel.Outcome) {
	l.t.Helper()
	out, wait := l.start(code)
	return out, wait()
}

// ok runs a cell that must succeed.
func (l *lab) ok(code string) *recorder {
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

func cellName(n int) string { return fmt.Sprintf("cell[%d]", n) }

// reported is whether the failure of a cell would carry its report.
func reported(o kernel.Outcome) bool { return o.Report != nil && o.Probe != panel.Off }
