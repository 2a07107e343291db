package notebooks_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"schedtick/kernel"
	"schedtick/kernel/notebooktest"
	"schedtick/notebooks"
	"schedtick/runtimeprobe"
)

// binary is the program that learners have: not this test's own, which may be built with
// the race detector and then sees the races that lessons make on purpose.
var binary string

func TestMain(m *testing.M) { os.Exit(testMain(m)) }

func testMain(m *testing.M) int {
	if binary = os.Getenv("SCHEDTICK_BINARY"); binary != "" { // it has been built: make test-go and test-bare
		return m.Run()
	}
	dir, err := os.MkdirTemp("", "schedtick-notebooks")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "schedtick.exe")
	if out, err := exec.Command("go", "build", "-o", binary, "schedtick").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// patience is what a cell may take on a busy machine with empty caches, where the first
// build under the race detector takes a minute; then it is interrupted.
const patience = 4 * time.Minute

// enough is what a cell may take, on two processors and with full caches.
const enough = 10 * time.Second

// lesson is a notebook that is being run, as a client that runs all cells does.
type lesson struct {
	*notebooktest.Session
	report *runtimeprobe.Report // of the last cell
	took   time.Duration        // the last cell
}

func begin(t *testing.T) *lesson {
	t.Helper()
	return &lesson{Session: notebooktest.New(t, kernel.NotebookOptions{Exe: binary})}
}

// run runs one cell and returns what it showed.
func (l *lesson) run(t *testing.T, c notebooks.Cell) (text string, failed bool) {
	t.Helper()
	began := time.Now()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	out, o := l.Do(ctx, c.Source)
	if l.took = time.Since(began); l.took > time.Second {
		t.Logf("cell %s took %v", c.ID, l.took.Round(100*time.Millisecond))
	}
	text, l.report = out.Transcript(""), o.Report
	if o.Failure != nil {
		text += o.Failure.Text()
	}
	return text, o.Failure != nil
}

// missing returns why a cell cannot run here, or "".
func missing(c notebooks.Cell) string {
	for tag, command := range map[string]string{"needs-go": "go", "needs-cc": "cc", "needs-cgo": "gcc"} {
		if _, err := exec.LookPath(command); err != nil && c.HasTag(tag) && errors.Is(err, exec.ErrNotFound) {
			return "there is no " + command
		}
	}
	return ""
}

// withheld is what a cell must not show, though its output varies: the program that ends
// before its goroutines.
var withheld = map[string]string{"forget-program": " done\n"}

// All cells of each notebook run in a kernel without Jupyter: no failure but the
// intended ones, and those fail. The exercises are not solved, and their checks say so.
func TestLessonsRun(t *testing.T) {
	for _, e := range notebooks.Index() {
		t.Run(e.File, func(t *testing.T) {
			nb, err := notebooks.Open(e.File)
			if err != nil {
				t.Fatal(err)
			}
			l := begin(t)
			committed, quotes := outputs(t, e.File), readQuotes(t)
			for _, c := range nb.Cells {
				if c.Type != notebooks.Code {
					checkQuotes(t, c, l.report)
					continue
				}
				if why := missing(c); why != "" {
					t.Logf("cell %s is not run: %s", c.ID, why)
					continue
				}
				text, failed := l.run(t, c)
				if l.took > enough { // the first build fills the caches
					text, failed = l.run(t, c)
				}
				if l.took > enough {
					t.Errorf("cell %s takes %v, more than %v", c.ID, l.took, enough)
				}
				if intended := c.HasTag(notebooks.RaisesException); failed != intended {
					t.Errorf("cell %s: failed is %v, intended %v:\n%s", c.ID, failed, intended, text)
				}
				if !c.HasTag("varies") {
					compare(t, c.ID, committed[c.ID], text)
				}
				checkShown(t, quotes, e.File[:2], c, text, l.report)
				if never := withheld[c.ID]; never != "" && strings.Contains(text, never) {
					t.Errorf("cell %s shows %q:\n%s", c.ID, never, text)
				}
				if c.HasTag("check") && !strings.HasPrefix(text, "not yet: ") {
					t.Errorf("cell %s: the exercise is not solved, but its check says\n%s", c.ID, text)
				}
			}
		})
	}
}

// Each exercise has a solution that its check calls right, and near misses that it does
// not: the files of testdata/solutions.
func TestExercises(t *testing.T) {
	for _, e := range notebooks.Index() {
		t.Run(e.File, func(t *testing.T) {
			nb, err := notebooks.Open(e.File)
			if err != nil {
				t.Fatal(err)
			}
			files, err := filepath.Glob(fmt.Sprintf("testdata/solutions/%02d-*.txt", e.Number))
			if err != nil {
				t.Fatal(err)
			}
			right, wrong := 0, 0
			for _, file := range files {
				source, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				want := "not yet: "
				if strings.HasSuffix(file, "-right.txt") {
					want = "right: "
					right++
				} else {
					wrong++
				}
				t.Run(filepath.Base(file), func(t *testing.T) {
					if text := solve(t, nb, string(source)); !strings.HasPrefix(text, want) {
						t.Errorf("the check says %q, want %q", text, want)
					}
				})
			}
			if right == 0 || wrong == 0 {
				t.Errorf("%d right and %d wrong solutions", right, wrong)
			}
		})
	}
}

// solve runs the check of a notebook's exercise with the given solution, after the cells
// that only declare what the check may use.
func solve(t *testing.T, nb notebooks.Notebook, solution string) string {
	t.Helper()
	l := begin(t)
	for _, c := range nb.Cells {
		switch {
		case c.HasTag("exercise"):
			if text, failed := l.run(t, notebooks.Cell{ID: c.ID, Source: solution}); failed {
				t.Fatal(text)
			}
		case c.HasTag("check"):
			text, failed := l.run(t, c)
			if failed {
				t.Fatal(text)
			}
			return text
		case c.Type == notebooks.Code && c.ID == "threads": // the check of notebook 1 uses its function
			l.run(t, c)
		}
	}
	t.Fatal("there is no check")
	return ""
}
