package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"
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
	"text/template": true, "html/template": true, "net/rpc": true, "testing/quick": true,
}

// lookedInto is how a parameter of type param of the function c is looked into.
func lookedInto(c callee, param types.Type) (function, door string) {
	if c.fn == nil || c.fn.Pkg() == nil || !reflective[c.fn.Pkg().Path()] {
		return "", ""
	}
	s, isSlice := param.Underlying().(*types.Slice)
	switch {
	case isAny(param):
		door = "Whole"
	case isSlice && isAny(s.Elem()):
		door = "Wholes"
	case strings.HasSuffix(types.TypeString(types.Unalias(param), nil), "/template.FuncMap"):
		door = "FuncMap"
	}
	return c.fn.Pkg().Name() + "." + c.fn.Name(), door
}

// looksInto reports whether the function c looks into any of its parameters.
func looksInto(c callee) bool {
	params := c.fn.Signature().Params()
	for i := range params.Len() {
		if _, door := lookedInto(c, params.At(i).Type()); door != "" {
			return true
		}
	}
	return false
}

// whole is text, the argument arg for a parameter of type param, as such a function may
// have it: a value of a cell's type is refused, and looked for as the call runs where an
// interface may hide it.
func (f *fn) whole(c callee, arg ast.Expr, param types.Type, text string) string {
	name, door := lookedInto(c, param)
	switch door {
	case "":
		return text
	case "Whole":
		f.refuseHidden(name, arg, map[types.Object]bool{})
		if t := f.typeOf(arg); !f.isInterface(t) && !f.hides(t, map[types.Type]bool{}) {
			return text
		}
	case "FuncMap":
		f.refuseFuncs(name, arg)
	}
	return fmt.Sprintf("rt.%s(%q, %s)", door, name, text)
}

// wholeResult is whole for the i-th result, of type t, of the call arg, f(g()).
func (f *fn) wholeResult(c callee, arg ast.Expr, i int, t, param types.Type, text string) string {
	name, door := lookedInto(c, param)
	if door == "" {
		return text
	}
	if door == "Whole" && f.erased(t) && !f.isInterface(t) {
		f.refuseLook(arg, name, t)
	}
	if door == "Whole" && f.isInterface(t) {
		seen := map[types.Object]bool{}
		for _, e := range f.returned(arg, i, seen) {
			f.refuseHidden(name, e, seen)
		}
	}
	return fmt.Sprintf("rt.%s(%q, %s)", door, name, text)
}

// wholeParam is whole for the parameter text of the function c used as a value: what it
// will be called with is not known here. at is where it is so used.
func (f *fn) wholeParam(c callee, at ast.Node, param types.Type, text string) string {
	name, door := lookedInto(c, param)
	if door == "" {
		return text
	}
	if f.cellTypes() {
		f.refuse(at.Pos(), name+" as a value where a cell declares types",
			"it looks into what it is given, which the interpreter keeps in another shape", native)
	}
	return fmt.Sprintf("rt.%s(%q, %s)", door, name, text)
}

// refuseLook refuses arg, of the cell's type t.
func (f *fn) refuseLook(arg ast.Expr, function string, t types.Type) {
	f.refuse(arg.Pos(), function+" of "+types.TypeString(t, shortQualifier),
		"it looks into the value, which the interpreter keeps in another shape", native)
}

// refuseHidden refuses a value of a cell's type, and one in a composite literal.
func (f *fn) refuseHidden(function string, arg ast.Expr, seen map[types.Object]bool) {
	if t := f.typeOf(arg); f.erased(t) && !f.isInterface(t) {
		f.refuseLook(arg, function, t)
		return
	}
	for _, e := range slices.Concat(f.inLiteral(arg), f.handedOn(arg, seen), f.returned(arg, 0, seen)) {
		f.refuseHidden(function, e, seen)
	}
}

// returned is what the unit's function that arg calls returns as its i-th result.
func (f *fn) returned(arg ast.Expr, i int, seen map[types.Object]bool) (out []ast.Expr) {
	call, ok := ast.Unparen(arg).(*ast.CallExpr)
	if !ok {
		return nil
	}
	id := called(call)
	if id == nil || seen[f.src.Info.Uses[id]] {
		return nil
	}
	callee, ok := f.src.Info.Uses[id].(*types.Func)
	if !ok {
		return nil
	}
	seen[callee] = true
	f.inspect(func(n ast.Node) bool {
		d, ok := n.(*ast.FuncDecl)
		if !ok {
			return true
		}
		if f.src.Info.Defs[d.Name] != callee || d.Body == nil {
			return false
		}
		ast.Inspect(d.Body, func(n ast.Node) bool {
			if r, ok := n.(*ast.ReturnStmt); ok && i < len(r.Results) {
				out = append(out, r.Results[i])
			}
			_, lit := n.(*ast.FuncLit)
			return !lit
		})
		return false
	})
	return out
}

// called is the name of the function that a call names, or nil.
func called(call *ast.CallExpr) *ast.Ident {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return fun
	case *ast.SelectorExpr:
		return fun.Sel
	}
	return nil
}

// handedOn are the unit's arguments for the parameter that arg names, if it names one of
// interface type.
func (f *fn) handedOn(arg ast.Expr, seen map[types.Object]bool) (out []ast.Expr) {
	id, ok := ast.Unparen(arg).(*ast.Ident)
	if !ok || !f.isInterface(f.typeOf(arg)) {
		return nil
	}
	param := f.src.Info.Uses[id]
	if seen[param] {
		return nil
	}
	seen[param] = true
	var of types.Object
	at := 0
	f.inspect(func(n ast.Node) bool {
		d, ok := n.(*ast.FuncDecl)
		if !ok || of != nil {
			return of == nil
		}
		i := 0
		for _, field := range d.Type.Params.List {
			for _, name := range field.Names {
				if obj := f.src.Info.Defs[name]; obj != nil && obj == param {
					of, at = f.src.Info.Defs[d.Name], i
				}
				i++
			}
		}
		return false
	})
	if of == nil {
		return nil
	}
	f.inspect(func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || at >= len(call.Args) {
			return true
		}
		if callee := called(call); callee != nil && f.src.Info.Uses[callee] == of {
			out = append(out, call.Args[at])
		}
		return true
	})
	return out
}

// refuseFuncs refuses functions for a template that take or give a cell's type.
func (f *fn) refuseFuncs(function string, arg ast.Expr) {
	for _, e := range f.inLiteral(arg) {
		sig, ok := f.typeOf(e).(*types.Signature)
		if !ok || !f.erased(sig) {
			continue
		}
		if f.erased(types.NewSignatureType(nil, nil, nil, sig.Params(), sig.Results(), false)) {
			f.refuseHidden(function, e, map[types.Object]bool{})
		}
	}
}

// inLiteral are the values in a composite literal, or in the one that a variable begins
// with; nested ones without a type of their own are left out.
func (f *fn) inLiteral(e ast.Expr) []ast.Expr {
	e = ast.Unparen(e)
	if u, ok := e.(*ast.UnaryExpr); ok {
		e = ast.Unparen(u.X)
	}
	if id, ok := e.(*ast.Ident); ok {
		e = f.definition(f.src.Info.Uses[id])
	}
	lit, ok := e.(*ast.CompositeLit)
	if !ok {
		return nil
	}
	var out []ast.Expr
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			e = kv.Value
		}
		if c, ok := e.(*ast.CompositeLit); !ok || c.Type != nil {
			out = append(out, e)
		}
	}
	return out
}

// definition is what the unit's declaration of the variable v gives it, or nil.
func (f *fn) definition(v types.Object) (value ast.Expr) {
	if v == nil {
		return nil
	}
	f.inspect(func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				if id, ok := l.(*ast.Ident); ok && len(n.Lhs) == len(n.Rhs) && f.src.Info.Defs[id] == v {
					value = n.Rhs[i]
				}
			}
		case *ast.ValueSpec:
			for i, id := range n.Names {
				if len(n.Names) == len(n.Values) && f.src.Info.Defs[id] == v {
					value = n.Values[i]
				}
			}
		}
		return value == nil
	})
	return value
}

// hides reports whether a value of t, which no cell declares, may hold one of a cell's type.
func (f *fn) hides(t types.Type, seen map[types.Type]bool) bool {
	t = types.Unalias(f.subst(t))
	if seen[t] {
		return false
	}
	seen[t] = true
	switch u := t.Underlying().(type) {
	case *types.Interface:
		return true
	case *types.Pointer:
		return f.hides(u.Elem(), seen)
	case *types.Slice:
		return f.hides(u.Elem(), seen)
	case *types.Array:
		return f.hides(u.Elem(), seen)
	case *types.Map:
		return f.hides(u.Key(), seen) || f.hides(u.Elem(), seen)
	case *types.Struct:
		for i := range u.NumFields() {
			if v := u.Field(i); v.Exported() && f.hides(v.Type(), seen) {
				return true
			}
		}
	}
	return false
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
