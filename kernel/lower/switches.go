package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

func (f *fn) switchStmt(s *ast.SwitchStmt, label string) {
	f.printf("{\n")
	if s.Init != nil {
		f.stmt(s.Init, "")
		f.mark(s.Pos())
	}
	var tag string
	var tagType types.Type
	if s.Tag != nil {
		tagType = types.Default(f.typeOf(s.Tag))
		tag = f.hold(f.exprTo(s.Tag, tagType), f.typ(tagType))
	}
	conds := make([]string, len(s.Body.List))
	falls := false
	for i, c := range s.Body.List {
		cc := c.(*ast.CaseClause)
		parts := make([]string, len(cc.List))
		for k, e := range cc.List {
			switch {
			case tag != "":
				parts[k] = f.equal(tag, tagType, e)
			case f.isInterface(f.typeOf(e)):
				parts[k] = "rt.Equal(true, " + f.toAny(e) + ")"
			default:
				parts[k] = f.expr(e)
			}
		}
		if len(parts) > 1 {
			parts[0] = f.begun(parts[0])
		}
		conds[i] = strings.Join(parts, " || ")
		falls = falls || fallsThrough(cc)
	}
	if falls {
		f.fallthroughSwitch(s, label, conds)
		return
	}
	f.labelLine(label)
	f.printf("switch {\n")
	var def *ast.CaseClause
	for i, c := range s.Body.List {
		cc := c.(*ast.CaseClause)
		if conds[i] == "" {
			def = cc
			continue
		}
		f.mark(cc.List[0].Pos()) // a condition that panics does so on its own line
		f.printf("case %s:\n", conds[i])
		f.stmts(cc.Body)
	}
	if def != nil { // at the end: elsewhere the interpreter lets it change places with the last case
		f.printf("default:\n")
		f.stmts(def.Body)
	}
	f.printf("}\n}\n")
}

func fallsThrough(cc *ast.CaseClause) bool {
	if len(cc.Body) == 0 {
		return false
	}
	b, ok := cc.Body[len(cc.Body)-1].(*ast.BranchStmt)
	return ok && b.Tok == token.FALLTHROUGH
}

// fallthroughSwitch first finds the clause, then runs clauses from there: the
// interpreter goes astray when default is not last.
func (f *fn) fallthroughSwitch(s *ast.SwitchStmt, label string, conds []string) {
	at, def := f.tmp(), -1
	f.printf("%s := -1\nswitch {\n", at)
	for i, c := range conds {
		if c == "" {
			def = i
			continue
		}
		f.mark(s.Body.List[i].(*ast.CaseClause).List[0].Pos())
		f.printf("case %s: %s = %d\n", c, at, i)
	}
	f.printf("default: %s = %d\n}\n", at, def)
	f.labelLine(label)
	f.printf("switch {\ndefault:\n")
	for i, c := range s.Body.List {
		cc := c.(*ast.CaseClause)
		body := cc.Body
		falls := fallsThrough(cc)
		if falls {
			body = body[:len(body)-1]
		}
		f.printf("if %s == %d {\n", at, i)
		f.stmts(body)
		if falls {
			f.printf("%s = %d\n", at, i+1)
		}
		f.printf("}\n")
	}
	f.printf("}\n}\n")
}

// equal compares a switch's tag with a case.
func (f *fn) equal(tag string, tagType types.Type, e ast.Expr) string {
	return "(" + f.compare(tag, tagType, f.src.Info.Types[e].IsNil(), token.EQL, f.operandFor(e, tagType), f.typeOf(e)) + ")"
}

func (f *fn) operandFor(e ast.Expr, other types.Type) string {
	if f.src.Info.Types[e].IsNil() {
		return "nil"
	}
	return f.expr(e)
}

// typeSwitch asks kernel/rt which case matches and switches over its number.
func (f *fn) typeSwitch(s *ast.TypeSwitchStmt, label string) {
	f.printf("{\n")
	if s.Init != nil {
		f.stmt(s.Init, "")
		f.mark(s.Pos())
	}
	var x ast.Expr
	switch a := s.Assign.(type) {
	case *ast.ExprStmt:
		x = ast.Unparen(a.X).(*ast.TypeAssertExpr).X
	case *ast.AssignStmt:
		x = ast.Unparen(a.Rhs[0]).(*ast.TypeAssertExpr).X
	}
	xt := f.typeOf(x)
	val := f.hold(f.expr(x), f.typ(xt))
	boxed := f.hold(f.convert(val, xt, anyType), "any")
	var ids []string
	first := map[*ast.CaseClause]int{}
	for _, c := range s.Body.List {
		cc := c.(*ast.CaseClause)
		first[cc] = len(ids)
		for _, e := range cc.List {
			if f.src.Info.Types[e].IsNil() {
				ids = append(ids, "0")
				continue
			}
			ids = append(ids, fmt.Sprint(f.typeID(f.typeOf(e))))
		}
	}
	which := f.tmp()
	f.printf("%s := rt.Which(%s)\n", which, join(append([]string{boxed}, ids...)))
	f.labelLine(label)
	f.printf("switch {\n")
	for _, c := range s.Body.List {
		cc := c.(*ast.CaseClause)
		if cc.List == nil {
			f.printf("default:\n")
		} else {
			conds := make([]string, len(cc.List))
			for i := range cc.List {
				conds[i] = fmt.Sprintf("%s == %d", which, first[cc]+i)
			}
			f.printf("case %s:\n", strings.Join(conds, " || "))
		}
		if v, ok := f.src.Info.Implicits[cc].(*types.Var); ok {
			f.caseVar(v, cc, val, boxed)
		}
		f.stmts(cc.Body)
	}
	f.printf("}\n}\n")
}

// caseVar declares the variable of a clause: of the case's type when there is
// one, of the operand's otherwise. boxed is val as an any.
func (f *fn) caseVar(v *types.Var, cc *ast.CaseClause, val, boxed string) {
	if len(cc.List) != 1 || f.src.Info.Types[cc.List[0]].IsNil() {
		f.declareTyped(v, val)
		return
	}
	t := f.subst(v.Type())
	tmp := f.tmp()
	f.printf("var %s %s\nrt.To(%d, %s, &%s)\n", tmp, f.typ(t), f.typeID(t), boxed, tmp)
	f.declareTyped(v, tmp)
}

// selectStmt hands the cases to kernel/rt and switches over the one that went.
func (f *fn) selectStmt(s *ast.SelectStmt, label string) {
	f.printf("{\n")
	block := "true"
	var cases []string
	var after []func() // binds what a receive got
	clauses := make([]int, 0, len(s.Body.List))
	var what []string
	for _, c := range s.Body.List {
		cc := c.(*ast.CommClause)
		if cc.Comm == nil {
			block = "false"
			clauses = append(clauses, -1)
			after = append(after, func() {})
			continue
		}
		clauses = append(clauses, len(cases))
		f.mark(cc.Pos())
		text, bind, ch := f.commClause(cc.Comm)
		cases = append(cases, text)
		after = append(after, bind)
		what = append(what, ch)
	}
	f.mark(s.Pos())
	got := f.tmp()
	args := append([]string{fmt.Sprint(f.site(s.Select, "select", join(what))), block}, cases...)
	f.printf("%s := rt.Select(%s)\n", got, join(args))
	f.labelLine(label)
	f.printf("switch {\n")
	for i, c := range s.Body.List {
		cc := c.(*ast.CommClause)
		f.printf("case %s == %d:\n", got, clauses[i])
		after[i]()
		f.stmts(cc.Body)
	}
	f.printf("}\n}\n")
}

// commClause prepares one communication: the case for rt.Select, what to do
// with the received values, and the channel's text.
func (f *fn) commClause(s ast.Stmt) (text string, bind func(), ch string) {
	if snd, ok := s.(*ast.SendStmt); ok {
		elem := f.chanElemType(snd.Chan)
		c := f.hold(f.base(snd.Chan), f.baseTyp(f.typeOf(snd.Chan)))
		v := f.hold(f.exprTo(snd.Value, elem), f.typ(elem))
		return fmt.Sprintf("rt.S(%s, &%s)", c, v), func() {}, source(snd.Chan)
	}
	var rx *ast.UnaryExpr
	var lhs []ast.Expr
	tok := token.ASSIGN
	switch s := s.(type) {
	case *ast.ExprStmt:
		rx = ast.Unparen(s.X).(*ast.UnaryExpr)
	case *ast.AssignStmt:
		rx, lhs, tok = ast.Unparen(s.Rhs[0]).(*ast.UnaryExpr), s.Lhs, s.Tok
	}
	elem := f.chanElemType(rx.X)
	c := f.hold(f.base(rx.X), f.baseTyp(f.typeOf(rx.X)))
	v, ok := "nil", "nil"
	if len(lhs) > 0 && wanted(lhs[0]) {
		t := f.tmp()
		f.printf("var %s %s\n", t, f.typ(elem))
		v = "&" + t
	}
	if len(lhs) > 1 && wanted(lhs[1]) {
		t := f.tmp()
		f.printf("var %s bool\n", t)
		ok = "&" + t
	}
	vals := []string{strings.TrimPrefix(v, "&"), strings.TrimPrefix(ok, "&")}
	ts := []types.Type{elem, types.Typ[types.Bool]}
	bind = func() {
		for i, e := range lhs {
			if !wanted(e) {
				continue
			}
			if d := f.defined(e, tok); d != nil {
				f.declareTyped(d, f.convert(vals[i], ts[i], d.Type()))
				continue
			}
			f.place(e, false).set(f.convert(vals[i], ts[i], f.typeOf(e)))
		}
	}
	return fmt.Sprintf("rt.R(%s, %s, %s)", c, v, ok), bind, source(rx.X)
}
