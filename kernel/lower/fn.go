package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// fn writes one lowered function: a declaration, a cell's entry, or the
// literal inside a factory.
type fn struct {
	*lowering
	name   string // lowered name that the interpreter's traces show
	source string // name as Go's traces show it
	an     *analysis
	frame  *frameInfo
	top    *fn // the function that the source text nests in; itself at the top
	w      strings.Builder
	sig    *types.Signature

	results  []*types.Var // variables of the results, when they need any
	resNames []string     // lowered result names, in a function with defers
	forced   map[*types.Var]bool

	loop     *rangeLoop // the loop over a function whose body this is, or nil
	proofs   []proof    // of the loops around the statement being written
	native   bool       // the interpreter's own defer serves: see plainDefers
	deferred bool       // the call of a go or defer statement is being written

	locals int // of the top function: numbers locals, so that no name is used twice
	ranges int // of the top function: numbers bodies of loops over functions
	lits   int // of the top function: numbers literals as Go does (func1, func2)
}

func (lo *lowering) newFn(name, source string, an *analysis) *fn {
	f := &fn{lowering: lo, name: name, source: source, an: an, frame: &frameInfo{}, forced: map[*types.Var]bool{}}
	f.top = f
	return f
}

func (f *fn) printf(format string, args ...any) { fmt.Fprintf(&f.w, format, args...) }

// mark makes what follows report the position p.
func (f *fn) mark(p token.Pos) {
	f.at = p
	at := f.pos(p)
	if !at.IsValid() || at.Column == 0 {
		return // a node that a rewriting made up: it stays with what is before it
	}
	f.printf("//line %s:%d:%d\n", at.Filename, at.Line, at.Column)
}

// register tells stack traces what the source calls the function.
func (f *fn) register(line int) {
	if f.source != "" {
		f.prog.Funcs = append(f.prog.Funcs, programFunc(f.name, f.source, line))
	}
}

// risky reports whether evaluating e can panic or call.
func (f *fn) risky(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if found {
			return false
		}
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			tv := f.src.Info.Types[n.Fun]
			if tv.IsType() {
				return true
			}
			if id, ok := ast.Unparen(n.Fun).(*ast.Ident); ok {
				if b, ok := f.src.Info.Uses[id].(*types.Builtin); ok {
					switch b.Name() {
					case "len", "cap", "min", "max", "append", "new":
						return true
					}
				}
			}
			found = true
		case *ast.IndexExpr, *ast.SliceExpr, *ast.StarExpr, *ast.TypeAssertExpr:
			found = true
		case *ast.SelectorExpr:
			if s := f.src.Info.Selections[n]; s != nil && s.Indirect() {
				found = true
			}
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		case *ast.BinaryExpr:
			found = found || n.Op == token.QUO || n.Op == token.REM || n.Op == token.SHL || n.Op == token.SHR
		}
		return !found
	})
	return found
}

// typeOf is the type of e, in the instance being written.
func (f *fn) typeOf(e ast.Expr) types.Type {
	t := f.src.Info.TypeOf(e)
	if sel, ok := e.(*ast.SelectorExpr); ok && t == nil { // imported made it
		t = f.src.Info.TypeOf(sel.Sel)
	}
	if t == nil {
		f.fail(e.Pos(), "no type for %T", e)
	}
	return f.subst(t)
}

// tmp names a new temporary.
func (f *fn) tmp() string {
	f.top.locals++
	return fmt.Sprintf("L%d", f.top.locals)
}

func (f *fn) tmps(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = f.tmp()
	}
	return out
}

func join(s []string) string { return strings.Join(s, ", ") }

// local is the lowered name of a local variable: of the variable itself, or of
// the pointer to it when it is boxed.
func (f *fn) local(v *types.Var) string {
	name, ok := f.names[v]
	if !ok {
		f.top.locals++
		name = fmt.Sprintf("L%d_%s", f.top.locals, strings.Map(asciiName, v.Name()))
		f.names[v] = name
	}
	return name
}

// asciiName keeps lowered names plain whatever the user's alphabet.
func asciiName(r rune) rune {
	if r > 127 {
		return 'u'
	}
	return r
}

func (f *fn) isBoxed(v *types.Var) bool { return f.an.boxed(v) || f.forced[v] }

// varText is a variable as an operand and as a place to assign to.
func (f *fn) varText(v *types.Var) string {
	if isPackageVar(v) {
		f.depend(v.Name(), f.varForm(v))
		name, ok := f.names[v]
		if !ok {
			f.fail(f.at, "variable %s was never declared", v.Name())
		}
		return name
	}
	if f.isBoxed(v) {
		return "(*" + f.local(v) + ")"
	}
	return f.local(v)
}

// declare brings a variable into being with the given value.
func (f *fn) declare(v *types.Var, value string) {
	switch {
	case v.Name() == "_":
		f.printf("_ = %s\n", value)
	case isPackageVar(v):
		f.printf("%s = %s\n", f.varText(v), value)
	case f.isBoxed(v):
		f.printf("%s := new(%s)\n*%s = %s\n", f.local(v), f.typ(v.Type()), f.local(v), value)
	default:
		f.printf("var %s %s = %s\n", f.local(v), f.typ(v.Type()), value)
	}
}

// declareZero brings a variable into being with its zero value.
func (f *fn) declareZero(v *types.Var) {
	t := f.typ(v.Type())
	switch {
	case v.Name() == "_":
	case isPackageVar(v):
		z := f.tmp()
		f.printf("var %s %s\n%s = %s\n", z, t, f.varText(v), z)
	case f.isBoxed(v):
		f.printf("%s := new(%s)\n", f.local(v), t)
	default:
		f.printf("var %s %s\n", f.local(v), t)
	}
}

// writeFunc lowers a function declaration.
func (lo *lowering) writeFunc(name, source string, sig *types.Signature, recv *ast.FieldList, ft *ast.FuncType, body *ast.BlockStmt) {
	nodes := []ast.Node{ft, body}
	if recv != nil {
		nodes = []ast.Node{recv, ft, body}
	}
	f := lo.newFn(name, source, analyze(lo.src.Info, nodes...))
	f.at = ft.Pos()
	f.body(nil, sig, body)
}

// body lowers parameters, results and statements of a function whose
// parameters are those of sig, and finishes it as a top-level function.
func (f *fn) body(lit *ast.FuncLit, sig *types.Signature, body *ast.BlockStmt) {
	params := f.inner(lit, sig, body)
	f.finish(params)
}

// inner writes the statements into f.w and returns the signature text.
func (f *fn) inner(lit *ast.FuncLit, sig *types.Signature, body *ast.BlockStmt) string {
	f.sig = sig
	f.frame = f.an.frames[lit]
	if f.plainDefers(body) {
		f.frame, f.native = &frameInfo{leaves: f.frame.leaves}, true
	}
	var ps []string
	var entry strings.Builder
	param := func(v *types.Var) {
		t := f.typ(v.Type())
		switch {
		case v.Name() == "_" || v.Name() == "":
			ps = append(ps, f.tmp()+" "+t)
		case f.isBoxed(v):
			p := f.tmp()
			ps = append(ps, p+" "+t)
			fmt.Fprintf(&entry, "%s := new(%s)\n*%s = %s\n", f.local(v), t, f.local(v), p)
		default:
			ps = append(ps, f.local(v)+" "+t)
		}
	}
	if sig.Recv() != nil && lit == nil {
		param(sig.Recv())
	}
	for i := range sig.Params().Len() {
		param(sig.Params().At(i))
	}
	res := f.resultDecl(&entry)
	f.w.WriteString(entry.String())
	f.prologue()
	f.stmts(body.List)
	return "(" + strings.Join(ps, ", ") + ")" + res
}

// resultDecl writes the result part of the signature.
//
// The interpreter lets a result share the caller's variable, so results are
// only written when the function returns: named results are locals. A function
// with defers boxes its results; the literal that runs the defers copies them.
func (f *fn) resultDecl(entry *strings.Builder) string {
	res := f.sig.Results()
	if res.Len() == 0 {
		return ""
	}
	named := res.At(0).Name() != ""
	if !named && !f.frame.defers && !f.frame.leaves {
		return f.resultText(res)
	}
	var out []string
	for i := range res.Len() {
		v := res.At(i)
		t := f.typ(v.Type())
		if v.Name() == "" || v.Name() == "_" {
			// Nameless here, a variable all the same.
			v = types.NewVar(v.Pos(), v.Pkg(), "r", v.Type())
		}
		f.results = append(f.results, v)
		if f.frame.defers || f.frame.leaves {
			f.forced[v] = true
		}
		if f.frame.defers {
			r := f.tmp()
			f.resNames = append(f.resNames, r)
			out = append(out, r+" "+t)
		} else {
			out = append(out, t)
		}
		if f.isBoxed(v) {
			fmt.Fprintf(entry, "%s := new(%s)\n", f.local(v), t)
		} else {
			fmt.Fprintf(entry, "var %s %s\n", f.local(v), t)
		}
	}
	return " (" + strings.Join(out, ", ") + ")"
}

// prologue sets up defers and recover.
func (f *fn) prologue() {
	if f.frame.recovers {
		f.printf("Lrc := rt.TakeRecover()\n")
	}
	if !f.frame.defers {
		return
	}
	f.mark(f.at)
	f.printf("Ld := rt.Defer0()\ndefer func() {\nrt.RunDefers(Ld, recover())\n")
	for i, v := range f.results {
		f.printf("%s = *%s\n", f.resNames[i], f.local(v))
	}
	f.printf("}()\n")
}

// finish appends the function to the top-level declarations.
func (f *fn) finish(signature string) {
	f.register(f.pos(f.at).Line)
	fmt.Fprintf(&f.decls, "func %s%s {\n%s}\n", f.name, signature, f.w.String())
}
