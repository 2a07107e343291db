package lower

import (
	"go/ast"
	"go/types"
)

// A Rule names a construct that the interpreter cannot run as Go would. The
// table of them is the only place that refuses library functions; the docs print it.
type Rule struct {
	Construct string // "runtime.Caller"
	Reason    string
	Advice    string
}

const native = "begin the cell with %%native"

// Rules lists the functions that are refused, by full name.
var rules = map[string]Rule{
	"runtime.Caller":           {"runtime.Caller", "the stack is the interpreter's, not the cell's", native},
	"runtime.Callers":          {"runtime.Callers", "the stack is the interpreter's, not the cell's", native},
	"runtime.CallersFrames":    {"runtime.CallersFrames", "the stack is the interpreter's, not the cell's", native},
	"runtime.FuncForPC":        {"runtime.FuncForPC", "functions of a cell have no code address", native},
	"runtime.Stack":            {"runtime.Stack", "the stack is the interpreter's, not the cell's", native},
	"runtime/debug.Stack":      {"debug.Stack", "the stack is the interpreter's, not the cell's", native},
	"runtime/debug.PrintStack": {"debug.PrintStack", "the stack is the interpreter's, not the cell's", native},
	"runtime.Breakpoint":       {"runtime.Breakpoint", "it would stop the interpreter", ""},
	"runtime.SetFinalizer":     {"runtime.SetFinalizer", "the interpreter keeps values alive longer than the cell does", native},
	"testing.AllocsPerRun":     {"testing.AllocsPerRun", "it would count the interpreter's allocations", native},
	"testing.Benchmark":        {"testing.Benchmark", "it would time the interpreter", native},
	"reflect.ValueOf":          {"reflect.ValueOf of a type that a cell declares", "the interpreter keeps such values in another shape", native},
	"reflect.New":              {"reflect.New where a cell declares types", "the interpreter keeps values of a cell's types in another shape", native},
	"reflect.Method.Func":      {"reflect.Method.Func", "the interpreter's types have no methods", native},
	"reflect.MakeFunc":         {"reflect.MakeFunc", "functions of a cell have no code address", native},
}

// Rules returns the table, for the docs.
func Rules() map[string]Rule { return rules }

// reflective are the packages whose functions look into the values they are given.
var reflective = map[string]bool{
	"encoding/xml": true, "encoding/gob": true, "encoding/asn1": true, "encoding/binary": true,
	"text/template": true, "html/template": true,
}

// refuseReflection refuses to hand a value of a cell's type to such a function.
func (f *fn) refuseReflection(c callee, arg ast.Expr, param types.Type) {
	if c.fn == nil || c.fn.Pkg() == nil || !reflective[c.fn.Pkg().Path()] || !isAny(param) {
		return
	}
	if t := f.typeOf(arg); f.erased(t) && !f.isInterface(t) {
		f.refuse(arg.Pos(), c.fn.Pkg().Name()+"."+c.fn.Name()+" of "+types.TypeString(t, shortQualifier),
			"it looks into the value, which the interpreter keeps in another shape", native)
	}
}

// refuseCall refuses a call of a library function when the table says so. The
// reflective ones only matter for values whose shape differs.
func (f *fn) refuseCall(e *ast.CallExpr, fn *types.Func) bool {
	r, ok := rules[fn.Pkg().Path()+"."+fn.Name()]
	if !ok {
		return false
	}
	f.refuse(e.Pos(), r.Construct, r.Reason, r.Advice)
	return true
}
