package corpus

import (
	"bytes"
	"go/ast"
	"go/doc"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// An example is one of a package of the standard library, as a program of its own.
type example struct {
	name      string // "strings/ExampleCut.go"
	program   []byte
	output    string // as its comment says
	unordered bool   // the lines may come in any order
}

// examples lists the examples of the standard library that say what they print and
// need nothing of their package but what go doc shows as a program.
func examples(t *testing.T) (list []example) {
	t.Helper()
	if _, err := exec.LookPath("go"); err != nil {
		t.Skipf("needs the go command, to find the examples: %v", err)
	}
	e := runProgram(time.Minute, "", "go", "list", "-f", `{{$p := .}}{{range .XTestGoFiles}}{{$p.ImportPath}} {{$p.Dir}} {{.}}{{"\n"}}{{end}}`, "std")
	if e.status != 0 {
		t.Fatal(e.both)
	}
	for line := range strings.Lines(e.stdout) {
		f := strings.Fields(line)
		if len(f) != 3 || strings.Contains(f[0], "internal") || !strings.HasPrefix(f[2], "example") {
			continue
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, filepath.Join(f[1], f[2]), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range doc.Examples(file) {
			if x.Play == nil || x.Output == "" && !x.EmptyOutput {
				continue
			}
			list = append(list, example{
				name:      f[0] + "/Example" + x.Name + ".go",
				program:   source(t, fset, x.Play),
				output:    strings.ReplaceAll(x.Output, file.Name.Name+".", "main."),
				unordered: x.Unordered,
			})
		}
	}
	if len(list) < 500 {
		t.Fatalf("found %d examples", len(list))
	}
	return list
}

func source(t *testing.T, fset *token.FileSet, file *ast.File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := format.Node(&b, fset, file); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// checkExamples runs examples and holds what they print against what they say.
func checkExamples(t *testing.T, list []example) {
	t.Helper()
	t.Setenv("TZ", "America/Los_Angeles") // where package time's examples are
	root := t.TempDir()
	var names []string
	unordered := make(map[string]bool)
	for _, x := range list {
		file := filepath.Join(root, filepath.FromSlash(x.name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		for name, data := range map[string][]byte{file: x.program, strings.TrimSuffix(file, ".go") + ".out": []byte(x.output)} {
			if err := os.WriteFile(name, data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		names = append(names, x.name)
		unordered[x.name] = x.unordered
	}
	way := corpusWay{list: "testdata/examples.txt", limit: time.Minute, run: schedtick}
	way.same = func(name, want, got string) bool {
		return slices.Equal(lines(want, unordered[name]), lines(got, unordered[name]))
	}
	sum := make(map[verdict]int)
	for _, verdicts := range way.check(t, root, names) {
		for v, n := range verdicts {
			sum[v] += n
		}
	}
	t.Logf("%d examples: %v", len(list), sum)
	for v, n := range sum {
		if v == hang || v == broken {
			t.Errorf("%d: %s", n, v)
		}
	}
}

// lines are those of a text as package testing compares them.
func lines(text string, unordered bool) []string {
	l := strings.Split(strings.TrimSpace(text), "\n")
	for i := range l {
		l[i] = strings.TrimRight(l[i], " \t")
	}
	if unordered {
		slices.Sort(l)
	}
	return l
}

// TestExamples runs a fixed sample of the standard library's own examples. The corpus tag
// runs all of them.
func TestExamples(t *testing.T) {
	var sample []example
	for i, x := range examples(t) {
		if i%20 == 0 {
			sample = append(sample, x)
		}
	}
	checkExamples(t, sample)
}
