package engine

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"schedtick/kernel/program"
	"schedtick/kernel/rt"
)

// newEngine makes an engine whose lowered text prints into the returned buffer.
func newEngine(t *testing.T) (*Engine, *output) {
	t.Helper()
	e, err := New()
	if err != nil {
		t.Fatal(err)
	}
	o := new(output)
	rt.SetOutput(o, nil)
	return e, o
}

// run loads p and runs its entry as a cell.
func run(t *testing.T, e *Engine, p *program.Program) rt.Outcome {
	t.Helper()
	entry, err := e.Load(p)
	if err != nil {
		t.Fatal(err)
	}
	return rt.NewCell(p.Cell, p.Name).Run(entry)
}

func TestStatePersists(t *testing.T) {
	e, out := newEngine(t)
	run(t, e, &program.Program{
		Cell: 1, Name: "cell[1]", Entry: "cell_1",
		Imports: []program.Import{{Alias: "fmt_", Path: "fmt"}, {Alias: "time_", Path: "time"}},
		Decls: `
//line cell[1]:1:1
type T_1 struct { d time_.Duration }
var t_1 T_1
//line cell[1]:2:1
func cell_1() { t_1.d = 3 * time_.Second }
`,
	})
	// The alias holds in a file of another name, and may be asked for again.
	o := run(t, e, &program.Program{
		Cell: 2, Name: "cell[2]", Entry: "cell_2",
		Imports: []program.Import{{Alias: "time_", Path: "time"}, {Alias: "time_2", Path: "time"}},
		Decls: `
//line cell[2]:1:1
func double_1(d time_.Duration) time_2.Duration { return 2 * d }
func cell_2() { rt.Println(double_1(t_1.d)) }
`,
	})
	if o.Kind != rt.OK || out.text() != "6s\n" {
		t.Errorf("outcome %+v, output %q", o, out.text())
	}
}

func TestDeclarationsOnly(t *testing.T) {
	e, _ := newEngine(t)
	entry, err := e.Load(&program.Program{Cell: 1, Name: "cell[1]", Decls: "func f_1() int { return 1 }\n"})
	if entry != nil || err != nil {
		t.Errorf("entry %p, error %v", entry, err)
	}
	if entry, err = e.Load(&program.Program{Cell: 2, Name: "cell[2]"}); entry != nil || err != nil {
		t.Errorf("empty program: entry %p, error %v", entry, err)
	}
}

func TestRefusals(t *testing.T) {
	e, _ := newEngine(t)
	var internal *InternalError
	for _, c := range []struct {
		p    program.Program
		want string
	}{
		{program.Program{Decls: "func f_9() { undefined_9() }\n"}, "undefined"},
		{program.Program{Decls: "func f_9( {\n"}, "expected"},
		{program.Program{Entry: "nothing_9"}, "nothing_9"},
		{program.Program{Decls: "var v_9 = 1\n", Entry: "v_9"}, "no func()"},
		{program.Program{Decls: "func b_9() { panic(\"bind\") }\n", Bind: "b_9"}, "bind"},
	} {
		_, err := e.Load(&c.p)
		if !errors.As(err, &internal) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v", c.p, err)
		}
	}
	_, err := e.Load(&program.Program{Imports: []program.Import{{Alias: "no_", Path: "no/such"}}})
	if !errors.Is(err, ErrNoPackage) {
		t.Errorf("unknown package: %v", err)
	}
	_, err = e.Load(&program.Program{Imports: []program.Import{{Alias: "rt", Path: "fmt"}}})
	if err == nil || !strings.Contains(err.Error(), rtPath) {
		t.Errorf("alias taken twice: %v", err)
	}
	// All this leaves the interpreter usable.
	if o := run(t, e, &program.Program{Cell: 1, Decls: "func cell_10() {}\n", Entry: "cell_10"}); o.Kind != rt.OK {
		t.Errorf("after the refusals: %+v", o)
	}
}

// A loop without operations leaves at its safe point when its cell is stopped.
func TestStopLoop(t *testing.T) {
	e, _ := newEngine(t)
	entry, err := e.Load(&program.Program{Cell: 1, Name: "cell[1]", Entry: "cell_1", Decls: `
var n_1 int
func cell_1() {
	for { if stopped { rt.Checkpoint() }; n_1++ }
}
`})
	if err != nil {
		t.Fatal(err)
	}
	c := rt.NewCell(1, "cell[1]")
	var done atomic.Bool
	ended := make(chan rt.Outcome)
	go func() { o := c.Run(entry); done.Store(true); ended <- o }()
	c.Stop()
	select {
	case o := <-ended:
		if o.Kind != rt.Stopped {
			t.Errorf("outcome %+v", o)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the loop does not stop")
	}
}

// Goroutines of earlier cells use package variables while later cells declare more.
func TestDeclareWhileRunning(t *testing.T) {
	e, _ := newEngine(t)
	if !e.roomy {
		t.Fatal("the interpreter's types are not as expected")
	}
	load := func(n int) {
		name := fmt.Sprintf("%d", n)
		_, err := e.Load(&program.Program{Cell: n, Name: "cell[" + name + "]", Decls: "var a_" + name + ", b_" + name + " = 1, \"x\"\nfunc f_" + name + "() int { return a_" + name + " }\n"})
		if err != nil {
			t.Fatal(err)
		}
	}
	load(1)
	entry, err := e.Load(&program.Program{Cell: 2, Name: "cell[2]", Entry: "cell_2", Decls: `
var s_2 = []int{1, 2, 3}
var up_2 = make(chan int)
func cell_2() { rt.Close(0, up_2); for { if stopped { rt.Checkpoint() }; a_1 += s_2[1]; a_1 = 1 } }
func wait_2() { rt.Recv(0, up_2, nil) }
`})
	if err != nil {
		t.Fatal(err)
	}
	wait, err := e.Load(&program.Program{Cell: 3, Name: "cell[3]", Entry: "wait_2"})
	if err != nil {
		t.Fatal(err)
	}
	c := rt.NewCell(2, "cell[2]")
	c.Start(entry)
	rt.NewCell(3, "cell[3]").Run(wait)
	for n := 4; n < 300; n++ {
		load(n)
	}
	c.Stop()
	<-c.Done()
	if o := c.Ended(); o.Kind != rt.Stopped {
		t.Errorf("%+v", o)
	}
	before := &(*e.globals.data)[0]
	room := len(*e.globals.data)
	for n := 300; len(*e.globals.types) < room; n++ {
		load(n)
	}
	load(100_000)
	if len(*e.globals.data) <= room || before == &(*e.globals.data)[0] {
		t.Error("no more room was made")
	}
	if o := run(t, e, &program.Program{Cell: 9, Name: "cell[9]", Entry: "cell_9", Decls: "func cell_9() { if a_299+a_100000 != 2 { rt.Panic(0, a_299) } }\n"}); o.Kind != rt.OK {
		t.Errorf("after the move: %+v", o)
	}
}
