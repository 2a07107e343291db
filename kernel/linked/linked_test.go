package linked

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// Each package is found as the go command would have it, with the directory that this
// binary was compiled from.
func TestSource(t *testing.T) {
	p := New(os.DirFS(filepath.Join("..", "..")))
	for path, file := range map[string]string{
		"schedtick/kernel/display":           "show.go",
		"schedtick/runtimeprobe":             "last.go",
		"golang.org/x/sync/errgroup":         "errgroup.go",
		"golang.org/x/sync/semaphore":        "semaphore.go",
		"golang.org/x/sync/singleflight":     "singleflight.go",
		"golang.org/x/sync/syncmap":          "",
		"schedtick/kernel/worker":            "",
		"schedtick/runtimeprobe/timeline/no": "",
	} {
		if file == "" {
			if pkg, err := p.Source(path, nil); Has(path) || err == nil {
				t.Errorf("%s: %v, %v: want an error", path, Has(path), pkg)
			}
			continue
		}
		pkg, err := p.Source(path, nil)
		if err != nil || !Has(path) {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if pkg.Files[file] == nil {
			t.Errorf("%s: without %s", path, file)
		}
		for name := range pkg.Files {
			if strings.HasSuffix(name, "_test.go") || runtime.GOOS != "windows" && strings.HasSuffix(name, "_windows.go") {
				t.Errorf("%s: with %s", path, name)
			}
		}
		if slices.ContainsFunc(pkg.Imports, func(p string) bool { return strings.Contains(p, ".") || strings.HasPrefix(p, "schedtick") }) {
			t.Errorf("%s imports more than the standard library: %q", path, pkg.Imports)
		}
		if want := path[strings.LastIndex(path, "/"):]; !strings.HasSuffix(pkg.Dir, want) {
			t.Errorf("%s: in %s", path, pkg.Dir)
		}
	}
}

// A front without its own source says so.
func TestNoSource(t *testing.T) {
	if _, err := New(nil).Source("schedtick/runtimeprobe", nil); err == nil || !strings.Contains(err.Error(), "without its own source") {
		t.Error(err)
	}
	if _, err := New(nil).Source("golang.org/x/sync/errgroup", nil); err != nil {
		t.Error(err)
	}
}
