package corpus

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"schedtick/kernel"
	"schedtick/kernel/notebooktest"
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

// perform runs the cells of a transcript in one session and returns the
// transcript as it is now.
func perform(t *testing.T, text string, native kernel.NativeMode) string {
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	n := notebooktest.New(t, kernel.NotebookOptions{Exe: binary, Source: os.DirFS("../.."), Probe: panel.Off, Native: native})
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
		out, o := n.Do(ctx, c.code)
		var shown notebooktest.Transcript
		shown.WriteString(out.Transcript("= "))
		if o.Failure != nil {
			shown.Lines("! ", o.Failure.Text())
		}
		if o.Page != nil {
			page, _ := o.Page.Text("text/plain")
			shown.Lines("", page+"\n")
		}
		shown.Lines("", "")
		b.WriteString(shown.String())
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
