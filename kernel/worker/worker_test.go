package worker

import (
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	b := newBench(t, nil)
	b.state()
	b.kept()
	o := b.run("", `rt.Println("out"); fmt_.Fprintln(os_.Stderr, "err")`)
	if o.Kind != OK || o.Report == nil || o.Report.Goroutines.Before != 1 || o.Report.Goroutines.After != 1 {
		t.Errorf("outcome %+v, report %+v", o, o.Report)
	}
	if got := b.out.text(b.cells, "stdout") + b.out.text(b.cells, "stderr"); got != "out\nerr\n" {
		t.Errorf("output %q", got)
	}
	_, done := b.start("", `rt.Println(rt.NumGoroutine())`, RunOptions{Probe: "off"})
	if o := b.wait(done); o.Report != nil || b.out.text(b.cells, "stdout") != "1\n" {
		t.Errorf("report %v with the probe off, %q goroutines", o.Report, b.out.text(b.cells, "stdout"))
	}
}

// Each row ends a cell in its own way, and leaves the variables alone.
func TestEndsThatKeepState(t *testing.T) {
	b := newBench(t, nil)
	b.state()
	for _, c := range []struct {
		name, decls, stmts string
		kind               Kind
		message            string
		code               int
		goLine             int
	}{
		{"panic", "", `rt.Println("before"); rt.Panic(0, "boom")`, Panic, "panic: boom", 0, 0},
		{"nil map", "", `var m map[string]int; m["a"] = 1`, Panic, "panic: assignment to entry in nil map", 0, 0},
		{"nil pointer", "", `var p *struct{ x int }; p.x = 1`, Panic, "panic: runtime error: invalid memory address or nil pointer dereference", 0, 0},
		{"index", "", `s := []int{1}; i := 3; rt.Println(s[rt.Index(i, len(s))])`, Panic, "panic: runtime error: index out of range [3] with length 1", 0, 0},
		{"panic in a goroutine", "func g_1() { rt.Panic(0, \"boom\") }", `rt.Go(SITE, g_1); select {}`, GoroutinePanic, "panic: boom", 0, 5},
		{"panic while the cell is in compiled code", "func g_2() { rt.Panic(0, \"boom\") }", `rt.Go(SITE, g_2); time_.Sleep(time_.Hour)`, GoroutinePanic, "panic: boom", 0, 5},
		{"os.Exit", "", `rt.Exit(3)`, Exit, "exit status 3", 3, 0},
		{"os.Exit in a goroutine", "func g_3() { rt.Exit(4) }", `rt.Go(SITE, g_3); time_.Sleep(time_.Hour)`, Exit, "exit status 4", 4, 0},
		{"log.Fatal", "", `rt.LogFatal(0, "sorry")`, Exit, "exit status 1", 1, 0},
		{"runtime.Goexit", "", `rt.Goexit()`, Goexit, "", 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			b.t = t
			stmts := strings.ReplaceAll(c.stmts, "SITE", siteOf(b, c.goLine))
			o := b.run(c.decls, stmts)
			if o.Kind != c.kind || !strings.HasPrefix(o.Message, c.message) || o.ExitCode != c.code || o.Lost {
				t.Errorf("outcome %+v", o)
			}
			if c.kind == Panic && (len(o.Stack) == 0 || o.Stack[len(o.Stack)-1].Name != b.ran[len(b.ran)-1].Name) {
				t.Errorf("stack %+v", o.Stack)
			}
			if c.kind == GoroutinePanic && (o.GoSite == nil || o.GoSite.Line != c.goLine) {
				t.Errorf("go statement %+v", o.GoSite)
			}
			if o.Report == nil {
				t.Error("no report")
			}
			b.kept()
		})
	}
}
