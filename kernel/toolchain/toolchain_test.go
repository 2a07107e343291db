package toolchain

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// tools are those of this machine, with the cache that the kernel uses, so that the
// standard library is built once.
func tools(t *testing.T) *Tools {
	t.Helper()
	ts := New(Options{})
	if _, err := ts.Go(t.Context()); err != nil {
		t.Skipf("this test builds: %v", err)
	}
	return ts
}

func build(t *testing.T, ts *Tools, s Spec) Binary {
	t.Helper()
	b, err := ts.Build(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func program(body string) map[string][]byte {
	return map[string][]byte{"main.go": []byte("package main\n" + body)}
}

// collect is an Output that keeps everything.
type collect struct {
	mu   sync.Mutex
	text map[string]string
	news chan struct{}
}

func newCollect() *collect {
	return &collect{text: make(map[string]string), news: make(chan struct{}, 1000)}
}

func (c *collect) output(name string, data []byte) {
	c.mu.Lock()
	c.text[name] += string(data)
	c.mu.Unlock()
	select {
	case c.news <- struct{}{}:
	default:
	}
}

func TestBuildAndRun(t *testing.T) {
	ts := tools(t)
	s := Spec{Files: program(`import ("fmt"; "os"); func main() { fmt.Println("héllo", os.Args[1]); fmt.Fprintln(os.Stderr, "err"); os.Exit(3) }`)}
	b := build(t, ts, s)
	if again := build(t, ts, s); !again.Cached || again.Path != b.Path {
		t.Errorf("built twice: %+v, %+v", b, again)
	}
	out := newCollect()
	e, err := Run(t.Context(), b.Path, RunSpec{Args: []string{"x"}, Output: out.output})
	if err != nil {
		t.Fatal(err)
	}
	if e.ExitCode != 3 || e.OK() || e.Interrupted || e.Signal != "" {
		t.Errorf("ended %+v", e)
	}
	if out.text["stdout"] != "héllo x\n" || out.text["stderr"] != "err\n" {
		t.Errorf("printed %q", out.text)
	}
}

// Compiler errors have the places of cells, several lines and all.
func TestBuildErrors(t *testing.T) {
	ts := tools(t)
	src := "var x int\n" + LineDirective("cell[7]", 3, 5) + "var s string = 1\nfunc f() {\n" + LineDirective("dir/prog.go", 9, 1) + "undefined()\n}\nfunc main() {}\n"
	_, err := ts.Build(t.Context(), Spec{Files: program(src), Positions: NewPositions("cell[7]", "dir/prog.go")})
	var be *BuildError
	if !errors.As(err, &be) {
		t.Fatalf("error %v", err)
	}
	var got []string
	for _, m := range be.Messages {
		got = append(got, m.Place.String()+": "+m.Text)
	}
	want := "cell[7]:3:20: cannot use 1 (untyped int constant) as string value in variable declaration\ndir/prog.go:9:1: undefined: undefined"
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s\nof\n%s", strings.Join(got, "\n"), want, be.Output)
	}
}

// A build is interrupted, not waited for.
func TestBuildInterrupted(t *testing.T) {
	ts := tools(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := ts.Build(ctx, Spec{Files: program("func main() { println(`" + t.Name() + time.Now().String() + "`) }")})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// A build asks nobody on the network, whatever the user's own settings are.
func TestBuildAsksNobody(t *testing.T) {
	asked := make(chan string, 100)
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case asked <- r.URL.Path:
		default:
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(proxy.Close)
	t.Setenv("GOPROXY", proxy.URL)
	t.Setenv("GOFLAGS", "-mod=mod")
	ts := tools(t)
	_, err := ts.Build(t.Context(), Spec{
		Files:    program(`import _ "example.org/nowhere"; func main() {}`),
		Requires: "require example.org/nowhere v1.2.3\n",
	})
	if err == nil || !strings.Contains(err.Error(), "example.org/nowhere") {
		t.Errorf("error %v", err)
	}
	select {
	case path := <-asked:
		t.Errorf("it asked for %s", path)
	default:
	}
}

// The error of a machine without compilers is one that a user can act on.
func TestMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	t.Setenv("CC", "")
	ts := New(Options{Cache: t.TempDir()})
	_, goErr := ts.Go(t.Context())
	_, raceErr := ts.Race(t.Context())
	_, pluginErr := ts.Plugin(t.Context())
	_, ccErr := ts.CC(t.Context())
	for _, err := range []error{goErr, raceErr, pluginErr, ccErr} {
		var m *MissingError
		if !errors.As(err, &m) || m.Why != "is not in PATH" || m.How == "" {
			t.Errorf("error %v", err)
		}
	}
	if !strings.Contains(ccErr.Error(), "a C compiler (cc, gcc, clang) is not in PATH. Install") {
		t.Error(ccErr)
	}
}

// With the go command but no C compiler, the race detector names what it lacks.
func TestMissingC(t *testing.T) {
	ts := tools(t)
	g, err := ts.Go(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if g.OS == "darwin" {
		t.Skip("the race detector needs no C compiler here")
	}
	dir := t.TempDir()
	if err := os.Symlink(g.Path, filepath.Join(dir, "go")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	t.Setenv("PATH", dir)
	t.Setenv("CC", "")
	_, err = ts.Race(t.Context())
	if err == nil || !strings.HasPrefix(err.Error(), "the race detector needs a C compiler, which is not in PATH. ") {
		t.Errorf("error %v", err)
	}
}

// An interrupt ends the program and what it started; nothing of what it had written
// is lost.
func TestInterrupt(t *testing.T) {
	ts := tools(t)
	b := build(t, ts, Spec{Files: program(`import ("fmt"; "os"; "os/exec"; "time")
func main() {
	if len(os.Args) == 1 {
		c := exec.Command(os.Args[0], "child"); c.Stdout = os.Stdout
		if err := c.Start(); err != nil { panic(err) }
	}
	for i := range 1000 { fmt.Println(i) }
	fmt.Fprintln(os.Stderr, "ready")
	for { time.Sleep(time.Hour) }
}

`)})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out := newCollect()
	go func() {
		for range out.news {
			out.mu.Lock()
			ready := strings.Contains(out.text["stderr"], "ready") && strings.Count(out.text["stdout"], "999\n") == 2
			out.mu.Unlock()
			if ready {
				cancel()
				return
			}
		}
	}()
	e, err := Run(ctx, b.Path, RunSpec{Output: out.output})
	if err != nil {
		t.Fatal(err)
	}
	if !e.Interrupted || e.OK() {
		t.Errorf("ended %+v", e)
	}
	if n := strings.Count(out.text["stdout"], "\n"); n != 2000 {
		t.Errorf("%d lines of 2000", n)
	}
}

// A program that takes more memory than it may is ended, and that is said.
func TestMemoryLimit(t *testing.T) {
	if !fileExists("/proc/self/statm") {
		t.Skip("the limit is enforced where there is /proc")
	}
	ts := tools(t)
	b := build(t, ts, Spec{Files: program(`var keep [][]byte
func main() { for { b := make([]byte, 1<<20); for i := range b { b[i] = 1 }; keep = append(keep, b) } }`)})
	const limit = 64 << 20
	e, err := Run(t.Context(), b.Path, RunSpec{MemLimit: limit})
	if err != nil {
		t.Fatal(err)
	}
	if e.OverMemory <= limit || e.OK() || e.Usage.PeakResident > 20*limit {
		t.Errorf("ended %+v", e)
	}
}

func TestC(t *testing.T) {
	ts := tools(t)
	if _, err := ts.CC(t.Context()); err != nil {
		t.Skipf("this test builds C: %v", err)
	}
	src := CLineDirective("cell[2]", 2) + `#include <pthread.h>
#include <stdio.h>
#include <unistd.h>
static void *f(void *p) { pause(); return p; }
int main(void) {
	int unused;
	pthread_t t;
	for (int i = 0; i < 20; i++) pthread_create(&t, NULL, f, NULL);
	printf("up\n"); fflush(stdout);
	getchar();
	return 0;
}
`
	spec := CSpec{Source: src, Positions: NewPositions("cell[2]")}
	b, warnings, err := ts.BuildC(t.Context(), spec)
	if err != nil {
		t.Fatal(err)
	}
	if len(warnings) != 1 || warnings[0].Place.String() != "cell[2]:7:6" || !warnings[0].Warning {
		t.Errorf("warnings %+v", warnings)
	}
	r, w, err := os.Pipe() // its standard input: it ends when the stacks were seen
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var once sync.Once
	e, err := Run(t.Context(), b.Path, RunSpec{Stdin: r, Stacks: true, Sample: func(u Usage) {
		if u.Threads == 21 && u.Stacks.Count == 20 { // read one after the other
			once.Do(func() { w.Close() })
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	u := e.Usage
	if !e.OK() || u.PeakThreads != 21 || u.Stacks.Size < 64<<10 || u.Stacks.Virtual != 20*u.Stacks.Size || u.Stacks.Resident <= 0 || u.PeakVirtual < u.Stacks.Virtual {
		t.Errorf("ended %+v", e)
	}

	_, _, err = ts.BuildC(t.Context(), CSpec{Source: CLineDirective("cell[3]", 2) + "int main(void) {\n\treturn x;\n}\n", Positions: NewPositions("cell[3]")})
	var be *BuildError
	if !errors.As(err, &be) || len(be.Messages) != 1 || be.Messages[0].Place.String() != "cell[3]:3:9" || !strings.Contains(be.Messages[0].Text, "undeclared") {
		t.Errorf("error %v", err)
	}
}

// The cache keeps to its bound: what was used last stays.
func TestTrim(t *testing.T) {
	dir := t.TempDir()
	now := time.Now()
	for i := range 10 {
		path := filepath.Join(dir, string(rune('a'+i)))
		if err := os.WriteFile(path, make([]byte, 100), 0o600); err != nil {
			t.Fatal(err)
		}
		used := now.Add(time.Duration(-i) * time.Hour)
		if err := os.Chtimes(path, used, used); err != nil {
			t.Fatal(err)
		}
	}
	if freed, err := trimTo(1000, dir); freed != 0 || err != nil {
		t.Errorf("freed %d, %v of a cache within its bound", freed, err)
	}
	freed, err := trimTo(800, dir)
	if freed != 400 || err != nil {
		t.Errorf("freed %d, %v", freed, err)
	}
	for name, want := range map[string]bool{"a": true, "f": true, "g": false, "j": false} {
		if got := fileExists(filepath.Join(dir, name)); got != want {
			t.Errorf("%s is there: %t", name, got)
		}
	}
}

func TestTranslate(t *testing.T) {
	p := NewPositions("cell[7]", "dir/prog.go", "/abs/x.go")
	for text, want := range map[string]string{
		"\t/cell[7]:12 +0x1d\n":          "\tcell[7]:12\n",
		"./cell[7]:3:4: undefined: x":    "cell[7]:3:4: undefined: x",
		"at (/w/dir/prog.go:3)":          "at (dir/prog.go:3)",
		"other/cell[71]:3":               "other/cell[71]:3",
		"/cell[7]:1 and cell[7]:2":       "cell[7]:1 and cell[7]:2",
		"  /abs/x.go:7 +0x7b\ngo/abs.go": "  /abs/x.go:7\ngo/abs.go",
	} {
		if got := p.Translate(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestLanguageVersion(t *testing.T) {
	for v, want := range map[string]string{"go1.26.8": "1.26", "go1.25": "1.25", "go1.24rc1": "1.24", "go1.27.1": "1.26", "devel go1.27-abc": "1.26"} {
		if got := languageVersion(v); got != want {
			t.Errorf("%s: %s, want %s", v, got, want)
		}
	}
}

func fileExists(path string) bool { _, err := os.Stat(path); return err == nil }

func TestVersionOf(t *testing.T) {
	for _, tt := range [][3]string{
		{"go1.26.8", "go1.26.8", ""},
		{"go1.26.8-X:goroutineleakprofile", "go1.26.8", "goroutineleakprofile"},
		{"go1.26.8 X:a,b", "go1.26.8", "a,b"},
	} {
		if version, experiments := versionOf(tt[0]); version != tt[1] || experiments != tt[2] {
			t.Errorf("%s: %q, %q", tt[0], version, experiments)
		}
	}
}
