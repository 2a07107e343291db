package session

import (
	"go/build"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"schedtick/kernel/cell"
)

// unchecked are the programs of the Go distribution that do not check as a
// whole file, and those that only do not as a cell of declarations.
var (
	uncheckedFile = map[string]string{
		"bug514.go":     "imports runtime/cgo",
		"issue38093.go": "imports syscall/js",
		"issue40954.go": "imports runtime/cgo",
		"issue42032.go": "imports runtime/cgo",
		"issue42076.go": "imports runtime/cgo",
		"issue46903.go": "imports runtime/cgo",
		"issue51733.go": "imports runtime/cgo",
	}
	// In a cell, variables are initialised in text order.
	uncheckedCell = map[string]bool{
		"const4.go": true, "bug436.go": true, "bug473.go": true, "issue22326.go": true, "issue29013a.go": true,
		"issue29013b.go": true, "issue43444.go": true, "issue51913.go": true, "issue5244.go": true, "issue53619.go": true,
	}
)

// TestCorpusPrograms checks the programs of the Go distribution's own tests, as
// whole files and, without their package clause, as cells.
func TestCorpusPrograms(t *testing.T) {
	files := goPrograms(t)
	t.Logf("%d programs: one in %d", (len(files)+every-1)/every, every)
	clause := regexp.MustCompile(`(?m)^package main;?`)
	s := New()
	check := func(src string) error {
		c, err := cell.Parse(1, "x.go", src)
		if err == nil {
			_, err = s.Check(c)
		}
		return err
	}
	for i, f := range files {
		if i%every != 0 {
			continue
		}
		name := filepath.Base(f)
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		src := string(data)
		err = check(src)
		if known := uncheckedFile[name] != ""; known != (err != nil) {
			t.Errorf("%s: %v", f, err)
		}
		if err != nil {
			continue
		}
		err = check(clause.ReplaceAllString(src, ""))
		if uncheckedCell[name] != (err != nil) {
			t.Errorf("%s as a cell: %v", f, err)
		}
	}
}

// TestAssistAnywhere completes and inspects in the middle of these programs,
// whole and cut off.
func TestAssistAnywhere(t *testing.T) {
	s := New()
	for i, f := range goPrograms(t) {
		if i%25 != 0 {
			continue
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		src := string(data)
		if len(src) > 20_000 {
			continue
		}
		for at := 7; at < len(src); at += 1 + len(src)/12 {
			n := len([]rune(src[:at]))
			s.Complete(src, n)
			s.Complete(src[:at], n)
			s.Inspect(src, n, 1)
			s.Inspect(src[:at], n, 1)
			cell.IsComplete(src[:at])
		}
	}
}

// goPrograms are the single-file programs under GOROOT/test that are to run.
func goPrograms(t *testing.T) []string {
	root := filepath.Join(build.Default.GOROOT, "test")
	if _, err := os.Stat(root); err != nil {
		t.Skipf("needs the Go distribution's tests: %v", err)
	}
	var list []string
	for _, dir := range []string{".", "chan", "ken", "typeparam", "interface", "fixedbugs"} {
		files, err := filepath.Glob(filepath.Join(root, dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(string(data), "// run\n") && !strings.Contains(string(data), "import \"C\"") {
				list = append(list, f)
			}
		}
	}
	return list
}
