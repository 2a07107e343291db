package kernel_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"schedtick/kernel"
	"schedtick/kernel/panel"
	"schedtick/kernel/toolchain"
)

// apartLab is a lab where compiled code cannot be loaded: cgo is switched off.
func apartLab(t *testing.T, opts kernel.NotebookOptions, cells ...string) *lab {
	needGo(t)
	t.Setenv("CGO_ENABLED", "0")
	opts.Source = os.DirFS("..")
	return childLab(t, opts, cells...)
}

// A native cell that cannot be loaded runs as a program of its own, with the session's
// values and with its report, and says that the session keeps nothing of it.
func TestNativeApart(t *testing.T) {
	l := apartLab(t, kernel.NotebookOptions{Probe: panel.Line}, "import (\"fmt\"; \"sync\")\nn := 40\nfunc twice(i int) int { return 2 * i }")
	out, o := l.run(`%%native
var wg sync.WaitGroup
hold := make(chan bool)
for range n {
	wg.Go(func() { <-hold })
}
n = twice(n)
fmt.Println("n is", n)
close(hold)
wg.Wait()`)
	if o.Failure != nil {
		t.Fatal(o.Failure.Text())
	}
	text := printed(out)
	if !strings.HasSuffix(text, "n is 80\n") {
		t.Errorf("it printed %q", text)
	}
	for _, want := range []string{"runs as a program of its own, of which the session keeps nothing: ", "loading compiled cells"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said in %q", want, text)
		}
	}
	switch r := o.Report; {
	case r == nil:
		t.Error("there is no report")
	case r.Goroutines.Before != 1 || r.Goroutines.After != 1 || r.Goroutines.Created != 40:
		t.Errorf("goroutines %+v, want 1 before and after, 40 created", r.Goroutines)
	}
	if out, _ := l.run("n"); out.Value() != "40" {
		t.Errorf("n is %s now, want 40: the program has its own", out.Value())
	}
	if _, o := l.run("hold"); o.Failure == nil || !strings.Contains(o.Failure.Value, "undefined: hold") {
		t.Errorf("hold: %+v, want that the session does not know it", o.Failure)
	}
}

// Compiler errors, panics and exits of such a program are told as every cell's.
func TestNativeApartFails(t *testing.T) {
	l := apartLab(t, kernel.NotebookOptions{Probe: panel.Line}, "import (\"fmt\"; \"os\")")
	for code, want := range map[string]string{
		"%%native\nn := 1\nn.x()":                     ":3:3: n.x undefined",
		"%%native\nfmt.Println()\nvar p *int\n*p = 1": "nil pointer dereference",
		"%%native\nos.Exit(3)":                        "exit status 3",
	} {
		text, _ := failure(l, code)
		if !strings.Contains(text, want) {
			t.Errorf("%q: %s\nwant %q", code, text, want)
		}
	}
}

// What the interpreter refuses is not lost without a word: a whole program runs, of a
// part of the session it is said how it can.
func TestRefusedApart(t *testing.T) {
	l := apartLab(t, kernel.NotebookOptions{Probe: panel.Line}, "import \"fmt\"")
	const (
		imports = "import (\"fmt\"; \"runtime\")\n"
		refused = "fmt.Println(runtime.Callers(0, make([]uintptr, 1)) == 1)" // the stack is the interpreter's
	)
	out, o := l.run("package main\n" + imports + "func main() { " + refused + " }")
	if o.Failure != nil || !strings.HasSuffix(printed(out), "true\n") || o.Report == nil {
		t.Errorf("whole program: %+v, %q, report %v", o.Failure, printed(out), o.Report)
	}
	text, _ := failure(l, imports+refused)
	if !strings.Contains(text, "With %%native before it the cell runs as a program of its own, of which the session keeps nothing") {
		t.Errorf("refused: %s", text)
	}
}

// Without a C compiler in PATH it is the same, and the reason says so.
func TestNativeWithoutCC(t *testing.T) {
	needGo(t)
	if runtime.GOOS == "windows" {
		t.Skip("a link to the go command does not find its GOROOT")
	}
	path, err := exec.LookPath("go")
	if err == nil {
		path, err = filepath.EvalSymlinks(path)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", filepath.Dir(path)) // nothing but go and gofmt
	t.Setenv("CC", "")
	l := childLab(t, kernel.NotebookOptions{Probe: panel.Off}, "import \"fmt\"")
	if _, err := toolchain.New(toolchain.Options{}).CC(t.Context()); err == nil {
		t.Skip("a C compiler is beside the go command")
	}
	out, o := l.run("%%native\nfmt.Println(6 * 7)")
	if o.Failure != nil {
		t.Fatal(o.Failure.Text())
	}
	if text := printed(out); !strings.Contains(text, "needs a C compiler, which is not in PATH") || !strings.HasSuffix(text, "42\n") {
		t.Errorf("%q", text)
	}
}
