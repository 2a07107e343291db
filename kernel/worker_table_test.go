package kernel_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"schedtick/kernel"
)

// before are the cells that run before each row: 1 to 3.
var before = []string{
	`import ("context"; "errors"; "fmt"; "log"; "net"; "os"; "runtime"; "runtime/debug"; "sync"; "time")`,
	"x := 41",
	"type point struct{ a, b int }\n\nfunc double(n int) int { return 2 * n }",
}

// TestFailures is the first table: what a cell does, what its user sees, what is
// left. Rows run as cell [4].
func TestFailures(t *testing.T) {
	rows := []struct {
		name string
		cell string
		kind string
		text []string // all of them are in the failure
		lost bool     // the worker is another one, without variables
		opts kernel.NotebookOptions
	}{
		{
			name: "panic", cell: "fmt.Println(1)\npanic(\"boom\")", kind: "panic",
			text: []string{"panic: boom", "cell [4]:2:1", `panic("boom")`},
		},
		{
			name: "panic with an error", cell: `panic(errors.New("broken"))`, kind: "panic",
			text: []string{"panic: ", "broken", "cell [4]:1:1"},
		},
		{
			name: "panic in a function", kind: "panic",
			cell: "func f(n int) {\n\tif n == 0 {\n\t\tpanic(\"deep\")\n\t}\n\tf(n - 1)\n}\n\nf(2)",
			text: []string{"panic: deep", "main.f", "cell [4]:3:3", "cell [4]:5:2", "cell [4]:8:1"},
		},
		{
			name: "nil dereference", cell: "var p *point\n\nfmt.Println(p.a)", kind: "panic",
			text: []string{"panic: runtime error: invalid memory address or nil pointer dereference", "cell [4]:3:"},
		},
		{
			name: "index out of range", cell: "xs := []int{1}\ni := 3\nfmt.Println(xs[i])", kind: "panic",
			text: []string{"panic: runtime error: index out of range [3] with length 1", "cell [4]:3:"},
		},
		{
			name: "nil map", cell: "var m map[string]int\nm[\"a\"] = 1", kind: "panic",
			text: []string{"panic: assignment to entry in nil map", "cell [4]:2:"},
		},
		{
			name: "division by zero", cell: "zero := 0\nfmt.Println(x / zero)", kind: "panic",
			text: []string{"panic: runtime error: integer divide by zero", "cell [4]:2:"},
		},
		{
			name: "close of a closed channel", cell: "c := make(chan int)\nclose(c)\nclose(c)", kind: "panic",
			text: []string{"panic: close of closed channel", "cell [4]:3:"},
		},
		{
			name: "goroutine panic", kind: "panic",
			cell: "var wg sync.WaitGroup\nwg.Add(1)\ngo func() {\n\tdefer wg.Done()\n\tpanic(\"in a goroutine\")\n}()\nwg.Wait()",
			text: []string{"panic: in a goroutine", "cell [4]:5:2", "started by go", "cell [4]:3:1"},
		},
		{
			name: "os.Exit", cell: "fmt.Println(1)\nos.Exit(3)\nfmt.Println(2)", kind: "exit",
			text: []string{"exit status 3"},
		},
		{
			name: "os.Exit in a goroutine", cell: "go os.Exit(4)\nselect {}", kind: "exit",
			text: []string{"exit status 4"},
		},
		{
			name: "log.Fatal", cell: "log.Fatal(\"no more\")", kind: "exit",
			text: []string{"exit status 1"},
		},
		{
			name: "runtime.Goexit", cell: "runtime.Goexit()\nfmt.Println(2)", kind: "goexit",
			text: []string{"runtime.Goexit"},
		},
		{
			name: "concurrent map writes", kind: "fatal error", lost: true,
			cell: "m := map[int]int{}\nfor i := range 8 {\n\tgo func() {\n\t\tfor {\n\t\t\tm[i]++\n\t\t}\n\t}()\n}\nselect {}",
			text: []string{"concurrent map", "cell [4]:5:", "Lost: ", "x", "Declared again: ", "double", "point"},
		},
		{
			name: "stack overflow", kind: "fatal error", lost: true,
			cell: "func f(n int) int { return f(n+1) + 1 }\n\nf(0)",
			text: []string{"stack overflow", "Lost: ", "Declared again: "},
		},
		{
			name: "thread exhaustion", kind: "fatal error", lost: true,
			cell: "debug.SetMaxThreads(64)\nfor range 200 {\n\tgo func() {\n\t\truntime.LockOSThread()\n\t\tselect {}\n\t}()\n}\ntime.Sleep(time.Hour)",
			text: []string{"thread exhaustion", "program exceeds 64-thread limit", "cell [4]", "Lost: ", "Declared again: "},
		},
		{
			name: "memory limit", kind: "fatal error", lost: true,
			cell: "var keep [][]byte\nfor {\n\tb := make([]byte, 16<<20)\n\tfor i := 0; i < len(b); i += 4096 {\n\t\tb[i] = 1\n\t}\n\tkeep = append(keep, b)\n}",
			text: []string{"out of memory at ", "Lost: "},
			opts: kernel.NotebookOptions{MemLimit: 400 << 20},
		},
		{
			name: "huge allocation", kind: "fatal error", lost: true,
			cell: "n := 1 << 46\nb := make([]byte, n)\nb[0] = 1",
			text: []string{tooMuch, "Lost: "},
		},
		{
			name: "killed from outside", kind: "fatal error", lost: true,
			cell: "p, err := os.FindProcess(os.Getpid())\nif err != nil { panic(err) }\np.Kill()\nselect {}",
			text: []string{"killed", "Lost: ", "Declared again: "},
		},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			l := newLabWith(t, row.opts, before...)
			_, o := l.run(row.cell)
			if o.Failure == nil {
				t.Fatal("the cell succeeds")
			}
			text := o.Failure.Text()
			defer func() {
				if t.Failed() {
					t.Logf("the failure:\n%s", text)
				}
			}()
			if o.Failure.Name != row.kind {
				t.Errorf("kind is %q, want %q", o.Failure.Name, row.kind)
			}
			for _, want := range row.text {
				if !strings.Contains(text, want) {
					t.Errorf("%q is missing", want)
				}
			}
			if !row.lost && !reported(o) {
				t.Error("there is no report")
			}
			checkAfter(t, l, row.lost)
		})
	}
}

// checkAfter runs the next cells: declarations are there, and variables unless
// they are lost.
func checkAfter(t *testing.T, l *lab, lost bool) {
	t.Helper()
	if got := l.ok(`fmt.Println("next")`).Text(); got != "next\n" {
		t.Errorf("the next cell printed %q", got)
	}
	if got := l.ok("double(21)").Value(); got != "42" {
		t.Errorf("double(21) is %q", got)
	}
	if got := l.ok("point{a: 1, b: 2}").Value(); got != "main.point{a:1, b:2}" {
		t.Errorf("point{a: 1, b: 2} is %q", got)
	}
	if !lost {
		if got := l.ok("x + 1").Value(); got != "42" {
			t.Errorf("x + 1 is %q: the state is not kept", got)
		}
		return
	}
	if text := l.fails("x + 1"); !strings.Contains(text, "undefined: x") {
		t.Errorf("x is lost, but: %s", text)
	}
}

// TestInterrupts is the second table: whatever the cell is blocked in, it ends at
// once, it says where it was, and what it did not touch is untouched.
func TestInterrupts(t *testing.T) {
	rows := []struct {
		name, cell string
		at         string // the source line, "" if it may be another one
	}{
		{"empty loop", "for {}", "for {}"},
		{"loop in a function", "func spin() {\n\tfor i := 0; ; i++ {\n\t}\n}\n\nspin()", "for i := 0; ; i++ {"},
		{"sleep", "time.Sleep(time.Hour)", "time.Sleep(time.Hour)"},
		{"send", "make(chan int) <- 1", "make(chan int) <- 1"},
		{"receive", "<-make(chan int)", "<-make(chan int)"},
		{"nil channel", "var c chan int\n<-c", "<-c"},
		{"range", "for range make(chan int) {\n}", "for range make(chan int) {"},
		{"select", "select {\ncase <-make(chan int):\ncase <-make(chan bool):\n}", "select {"},
		{"empty select", "select {}", "select {}"},
		{"wg.Wait", "var wg sync.WaitGroup\nwg.Add(1)\nwg.Wait()", "wg.Wait()"},
		{"mu.Lock", "var mu sync.Mutex\nmu.Lock()\nmu.Lock()", "mu.Lock()"},
		{"RWMutex", "var mu sync.RWMutex\nmu.Lock()\nmu.RLock()", "mu.RLock()"},
		{"cond.Wait", "c := sync.NewCond(&sync.Mutex{})\nc.L.Lock()\nc.Wait()", "c.Wait()"},
		{"context", "ctx, cancel := context.WithCancel(context.Background())\ndefer cancel()\n<-ctx.Done()", "<-ctx.Done()"},
		{"network read", "l, _ := net.Listen(\"tcp\", \"127.0.0.1:0\")\nc, _ := net.Dial(\"tcp\", l.Addr().String())\nc.Read(make([]byte, 1))", ""},
		{"endless printing", "for {\n\tfmt.Println(\"again\")\n}", ""},
		{"goroutines", "for range 100 {\n\tgo func() { select {} }()\n}\nfor {}", ""},
		{"a deferred call", "func g() {\n\tdefer fmt.Println(\"deferred\")\n\ttime.Sleep(time.Hour)\n}\n\ng()", "time.Sleep(time.Hour)"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			l := newLab(t, before...)
			// A goroutine of another cell, to be left alone.
			l.ok("ask, answer := make(chan int), make(chan int)\ngo func() {\n\tfor n := range ask {\n\t\tanswer <- n + x\n\t}\n}()")
			decls, stmts, _ := strings.Cut(row.cell, "\n\n")
			if stmts == "" {
				decls, stmts = "", decls
			}
			out, wait := l.start(decls + "\n" + `fmt.Println("ready")` + "\n" + stmts)
			out.Await(t, "ready")
			begun := time.Now()
			l.Interrupt()
			o := wait()
			if took := time.Since(begun); took > 3*time.Second {
				t.Errorf("took %v to end", took)
			}
			if o.Failure == nil || o.Failure.Name != "interrupted" {
				t.Fatalf("ended as %+v", o.Failure)
			}
			place := regexp.MustCompile(`^interrupted\n\n    cell \[\d+\]:\d+:\d+   (.*)\n`).FindStringSubmatch(o.Failure.Text())
			if row.at != "" && (place == nil || place[1] != row.at) {
				t.Errorf("it was at %q, but it says\n%s", row.at, o.Failure.Text())
			}
			if !reported(o) {
				t.Error("there is no report")
			}
			if got := l.ok("ask <- 1\n<-answer").Value(); got != "42" {
				t.Errorf("the goroutine of the other cell answers %q", got)
			}
			checkAfter(t, l, false)
		})
	}
}

// An interrupt names the calls that led to where the cell was, those of its text only.
func TestInterruptNamesCalls(t *testing.T) {
	l := newLab(t, before...)
	l.ok("func down(n int) {\n\tif n == 0 {\n\t\tfmt.Println(\"ready\")\n\t\ttime.Sleep(time.Hour)\n\t}\n\tdown(n - 1)\n}")
	out, wait := l.start("once := func(yield func(int) bool) { yield(1) }\nfor n := range once {\n\tdown(n)\n}")
	out.Await(t, "ready")
	l.Interrupt()
	const want = `interrupted

    cell [4]:4:3   time.Sleep(time.Hour)
    cell [4]:6:2   down(n - 1)
    cell [5]:3:2   down(n)
    cell [5]:1:38   once := func(yield func(int) bool) { yield(1) }
    cell [5]:2:1   for n := range once {
`
	if got := wait().Failure.Text(); got != want {
		t.Errorf("it says\n%s\nnot\n%s", got, want)
	}
	if text := l.fails("for range once {\n\tpanic(1)\n}"); !strings.Contains(text, "main.main-range1()\n    cell [6]:2:2   panic(1)\n") {
		t.Errorf("the body of a loop over a function is not named as Go does it:\n%s", text)
	}
}

// A goroutine in compiled code, which no interrupt reaches, stays: the report names it.
func TestInterruptNamesWhoIsLeft(t *testing.T) {
	l := newLab(t, append([]string{`import "io"`}, before...)...)
	out, wait := l.start("r, _ := io.Pipe()\ngo func() {\n\tfmt.Println(\"ready\")\n\tr.Read(make([]byte, 1))\n}()\nfor {\n}")
	out.Await(t, "ready")
	l.Interrupt()
	o := wait()
	if o.Failure == nil || o.Failure.Name != "interrupted" {
		t.Fatalf("ended as %+v", o.Failure)
	}
	text := o.Failure.Text()
	for _, want := range []string{"left blocked: 1 goroutine\n", "started at cell [5]:2:1"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	checkAfter(t, l, false)
}

// Many that stay are told by where they stand, however many places there are.
func TestInterruptCountsWhoIsLeft(t *testing.T) {
	const places, each = 120, 50
	l := newLab(t, `import "io"`, "import \"sync\"", "var ready sync.WaitGroup")
	var code strings.Builder
	code.WriteString("r, _ := io.Pipe()\n")
	fmt.Fprintf(&code, "ready.Add(%d)\n", places*each)
	for range places {
		fmt.Fprintf(&code, "for range %d { go func() { ready.Done(); r.Read(make([]byte, 1)) }() }\n", each)
	}
	code.WriteString("ready.Wait()\nprintln(\"ready\")\nfor {\n}")
	out, wait := l.start(code.String())
	out.Await(t, "ready")
	l.Interrupt()
	text := wait().Failure.Text()
	const listed = 100
	for _, want := range []string{
		fmt.Sprintf("left blocked: %d goroutines\n", places*each),
		fmt.Sprintf("%d: running, started at cell [4]:3:", each),
		fmt.Sprintf("%d: running, started at cell [4]:%d:", each, 2+listed),
		fmt.Sprintf("%d: at other places\n", (places-listed)*each),
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	if n := strings.Count(text, "started at"); n != listed {
		t.Errorf("%d places, want %d", n, listed)
	}
}

// A cell that does not let go is ended with its worker by the second interrupt.
func TestSecondInterrupt(t *testing.T) {
	l := newLab(t, before...)
	// Compiled code that no interrupt reaches.
	out, wait := l.start("fmt.Println(\"ready\")\nvar wg sync.WaitGroup\nwg.Add(1)\nf := wg.Wait\nf()")
	out.Await(t, "ready")
	l.Interrupt()
	l.Interrupt()
	o := wait()
	if o.Failure == nil {
		t.Fatal("the cell succeeds")
	}
	t.Logf("%s: %s", o.Failure.Name, o.Failure.Text())
	if got := l.ok("double(21)").Value(); got != "42" {
		t.Errorf("double(21) is %q", got)
	}
}
