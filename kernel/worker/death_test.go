package worker

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Each row costs the process: the cause is told, declarations come back.
func TestEndsThatLoseState(t *testing.T) {
	for _, c := range []struct {
		name, decls, stmts string
		kind               Kind
		message            string
		limit              int64
		line               int    // of the innermost call, 0 if unknown
		race               string // message of a process with the race detector, if different
	}{
		{
			name:  "concurrent map writes",
			decls: "var m_1 = map[int]int{}\nfunc w_1() { for i := 0; ; i++ { m_1[i&15] = i } }",
			stmts: "rt.Go(0, w_1); rt.Go(0, w_1); w_1()", kind: Killed, message: "fatal error: concurrent map", line: 2,
		},
		{
			name: "stack overflow", decls: "func s_1(n int) int { return s_1(n+1) + 1 }", stmts: "s_1(0)",
			kind: Killed, message: "fatal error: stack overflow", line: 1,
		},
		{
			name: "huge allocation", stmts: "b := make([]byte, 1<<45); rt.Println(len(b))", kind: Killed, message: "fatal error: runtime: out of memory", line: 101,
			race: "fatal error: too many address space collisions for -race mode",
		},
		{
			name: "memory limit", decls: "var keep_1 [][]byte",
			stmts: "for { b := make([]byte, 1<<20); for i := 0; i < len(b); i += 4096 { b[i] = 1 }; keep_1 = append(keep_1, b) }",
			kind:  Killed, message: "out of memory at cell[2]:101:", limit: 300 << 20, line: 101,
		},
		{name: "SIGKILL", stmts: "syscall_.Kill(syscall_.Getpid(), syscall_.SIGKILL); time_.Sleep(time_.Hour)", kind: Killed, message: "signal: killed"},
		{name: "SIGSEGV", stmts: "syscall_.Kill(syscall_.Getpid(), syscall_.SIGSEGV); time_.Sleep(time_.Hour)", kind: Killed, message: "SIGSEGV: segmentation violation"},
		{name: "exit of compiled code", stmts: "os_.Exit(5)", kind: Exit, message: "exit status 5"},
		{
			name: "panic of compiled code", decls: "func p_1() { panic(errors_.New(\"boom\")) }",
			stmts: "time_.AfterFunc(time_.Millisecond, p_1); time_.Sleep(time_.Hour)", kind: Killed, message: "panic: ", line: 1,
		},
		{name: "frames taken away", stmts: "syscall_.Close(4); time_.Sleep(time_.Hour)", kind: Killed, message: "signal: killed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t, func(cfg *Config) {
				cfg.MemLimit = c.limit
				// These cells are wrong on purpose: the race detector may say so elsewhere.
				cfg.Env = append(os.Environ(), "GORACE=log_path="+filepath.Join(t.TempDir(), "race"))
			})
			b.state()
			before := time.Now()
			o := b.run(c.decls, "rt.Println(\"last words\"); "+c.stmts)
			told := strings.HasPrefix(o.Message, c.message) || c.race != "" && strings.HasPrefix(o.Message, c.race)
			if o.Kind != c.kind || !told || !o.Lost {
				t.Errorf("outcome %+v", o)
			}
			if c.line != 0 && (len(o.Stack) == 0 || o.Stack[0].Name != "cell[2]" || o.Stack[0].Line != c.line) {
				t.Errorf("stack %+v", o.Stack)
			}
			t.Logf("%v: %s\n%s", time.Since(before), o.Message, o.Fatal)
			if got := b.out.text(b.cells, "stdout"); got != "last words\n" {
				t.Errorf("printed %q before it died", got)
			}
			if got := b.out.text(b.cells, "stderr"); got != "" {
				t.Errorf("standard error has %q", got)
			}
			b.lost()
		})
	}
}

// A process that dies between two cells is replaced; the next Run says so first.
func TestDeathBetweenCells(t *testing.T) {
	b := newBench(t, nil)
	b.state()
	b.w.mu.Lock()
	p := b.w.proc
	b.w.mu.Unlock()
	// From outside: a goroutine of the cell might do it before the cell has ended.
	if err := p.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-p.gone
	_, err := b.w.Run(t.Context(), b.program("", ""), RunOptions{})
	var lost *LostError
	if !errors.As(err, &lost) || lost.Outcome.Message != "signal: killed" {
		t.Fatalf("the death is not told: %v", err)
	}
	b.reload()
	b.lost()
}

func TestRestart(t *testing.T) {
	b := newBench(t, nil)
	b.state()
	_, done := b.start("", `rt.Println("on"); for { if stopped { rt.Checkpoint() } }`, RunOptions{})
	b.out.await(t, b.cells, "stdout", "on")
	if err := b.w.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r := <-done; r.err != nil || !r.outcome.Lost {
		t.Errorf("the running cell: %+v", r)
	}
	b.ran = b.ran[:1]
	b.reload()
	b.lost()
}

func TestDoesNotStart(t *testing.T) {
	if _, err := Start(t.Context(), Config{Exe: "/does/not/exist", Events: newRecorder()}); err == nil {
		t.Error("a binary that is not there starts")
	}
	w, err := Start(t.Context(), Config{Exe: "/bin/false", Args: []string{}, Events: newRecorder()})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	b := &bench{t: t}
	if _, err := w.Run(t.Context(), b.program("", ""), RunOptions{}); err == nil || !strings.Contains(err.Error(), "died at its start") {
		t.Errorf("Run: %v", err)
	}
}
