package worker

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"schedtick/kernel/program"
)

// patience is how long a test waits for what must happen.
const patience = 2 * time.Minute

// recorder is an Events that keeps what it gets.
type recorder struct {
	mu       sync.Mutex
	streams  map[int]map[string]*strings.Builder // cell, stream
	messages int                                 // calls of Stream
	shown    []Display
	results  []Display
	arrived  chan struct{} // capacity 1: something new is there
	prompts  chan string
	replies  chan string // answers of Input
}

func newRecorder() *recorder {
	return &recorder{
		streams: map[int]map[string]*strings.Builder{},
		arrived: make(chan struct{}, 1),
		prompts: make(chan string, 10),
		replies: make(chan string, 10),
	}
}

func (r *recorder) Stream(cell int, name string, data []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.streams[cell] == nil {
		r.streams[cell] = map[string]*strings.Builder{"stdout": {}, "stderr": {}}
	}
	r.streams[cell][name].Write(data)
	r.messages++
	select {
	case r.arrived <- struct{}{}:
	default:
	}
}

func (r *recorder) Display(cell int, d Display) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.shown = append(r.shown, d)
}

func (r *recorder) Result(cell int, d Display) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.results = append(r.results, d)
}

func (r *recorder) Input(ctx context.Context, cell int, prompt string, password bool) (string, error) {
	r.prompts <- prompt
	select {
	case s := <-r.replies:
		return s, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// text returns what the cell has written to the stream so far.
func (r *recorder) text(cell int, name string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if s := r.streams[cell]; s != nil {
		return s[name].String()
	}
	return ""
}

// await waits until the cell's output on the stream contains want.
func (r *recorder) await(t *testing.T, cell int, name, want string) {
	t.Helper()
	limit := time.After(patience)
	for !strings.Contains(r.text(cell, name), want) {
		select {
		case <-r.arrived:
		case <-limit:
			t.Fatalf("cell %d: %s is %q, want %q in it", cell, name, r.text(cell, name), want)
		}
	}
}

// bench is a worker under test and what its cells have declared.
type bench struct {
	t     *testing.T
	w     *Worker
	out   *recorder
	cells int
	ran   []*program.Program
}

// newBench starts a worker; change may alter its configuration.
func newBench(t *testing.T, change func(*Config)) *bench {
	t.Helper()
	b := &bench{t: t, out: newRecorder()}
	cfg := Config{Events: b.out}
	if os.Getenv("SCHEDTICK_TEST_LOG") != "" {
		cfg.Log = slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
	if change != nil {
		change(&cfg)
	}
	w, err := Start(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	b.w = w
	t.Cleanup(func() {
		w.Close()
		for cell := range b.out.streams {
			if text := b.out.text(cell, "stderr"); strings.Contains(text, "DATA RACE") {
				t.Errorf("cell %d: %s", cell, text)
			}
		}
	})
	return b
}

// packages that the text of test cells may name, as fmt_ and so on.
var packages = []string{"fmt", "os", "os/exec", "io", "net", "time", "sync", "runtime", "syscall", "strings", "errors", "log", "bufio"}

// program makes a lowered program of declarations, and statements for its entry.
// Line 1 of the cell is the first line of decls; stmts begin at line 101.
func (b *bench) program(decls, stmts string) *program.Program {
	b.cells++
	n := b.cells
	p := &program.Program{Cell: n, Name: fmt.Sprintf("cell[%d]", n), Entry: fmt.Sprintf("cell_%d", n)}
	for _, path := range packages {
		p.Imports = append(p.Imports, program.Import{Alias: path[strings.LastIndexByte(path, '/')+1:] + "_", Path: path})
	}
	p.Imports = append(p.Imports, program.Import{Alias: "display_", Path: "schedtick/kernel/display"})
	p.Decls = fmt.Sprintf("//line %s:1:1\n%s\nfunc %s() {\n//line %s:101:1\n%s\n}\n", p.Name, decls, p.Entry, p.Name, stmts)
	p.Funcs = []program.Func{{Lowered: p.Entry, Source: "main", Line: 101}}
	// Site 100*n+k is line k of the cell.
	for k := 1; k < 100; k++ {
		p.Sites = append(p.Sites, program.Site{ID: 100*n + k, Cell: n, Name: p.Name, Line: k, Col: 1, What: "go", Text: fmt.Sprintf("x%d", k)})
	}
	return p
}

// start runs a cell in the background.
func (b *bench) start(decls, stmts string, o RunOptions) (cell int, done chan reply) {
	p := b.program(decls, stmts)
	done = make(chan reply, 1)
	go func() {
		out, err := b.w.Run(context.Background(), p, o)
		done <- reply{out, err}
	}()
	b.ran = append(b.ran, p)
	return p.Cell, done
}

// wait waits for a cell that was started.
func (b *bench) wait(done chan reply) Outcome {
	b.t.Helper()
	select {
	case r := <-done:
		if r.err != nil {
			b.t.Fatal(r.err)
		}
		if r.outcome.Lost {
			b.reload()
		}
		return r.outcome
	case <-time.After(patience):
		b.t.Fatal("the cell does not end")
		panic("unreachable")
	}
}

// run runs a cell and returns how it ended.
func (b *bench) run(decls, stmts string) Outcome {
	b.t.Helper()
	_, done := b.start(decls, stmts, RunOptions{})
	return b.wait(done)
}

// reload declares again what earlier cells did, as the front does.
func (b *bench) reload() {
	b.t.Helper()
	for _, p := range b.ran {
		d := *p
		d.Entry = ""
		if err := b.w.Load(b.t.Context(), &d); err != nil {
			b.t.Fatalf("loading %s again: %v", p.Name, err)
		}
	}
}

// prints runs a cell that must end well and print want.
func (b *bench) prints(stmts, want string) {
	b.t.Helper()
	if o := b.run("", stmts); o.Kind != OK {
		b.t.Fatalf("cell %d: %s %q", b.cells, o.Kind, o.Message)
	}
	if got := b.out.text(b.cells, "stdout"); got != want {
		b.t.Fatalf("cell %d printed %q, want %q", b.cells, got, want)
	}
}

// state declares a variable and a function that the tests look at afterwards.
func (b *bench) state() {
	b.t.Helper()
	if o := b.run("var v_1 int\nfunc f_1() int { return 42 }", "v_1 = 7"); o.Kind != OK {
		b.t.Fatalf("state: %+v", o)
	}
}

// kept checks that variables are as they were and that cells run.
func (b *bench) kept() {
	b.t.Helper()
	b.prints("rt.Println(v_1, f_1())", "7 42\n")
}

// lost checks that variables are gone, functions are there, and cells run.
func (b *bench) lost() {
	b.t.Helper()
	b.prints("rt.Println(v_1, f_1())", "0 42\n")
}

// siteOf returns the number of a line of the cell that comes next.
func siteOf(b *bench, line int) string { return fmt.Sprint(100*(b.cells+1) + line) }
