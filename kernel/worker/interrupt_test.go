package worker

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// An interrupt ends each of these within a second and leaves variables, and
// goroutines of other cells, alone.
func TestInterrupt(t *testing.T) {
	b := newBench(t, nil)
	b.state()
	// A goroutine of another cell, which answers whoever asks it.
	b.run(`
var ask_1, answer_1 chan int
func server_1() { for { if stopped { rt.Checkpoint() }; var v int; rt.Recv(0, ask_1, &v); v++; rt.Send(0, answer_1, &v) } }`,
		`ask_1, answer_1 = make(chan int), make(chan int); rt.Go(0, server_1)`)
	b.run(`
var c_1 chan int
var wg_1 sync_.WaitGroup
var mu_1 sync_.Mutex
var rw_1 sync_.RWMutex
var cond_1 *sync_.Cond
func forever_1() { for { if stopped { rt.Checkpoint() } } }
func receive_1() { rt.Recv(305, c_1, nil) }`,
		`c_1 = make(chan int); wg_1.Add(1); mu_1.Lock(); rw_1.Lock(); cond_1 = sync_.NewCond(&sync_.Mutex{})`)
	for _, c := range []struct {
		name, stmts string
		blocked     string // what the goroutine that did not leave does
	}{
		{"for {}", `forever_1()`, ""},
		{"for {} in a goroutine", `rt.Go(0, forever_1); rt.Recv(0, c_1, nil)`, ""},
		{"sleep", `rt.Sleep(0, time_.Hour)`, ""},
		{"send", `v := 1; rt.Send(0, c_1, &v)`, ""},
		{"receive", `rt.Recv(0, c_1, nil)`, ""},
		{"nil channel", `var n chan int; rt.Recv(0, n, nil)`, ""},
		{"select", `rt.Select(0, true, rt.R(c_1, nil, nil))`, ""},
		{"empty select", `rt.Select(0, true)`, ""},
		{"range", `for rt.Recv(0, c_1, nil) { if stopped { rt.Checkpoint() } }`, ""},
		{"wg.Wait", `rt.WgWait(0, &wg_1)`, ""},
		{"mu.Lock", `rt.MutexLock(0, &mu_1)`, ""},
		{"rw.RLock", `rt.RWRLock(0, &rw_1)`, ""},
		{"cond.Wait", `rt.MutexLock(0, cond_1.L.(*sync_.Mutex)); rt.CondWait(0, cond_1)`, ""},
		{"endless printing", `for { if stopped { rt.Checkpoint() }; rt.Println("and on and on") }`, ""},
		{"many goroutines", `for i := 0; i < 1000; i++ { rt.Go(0, receive_1) }; rt.WgWait(0, &wg_1)`, ""},
		{"standard input", `var s string; rt.Scan(&s)`, ""},
		{"network read", `l, err := net_.Listen("tcp", "127.0.0.1:0"); if err != nil { rt.Panic(0, err) }; rt.Println("on"); l.Accept()`, "running"},
		{"compiled sleep", `time_.Sleep(3*time_.Second)`, "running"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b.t = t
			cell, done := b.start("", `rt.Fprintln(os_.Stderr, "begun"); `+c.stmts, RunOptions{AllowStdin: true, Hang: true})
			b.out.await(t, cell, "stderr", "begun")
			begun := time.Now()
			b.w.Interrupt()
			o := b.wait(done)
			if took := time.Since(begun); took > time.Second {
				t.Errorf("took %v", took)
			}
			if o.Kind != Interrupted || o.Lost {
				t.Errorf("outcome %+v", o)
			}
			var left []string
			for _, g := range o.Blocked {
				left = append(left, slices.Repeat([]string{g.Op}, g.Count)...)
			}
			if got := strings.Join(left, ", "); got != c.blocked {
				t.Errorf("left behind: %q, want %q", got, c.blocked)
			}
			b.kept()
			b.prints(`v := 41; rt.Send(0, ask_1, &v); rt.Recv(0, answer_1, &v); rt.Println(v)`, "42\n")
		})
	}
}

// A second interrupt ends the process.
func TestInterruptTwice(t *testing.T) {
	b := newBench(t, nil)
	b.state()
	cell, done := b.start("", `rt.Fprintln(os_.Stderr, "begun"); for { }`, RunOptions{})
	b.out.await(t, cell, "stderr", "begun")
	b.w.Interrupt()
	b.w.Interrupt()
	if o := b.wait(done); o.Kind != Interrupted || !o.Lost {
		t.Errorf("outcome %+v", o)
	}
	b.lost()
}

// An interrupt without a cell, or after it, does nothing.
func TestInterruptIdle(t *testing.T) {
	b := newBench(t, nil)
	b.w.Interrupt()
	b.state()
	b.w.Interrupt()
	b.kept()
}
