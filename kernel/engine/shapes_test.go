package engine

import (
	"math"
	"strings"
	"testing"

	"schedtick/kernel/program"
	"schedtick/kernel/rt"
)

func TestShapes(t *testing.T) {
	for name, fn := range map[string]any{
		"SendInt": rt.SendInt, "RecvInt": rt.RecvInt, "RecvIntOk": rt.RecvIntOk, "SendString": rt.SendString, "RecvEmpty": rt.RecvEmpty,
		"RecvBoolOk": rt.RecvBoolOk, "SendFloat64": rt.SendFloat64, "SendRune": rt.SendRune, "RecvByte": rt.RecvByte, "SendInt64": rt.SendInt64,
		"MutexLock": rt.MutexLock, "RWRLock": rt.RWRLock, "WgAdd": rt.WgAdd, "WgDone": rt.WgDone, "Index": rt.Index, "Bounds": rt.Bounds, "Key": rt.Key, "Sqrt": math.Sqrt,
	} {
		if shape(fn, &call{}) == nil {
			t.Errorf("%s is called by reflection", name)
		}
	}
	if shape(strings.ToUpper, &call{}) != nil {
		t.Error("ToUpper has no shape that is known")
	}
}

// results are where results go: into a variable, into an interface, nowhere, and into
// the operand of another call.
const results = `
//line cell[1]:1:1
func G1() string {
c := make(chan int, 8)
for i := 1; i <= 6; i++ {
if stopped { rt.Checkpoint() }
rt.SendInt(1, c, i)
}
var x int = rt.RecvInt(1, c)
var y any = rt.RecvInt(1, c)
_ = rt.RecvInt(1, c)
rt.RecvInt(1, c)
v, ok := rt.RecvIntOk(1, c)
_, more := rt.RecvIntOk(1, c)
var f float64 = math.Max(math.Sqrt(float64(rt.Index(4, 5))), 1.5)
return fmt.Sprint(x, y, v, ok, more, f)
}
`

func TestResultsOfShapes(t *testing.T) {
	e, err := New()
	if err != nil {
		t.Fatal(err)
	}
	p := &program.Program{Cell: 1, Name: "cell[1]", Decls: results, Imports: []program.Import{{Alias: "fmt", Path: "fmt"}, {Alias: "math", Path: "math"}}}
	if _, err := e.Load(p); err != nil {
		t.Fatal(err)
	}
	v, err := e.eval("G1()", nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := v.String(), "1 2 5 true true 2"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// The interpreter has no step for this; it must not end the function silently.
func TestNoStepIsAnError(t *testing.T) {
	e, err := New()
	if err != nil {
		t.Fatal(err)
	}
	_, err = e.Load(&program.Program{Cell: 1, Name: "cell[1]", Decls: "func G1() {\nvar a uintptr\na++\n}\n"})
	if err == nil || !strings.Contains(err.Error(), "no step for incDecStmt") {
		t.Errorf("error %v", err)
	}
}

// signs hands zeros with a sign to functions: alone, in an array of structs, as one of
// several results, and to a function that is the condition of an if.
const signs = `
//line cell[1]:1:1
type T1 struct { n int; at [2]struct { x float64 } }
func F1(x float64, k any) (float64, any) { return x, k }
func F2(t T1) float64 { return t.at[1].x }
func F3(c complex128) bool { return math.Signbit(imag(c)) }
func F4(x float32) float32 { return F5(x) }
func F5(x float32) float32 { return x }
func G2() string {
neg := math.Copysign(0, -1)
x, k := F1(neg, nil)
_, l := F1(neg, "l")
var t T1
t.at[1].x = neg
c := "unsigned"
if F3(complex(0, neg)) { c = "signed" }
return fmt.Sprintln(1/x, k, l, 1/F2(t), c, 1/F4(float32(neg)))
}
`

func TestNegativeZeros(t *testing.T) {
	e, err := New()
	if err != nil {
		t.Fatal(err)
	}
	p := &program.Program{Cell: 1, Name: "cell[1]", Decls: signs, Imports: []program.Import{{Alias: "fmt", Path: "fmt"}, {Alias: "math", Path: "math"}}}
	if _, err := e.Load(p); err != nil {
		t.Fatal(err)
	}
	v, err := e.eval("G2()", nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.TrimSpace(v.String()), "-Inf <nil> l -Inf signed -Inf"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
