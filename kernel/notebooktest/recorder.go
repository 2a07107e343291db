package notebooktest

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"schedtick/kernel"
	"schedtick/kernel/jupyter"
)

// Patience bounds each wait of a test. Only one that fails reaches it, however busy the
// machine is.
const Patience = 2 * time.Minute

// Shown is one call of Outputs.Report.
type Shown struct {
	kernel.Observed
	Again bool
}

// Recorder keeps what one cell shows, also what comes after its end. Any goroutine may
// call its methods.
type Recorder struct {
	mu       sync.Mutex
	text     strings.Builder // both streams
	values   []string
	reports  []Shown
	displays []kernel.Display
	order    []piece
	changed  chan struct{} // closed and replaced with each output
}

// piece is what one call has shown, as text.
type piece struct {
	text   string
	value  bool // a value or a display, not of a stream
	update bool // of a display that was there already
}

// NewRecorder returns one that nothing has been shown to.
func NewRecorder() *Recorder { return &Recorder{changed: make(chan struct{})} }

var _ kernel.Outputs = (*Recorder)(nil)

func (r *Recorder) note(f func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f()
	close(r.changed)
	r.changed = make(chan struct{})
}

// Stream implements kernel.Outputs.
func (r *Recorder) Stream(_ jupyter.StreamName, data []byte) {
	r.note(func() {
		r.text.Write(data)
		r.order = append(r.order, piece{text: string(data)})
	})
}

// Display implements kernel.Outputs.
func (r *Recorder) Display(d kernel.Display) {
	text, ok := d.Data.Text("text/plain")
	r.note(func() {
		r.displays = append(r.displays, d)
		if ok {
			r.order = append(r.order, piece{text, true, d.Update})
		}
	})
}

// Result implements kernel.Outputs.
func (r *Recorder) Result(v kernel.Value) {
	text, _ := v.Data.Text("text/plain")
	r.note(func() {
		r.values = append(r.values, text)
		r.order = append(r.order, piece{text: text, value: true})
	})
}

// Report implements kernel.Outputs.
func (r *Recorder) Report(o kernel.Observed, again bool) {
	r.note(func() { r.reports = append(r.reports, Shown{o, again}) })
}

// Input implements kernel.Outputs: there is nobody who types.
func (r *Recorder) Input(ctx context.Context, _ string, _ bool) (string, error) {
	<-ctx.Done()
	return "", errors.New("notebooktest: there is no input in this test")
}

// Text is what the cell has printed, on both streams.
func (r *Recorder) Text() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.String()
}

// Value is the text of its values.
func (r *Recorder) Value() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Join(r.values, " ")
}

// Displays are its displays, updates among them.
func (r *Recorder) Displays() []kernel.Display {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.displays)
}

// Displayed is the text of all displays, a line each at least.
func (r *Recorder) Displayed() string {
	var b strings.Builder
	for _, d := range r.Displays() {
		text, _ := d.Data.Text("text/plain")
		b.WriteString(text + "\n")
	}
	return b.String()
}

// Reports are the reports that were shown so far.
func (r *Recorder) Reports() []Shown {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.reports)
}

// Transcript is what a reader sees from top to bottom, without updates of displays and
// without reports. Values and displays begin on a line of their own, each of their lines
// with mark.
func (r *Recorder) Transcript(mark string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var t Transcript
	for _, p := range r.order {
		switch {
		case !p.value:
			t.WriteString(p.text)
		case !p.update:
			t.Lines(mark, p.text+"\n")
		}
	}
	return t.String()
}

// A Transcript is text in which some lines are marked.
type Transcript struct{ strings.Builder }

// Lines writes text from the beginning of a line on, each line after mark.
func (t *Transcript) Lines(mark, text string) {
	if s := t.String(); s != "" && !strings.HasSuffix(s, "\n") {
		t.WriteByte('\n')
	}
	for line := range strings.Lines(text) {
		t.WriteString(strings.TrimRight(mark+line, " "))
	}
}

// Printed waits until the cell has printed text, and reports false if ctx was done first.
func (r *Recorder) Printed(ctx context.Context, text string) bool {
	return r.until(ctx, func() bool { return strings.Contains(r.text.String(), text) })
}

// Await waits until the cell has printed text.
func (r *Recorder) Await(tb testing.TB, text string) {
	tb.Helper()
	ctx, cancel := context.WithTimeout(tb.Context(), Patience)
	defer cancel()
	if !r.Printed(ctx, text) {
		tb.Fatalf("did not print %q but %q", text, r.Text())
	}
}

// AwaitReport waits until the reports so far are what is wanted, and returns them. what
// says in words what is waited for.
func (r *Recorder) AwaitReport(tb testing.TB, what string, wanted func(all []Shown) bool) []Shown {
	tb.Helper()
	ctx, cancel := context.WithTimeout(tb.Context(), Patience)
	defer cancel()
	var all []Shown
	if !r.until(ctx, func() bool {
		all = slices.Clone(r.reports)
		return len(all) > 0 && wanted(all)
	}) {
		tb.Fatalf("no report that %s among %d", what, len(all))
	}
	return all
}

// until waits until cond, which is called under the lock, is true, or ctx is done.
func (r *Recorder) until(ctx context.Context, cond func() bool) bool {
	for {
		r.mu.Lock()
		seen, changed := cond(), r.changed
		r.mu.Unlock()
		if seen {
			return true
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return false
		}
	}
}
