package engine

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"schedtick/kernel/program"
	"schedtick/kernel/rt"
)

func TestPositions(t *testing.T) {
	e, _ := newEngine(t)
	if !e.marks {
		t.Fatal("the interpreter's types are not as expected")
	}
	var trace string
	rt.SetOutput(writer(func(p []byte) (int, error) { trace = string(debug.Stack()); return len(p), nil }), nil)
	p := &program.Program{Cell: 7, Name: "cell[7]", Entry: "cell_7", Decls: `
//line cell[7]:1:1
func inner_1(s []int) int {
	x := 1
	x++
//line cell[7]:4:9
	rt.Println(s[0]); rt.FlushOutput()
	return x
}
func outer_1() int {
	s := []int{1}
//line cell[7]:12:3
	return inner_1(s) + 1
}
//line cell[3]:30:5
func cell_7() { outer_1() }
`, Funcs: []program.Func{{Lowered: "cell_7"}, {Lowered: "inner_1"}, {Lowered: "outer_1"}}}
	if o := run(t, e, p); o.Kind != rt.OK {
		t.Fatalf("%+v", o)
	}
	type place struct{ cell, line, fn int }
	var got []place
	for _, p := range Positions(trace) {
		got = append(got, place{p.Cell, p.Line, p.Func})
	}
	if want := fmt.Sprint([]place{{7, 4, 1}, {7, 12, 2}, {3, 30, 0}}); fmt.Sprint(got) != want {
		t.Errorf("positions %v, want %v, in\n%s", got, want, trace)
	}
}

type writer func(p []byte) (int, error)

func (w writer) Write(p []byte) (int, error) { return w(p) }

func BenchmarkCalls(b *testing.B) {
	for _, marks := range []bool{false, true} {
		b.Run(fmt.Sprintf("marks=%v", marks), func(b *testing.B) {
			e, err := New()
			if err != nil {
				b.Fatal(err)
			}
			e.marks = marks
			entry, err := e.Load(&program.Program{Cell: 1, Name: "cell[1]", Entry: "cell_1", Decls: `
//line cell[1]:1:1
func fib_1(n int) int { if n < 2 { return n }; return fib_1(n-1) + fib_1(n-2) }
func cell_1() { fib_1(20) }
`})
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				entry()
			}
		})
	}
}

func BenchmarkLoop(b *testing.B) {
	for _, marks := range []bool{false, true} {
		b.Run(fmt.Sprintf("marks=%v", marks), func(b *testing.B) {
			e, err := New()
			if err != nil {
				b.Fatal(err)
			}
			e.marks = marks
			entry, err := e.Load(&program.Program{Cell: 1, Name: "cell[1]", Entry: "cell_1", Decls: `
//line cell[1]:1:1
func cell_1() { s := []int{1,2,3,4}; t := 0; for i := 0; i < 100000; i++ { if stopped { rt.Checkpoint() }; t += s[i&3] } }
`})
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				entry()
			}
		})
	}
}

// A panic's stack has the line of each call, in recursion too, where a function's
// calls stand in different places.
func TestPanicStack(t *testing.T) {
	e, _ := newEngine(t)
	o := run(t, e, &program.Program{Cell: 4, Name: "cell[4]", Entry: "cell_4", Decls: `
func f_4(n int) {
//line cell[4]:2:2
	if n == 0 {
//line cell[4]:3:3
		var m map[string]int
		m["a"] = n
	}
//line cell[4]:5:2
	if n > 0 { f_4(n - 1) }
}
func cell_4() {
	x := 1
//line cell[4]:8:1
	f_4(x + 1)
}
`})
	var lines []int
	for _, f := range o.Stack {
		lines = append(lines, f.Line)
	}
	if fmt.Sprint(lines) != "[4 5 5 8]" {
		t.Errorf("outcome %+v", o)
	}
}

// What a panic costs does not depend on the size of the cell around it: the interpreter's
// search through all nodes of the cell, which keeps a list of those it has seen, ends soon.
// So its cost is counted in bytes, whatever else the machine does.
func TestPanicsInALargeCell(t *testing.T) {
	e, _ := newEngine(t)
	if !e.marks {
		t.Fatal("the interpreter's types are not as expected")
	}
	cost := func(id, others int) uint64 {
		var b strings.Builder
		fmt.Fprintf(&b, `
func fail_%[1]d() { rt.Panic(1, "x") }
func try_%[1]d() {
	d := rt.Defer0()
	defer func() { rt.RunDefers(d, recover()) }()
	rt.Push(d, 1, true, func() { rc := rt.TakeRecover(); rt.Recover(rc) })
	fail_%[1]d()
}
func cell_%[1]d() { for i := 0; i < 100; i++ { try_%[1]d() } }
`, id)
		for i := range others {
			fmt.Fprintf(&b, "func other_%d_%d(a, b int) int { if a > b { return a*b + 1 }; return b - a*2 }\n", id, i)
		}
		entry, err := e.Load(&program.Program{Cell: id, Name: "cell", Entry: fmt.Sprintf("cell_%d", id), Decls: b.String()})
		if err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if o := rt.NewCell(id, "cell").Run(entry); o.Kind != rt.OK {
			t.Fatalf("%+v", o)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	small, large := cost(1, 0), cost(2, 2000)
	t.Logf("100 panics allocate %d bytes in a small cell, %d in a large one", small, large)
	if large > 2*small {
		t.Errorf("100 panics allocate %d bytes in a small cell, %d in a large one", small, large)
	}
}

// A panic names the line of each call: in literals, in recursion, and above functions
// whose deferred calls have run.
func TestPanicNamesEachCall(t *testing.T) {
	e, _ := newEngine(t)
	o := run(t, e, &program.Program{
		Cell: 1, Name: "cell[1]", Entry: "cell_1",
		Funcs: []program.Func{{Lowered: "fail_1", Source: "main.fail"}, {Lowered: "F_1", Source: "main.main.func1"}, {Lowered: "cell_1", Source: "main.main"}},
		Decls: `
//line cell[1]:1:1
func fail_1(n int) {
	d := rt.Defer0(); defer func() { rt.RunDefers(d, recover()) }()
	if n == 0 {
		rt.Panic(0, "x")
	}
	fail_1(n - 1)
}
//line cell[1]:10:1
func F_1() func(int) {
	return func(n int) {
		if n > 5 {
			fail_1(1)
		}
		fail_1(n)
	}
}
//line cell[1]:20:1
func cell_1() {
	f := F_1()
	f(1)
}
`,
	})
	var got []string
	for _, f := range o.Stack {
		got = append(got, fmt.Sprintf("%s:%d", strings.TrimPrefix(f.Func, "main."), f.Line))
	}
	if s := strings.Join(got, " "); s != "fail:4 fail:6 main.func1:15 main:22" {
		t.Errorf("%s: %s", o.Message, s)
	}
}
