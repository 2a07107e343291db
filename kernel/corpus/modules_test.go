package corpus

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"schedtick/kernel"
	"schedtick/kernel/notebooktest"
	"schedtick/kernel/panel"
	"schedtick/kernel/toolchain"
)

// moduleLab is a session whose worker is the binary, cell by cell.
type moduleLab struct {
	*notebooktest.Session
	t *testing.T
}

// newModuleLab starts one, or skips the test where nothing can be built.
func newModuleLab(t *testing.T) *moduleLab {
	t.Helper()
	tools := toolchain.New(toolchain.Options{})
	if _, err := tools.Plugin(t.Context()); err != nil {
		t.Skip("modules cannot be built here:", err)
	}
	s := notebooktest.New(t, kernel.NotebookOptions{Exe: binary, Source: os.DirFS("../.."), Tools: tools, Probe: panel.Off, Native: kernel.NativeOff})
	return &moduleLab{s, t}
}

// run runs a cell and returns what it printed and how it failed.
func (l *moduleLab) run(code string) (out, failure string) {
	r, o := l.Do(context.Background(), code)
	if o.Failure != nil {
		failure = o.Failure.Text()
	}
	return r.Text(), failure
}

// want runs a cell that must print that.
func (l *moduleLab) want(code, want string) {
	l.t.Helper()
	if out, failure := l.run(code); failure != "" || out != want {
		l.t.Errorf("%s\nprints %q, want %q\n%s", code, out, want, failure)
	}
}

// fails runs a cell that must fail with each of the texts.
func (l *moduleLab) fails(code string, texts ...string) {
	l.t.Helper()
	_, failure := l.run(code)
	for _, text := range texts {
		if !strings.Contains(failure, text) {
			l.t.Errorf("%s\nfails with %q, want %q", code, failure, text)
		}
	}
}

// completes reports whether code can be completed with a word.
func (l *moduleLab) completes(code, word string) {
	l.t.Helper()
	for _, it := range l.Complete(code, utf8.RuneCountInString(code)).Items {
		if it.Text == word {
			return
		}
	}
	l.t.Errorf("%q is not completed with %q", code, word)
}

// A module of one's own, with all forms that an interface can have. What it is to
// print follows from testdata/modules/shapes.
func TestModuleForms(t *testing.T) {
	l := newModuleLab(t)
	dir, err := filepath.Abs("testdata/modules/shapes")
	if err != nil {
		t.Fatal(err)
	}
	l.want("%get "+dir, "example.org/shapes:\n  import \"example.org/shapes\"\n  import \"example.org/shapes/sub\"\n")
	l.want("import (\"example.org/shapes\"; \"fmt\"; \"errors\"; \"sort\"; \"sync\")", "")
	for _, c := range []struct{ code, want string }{
		{"fmt.Println(shapes.Sides, float64(shapes.Big) > 1e30, shapes.Square, shapes.Kind(3))", "4 true Kind(7) Kind(3)\n"},
		{"fmt.Println(shapes.Default)\nshapes.Default = \"red\"\nfmt.Println(shapes.Default)", "blue\nred\n"},
		{"r, err := shapes.New(\"a\", 2, 3)\nfmt.Println(r.Area(), r.Name(), err, r.W, r.Base.Label, r.Label)", "6 rect a <nil> 2 a a\n"},
		{"r.SetTag(5)\nr.Move(3).Move(1)\nfmt.Println(r.Tag(), r.X, r.Point.X)", "5 5 5\n"},
		{"_, err = shapes.New(\"b\", -1, 0)\nvar se *shapes.SizeError\nfmt.Println(err, errors.As(err, &se), se.Size)", "new b: shapes: size -1 true -1\n"},
		{"_, err = shapes.New(\"c\", 0, 0)\nfmt.Println(errors.Is(err, shapes.ErrFlat), err == shapes.ErrFlat)", "true true\n"},
		{"type circle struct{ r float64 }\nfunc (c circle) Area() float64 { return 3 * c.r * c.r }\nfunc (c circle) Name() string { return \"circle\" }\nfmt.Println(shapes.Total(circle{2}, r, &circle{1}))", "21\n"},
		{"type counter struct{ names []string }\nfunc (c *counter) Visit(s shapes.Shape, depth int) (bool, error) {\n\tc.names = append(c.names, fmt.Sprint(depth, \" \", s.Name()))\n\treturn depth < 1, nil\n}\nc := &counter{}\nfmt.Println(shapes.Walk(c, []shapes.Shape{circle{1}, r, r}), c.names)", "<nil> [0 circle 1 rect a]\n"},
		{"type named struct {\n\tshapes.Rect\n\tid int\n}\nn := named{*r, 9}\nfmt.Println(n.Area(), n.Name(), n.id, shapes.Total(n))", "6 rect a 9 6\n"},
		{"var mu sync.Mutex\nvar got []int\nshapes.Each(5, func(i int) { mu.Lock(); defer mu.Unlock(); got = append(got, i*i) })\nsort.Ints(got)\nfmt.Println(got)", "[0 1 4 9 16]\n"},
		{"sum := 0\nfor v := range shapes.Count(5) {\n\tsum += v\n}\nfmt.Println(sum)", "10\n"},
		{"fmt.Println(shapes.Describe(shapes.Option(\"x\"), shapes.Option(\"y\")))", "[{x} {y}]\n"},
		{"fmt.Println(shapes.Hidden().Double())", "84\n"},
		{"fmt.Println(shapes.Map([]int{1, 2}, func(i int) string { return fmt.Sprint(i, \"!\") }), shapes.Map([]circle{{2}}, circle.Area))", "[1! 2!] [12]\n"},
		{"fmt.Println(shapes.Sum([]int{1, 2, 3}), shapes.Sum([]float64{0.5, 0.25}))", "6 0.75\n"},
	} {
		l.want(c.code, c.want)
	}
	l.fails("fmt.Println(shapes.Remember(1))", "shapes.Remember cannot be run by the interpreter")
	l.fails("fmt.Println(shapes.Pair[int, string]{1, \"a\"})", "shapes.Pair[int, string] cannot be run by the interpreter")
	l.fails("shapes.New(1, 2, 3)", "cannot use 1")
	l.completes("shapes.To", "Total")
	l.completes("r.Se", "SetTag")
	l.completes("import \"example.org/sh", "example.org/shapes/sub")
	if text, _ := l.Inspect("shapes.Walk", 8, 0).Text("text/plain"); !strings.Contains(text, "Walk tells v of each shape") {
		t.Errorf("its documentation is %q", text)
	}

	// Compiled cells share its types and variables, and have its generic code too.
	l.want("%%native\nfmt.Println(shapes.Pair[int, string]{1, \"a\"}, shapes.Remember(1), shapes.Default)\n"+
		"type sq struct{ s float64 }\nfunc (q sq) Area() float64 { return q.s * q.s }\nfunc (q sq) Name() string { return \"sq\" }\n"+
		"func squares() float64 { return shapes.Total(sq{2}, sq{3}) }", "{1 a} 1 red\n")
	l.want("fmt.Println(squares())\nshapes.Default = \"green\"", "13\n")
	l.want("%%native\nfmt.Println(shapes.Default, shapes.Remember(2))", "green 2\n")

	// Programs of their own are built with it, beside what every session has.
	l.want("import \"golang.org/x/sync/errgroup\"\nfunc area(s shapes.Shape) float64 { return s.Area() }", "")
	for _, magic := range []string{"%%race", "%%bench -count 1 -benchtime 1x"} {
		if out, failure := l.run(magic + "\nvar g errgroup.Group\ng.Go(func() error { fmt.Println(area(circle{2}), shapes.Sum([]int{1, 2})); return nil })\n_ = g.Wait()"); failure != "" || !strings.Contains(out, "12 3\n") {
			t.Errorf("%s: prints %q\n%s", magic, out, failure)
		}
	}

	// A new worker loads it again; variables are lost.
	l.fails("import (\"syscall\"; \"os\")\nsyscall.Kill(os.Getpid(), syscall.SIGKILL)\nselect {}", "")
	l.want("fmt.Println(shapes.Total(circle{2}), shapes.Default)", "12 blue\n")
	l.want("fmt.Println(squares())", "13\n")
	// Reset forgets it.
	l.want("%reset", "")
	l.fails("import \"example.org/shapes\"", "%get example.org/shapes gets it")
}

// What the go command says is what the user reads.
func TestModuleErrors(t *testing.T) {
	t.Setenv("GOPROXY", "off")
	l := newModuleLab(t)
	l.fails("%get example.org/no/such/module@v1.2.3", "example.org/no/such/module@v1.2.3: module lookup disabled by GOPROXY=off")
	l.fails("%get ./testdata/modules/absent", "go.mod")
	l.fails("%get", "%get: what?")
	l.fails("%get -u", "malformed")
	l.fails("import \"example.org/no/such\"", "could not import example.org/no/such (it is not in the session: %get example.org/no/such gets it)")
	l.want("import \"fmt\"\nfmt.Println(1)", "1\n")
}
