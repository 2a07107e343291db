package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// The states of a loop over a function, as the Go runtime numbers them.
const (
	loopDone    = 0 // the body has ended the loop
	loopReady   = 1 // the next iteration may begin
	loopRunning = 2 // the body runs, or has panicked
	loopOver    = 3 // the function has returned
	loopLost    = 4 // a panic of the body was recovered by the function
)

// rangeLoop is a loop over a function: its body is a closure that the function
// calls for each iteration.
type rangeLoop struct {
	stmt  *ast.RangeStmt
	label string // lowered label, or empty
	state string // local: pointer to the loop's state
	next  string // local: pointer to the way out that the body has taken, 0 for none
	// codes number the ways out, for all loops of one outermost loop.
	codes map[jump]int
	// direct are the unlabeled breaks and continues of this very loop.
	direct map[*ast.BranchStmt]bool
	// inside are the labels that the body declares.
	inside map[string]bool
	// out are the ways that lead out of the body beyond the loop itself.
	out []jump
}

// jump is a way out of a body: a labeled statement's, or a return.
type jump struct {
	tok   token.Token
	label string
}

var returns = jump{tok: token.RETURN}

func (l *rangeLoop) leave(j jump) int {
	known := false
	for _, o := range l.out {
		known = known || o == j
	}
	if !known {
		l.out = append(l.out, j)
	}
	if j == returns {
		return -1
	}
	if l.codes[j] == 0 {
		l.codes[j] = len(l.codes) + 1
	}
	return l.codes[j]
}

// rangeFunc lowers a loop over a function: the body becomes a closure, as in
// compiled Go, and so do the checks that the function keeps to the protocol.
func (f *fn) rangeFunc(s *ast.RangeStmt, label string, sig *types.Signature) {
	loop := &rangeLoop{stmt: s, label: label, state: f.tmp(), codes: map[jump]int{}}
	if f.loop != nil {
		loop.next, loop.codes = f.loop.next, f.loop.codes
	}
	f.printf("{\n")
	x := f.hold(f.expr(s.X), f.typ(f.typeOf(s.X)))
	if f.loop == nil {
		loop.next = f.tmp()
		f.printf("%s := new(int)\n", loop.next)
	}
	f.printf("%s := new(int)\n*%s = %d\n", loop.state, loop.state, loopReady)
	body := f.rangeBody(loop, coreType(f.subst(sig.Params().At(0).Type())).(*types.Signature))
	f.mark(s.Pos())
	f.printf("%s(%s)\n", x, body)
	f.printf("if *%s == %d { rt.RangeState(%d) }\n*%s = %d\n", loop.state, loopRunning, loopLost, loop.state, loopOver)
	for _, j := range loop.out {
		f.takeWay(loop, j)
	}
	f.printf("}\n")
}

// rangeBody writes the factory of the loop's body and returns a call of it.
func (f *fn) rangeBody(loop *rangeLoop, yield *types.Signature) string {
	s := loop.stmt
	loop.survey()
	f.nextFactory++
	f.top.ranges++
	in := &fn{
		lowering: f.lowering, name: fmt.Sprintf("F%d", f.nextFactory), an: f.an, top: f.top, forced: f.forced,
		source: fmt.Sprintf("%s-range%d", f.top.source, f.top.ranges),
		frame:  f.frame, sig: f.sig, results: f.results, resNames: f.resNames, loop: loop,
	}
	in.at = s.Body.Pos()
	in.register(f.pos(s.Pos()).Line)
	var params, vals []string
	var ts []types.Type
	for i := range yield.Params().Len() {
		t := f.subst(yield.Params().At(i).Type())
		vals, ts = append(vals, in.tmp()), append(ts, t)
		params = append(params, vals[i]+" "+f.typ(t))
	}
	old := in.tmp()
	in.printf("%s := *%s\n*%s = %d\nif %s != %d { rt.RangeState(%s) }\n", old, loop.state, loop.state, loopRunning, old, loopReady, old)
	in.checkpoint(s.Pos())
	in.iterVars(s, vals, ts)
	in.stmts(s.Body.List)
	in.again()

	var caps, args []string
	capture := func(name, typ string) {
		for _, a := range args {
			if a == name {
				return
			}
		}
		caps, args = append(caps, name+" "+typ), append(args, name)
	}
	capture(loop.state, "*int")
	capture(loop.next, "*int")
	if f.loop != nil {
		capture(f.loop.state, "*int")
	}
	for _, v := range f.an.free[f.an.bodies[s]] {
		t := f.typ(v.Type())
		if f.isBoxed(v) {
			t = "*" + paren(t)
		}
		capture(f.local(v), t)
	}
	if f.frame.leaves {
		for _, v := range f.results {
			capture(f.local(v), "*"+paren(f.typ(v.Type())))
		}
	}
	if f.frame.defers {
		capture("Ld", "*rt.Defers")
	}
	if f.frame.recovers {
		capture("Lrc", "*rt.Defers")
	}
	fmt.Fprintf(&f.decls, "func %s(%s) %s {\nreturn func(%s) bool {\n%s}\n}\n", in.name, strings.Join(caps, ", "),
		f.typ(yield), strings.Join(params, ", "), in.w.String())
	return in.name + "(" + join(args) + ")"
}

// again ends the iteration; the loop goes on.
func (f *fn) again() { f.printf("*%s = %d\nreturn true\n", f.loop.state, loopReady) }

// enough ends the loop.
func (f *fn) enough() { f.printf("*%s = %d\nreturn false\n", f.loop.state, loopDone) }

// leaveBody ends the loop and says what comes after it.
func (f *fn) leaveBody(j jump) {
	f.printf("*%s = %d\n", f.loop.next, f.loop.leave(j))
	f.enough()
}

// branchOut lowers a branch statement that leads out of the body of a loop over
// a function. It reports false for one that stays inside.
func (f *fn) branchOut(s *ast.BranchStmt) bool {
	if f.loop == nil || s.Tok == token.FALLTHROUGH {
		return false
	}
	if s.Label == nil {
		if !f.loop.direct[s] {
			return false
		}
	} else {
		name := labelName(s.Label)
		if f.loop.inside[name] {
			return false
		}
		if name != f.loop.label || s.Tok == token.GOTO {
			f.leaveBody(jump{s.Tok, name})
			return true
		}
	}
	if s.Tok == token.CONTINUE {
		f.again()
	} else {
		f.enough()
	}
	return true
}

// takeWay goes on, after the loop, on the way out that its body has taken.
func (f *fn) takeWay(loop *rangeLoop, j jump) {
	code := -1
	if j != returns {
		code = loop.codes[j]
	}
	f.printf("if *%s == %d {\n", loop.next, code)
	switch {
	case f.loop == nil && j == returns:
		f.bareReturn()
	case f.loop == nil || f.loop.inside[j.label]:
		f.printf("*%s = 0\n", loop.next)
		name := j.label
		if j.tok == token.GOTO {
			name += "_go"
		}
		f.printf("%s %s\n", j.tok, name)
	case j.tok != token.GOTO && j != returns && j.label == f.loop.label:
		f.printf("*%s = 0\n", loop.next)
		if j.tok == token.CONTINUE {
			f.again()
		} else {
			f.enough()
		}
	default:
		f.loop.leave(j)
		f.enough()
	}
	f.printf("}\n")
}

// survey finds out what the branch statements of the body refer to.
func (l *rangeLoop) survey() {
	l.direct, l.inside = map[*ast.BranchStmt]bool{}, map[string]bool{}
	var walk func(n ast.Node, inLoop, inSwitch bool)
	walk = func(n ast.Node, inLoop, inSwitch bool) {
		ast.Inspect(n, func(m ast.Node) bool {
			if m == n {
				return true
			}
			switch m := m.(type) {
			case *ast.FuncLit:
				return false
			case *ast.ForStmt, *ast.RangeStmt:
				walk(m, true, true)
				return false
			case *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
				walk(m, inLoop, true)
				return false
			case *ast.LabeledStmt:
				l.inside[labelName(m.Label)] = true
			case *ast.BranchStmt:
				if m.Label == nil && (m.Tok == token.BREAK && !inSwitch || m.Tok == token.CONTINUE && !inLoop) {
					l.direct[m] = true
				}
			}
			return true
		})
	}
	walk(l.stmt.Body, false, false)
}

// overFunc reports whether a range statement iterates by calling a function.
func overFunc(info *types.Info, s *ast.RangeStmt) bool {
	t := info.TypeOf(s.X)
	if t == nil {
		return false
	}
	_, ok := anyUnder(t).(*types.Signature)
	return ok
}

// anyUnder is the underlying type of t; for a type parameter, that of a type
// in its constraint.
func anyUnder(t types.Type) types.Type {
	u := t.Underlying()
	i, ok := u.(*types.Interface)
	if _, isParam := types.Unalias(t).(*types.TypeParam); !ok || !isParam && i.IsMethodSet() {
		return u
	}
	for e := range i.EmbeddedTypes() {
		switch e := types.Unalias(e).(type) {
		case *types.Union:
			if e.Len() > 0 {
				return anyUnder(e.Term(0).Type())
			}
		default:
			if v := anyUnder(e); v != nil && !types.IsInterface(v) {
				return v
			}
		}
	}
	return u
}

// rangeBody treats the body of a loop over a function as the literal that it
// becomes. Defers, recovers and returns in it are those of the function around.
func (w *analyzer) rangeBody(n *ast.RangeStmt) {
	w.walk(n.X)
	lit := &ast.FuncLit{Type: &ast.FuncType{Func: n.For}, Body: n.Body}
	w.bodies[n] = lit
	w.frames[lit] = w.frames[w.lit()]
	w.lits = append(w.lits, lit)
	for _, e := range []ast.Expr{n.Key, n.Value} {
		if e == nil {
			continue
		}
		if n.Tok == token.ASSIGN {
			w.change(e, w.changed)
		}
		w.walk(e)
	}
	w.walk(n.Body)
	w.lits = w.lits[:len(w.lits)-1]
}

// inBody reports whether the innermost literal is the body of a loop.
func (w *analyzer) inBody() bool {
	l := w.lit()
	return l != nil && l.Type.Params == nil
}
