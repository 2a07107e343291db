package corpus

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"schedtick/kernel"
	"schedtick/kernel/jupyter"
	"schedtick/kernel/panel"
)

// A session is a transcript. Lines that begin with "> " are a cell's; what
// follows them is what the cell does: "= " a value, "! " a failure, anything
// else what it prints. Empty lines part the cells, "# " begins a comment.
// `go test -run Sessions -update` writes what the cells do.

// cells returns the cells' texts of a transcript, each with the comment lines
// before it.
func cells(text string) (list []transcribed) {
	var cur transcribed
	flush := func() {
		if cur.code != "" {
			list = append(list, cur)
			cur = transcribed{}
		}
	}
	output := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		code, isCode := strings.CutPrefix(line, ">")
		switch {
		case isCode:
			if output {
				flush()
			}
			output = false
			cur.code += strings.TrimPrefix(code, " ") + "\n"
		case strings.HasPrefix(line, "# ") && (cur.code == "" || output):
			flush()
			output = false
			cur.comment += line + "\n"
		default:
			output = cur.code != ""
		}
	}
	flush()
	return list
}

type transcribed struct{ comment, code string }

// recorder writes down what a cell does. Goroutines of earlier cells may still
// write, so it locks.
type recorder struct {
	mu  sync.Mutex
	out strings.Builder
}

func (r *recorder) write(mark, text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if s := r.out.String(); s != "" && !strings.HasSuffix(s, "\n") {
		r.out.WriteByte('\n')
	}
	for line := range strings.Lines(text) {
		r.out.WriteString(strings.TrimRight(mark+line, " "))
	}
}

func (r *recorder) Stream(_ jupyter.StreamName, data []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.out.Write(data)
}

func (r *recorder) Display(d kernel.Display) { r.Result(d.Value) }

func (r *recorder) Result(v kernel.Value) {
	text, _ := v.Data.Text("text/plain")
	r.write("= ", text+"\n")
}

func (r *recorder) Report(kernel.Observed, bool) {}

func (r *recorder) Input(context.Context, string, bool) (string, error) {
	return "", fmt.Errorf("corpus: a transcript has no input")
}

// perform runs the cells of a transcript in one session and returns the
// transcript as it is now.
func perform(t *testing.T, text string, native kernel.NativeMode) string {
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	n, err := kernel.NewNotebook(ctx, kernel.NotebookOptions{Exe: binary, Source: os.DirFS("../.."), Probe: panel.Off, Native: native})
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close()
	stop := context.AfterFunc(ctx, n.Interrupt)
	defer stop()
	var b strings.Builder
	for i, c := range cells(text) {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(c.comment)
		for line := range strings.Lines(c.code) {
			b.WriteString(strings.TrimRight("> "+line, " \n") + "\n")
		}
		var r recorder
		o := n.Run(ctx, kernel.Cell{Count: i + 1, Name: fmt.Sprintf("cell[%d]", i+1), Code: c.code}, &r)
		if o.Failure != nil {
			r.write("! ", o.Failure.Text())
		}
		if o.Page != nil {
			page, _ := o.Page.Text("text/plain")
			r.write("", page+"\n")
		}
		r.write("", "")
		b.WriteString(r.out.String())
	}
	if ctx.Err() != nil {
		t.Errorf("did not end in time")
	}
	return b.String()
}

// TestSessions performs the transcripts of testdata/sessions.
func TestSessions(t *testing.T) {
	known := readExceptions(t, "testdata/sessions/known.list")
	files, err := filepath.Glob("testdata/sessions/*.txt")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d transcripts, want at least 30: %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := perform(t, string(want), kernel.NativeOff)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			switch reason := known[name]; {
			case got == string(want) && reason != "":
				t.Errorf("performs as written now; known.list says: %s", reason)
			case got != string(want) && reason == "":
				t.Errorf("%s\nthe whole:\n%s", firstDifference(string(want), got), got)
			}
		})
	}
}
