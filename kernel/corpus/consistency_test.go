package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// sayings of a failed program: the first line of its last words.
var lastWords = regexp.MustCompile(`(?m)^(panic|fatal error): .*$`)

// transcript is what a program's end is compared by: its standard output, and
// for a failure the status and the first line of what the runtime said.
// A panic's status is 2 in a compiled program and 1 in schedtick run.
func transcript(e ended) string {
	out := e.stdout
	if e.status == 0 {
		return out
	}
	if out != "" && !strings.HasSuffix(out, "\n") {
		out += "\n"
	}
	if words := lastWords.FindString(e.stderr); words != "" && (e.status == 1 || e.status == 2) {
		return out + "[" + words + "]\n"
	}
	return out + fmt.Sprintf("[exit status %d]\n", e.status)
}

// TestConsistency runs the programs of testdata/consistency and compares them
// with what the compiled programs say.
func TestConsistency(t *testing.T) {
	known := readExceptions(t, "testdata/consistency/known.txt")
	files := consistencyPrograms(t)
	for name := range known {
		if _, err := os.Stat("testdata/consistency/" + name + ".go"); err != nil {
			t.Errorf("known.txt: %v", err)
		}
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".go")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want, err := os.ReadFile(strings.TrimSuffix(file, ".go") + ".out")
			if err != nil {
				t.Fatal(err)
			}
			e := schedtick(time.Minute, filepath.Dir(file), filepath.Base(file))
			got := transcript(e)
			same := !e.hung && got == string(want)
			switch reason := known[name]; {
			case same && reason != "":
				t.Errorf("runs right now; known.txt says: %s", reason)
			case !same && reason == "":
				t.Errorf("status %d, hung %v\n%s\nstderr:\n%s", e.status, e.hung, firstDifference(string(want), got), e.stderr)
			}
		})
	}
}

// TestConsistencyNative runs the same programs as native cells: all of them with the
// corpus tag, a sample without.
func TestConsistencyNative(t *testing.T) {
	needPlugins(t)
	known := readExceptions(t, "testdata/native/consistency.list")
	files := consistencyPrograms(t)
	for i, file := range files {
		if i%(thin*thin) != 0 {
			continue
		}
		name := strings.TrimSuffix(filepath.Base(file), ".go")
		t.Run(name, func(t *testing.T) {
			want, err := os.ReadFile(strings.TrimSuffix(file, ".go") + ".out")
			if err != nil {
				t.Fatal(err)
			}
			e := runProgram(3*time.Minute, filepath.Dir(file), binary, "run", "--probe=off", "--native", filepath.Base(file))
			got := transcript(e)
			same := !e.hung && got == string(want)
			switch reason := known[name]; {
			case same && reason != "":
				t.Errorf("runs right now; consistency.list says: %s", reason)
			case !same && reason == "":
				t.Errorf("status %d, hung %v\n%s\nstderr:\n%s", e.status, e.hung, firstDifference(string(want), got), e.stderr)
			}
		})
	}
}

// consistencyPrograms lists the programs. Those of corpus.list run with the corpus tag
// only: they say at length what shorter ones say too, and make test is to stay short.
func consistencyPrograms(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/consistency/*.go")
	if err != nil || len(files) < 220 {
		t.Fatalf("%d programs, want at least 220: %v", len(files), err)
	}
	list, err := os.ReadFile("testdata/consistency/corpus.list")
	if err != nil {
		t.Fatal(err)
	}
	for name := range strings.FieldsSeq(string(list)) {
		i := slices.Index(files, "testdata/consistency/"+name+".go")
		if i < 0 {
			t.Fatalf("corpus.list: no program %s", name)
		}
		if !wholeCorpus {
			files = slices.Delete(files, i, i+1)
		}
	}
	return files
}

// firstDifference shows where two texts part.
func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range w {
		if i >= len(g) || w[i] != g[i] {
			line := "(nothing)"
			if i < len(g) {
				line = g[i]
			}
			return fmt.Sprintf("line %d\nwant %s\ngot  %s", i+1, w[i], line)
		}
	}
	return fmt.Sprintf("got %d more lines", len(g)-len(w))
}
