package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"strings"
)

func (f *fn) stmts(list []ast.Stmt) {
	for _, s := range list {
		f.stmt(s, "")
	}
}

func (f *fn) block(b *ast.BlockStmt) {
	f.printf("{\n")
	f.stmts(b.List)
	f.printf("}\n")
}

// stmt lowers one statement. label, if not empty, is the lowered label text
// that break and continue inside a loop, switch or select refer to.
func (f *fn) stmt(s ast.Stmt, label string) {
	if s == nil {
		return
	}
	f.mark(s.Pos())
	switch s := s.(type) {
	case *ast.EmptyStmt:
	case *ast.ExprStmt:
		f.exprStmt(s.X)
	case *ast.AssignStmt:
		f.assign(s)
	case *ast.IncDecStmt:
		f.incDec(s)
	case *ast.DeclStmt:
		f.declStmt(s.Decl.(*ast.GenDecl))
	case *ast.BlockStmt:
		f.block(s)
	case *ast.IfStmt:
		f.ifStmt(s)
	case *ast.ForStmt:
		f.forStmt(s, label)
	case *ast.RangeStmt:
		f.rangeStmt(s, label)
	case *ast.SwitchStmt:
		f.switchStmt(s, label)
	case *ast.TypeSwitchStmt:
		f.typeSwitch(s, label)
	case *ast.SelectStmt:
		f.selectStmt(s, label)
	case *ast.ReturnStmt:
		f.returnStmt(s)
	case *ast.BranchStmt:
		f.branch(s)
	case *ast.LabeledStmt:
		f.labeled(s)
	case *ast.GoStmt:
		f.goStmt(s)
	case *ast.DeferStmt:
		f.deferStmt(s)
	case *ast.SendStmt:
		f.send(s)
	default:
		f.fail(s.Pos(), "unknown statement %T", s)
	}
}

func (f *fn) exprStmt(e ast.Expr) {
	e = ast.Unparen(e)
	if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.ARROW {
		f.printf("%s\n", f.recvDrop(u))
		return
	}
	f.printf("%s\n", f.expr(e))
}

// labelLine writes a label where the labeled loop, switch or select begins.
func (f *fn) labelLine(label string) {
	if label != "" {
		f.printf("%s:\n", label)
	}
}

func labelName(l *ast.Ident) string { return "LB_" + strings.Map(asciiName, l.Name) }

func (f *fn) labeled(s *ast.LabeledStmt) {
	target := f.an.targets[f.src.Info.Defs[s.Label]]
	switch s.Stmt.(type) {
	case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
		if target {
			f.printf("%s_go:\n", labelName(s.Label))
			f.checkpoint(s.Pos())
		}
		f.stmt(s.Stmt, labelName(s.Label))
	default:
		if target {
			f.printf("%s_go:\n", labelName(s.Label))
			f.checkpoint(s.Pos())
		}
		f.stmt(s.Stmt, "")
	}
}

// checkpoint is a safe point: where a loop, which begins at p, can be stopped.
func (f *fn) checkpoint(p token.Pos) {
	f.mark(p)
	f.printf("if stopped { rt.Checkpoint() }\n")
}

func (f *fn) branch(s *ast.BranchStmt) {
	switch {
	case f.branchOut(s):
	case s.Tok == token.GOTO:
		f.printf("goto %s_go\n", labelName(s.Label))
	case s.Label != nil:
		f.printf("%s %s\n", s.Tok, labelName(s.Label))
	default:
		f.printf("%s\n", s.Tok)
	}
}

func (f *fn) ifStmt(s *ast.IfStmt) {
	if s.Init != nil {
		f.printf("{\n")
		f.stmt(s.Init, "")
		f.at = s.Cond.Pos()
	}
	f.printf("if %s ", f.expr(s.Cond))
	f.block(s.Body)
	if s.Else != nil {
		f.undoNewline()
		f.printf(" else {\n")
		f.stmt(s.Else, "")
		f.printf("}\n")
	}
	if s.Init != nil {
		f.printf("}\n")
	}
}

// undoNewline lets "else" follow its brace.
func (f *fn) undoNewline() {
	t := strings.TrimSuffix(f.w.String(), "\n")
	f.w.Reset()
	f.w.WriteString(t)
}

func (f *fn) declStmt(d *ast.GenDecl) {
	if d.Tok != token.VAR {
		return // types are hoisted, constants are folded
	}
	for _, spec := range d.Specs {
		vs := spec.(*ast.ValueSpec)
		vars := make([]*types.Var, len(vs.Names))
		for i, n := range vs.Names {
			vars[i], _ = f.src.Info.Defs[n].(*types.Var)
		}
		f.mark(vs.Pos())
		switch {
		case len(vs.Values) == 0:
			for _, v := range vars {
				f.declareZero(v)
			}
		case len(vs.Values) == len(vars):
			if len(vars) == 1 {
				f.declareTyped(vars[0], f.exprTo(vs.Values[0], vars[0].Type()))
				continue
			}
			vals := make([]string, len(vars))
			for i, v := range vars {
				vals[i] = f.tmp()
				f.printf("var %s %s = %s\n", vals[i], f.typ(v.Type()), f.exprTo(vs.Values[i], v.Type()))
			}
			for i, v := range vars {
				f.declareTyped(v, vals[i])
			}
		default:
			f.initVars(vars, vs.Values[0])
		}
	}
}

// declareTyped is declare for a value whose text may not carry the variable's
// type, like nil or an untyped comparison.
func (f *fn) declareTyped(v *types.Var, value string) {
	if v.Name() != "_" && !isPackageVar(v) && !f.isBoxed(v) {
		f.printf("var %s %s = %s\n", f.local(v), f.typ(v.Type()), value)
		return
	}
	f.declare(v, value)
}

// initVars declares variables from one expression: one value, a tuple or a
// comma-ok form.
func (f *fn) initVars(vars []*types.Var, rhs ast.Expr) {
	if len(vars) == 1 {
		f.declareTyped(vars[0], f.exprTo(rhs, vars[0].Type()))
		return
	}
	vals, ts := f.multi(rhs, len(vars))
	for i, v := range vars {
		if v.Name() != "_" {
			f.declareTyped(v, f.convert(vals[i], ts[i], v.Type()))
		}
	}
}

func (f *fn) returnStmt(s *ast.ReturnStmt) {
	if f.sig == nil {
		f.refuse(s.Pos(), "return outside of a function", "a cell's statements are in none", "put them into a function and call it")
		return
	}
	res := f.sig.Results()
	if len(s.Results) == 0 {
		f.bareReturn()
		return
	}
	var vals []string
	if len(s.Results) == res.Len() {
		if res.Len() == 1 && f.results == nil {
			f.printf("return %s\n", f.exprTo(s.Results[0], res.At(0).Type()))
			return
		}
		for i, e := range s.Results {
			vals = append(vals, f.exprTo(e, res.At(i).Type()))
		}
	} else {
		raw, ts := f.multi(s.Results[0], res.Len())
		for i := range raw {
			vals = append(vals, f.convert(raw[i], ts[i], res.At(i).Type()))
		}
	}
	if f.results == nil {
		for i, v := range vals {
			if i > 0 && builtinCall.MatchString(v) {
				vals[i] = "(" + v + ")"
			}
		}
		f.printf("return %s\n", join(vals))
		return
	}
	// Through temporaries: a result may be used by a later result's expression.
	// And a composite literal must not be built in the result's own place.
	tmps := f.tmps(len(vals))
	for i, v := range vals {
		f.printf("var %s %s = %s\n", tmps[i], f.typ(res.At(i).Type()), v)
	}
	for i, v := range f.results {
		f.printf("%s = %s\n", f.varText(v), tmps[i])
	}
	f.bareReturn()
}

// builtinCall is the beginning of a call of what the interpreter would store as the first
// result, whichever it is.
var builtinCall = regexp.MustCompile(`^(append|cap|complex|copy|imag|len|make|new|real)\(`)

// bareReturn returns the variables of the results. With defers the deferred
// literal copies them.
func (f *fn) bareReturn() {
	if f.loop != nil {
		f.leaveBody(returns)
		return
	}
	if f.results == nil || f.frame.defers {
		f.printf("return\n")
		return
	}
	vals := make([]string, len(f.results))
	for i, v := range f.results {
		vals[i] = f.varText(v)
	}
	f.printf("return %s\n", join(vals))
}

func (f *fn) send(s *ast.SendStmt) {
	elem := f.chanElemType(s.Chan)
	site := f.site(s.Arrow, "chan send", source(s.Chan))
	if kind, ok := f.typedChan(elem); ok {
		v := f.exprTo(s.Value, elem)
		if v == "nil" {
			v = f.zero(elem)
		}
		f.printf("rt.Send%s(%d, %s, %s)\n", kind, site, f.base(s.Chan), v)
		return
	}
	c, v := f.tmp(), f.tmp()
	f.printf("%s := %s\n", c, f.base(s.Chan))
	f.printf("var %s %s = %s\n", v, f.typ(elem), f.exprTo(s.Value, elem))
	f.printf("rt.Send(%d, %s, &%s)\n", site, c, v)
}

func (f *fn) chanElemType(e ast.Expr) types.Type {
	return coreType(f.typeOf(e)).(*types.Chan).Elem()
}

// coreType is the type whose operations t has.
func coreType(t types.Type) types.Type { return t.Underlying() }

// source is a short text of an expression for messages.
func source(e ast.Expr) string {
	s := types.ExprString(e)
	if len(s) > 40 {
		s = s[:37] + "..."
	}
	return s
}

// multi evaluates an expression with n values into temporaries and gives their
// types.
func (f *fn) multi(e ast.Expr, n int) ([]string, []types.Type) {
	e = ast.Unparen(e)
	out := f.tmps(n)
	ts := make([]types.Type, n)
	if n == 2 {
		if ok := f.commaOk(e, out, ts); ok {
			return out, ts
		}
	}
	tup, ok := f.typeOf(e).(*types.Tuple)
	if !ok || tup.Len() != n {
		f.fail(e.Pos(), "%d values wanted of %s", n, source(e))
	}
	for i := range ts {
		ts[i] = f.subst(tup.At(i).Type())
	}
	f.printf("%s := %s\n", join(out), f.expr(e))
	return out, ts
}

// commaOk evaluates the two-valued forms of index, receive and assertion.
func (f *fn) commaOk(e ast.Expr, out []string, ts []types.Type) bool {
	switch e := e.(type) {
	case *ast.IndexExpr:
		m, ok := coreType(f.typeOf(e.X)).(*types.Map)
		if !ok {
			return false
		}
		ts[0] = m.Elem()
		f.printf("%s, %s := %s\n", out[0], out[1], f.mapIndexOk(e, m))
	case *ast.UnaryExpr:
		if e.Op != token.ARROW {
			return false
		}
		ts[0] = f.chanElemType(e.X)
		if kind, ok := f.typedChan(ts[0]); ok {
			f.printf("%s, %s := rt.Recv%sOk(%d, %s)\n", out[0], out[1], kind, f.site(e.OpPos, "chan receive", source(e.X)), f.base(e.X))
			break
		}
		f.printf("var %s %s\n%s := rt.Recv(%d, %s, &%s)\n", out[0], f.typ(ts[0]), out[1],
			f.site(e.OpPos, "chan receive", source(e.X)), f.base(e.X), out[0])
	case *ast.TypeAssertExpr:
		ts[0] = f.typeOf(e.Type)
		f.printf("var %s %s\n%s := rt.To(%d, %s, &%s)\n", out[0], f.typ(ts[0]), out[1],
			f.typeID(ts[0]), f.toAny(e.X), out[0])
	default:
		return false
	}
	ts[0] = f.subst(ts[0])
	ts[1] = types.Typ[types.Bool]
	return true
}

// toAny is an interface operand as any.
func (f *fn) toAny(e ast.Expr) string { return f.convert(f.expr(e), f.typeOf(e), anyType) }

func (f *fn) goStmt(s *ast.GoStmt) {
	thunk, _ := f.thunk(s.Call)
	f.printf("rt.Go(%d, %s)\n", f.site(s.Go, "go", source(s.Call.Fun)), thunk)
	f.mentions(s.Go, s.Call)
}

func (f *fn) deferStmt(s *ast.DeferStmt) {
	site := f.site(s.Defer, "defer", source(s.Call.Fun))
	if f.native {
		sel := ast.Unparen(s.Call.Fun).(*ast.SelectorExpr)
		f.printf("defer %s\n", f.receiver(sel, inPlace).text(nil, false))
		return
	}
	if text, ok := f.laterCall(s.Call); ok {
		f.printf("rt.Push(Ld, %d, false, %s)\n", site, text)
		return
	}
	thunk, canRecover := f.thunk(s.Call)
	if canRecover && f.dynamicCall(s.Call.Fun) {
		f.printf("rt.PushValue(Ld, %d, %s)\n", site, thunk)
		return
	}
	f.printf("rt.Push(Ld, %d, %t, %s)\n", site, canRecover, thunk)
}

// later are the methods whose deferred calls kernel/rt makes itself.
var later = map[string]bool{"WgDone": true, "MutexUnlock": true, "RWUnlock": true, "RWRUnlock": true}

// laterCall is the deferred form of an unlock or a Done, which needs no
// interpreted closure.
func (f *fn) laterCall(e *ast.CallExpr) (string, bool) {
	sel := f.unlocks(e)
	if sel == nil {
		return "", false
	}
	c := f.receiver(sel, inPlace)
	c.head += "Later"
	return c.text(nil, false), true
}

// unlocks returns the method that e calls if it is one of those, or nil.
func (f *fn) unlocks(e *ast.CallExpr) *ast.SelectorExpr {
	sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr)
	if !ok || f.src.Info.Selections[sel] == nil {
		return nil
	}
	fn, ok := f.src.Info.Selections[sel].Obj().(*types.Func)
	if !ok || fn.Signature().Recv() == nil || !later[methodDoors[methodDoorKey(fn)]] || f.isInterface(fn.Signature().Recv().Type()) {
		return nil
	}
	return sel
}

// plainDefers reports whether the interpreter's own defer does for the function:
// it only unlocks, or counts down, what a variable that keeps its value names, and
// nothing in it recovers.
func (f *fn) plainDefers(body *ast.BlockStmt) bool {
	if !f.frame.defers || f.frame.recovers || f.frame.leaves {
		return false
	}
	plain := true
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.RangeStmt:
			if _, ok := coreType(f.typeOf(n.X)).(*types.Signature); ok {
				plain = false // its body is another function there
			}
		case *ast.DeferStmt:
			sel := f.unlocks(n.Call)
			plain = plain && sel != nil && f.keeps(sel.X)
		}
		return plain
	})
	return plain
}

// keeps reports whether e is a local variable, or a field of what one points to,
// whose place is the same whenever it is looked at.
func (f *fn) keeps(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		v := f.localVar(e)
		if v == nil {
			return false
		}
		if _, ok := v.Type().Underlying().(*types.Pointer); ok {
			return !f.an.changed[v]
		}
		return f.isBoxed(v)
	case *ast.SelectorExpr:
		v := f.localVar(e.X)
		if v == nil {
			return false
		}
		_, ok := v.Type().Underlying().(*types.Pointer)
		return ok && !f.an.changed[v] && !f.opaque(v.Type())
	}
	return false
}

func (f *fn) unsupported(p token.Pos, what, why string) string {
	f.refuse(p, what, why, native)
	return fmt.Sprintf("rt.Refused(%q)", what)
}
