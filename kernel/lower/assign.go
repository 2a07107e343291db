package lower

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"
)

func (f *fn) assign(s *ast.AssignStmt) {
	switch {
	case s.Tok != token.ASSIGN && s.Tok != token.DEFINE:
		f.opAssign(s.Lhs[0], strings.TrimSuffix(s.Tok.String(), "="), s.Rhs[0], s.TokPos)
	case len(s.Lhs) == 1:
		f.assignOne(s.Lhs[0], s.Rhs[0], s.Tok)
	case len(s.Rhs) == 1:
		places := f.places(s)
		vals, ts := f.multi(s.Rhs[0], len(s.Lhs))
		for i, p := range places {
			if p.typ != nil {
				p.set(f.convert(vals[i], ts[i], p.typ))
			}
		}
	default:
		places := f.places(s)
		vals := make([]string, len(s.Rhs))
		for i, e := range s.Rhs {
			t := places[i].typ
			if t == nil { // blank
				t = types.Default(f.typeOf(e))
			}
			vals[i] = f.tmp()
			f.printf("var %s %s = %s\n", vals[i], f.typ(t), f.exprTo(e, t))
		}
		for i, p := range places {
			if p.typ != nil {
				p.set(vals[i])
			}
		}
	}
}

// defined is the variable that an identifier on the left of := defines, or nil.
func (f *fn) defined(e ast.Expr, tok token.Token) *types.Var {
	if tok != token.DEFINE {
		return nil
	}
	id, ok := e.(*ast.Ident)
	if !ok {
		return nil
	}
	v, _ := f.src.Info.Defs[id].(*types.Var)
	return v
}

func isBlank(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "_"
}

func (f *fn) assignOne(lhs, rhs ast.Expr, tok token.Token) {
	if v := f.defined(lhs, tok); v != nil {
		f.declareTyped(v, f.exprTo(rhs, v.Type()))
		return
	}
	if isBlank(lhs) {
		t := types.Default(f.typeOf(rhs))
		if b, ok := t.(*types.Basic); ok && b.Kind() == types.UntypedNil {
			return
		}
		if f.risky(rhs) { // evaluated for its panic, too
			f.hold(f.exprTo(rhs, t), f.typ(t))
			return
		}
		f.printf("_ = %s\n", f.exprTo(rhs, t))
		return
	}
	t := f.typeOf(lhs)
	f.place(lhs, false).set(f.exprTo(rhs, t))
}

// place is somewhere to assign to, its operands already evaluated.
type place struct {
	typ types.Type // nil for blank
	get string     // the value now
	set func(value string)
}

// places evaluates the operands on the left of an assignment of several values.
func (f *fn) places(s *ast.AssignStmt) []place {
	out := make([]place, len(s.Lhs))
	for i, e := range s.Lhs {
		if v := f.defined(e, s.Tok); v != nil {
			out[i] = place{typ: v.Type(), set: func(val string) { f.declare(v, val) }}
			if v.Name() == "_" {
				out[i].typ = nil
			}
			continue
		}
		if isBlank(e) {
			continue
		}
		out[i] = f.place(e, true)
	}
	return out
}

// place prepares the left side e. With hold its operands are evaluated into
// temporaries first, because something else happens before the assignment.
func (f *fn) place(e ast.Expr, hold bool) place {
	e = ast.Unparen(e)
	t := f.typeOf(e)
	direct := func(text string) place {
		return place{typ: t, get: text, set: func(v string) { f.printf("%s = %s\n", text, v) }}
	}
	switch e := e.(type) {
	case *ast.Ident:
		if v := f.compiledVar(e); v != nil {
			return direct(f.lvalue(e))
		}
		v, ok := f.src.Info.Uses[e].(*types.Var)
		if !ok {
			v, ok = f.src.Info.Defs[e].(*types.Var)
		}
		if !ok {
			f.fail(e.Pos(), "cannot assign to %s", e.Name)
		}
		if !isPackageVar(v) && f.isBoxed(v) {
			return direct("*" + f.local(v))
		}
		pl := direct(f.varText(v))
		if _, ok := coreType(t).(*types.Struct); ok && isPackageVar(v) {
			// The interpreter puts a literal in the variable's place, where pointers to the
			// variable do not see it.
			pl.set = func(val string) {
				if strings.HasSuffix(val, "}") {
					val = f.hold(val, f.typ(t))
				}
				f.printf("%s = %s\n", pl.get, val)
			}
		}
		return pl
	case *ast.StarExpr:
		p := f.base(e.X)
		if hold {
			p = f.hold(p, f.baseTyp(f.typeOf(e.X)))
		}
		return direct("*" + p)
	case *ast.IndexExpr:
		if m, ok := coreType(f.typeOf(e.X)).(*types.Map); ok {
			return f.mapPlace(e, m, hold)
		}
		_, array := coreType(f.typeOf(e.X)).(*types.Array)
		if _, variable := ast.Unparen(e.X).(*ast.Ident); hold && array && variable && !f.inBounds(e) {
			x := f.lvalue(e.X)
			if strings.HasPrefix(x, "*") {
				x = "(" + x + ")"
			}
			i, n := f.hold(f.asInt(f.expr(e.Index), f.typeOf(e.Index)), "int"), coreType(f.typeOf(e.X)).(*types.Array).Len()
			return direct(fmt.Sprintf("%s[rt.%s(%s, %d)]", x, f.indexCheck(e), i, n))
		}
		if hold && !array {
			// Its operands now, its bounds when it is assigned to.
			x := f.hold(f.base(e.X), f.baseTyp(f.typeOf(e.X)))
			i := f.hold(f.asInt(f.expr(e.Index), f.typeOf(e.Index)), "int")
			if _, ok := coreType(f.typeOf(e.X)).(*types.Pointer); ok {
				x = "(*" + x + ")"
			}
			return direct(fmt.Sprintf("%s[rt.%s(%s, len(%s))]", x, f.indexCheck(e), i, x))
		}
		if hold {
			return direct("*" + f.hold(f.addr(e), "*"+paren(f.typ(t))))
		}
		return direct(f.lvalue(e))
	case *ast.SelectorExpr:
		if v := f.compiledVar(e); v != nil {
			return direct(f.lvalue(e))
		}
		if _, ok := coreType(f.typeOf(e.X)).(*types.Pointer); hold && ok {
			x := f.hold(f.expr(e.X), f.typ(f.typeOf(e.X)))
			return direct(f.path(x, f.typeOf(e.X), f.src.Info.Selections[e].Index()))
		}
		if hold {
			return direct("*" + f.hold(f.addr(e), "*"+paren(f.typ(t))))
		}
		return direct(f.lvalue(e))
	}
	f.fail(e.Pos(), "cannot assign to %T", e)
	return place{}
}

// hold evaluates text into a temporary now.
func (f *fn) hold(text, typ string) string {
	tmp := f.tmp()
	f.printf("var %s %s = %s\n", tmp, typ, text)
	return tmp
}

// simple reports whether evaluating e twice is the same as once.
func simple(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident, *ast.BasicLit:
		return true
	case *ast.SelectorExpr:
		return simple(e.X)
	case *ast.StarExpr:
		return simple(e.X)
	}
	return false
}

func (f *fn) opAssign(lhs ast.Expr, op string, rhs ast.Expr, at token.Pos) {
	t := f.typeOf(lhs)
	p := f.place(lhs, !simple(lhs))
	val := f.arith(p.get, t, op, rhs, t, at)
	if _, ok := ast.Unparen(lhs).(*ast.Ident); ok && !strings.HasPrefix(p.get, "*") && op != "<<" && op != ">>" {
		f.printf("%s %s= %s\n", p.get, op, f.operand(rhs, t))
		return
	}
	p.set(val)
}

// arith is the text of a binary operation whose left operand is text already.
func (f *fn) arith(left string, lt types.Type, op string, rhs ast.Expr, t types.Type, at token.Pos) string {
	if op == "<<" || op == ">>" {
		return f.shift(left, op, rhs)
	}
	return fmt.Sprintf("%s %s %s", left, op, f.operand(rhs, lt))
}

func (f *fn) incDec(s *ast.IncDecStmt) {
	p := f.place(s.X, !simple(s.X))
	if _, ok := ast.Unparen(s.X).(*ast.Ident); ok && !strings.HasPrefix(p.get, "*") {
		f.printf("%s\n", f.step(p.get, s.Tok, f.typeOf(s.X)))
		return
	}
	p.set(p.get + f.plusOne(s.Tok, f.typeOf(s.X)))
}

// step is the statement v++ or v--.
func (f *fn) step(v string, tok token.Token, t types.Type) string {
	if counts(t) {
		return v + tok.String()
	}
	return v + " = " + v + f.plusOne(tok, t)
}

// plusOne is what follows a place in the value of its ++ or --.
func (f *fn) plusOne(tok token.Token, t types.Type) string {
	return " " + tok.String()[:1] + " " + f.constText(constant.MakeInt64(1), t)
}

// counts reports a type whose ++ and -- the interpreter has; of others it makes the
// end of the function.
func counts(t types.Type) bool {
	b, ok := coreType(t).(*types.Basic)
	return ok && b.Info()&types.IsComplex == 0 && b.Kind() != types.Uintptr
}
