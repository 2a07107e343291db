package kernel_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"schedtick/kernel"
	"schedtick/kernel/notebooktest"
	"schedtick/kernel/panel"
	"schedtick/kernel/toolchain"
)

// needTools says why a test that builds cannot run here.
func needTools(t *testing.T, need func(*toolchain.Tools) error) {
	t.Helper()
	if err := need(toolchain.New(toolchain.Options{})); err != nil {
		t.Skip("this test builds: ", err)
	}
}

func needGo(t *testing.T) {
	needTools(t, func(ts *toolchain.Tools) error { _, err := ts.Go(t.Context()); return err })
}

func needRace(t *testing.T) {
	needTools(t, func(ts *toolchain.Tools) error { _, err := ts.Race(t.Context()); return err })
}

func needCC(t *testing.T) {
	needTools(t, func(ts *toolchain.Tools) error { _, err := ts.CC(t.Context()); return err })
}

// Without compilers each magic that needs one says what is missing and how to get it, in
// words of its own, and the session goes on.
func TestWithoutToolchain(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	t.Setenv("CC", "")
	t.Setenv("GOROOT", "")
	l := newLabWith(t, kernel.NotebookOptions{Tools: toolchain.New(toolchain.Options{Cache: t.TempDir()})}, "import \"fmt\"\nx := 20")
	const (
		noGo = "the go command is not in PATH"
		// There is one elsewhere, or there is none.
		howGo   = `(There is one in \S+: add that directory to the PATH that Jupyter is started with\.|Install Go from https://go\.dev/dl/ and start Jupyter with it in PATH\.)`
		noCC    = "a C compiler (cc, gcc, clang) is not in PATH"
		howCC   = "Install one .+ Cells in Go work without it\\."
		refused = "import \"runtime\"\nruntime.Callers(0, make([]uintptr, 1))"
	)
	for _, c := range []struct{ code, what, how string }{
		{"%%race\nx++", ":1:1: %%race: " + noGo + ". ", howGo},
		{"%%bench\nx+1", ":1:1: %%bench: " + noGo + ". ", howGo},
		{"%%c\nint main(void) { return 0; }", ":1:1: %%c: " + noCC + ". ", howCC},
		{"%%native\nx++", noGo + "\n", howGo},
		{"%get golang.org/x/time", ":1:1: %get: " + noGo + ". ", howGo},
		{"%get ./mine", ":1:1: %get: " + noGo + ". ", howGo},
		// What the interpreter refuses is not compiled instead, and says why.
		{refused, "Compiled it would run, but " + noGo + ". ", howGo},
	} {
		text, _ := failure(l, c.code)
		if !strings.Contains(text, c.what) || !regexp.MustCompile(c.how).MatchString(text) {
			t.Errorf("%s\nsays\n%s\nwant %q and %q", c.code, text, c.what, c.how)
		}
	}
	// %costs measures the rest, and says what it could not.
	out, o := l.run("%costs")
	if text := out.Displayed() + out.Text(); o.Failure != nil || !strings.Contains(text, noCC) {
		t.Errorf("%%costs: %+v\n%s", o.Failure, text)
	}
	// %native on is an order that can be taken back; cells say what they need.
	l.ok("%native on")
	if text, _ := failure(l, "x + 2"); !strings.Contains(text, noGo) {
		t.Errorf("in a native session: %s", text)
	}
	l.ok("%native auto")
	if out, _ := l.run("x + 1"); out.Value() != "21" {
		t.Errorf("afterwards x + 1 is %q", out.Value())
	}
}

// childLab is a lab that waits for first builds.
func childLab(t *testing.T, opts kernel.NotebookOptions, cells ...string) *lab {
	l := newLabWith(t, opts, cells...)
	l.patient = 5 * time.Minute
	return l
}

// printed is what the cell printed, without the note about a slow build.
func printed(out *notebooktest.Recorder) string {
	return regexp.MustCompile(`(?m)^%%\w+: building\..*\n`).ReplaceAllString(out.Text(), "")
}

// failure runs a cell that fails, and returns how.
func failure(l *lab, code string) (string, *notebooktest.Recorder) {
	l.t.Helper()
	out, o := l.run(code)
	if o.Failure == nil {
		l.t.Fatalf("%q did not fail", code)
	}
	return o.Failure.Text(), out
}

// Session values go into a program of its own by value; what cannot is named
// where the cell uses it.
func TestPassedValues(t *testing.T) {
	needRace(t)
	l := childLab(t, kernel.NotebookOptions{Probe: panel.Off},
		`import ("fmt"; "math"; "sync"; "sync/atomic"; "time")
type Celsius float64
func (c Celsius) String() string { return "never called" }
type Point struct { X, y int; names []string; next *Point }
type Gate struct { mu sync.Mutex; open map[[2]int]bool; hits atomic.Int32 }
n, f, s, b := 42, math.Inf(-1), "a\"b\x00é", []byte("bytes")
temp := Celsius(21.5)
p := &Point{1, 2, []string{"x", ""}, &Point{X: 7}}
m := map[string][]Point{"k": {{X: 1}, {y: 2}}, "nil": nil}
arr := [2]map[int]string{{1: "one"}}
var any1 any = Celsius(3)
var any2 any = []any{1, "two", 3.5, nil, uint8(4)}
var nilp *Point
var nilf func()
nan := math.NaN()
d := 3 * time.Second
when := time.Unix(5, 7).UTC()
gate := &Gate{open: map[[2]int]bool{}}
gate.hits.Store(9)
gate.mu.Lock()
gate.mu.Unlock()
var e error
wg := new(sync.WaitGroup)`,
		"ch := make(chan int)\nfn := func() {}\nloop := &struct{ self any }{}\nloop.self = loop\nheld := new(sync.Mutex)\nheld.Lock()\nshare1 := map[int]int{}\nshare2 := share1\ngeneric := func() int { return n }")
	out, o := l.run(`%%race
fmt.Println(n, f, s, string(b), float64(temp), *p.next, p.X, p.y, p.names, m, arr)
fmt.Printf("%T %v %v %v %v %v %v %v\n", any1, float64(any1.(Celsius)), any2, nilp == nil, nilf == nil, nan != nan, d, when)
gate.mu.Lock()
fmt.Println(gate.hits.Load(), len(gate.open), e)
wg.Wait()`)
	if o.Failure != nil {
		t.Fatal(o.Failure.Text())
	}
	want := `42 -Inf a"b` + "\x00" + `é bytes 21.5 {7 0 [] <nil>} 1 2 [x ] map[k:[{1 0 [] <nil>} {0 2 [] <nil>}] nil:[]] [map[1:one] map[]]
main.Celsius 3 [1 two 3.5 <nil> 4] true true true 3s 1970-01-01 00:00:05.000000007 +0000 UTC
9 0 <nil>
`
	if printed(out) != want {
		t.Errorf("printed\n%s\nwant\n%s", out.Text(), want)
	}
	for code, want := range map[string]string{
		"ch <- 1":               ":2:1: cannot pass ch of cell [2] to a program of its own: ch is a channel (chan int), which exists in its process only",
		"x := 1\n_ = x\nfn()":   ":4:1: cannot pass fn of cell [2] to a program of its own: fn is a function (func()), which exists in its process only",
		"_ = loop":              ":2:5: cannot pass loop of cell [2] to a program of its own: loop.self holds the same ",
		"held.Lock()":           ":2:1: cannot pass held of cell [2] to a program of its own: held is a sync.Mutex that is held",
		"share1[1] = share2[1]": "shares data with share1, and two copies would be two",
	} {
		if got, _ := failure(l, "%%race\n"+code); !strings.Contains(got, want) {
			t.Errorf("%q:\n%s\nwant %s", code, got, want)
		}
	}
}

// A program sees what the session's names mean now, and says where it cannot.
func TestStandaloneNames(t *testing.T) {
	needRace(t)
	l := childLab(t, kernel.NotebookOptions{Probe: panel.Off},
		"import \"fmt\"\nimport r \"math/rand\"\nconst ( A = iota; B; C )\ntype T struct{ n int }\nfunc (t T) Get() int { return t.n + B }\nfunc two() int { return 2 }\nfunc four() int { return two() * two() }\nfunc roll() int { return r.Intn(1) }\nx := 10",
		"func (t T) Twice() int { return 2 * t.Get() }\nfunc two() int { return 20 }\nconst A = 100",
		"import cr \"crypto/rand\"\n_ = cr.Reader\ntype U struct{ T }\nvar main2 = 1\nfunc use() int { return x }\nfunc get() int { return T{5}.Get() }")
	out, o := l.run("%%race\nvar late = x + 1\nfmt.Println(T{1}.Twice(), four(), A, B, C, roll(), late, cr.Reader != nil, U{T{3}}.Get(), use())\nx, y := 5, 6\nfmt.Println(x, y, use())\nfunc unused() {}")
	if o.Failure != nil {
		t.Fatal(o.Failure.Text())
	}
	// x of the statement above its own definition is the earlier cell's; use sees the cell's own.
	if want := "4 400 100 1 2 0 11 true 4 0\n5 6 5\n"; printed(out) != want {
		t.Errorf("printed %q, want %q", out.Text(), want)
	}
	if out, _ := l.run("fmt.Println(x, two())"); out.Text() != "10 20\n" {
		t.Errorf("the session has changed: %q", out.Text())
	}
	l.ok("type T struct{ s string }")
	got, _ := failure(l, "%%race\nfmt.Println(get())")
	if !strings.Contains(got, "cell [7]:2:13: get of cell [3] uses an earlier T than that of cell [6]") {
		t.Errorf("stale:\n%s", got)
	}
}

// A whole program that runs again under the race detector is a new process: its variables
// begin with zeros, and what is found is on the lines of its own cell. The session knows
// nothing of it.
func TestRaceProgramTwice(t *testing.T) {
	needRace(t)
	l := childLab(t, kernel.NotebookOptions{Probe: panel.Off}, "n := 40")
	program := func(inc string) string {
		return `%%race
package main

import (
	"fmt"
	"sync"
)

var log []string
var n int
var mu sync.Mutex

func main() {
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			` + inc + `
		})
	}
	wg.Wait()
	log = append(log, "once")
	fmt.Println(log, n > 0, n < 3)
}`
	}
	for _, c := range []struct{ inc, want string }{
		{"n++", "cell [2] line 17 writes n\n       n++\n     in the goroutine started at cell [2] line 16: wg.Go(func() {\n"},
		{"n++", "cell [3] line 17 writes n"},
		{"mu.Lock(); n++; mu.Unlock()", "no data race in this run"},
		{"n++", "cell [5] line 17 writes n"},
	} {
		out := l.ok(program(c.inc))
		if printed(out) != "[once] true true\n" {
			t.Errorf("printed %q", out.Text())
		}
		if got := out.Displayed(); !strings.Contains(got, c.want) || strings.Contains(got, "writes") != strings.Contains(c.want, "writes") {
			t.Errorf("want %q in\n%s", c.want, got)
		}
	}
	if out := l.ok("n + 2"); out.Value() != "42" {
		t.Errorf("n of the session: %q", out.Value())
	}
	if got := l.fails("log"); !strings.Contains(got, "undefined: log") {
		t.Errorf("the program's names: %q", got)
	}
}

// The detector does not know who has called sync.WaitGroup.Go: the line is found by the
// function that the goroutine began in. Where that does not tell, no line is named.
func TestRaceStarts(t *testing.T) {
	needRace(t)
	l := childLab(t, kernel.NotebookOptions{Probe: panel.Off}, `import "sync"
type T struct{ n int }
func (t *T) run() { t.n++ }
func start(wg *sync.WaitGroup, f func()) { wg.Go(f) }`)
	const unknown = "in a goroutine that sync.(*WaitGroup).Go started"
	for _, c := range []struct {
		code string
		want []string // of both
	}{
		{"t := new(T)\nvar wg sync.WaitGroup\nfor range 2 { wg.Go(t.run) }", []string{"cell [2] line 4: for range 2"}},
		{
			"n := 0\nvar wg sync.WaitGroup\nwg.Go(func() {\n\tf := func() {\n\t\tn++\n\t}\n\tf()\n})\nwg.Go(func() {\n\twg.Go(func() {\n\t\tn++\n\t})\n})",
			[]string{"cell [3] line 4: wg.Go(func() {", "cell [3] line 11: wg.Go(func() {"},
		},
		{"n := 0\nvar wg sync.WaitGroup\nf := func() { n++ }\nwg.Go(f)\nstart(&wg, f)", []string{unknown}},
		{"n := 0\nvar wg sync.WaitGroup\nfor range 2 { wg.Go(func() { start(&wg, func() { n++ }) }) }", []string{unknown}},
		{"n := 0\nvar wg sync.WaitGroup\nfor range 2 { wg.Go(func() { start(&wg, func() {}); n++ }) }", []string{"cell [6] line 4: for range 2"}},
	} {
		text := l.ok("%%race\n" + c.code + "\nwg.Wait()").Displayed()
		for _, w := range c.want {
			if w != unknown {
				w = "in the goroutine started at " + w
			}
			if got := strings.Count(text, w); got != 2/len(c.want) {
				t.Errorf("%q %d times in\n%s", w, got, text)
			}
		}
	}
}

// The packages outside the standard library that every session has are there too,
// without a network; those of the session's own process are refused.
func TestChildModules(t *testing.T) {
	needGo(t)
	l := childLab(t, kernel.NotebookOptions{Probe: panel.Off}, "import \"golang.org/x/sync/errgroup\"\nfunc work() error {\n\tvar g errgroup.Group\n\treturn g.Wait()\n}")
	out := l.ok("%%bench -benchtime 2x\nwork()")
	if !strings.Contains(out.Displayed(), "work()") {
		t.Errorf("displayed %q", out.Displayed())
	}
	if got := l.fails("%%bench\nimport \"schedtick/kernel/display\"\ndisplay.HTML(\"x\")"); !strings.HasPrefix(got, "cell [3]:2:8: schedtick/kernel/display works in the session's process only") {
		t.Errorf("refused: %q", got)
	}
}

// Panics, exits, build errors and interrupts of a program of its own read like every
// other cell's.
func TestChildFailures(t *testing.T) {
	needRace(t)
	l := childLab(t, kernel.NotebookOptions{Probe: panel.Off}, "import (\"fmt\"; \"os\"; \"time\")\nfunc third(xs []int) int {\n\treturn xs[2]\n}")
	got, out := failure(l, "%%race\nfmt.Fprintln(os.Stderr, \"panic: not yet\")\ngo func() {\n\tthird(nil)\n}()\ntime.Sleep(time.Hour)")
	want := "panic: runtime error: index out of range [2] with length 0\n\nmain.third()\n    cell [1]:3   return xs[2]\nmain.main.func1()\n    cell [2]:4   third(nil)\nin the goroutine started by go\n    cell [2]:3   go func() {\n"
	if got != want || printed(out) != "panic: not yet\n" {
		t.Errorf("printed %q, got\n%s\nwant\n%s", out.Text(), got, want)
	}
	if got, _ := failure(l, "%%race\ndefer fmt.Println(1)\nos.Exit(7)"); got != "exit status 7\n" {
		t.Errorf("exit: %q", got)
	}
	if got, _ := failure(l, "%%race\nundefined1()"); !strings.HasPrefix(got, "cell [4]:2:1: undefined: undefined1\n") {
		t.Errorf("not checked: %q", got)
	}
	if got, _ := failure(l, "%%race\n"); !strings.Contains(got, "there is nothing to run below it") {
		t.Errorf("empty: %q", got)
	}
}

// An interrupt ends the program at once, says what its goroutines did, and the
// session has lost nothing.
func TestChildInterrupted(t *testing.T) {
	needRace(t)
	l := childLab(t, kernel.NotebookOptions{Probe: panel.Off}, "import (\"fmt\"; \"runtime\"; \"strings\")\nx := 1")
	l.ok("%%race\nfmt.Print()") // builds the standard library
	// The program itself says when main waits; before, an interrupt finds it elsewhere.
	out, wait := l.start(`%%race
c := make(chan int)
go func() {
	for c <- 1; ; {
	}
}()
<-c
go func() {
	stacks := make([]byte, 64<<10)
	for !strings.Contains(string(stacks[:runtime.Stack(stacks, true)]), "[chan receive") {
	}
	fmt.Println("up")
}()
<-c`)
	out.Await(t, "up\n")
	l.Interrupt()
	o := wait()
	if o.Failure == nil || o.Failure.Name != "interrupted" {
		t.Fatalf("%+v", o.Failure)
	}
	if got := o.Failure.Text(); !strings.Contains(got, "1: chan receive at cell [3]:14   <-c\n") || !regexp.MustCompile(`1: running(, started)? at cell \[3\]:[34] `).MatchString(got) {
		t.Errorf("got\n%s", got)
	}
	if out, _ := l.run("x"); out.Value() != "1" {
		t.Errorf("x is %q", out.Value())
	}
}

// A program that takes too much memory is ended, not the session.
func TestChildMemory(t *testing.T) {
	needCC(t)
	l := childLab(t, kernel.NotebookOptions{Probe: panel.Off, MemLimit: 200 << 20}, "x := 1")
	got, _ := failure(l, "%%c\n#include <stdlib.h>\n#include <string.h>\nint main(void) { for (;;) memset(malloc(1 << 20), 1, 1 << 20); }")
	if !strings.Contains(got, "out of memory: ") || !strings.Contains(got, "the limit is 210 MB") {
		t.Errorf("got %q", got)
	}
	if out, _ := l.run("x"); out.Value() != "1" {
		t.Errorf("x is %q", out.Value())
	}
}

func TestC(t *testing.T) {
	needCC(t)
	l := childLab(t, kernel.NotebookOptions{Probe: panel.Line})
	out, o := l.run("%%c -O1 -lm\n#include <math.h>\n#include <stdio.h>\nint main(int n, char **v) {\n\tdouble unused;\n\tprintf(\"%.1f\\n\", sqrt(n + 3));\n\treturn 0;\n}")
	if o.Failure != nil {
		t.Fatal(o.Failure.Text())
	}
	if got := out.Text(); !strings.Contains(got, "cell [1]:5:9: warning: unused variable") || !strings.Contains(got, "2.0\n") {
		t.Errorf("printed %q", got)
	}
	if got, _ := failure(l, "%%c\nint main(void) {\n\treturn nothing;\n}"); !strings.HasPrefix(got, "cell [2]:3:9: ") || !strings.Contains(got, "nothing") {
		t.Errorf("error %q", got)
	}
	if got, _ := failure(l, "%%c\nint main(void) { return *(volatile int *)0; }"); !strings.HasPrefix(got, "signal: segmentation fault") {
		t.Errorf("crash %q", got)
	}
	if got, _ := failure(l, "%%c out.txt\nint main(void) { return 0; }"); !strings.Contains(got, `%%c: "out.txt": want options of the compiler`) {
		t.Errorf("options %q", got)
	}
}

func TestBench(t *testing.T) {
	needGo(t)
	l := childLab(t, kernel.NotebookOptions{Probe: panel.Off}, "import \"testing\"\nfunc fib(n int) int {\n\tif n < 2 {\n\t\treturn n\n\t}\n\treturn fib(n-1) + fib(n-2)\n}\nsize := 12")
	out, o := l.run("%%bench -benchtime 5x -count 7\nfunc BenchmarkFib(b *testing.B) {\n\tfor b.Loop() {\n\t\tfib(size)\n\t}\n}\nfunc BenchmarkAlloc(b *testing.B) {\n\tfor b.Loop() {\n\t\tsink = make([]byte, 1000)\n\t}\n}\nvar sink []byte")
	if o.Failure != nil {
		t.Fatal(o.Failure.Text())
	}
	shown := out.Displayed()
	for _, want := range []string{"benchmark ", "Fib ", "Alloc ", "1,024", "7 measurements of at least 5x each", "Fib"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is missing in\n%s", want, shown)
		}
	}
	if out, _ := l.run("%%bench -benchtime 5x\nn := size\nfib(n)"); !strings.Contains(out.Displayed(), "\nfib(n) ") {
		t.Errorf("expression:\n%s", out.Displayed())
	}
	if out, _ := l.run("%%bench -benchtime 5x\nn := 3\nfib(n)"); !strings.Contains(out.Displayed(), "cell [3]") {
		t.Errorf("not compared with the earlier cell:\n%s", out.Displayed())
	}
	if got, _ := failure(l, "%%bench\nfunc BenchmarkBad(b *testing.B) {\n\tb.Fatal(\"no way\")\n}"); !strings.HasPrefix(got, "--- FAIL: BenchmarkBad\n    cell [5]:3: no way\n") {
		t.Errorf("failed: %q", got)
	}
	if got, _ := failure(l, "%%bench\nfunc BenchmarkBad(b *testing.B) {\n\tvar p *int\n\t*p = 1\n}"); !strings.Contains(got, "main.BenchmarkBad()\n    cell [6]:4") {
		t.Errorf("panic: %q", got)
	}
	if got, _ := failure(l, "%%bench\ntype T int"); !strings.Contains(got, "there is nothing to measure") {
		t.Errorf("nothing: %q", got)
	}
	if got, _ := failure(l, "%%bench -cuont 3\nfib(1)"); !strings.Contains(got, `%%bench: "-cuont": want -count, -benchtime`) {
		t.Errorf("options: %q", got)
	}
}
