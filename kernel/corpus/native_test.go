package corpus

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"schedtick/kernel"
	"schedtick/kernel/toolchain"
)

var columns = regexp.MustCompile(`(?m)^(!     \S+ ?\S*:\d+):\d+`)

// needPlugins skips a test where cells cannot be compiled, with the reason.
func needPlugins(t *testing.T) {
	t.Helper()
	b, err := toolchain.New(toolchain.Options{}).Plugins(binary)
	if err == nil {
		err = b.Ready(t.Context())
	}
	if err != nil {
		t.Skip(err)
	}
}

// TestNativeSessions performs the transcripts of testdata/native, which mix compiled
// cells and interpreted ones.
func TestNativeSessions(t *testing.T) {
	needPlugins(t)
	files, err := filepath.Glob("testdata/native/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	if mixed, restarted := countMixed(t, files); mixed < 40 || restarted < 8 {
		t.Errorf("%d transcripts mix both kinds of cells, in %d the worker ends: want 40 and 8", mixed, restarted)
	}
	for i, file := range files {
		if i%thin != 0 {
			continue
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := perform(t, string(want), kernel.NativeAuto)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != string(want) {
				t.Errorf("%s\nthe whole:\n%s", firstDifference(string(want), got), got)
			}
		})
	}
}

// countMixed counts the transcripts that have compiled and interpreted cells, and those of
// them in which a new worker takes over.
func countMixed(t *testing.T, files []string) (mixed, restarted int) {
	t.Helper()
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		compiled, interpreted := false, false
		for _, c := range cells(string(text)) {
			native := strings.HasPrefix(c.code, "%%native")
			compiled = compiled || native
			interpreted = interpreted || !native && !strings.HasPrefix(c.code, "%")
		}
		if compiled && interpreted {
			mixed++
			if strings.Contains(string(text), "a new one has taken over") {
				restarted++
			}
		}
	}
	return mixed, restarted
}

// TestSessionsNative performs the transcripts of testdata/sessions in a native session:
// the rules are the same.
func TestSessionsNative(t *testing.T) {
	needPlugins(t)
	known := readExceptions(t, "testdata/native/sessions.list")
	files, err := filepath.Glob("testdata/sessions/*.txt")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d transcripts, want at least 30: %v", len(files), err)
	}
	for i, file := range files {
		if i%thin != 0 {
			continue
		}
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		t.Run(name, func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := plainPlaces(perform(t, string(want), kernel.NativeOn))
			plain := plainPlaces(string(want))
			switch reason := known[name]; {
			case got == plain && reason != "":
				t.Errorf("performs as written now; sessions.list says: %s", reason)
			case got != plain && reason == "":
				t.Errorf("%s\nthe whole:\n%s", firstDifference(plain, got), got)
			}
		})
	}
}

// plainPlaces takes the columns off the places in stacks, which compiled code does not
// know.
func plainPlaces(text string) string {
	return columns.ReplaceAllString(text, "$1")
}
