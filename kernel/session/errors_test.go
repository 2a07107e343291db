package session

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"schedtick/kernel/cell"
)

var update = flag.Bool("update", false, "write testdata/errors.golden")

// A broken is a cell with errors.
type broken struct{ name, src string }

func readBroken(t *testing.T) []broken {
	data, err := os.ReadFile("testdata/errors.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []broken
	for _, part := range strings.Split("\n"+string(data), "\n=== ")[1:] {
		name, src, _ := strings.Cut(part, "\n")
		list = append(list, broken{name, src + "\n"})
	}
	return list
}

// messages are what the session says of a cell, without hints.
func messages(t *testing.T, b broken) []string {
	c, err := cell.Parse(1, "x.go", b.src)
	if err == nil {
		_, err = New().Check(c)
	}
	if err == nil {
		t.Errorf("%s: no error", b.name)
		return nil
	}
	var list []string
	for _, e := range cell.Errors(err) {
		list = append(list, e.Place()+": "+e.Msg)
	}
	return list
}

func TestErrors(t *testing.T) {
	var got strings.Builder
	for _, b := range readBroken(t) {
		got.WriteString("=== " + b.name + "\n" + strings.Join(messages(t, b), "\n") + "\n")
	}
	const golden = "testdata/errors.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("messages differ from %s (see -update):\n%s", golden, got.String())
	}
}

// TestErrorsLikeCompiler holds that the messages are those of the compiler, at
// the same places.
func TestErrorsLikeCompiler(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skipf("needs the go command, to compare with the compiler: %v", err)
	}
	list := readBroken(t)
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module m\n\ngo 1.26\n")
	for _, b := range list {
		write(b.name+"/x.go", asFile(b.src))
	}
	cmd := exec.Command("go", "build", "-gcflags=-e", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	out, _ := cmd.CombinedOutput() // fails, of course
	theirs := make(map[string][]string)
	line := regexp.MustCompile(`^([\w-]+)/x\.go:(\d+):(\d+): (.*)$`)
	inside := regexp.MustCompile(`[\w-]+/x\.go:(\d+):`)
	for l := range strings.Lines(string(out)) {
		l = strings.TrimRight(l, "\n")
		if m := line.FindStringSubmatch(l); m != nil {
			n, _ := strconv.Atoi(m[2])
			msg := inside.ReplaceAllStringFunc(m[4], func(s string) string {
				n, _ := strconv.Atoi(inside.FindStringSubmatch(s)[1])
				return "x.go:" + strconv.Itoa(n-1) + ":"
			})
			theirs[m[1]] = append(theirs[m[1]], "x.go:"+strconv.Itoa(n-1)+":"+m[3]+": "+msg)
		}
	}
	different := 0
	for _, b := range list {
		got := messages(t, b)
		for i := range got {
			got[i], _, _ = strings.Cut(got[i], "\n")
		}
		if g, w := strings.Join(got, "\n"), strings.Join(theirs[b.name], "\n"); g != w && known[b.name] == "" {
			different++
			t.Errorf("%s:\n%s\ngot:\n%s\nthe compiler says:\n%s", b.name, b.src, g, w)
		} else if g == w && known[b.name] != "" {
			t.Errorf("%s: no longer differs from the compiler", b.name)
		}
	}
	t.Logf("%d of %d cells as the compiler says", len(list)-different-len(known), len(list))
}

// known are the cells whose messages differ from the compiler's, and why.
var known = map[string]string{
	"assign-later":             "a cell's variables need not be used",
	"call-too-few":             "go/types points at the closing parenthesis, as go vet does",
	"index-of-int":             "go/types points at the operand, as go vet does",
	"send-on-receive-only":     "go/types points at the value, as go vet does",
	"go-without-call":          "go/parser points behind the expression, as go vet does",
	"defer-needs-call":         "go/parser points behind the expression, as go vet does",
	"label-undefined":          "go/types has one wording for two cases, as go vet does",
	"goto-over-variable":       "go/types names the line, as go vet does",
	"not-a-type":               "a cell's variables are package-level",
	"generic-inference":        "go/types points at the function, as go vet does",
	"generic-constraint":       "go/types points at the function, as go vet does",
	"import-unused-name-clash": "a cell's imports need not be used",
}

// asFile makes a file of a cell, its lines one further down: declarations as
// they are, statements in func main.
func asFile(src string) string {
	head, body := "package main\n", src
	if !regexp.MustCompile(`(?m)^func (\w|\()|^type `).MatchString(src) {
		if i := strings.Index(src, "\n"); strings.HasPrefix(src, "import") && i > 0 {
			return "package main; " + "\n" + src[:i] + "; func main() {\n" + src[i+1:] + "\n}\n"
		}
		return "package main; func main() {\n" + body + "\n}\n"
	}
	return head + body + "\nfunc main() {}\n"
}
