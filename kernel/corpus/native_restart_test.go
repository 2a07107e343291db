package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"schedtick/kernel"
	"schedtick/kernel/notebooktest"
	"schedtick/kernel/panel"
	"schedtick/kernel/toolchain"
)

// TestNativeRestart ends the worker after the cache has dropped all that was built of
// compiled cells: they are built again, for what uses them.
func TestNativeRestart(t *testing.T) {
	needPlugins(t)
	cache := t.TempDir()
	shareGoCache(t, cache)
	s := notebooktest.New(t, kernel.NotebookOptions{
		Exe: binary, Probe: panel.Off, Tools: toolchain.New(toolchain.Options{Cache: cache}),
	})
	run := func(code string) (kernel.Outcome, string) {
		out, o := s.Do(t.Context(), code)
		return o, out.Value()
	}
	for _, code := range []string{
		"%%native\ntype point struct{ x, y int }\nfunc (p point) sum() int { return p.x + p.y }",
		"%%native\nfunc grow(p point) point { return point{p.x + 1, p.y + 1} }",
		"%%native\np := grow(point{1, 2})\np.sum()",
	} {
		if o, _ := run(code); o.Failure != nil {
			t.Fatal(o.Failure.Text())
		}
	}
	drop := func() {
		t.Helper()
		built, err := filepath.Glob(filepath.Join(cache, "out", "*"))
		if err != nil || len(built) < 3 {
			t.Fatalf("%d files in the cache, %v", len(built), err)
		}
		for _, file := range built {
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
		}
	}
	drop()
	// A cell in the worker that is there: what it imports is built again.
	if o, said := run("%%native\ngrow(grow(p)).sum()"); o.Failure != nil || said != "9" {
		t.Errorf("after the cache was emptied: %q %+v, want 9", said, o.Failure)
	}
	drop()
	if o, _ := run("%%native\nimport (\"os\"; \"syscall\")\nsyscall.Kill(os.Getpid(), syscall.SIGKILL)\nselect {}"); o.Failure == nil || !strings.Contains(o.Failure.Text(), "killed") {
		t.Fatalf("the worker lives: %+v", o.Failure)
	}
	drop()
	if o, said := run("grow(point{4, 5}).sum()"); o.Failure != nil || said != "11" {
		t.Errorf("in a new worker: %q %+v, want 11", said, o.Failure)
	}
	if o, _ := run("p"); o.Failure == nil {
		t.Error("p is still there")
	}
}

// shareGoCache lets a cache have the go command's part of the usual one: to build the
// standard library takes a minute.
func shareGoCache(t *testing.T, cache string) {
	t.Helper()
	user, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	usual := filepath.Join(user, "schedtick", "build", "go")
	if err := os.MkdirAll(usual, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(usual, filepath.Join(cache, "go")); err != nil {
		t.Fatal(err)
	}
}
