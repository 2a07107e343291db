package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
)

// forStmt lowers a three-clause loop. When a closure or pointer can outlive the
// iteration its variables are boxed and copied for each one, as Go says since
// 1.22; otherwise the interpreter's own loop does.
func (f *fn) forStmt(s *ast.ForStmt, label string) {
	p, ok := f.forProof(s)
	f.proving(p, ok, func() { f.forLoop(s, label) })
}

func (f *fn) forLoop(s *ast.ForStmt, label string) {
	boxed := f.boxedDefs(s.Init)
	f.printf("{\n")
	if s.Init != nil {
		f.stmt(s.Init, "")
		f.mark(s.Pos())
	}
	if len(boxed) == 0 && (s.Post == nil || f.plainPost(s.Post)) && (s.Cond == nil || !f.risky(s.Cond)) {
		f.labelLine(label)
		f.printf("for ; ")
		if s.Cond != nil {
			f.printf("%s", f.expr(s.Cond))
		}
		f.printf("; ")
		f.post(s.Post)
		f.printf(" {\n")
		f.checkpoint(s.Pos())
		f.stmts(s.Body.List)
		f.printf("}\n}\n")
		return
	}
	first := f.tmp()
	f.printf("%s := true\n", first)
	f.labelLine(label)
	f.printf("for {\nif stopped { rt.Checkpoint() }\nif %s { %s = false } else {\n", first, first)
	for _, v := range boxed {
		// A new variable for the new iteration; the old one stays with whoever captured it.
		n := f.tmp()
		f.printf("%s := new(%s)\n*%s = *%s\n%s = %s\n", n, f.typ(v.Type()), n, f.local(v), f.local(v), n)
	}
	if s.Post != nil {
		f.stmt(s.Post, "")
	}
	f.printf("}\n")
	if s.Cond != nil {
		f.mark(s.Cond.Pos())
		f.printf("if !(%s) { break }\n", f.expr(s.Cond))
	}
	f.stmts(s.Body.List)
	f.printf("}\n}\n")
}

// boxedDefs lists the boxed variables that a loop's init statement defines.
func (f *fn) boxedDefs(init ast.Stmt) []*types.Var {
	a, ok := init.(*ast.AssignStmt)
	if !ok || a.Tok != token.DEFINE {
		return nil
	}
	var out []*types.Var
	for _, e := range a.Lhs {
		if v := f.defined(e, a.Tok); v != nil && v.Name() != "_" && f.isBoxed(v) {
			out = append(out, v)
		}
	}
	return out
}

// plainPost reports whether the post statement fits the loop's head as it is.
func (f *fn) plainPost(s ast.Stmt) bool {
	local := func(e ast.Expr) bool {
		id, ok := ast.Unparen(e).(*ast.Ident)
		if !ok {
			return false
		}
		v, ok := f.src.Info.Uses[id].(*types.Var)
		return ok && (isPackageVar(v) || !f.isBoxed(v))
	}
	switch s := s.(type) {
	case *ast.IncDecStmt:
		return local(s.X)
	case *ast.AssignStmt:
		return len(s.Lhs) == 1 && s.Tok != token.DEFINE && local(s.Lhs[0]) && !f.risky(s.Rhs[0])
	}
	return false
}

func (f *fn) post(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.IncDecStmt:
		f.printf("%s", f.step(f.expr(s.X), s.Tok, f.typeOf(s.X)))
	case *ast.AssignStmt:
		t := f.typeOf(s.Lhs[0])
		if s.Tok == token.ASSIGN {
			f.printf("%s = %s", f.expr(s.Lhs[0]), f.exprTo(s.Rhs[0], t))
			return
		}
		f.printf("%s %s %s", f.expr(s.Lhs[0]), s.Tok, f.operand(s.Rhs[0], t))
	}
}

func (f *fn) rangeStmt(s *ast.RangeStmt, label string) {
	p, ok := f.rangeProof(s)
	f.proving(p, ok, func() { f.rangeLoop(s, label) })
}

func (f *fn) rangeLoop(s *ast.RangeStmt, label string) {
	t := f.typeOf(s.X)
	switch u := coreType(t).(type) {
	case *types.Basic:
		if u.Info()&types.IsString == 0 {
			f.rangeInt(s, label)
			return
		}
		f.rangeString(s, label)
	case *types.Slice:
		f.rangeNative(s, label, types.Typ[types.Int], u.Elem())
	case *types.Array:
		f.rangeArray(s, label, u)
	case *types.Pointer:
		f.rangeArray(s, label, coreType(u.Elem()).(*types.Array))
	case *types.Map:
		f.rangeNative(s, label, u.Key(), u.Elem())
	case *types.Chan:
		f.rangeChan(s, label, u.Elem())
	case *types.Signature:
		f.rangeFunc(s, label, u)
	default:
		f.fail(s.Pos(), "range over %s", t)
	}
}

// iterVars binds what an iteration yields to the loop's variables.
func (f *fn) iterVars(s *ast.RangeStmt, vals []string, ts []types.Type) {
	if s.Tok == token.ASSIGN && wanted(s.Key) && wanted(s.Value) {
		// Both places are found before either is set.
		k, v := f.place(s.Key, true), f.place(s.Value, true)
		k.set(f.convert(vals[0], ts[0], k.typ))
		v.set(f.convert(vals[1], ts[1], v.typ))
		return
	}
	for i, e := range []ast.Expr{s.Key, s.Value} {
		if e == nil || isBlank(e) {
			continue
		}
		if v := f.defined(e, s.Tok); v != nil {
			f.declareTyped(v, f.convert(vals[i], ts[i], v.Type()))
			continue
		}
		f.place(e, false).set(f.convert(vals[i], ts[i], f.typeOf(e)))
	}
}

func wanted(e ast.Expr) bool { return e != nil && !isBlank(e) }

func (f *fn) rangeInt(s *ast.RangeStmt, label string) {
	t := f.typeOf(s.X)
	if wanted(s.Key) {
		t = f.typeOf(s.Key)
	}
	t = types.Default(t)
	text := f.typ(t)
	n := f.tmp()
	f.printf("{\nvar %s %s = %s\n", n, text, f.exprTo(s.X, t))
	f.count(s, label, n, t)
	f.printf("}\n")
}

// count iterates from 0 to n, exclusive, in type t.
func (f *fn) count(s *ast.RangeStmt, label, n string, t types.Type) {
	text := f.typ(t)
	f.printf("{\n")
	if v := f.counter0(s); v != nil {
		// The body leaves the variable alone: it can count itself.
		i := f.local(v)
		f.printf("var %s %s\n", i, text)
		f.labelLine(label)
		f.printf("for ; %s < %s; %s {\n", i, n, f.step(i, token.INC, t))
		f.checkpoint(s.Pos())
		f.stmts(s.Body.List)
		f.printf("}\n}\n")
		return
	}
	i := f.tmp()
	f.printf("var %s %s\n", i, text)
	f.labelLine(label)
	f.printf("for ; %s < %s; %s {\n", i, n, f.step(i, token.INC, t))
	f.checkpoint(s.Pos())
	f.iterVars(s, []string{i}, []types.Type{t})
	f.stmts(s.Body.List)
	f.printf("}\n}\n")
}

// counter0 is the variable that a counting loop defines, when nothing else
// changes or captures it.
func (f *fn) counter0(s *ast.RangeStmt) *types.Var {
	if !wanted(s.Key) {
		return nil
	}
	v := f.defined(s.Key, s.Tok)
	if v == nil || isPackageVar(v) || f.isBoxed(v) || f.an.changed[v] || f.an.captured[v] {
		return nil
	}
	return v
}

// rangeArray counts when no element is wanted: then only the length matters,
// which the type says, and a nil pointer is no error.
func (f *fn) rangeArray(s *ast.RangeStmt, label string, a *types.Array) {
	if wanted(s.Value) {
		f.rangeNative(s, label, types.Typ[types.Int], a.Elem())
		return
	}
	if f.calls(s.X) {
		f.hold(f.base(s.X), f.baseTyp(f.typeOf(s.X)))
	}
	f.count(s, label, strconv.FormatInt(a.Len(), 10), types.Typ[types.Int])
}

// calls reports whether e contains a call or a receive, so that it is evaluated
// even where only its type matters.
func (f *fn) calls(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if tv := f.src.Info.Types[n.Fun]; !tv.IsType() && f.src.Info.Types[n].Value == nil {
				found = true
			}
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		case *ast.FuncLit:
			return false
		}
		return !found
	})
	return found
}

// rangeNative lets the interpreter iterate, into temporaries that the loop's
// own variables are made from anew each time.
func (f *fn) rangeNative(s *ast.RangeStmt, label string, kt, vt types.Type) {
	k, v := "_", "_"
	if wanted(s.Key) {
		k = f.tmp()
	}
	if wanted(s.Value) {
		v = f.tmp()
	}
	f.printf("{\n")
	x := f.hold(f.base(s.X), f.baseTyp(f.typeOf(s.X)))
	f.labelLine(label)
	_, chans := coreType(f.subst(vt)).(*types.Chan)
	_, isMap := coreType(f.typeOf(s.X)).(*types.Map)
	switch {
	case v != "_" && chans && isMap:
		// The interpreter takes a range whose value is a channel for one over that channel.
		if k == "_" {
			k = f.tmp()
		}
		ok := f.tmp()
		f.printf("for %s := range %s {\n%s, %s := %s[%s]\nif !%s { continue }\n", k, x, v, ok, x, k, ok)
	case v != "_" && chans:
		if k == "_" {
			k = f.tmp()
		}
		f.printf("for %s := 0; %s < len(%s); %s++ {\n%s := %s[%s]\n", k, k, x, k, v, x, k)
	case v != "_":
		f.printf("for %s, %s := range %s {\n", k, v, x)
	case k != "_":
		f.printf("for %s := range %s {\n", k, x)
	default:
		f.printf("for range %s {\n", x)
	}
	f.checkpoint(s.Pos())
	f.iterVars(s, []string{k, v}, []types.Type{kt, vt})
	f.stmts(s.Body.List)
	f.printf("}\n}\n")
}

// rangeString decodes by itself: the interpreter numbers runes, not bytes.
func (f *fn) rangeString(s *ast.RangeStmt, label string) {
	f.printf("{\n")
	x, next, i, r, n := f.hold(f.expr(s.X), "string"), f.tmp(), f.tmp(), f.tmp(), f.tmp()
	f.printf("%s := 0\n", next)
	f.labelLine(label)
	f.printf("for %s < len(%s) {\n", next, x)
	f.checkpoint(s.Pos())
	f.printf("%s, %s := rt.Rune(%s, %s)\n%s := %s\n%s = %s + %s\n", r, n, x, next, i, next, next, next, n)
	f.iterVars(s, []string{i, r}, []types.Type{types.Typ[types.Int], types.Typ[types.Rune]})
	f.stmts(s.Body.List)
	f.printf("}\n}\n")
}

func (f *fn) rangeChan(s *ast.RangeStmt, label string, elem types.Type) {
	f.printf("{\n")
	c, v := f.hold(f.base(s.X), f.baseTyp(f.typeOf(s.X))), f.tmp()
	site := f.site(s.X.Pos(), "chan receive", source(s.X))
	f.labelLine(label)
	f.printf("for {\nif stopped { rt.Checkpoint() }\n")
	f.mark(s.Pos())
	if kind, ok := f.typedChan(elem); ok {
		more := f.tmp()
		f.printf("%s, %s := rt.Recv%sOk(%d, %s)\nif !%s { break }\n", v, more, kind, site, c, more)
	} else {
		f.printf("var %s %s\nif !rt.Recv(%d, %s, &%s) { break }\n", v, f.typ(elem), site, c, v)
	}
	f.iterVars(s, []string{v}, []types.Type{elem})
	f.stmts(s.Body.List)
	f.printf("}\n}\n")
}
