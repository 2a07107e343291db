//go:build corpus

package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestCorpusStored holds that the stored outputs of testdata/consistency are
// those of the compiled programs. With -update it writes them.
func TestCorpusStored(t *testing.T) {
	files, err := filepath.Glob("testdata/consistency/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".go"), func(t *testing.T) {
			t.Parallel()
			got := compiled(t, file)
			stored := strings.TrimSuffix(file, ".go") + ".out"
			if *update {
				if err := os.WriteFile(stored, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(stored)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs from the compiled program (see -update): %s", stored, firstDifference(string(want), got))
			}
		})
	}
}

// compiled builds and runs a program. Its output must not change between runs.
func compiled(t *testing.T, file string) string {
	t.Helper()
	exe := filepath.Join(t.TempDir(), "p.exe")
	if e := runProgram(2*time.Minute, filepath.Dir(file), "go", "build", "-o", exe, filepath.Base(file)); e.status != 0 {
		t.Fatal(e.both)
	}
	first := transcript(runProgram(time.Minute, "", exe))
	if second := transcript(runProgram(time.Minute, "", exe)); first != second {
		t.Fatalf("says something else each time: %s", firstDifference(first, second))
	}
	return first
}

// TestCorpusGoroot runs all programs of GOROOT/test and holds the totals that
// the project promises.
func TestCorpusGoroot(t *testing.T) {
	root := gorootTest(t)
	names := gorootPrograms(t, root)
	importConfig(t)
	totals := interpretedWay.check(t, root, names)
	t.Log(table(totals))
	all := make(map[verdict]int)
	for _, sum := range totals {
		for v, n := range sum {
			all[v] += n
		}
	}
	for dir, least := range map[string]int{"chan": 17, "ken": 40, "interface": 11, "typeparam": 110} {
		if n := totals[dir][pass]; n < least {
			t.Errorf("%s: %d pass, want at least %d", dir, n, least)
		}
	}
	if all[pass] < 760 {
		t.Errorf("%d of %d pass, want at least 760", all[pass], len(names))
	}
	if n := all[wrong] + all[slow]; n > 15 {
		t.Errorf("%d run wrong or too slowly, want at most 15", n)
	}
	if n := all[hang] + all[broken]; n > 0 {
		t.Errorf("%d hang or end in a fault of schedtick's own", n)
	}
}

// TestCorpusErrorsStored holds that the messages stored in testdata/errors are
// those of the toolchain. With -update it writes them.
func TestCorpusErrorsStored(t *testing.T) {
	files, err := filepath.Glob("testdata/errors/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		dir, name := filepath.Dir(file), filepath.Base(file)
		said := runProgram(time.Minute, dir, "gofmt", name).stderr
		if said == "" {
			said = runProgram(time.Minute, dir, "go", "build", "-gcflags=-e", "-o", os.DevNull, name).both
		}
		got := strings.Join(messages(said), "\n") + "\n"
		stored := strings.TrimSuffix(file, ".go") + ".out"
		if *update {
			if err := os.WriteFile(stored, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(stored)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs from the toolchain (see -update): %s", stored, firstDifference(string(want), got))
		}
	}
}

// importConfig tells the programs that call the compiler where the packages of
// the standard library are, as the distribution's runner does.
func importConfig(t *testing.T) {
	t.Helper()
	e := runProgram(5*time.Minute, "", "go", "list", "-export", "-f", "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}", "std")
	file := filepath.Join(t.TempDir(), "importcfg")
	if e.status != 0 {
		t.Fatal(e.stderr)
	}
	if err := os.WriteFile(file, []byte(e.stdout), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("STDLIB_IMPORTCFG", file)
}

// TestCorpusExamples runs all examples of the standard library.
func TestCorpusExamples(t *testing.T) { checkExamples(t, examples(t)) }
