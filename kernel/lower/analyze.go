package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// analysis is what lowering needs to know about the variables of one top-level
// function, its literals included.
type analysis struct {
	info *types.Info
	// owner is the literal that declares a variable; nil is the function itself.
	owner map[*types.Var]*ast.FuncLit
	// captured variables are used by a literal that does not declare them.
	captured map[*types.Var]bool
	// changed variables are assigned other than where they are declared, or
	// have their address taken.
	changed map[*types.Var]bool
	// addressed variables have their address taken.
	addressed map[*types.Var]bool
	// free lists what each literal captures, in order of first use.
	free map[*ast.FuncLit][]*types.Var
	// frames says what each function (nil: the top one) contains itself.
	frames map[*ast.FuncLit]*frameInfo
	// targets are the labels that a goto names.
	targets map[types.Object]bool
	// bodies are the literals that loops over functions make of their bodies.
	bodies map[*ast.RangeStmt]*ast.FuncLit
}

type frameInfo struct {
	defers, recovers bool
	leaves           bool // a return statement in the body of a loop over a function
}

func analyze(info *types.Info, nodes ...ast.Node) *analysis {
	a := &analysis{
		info:      info,
		owner:     map[*types.Var]*ast.FuncLit{},
		captured:  map[*types.Var]bool{},
		changed:   map[*types.Var]bool{},
		addressed: map[*types.Var]bool{},
		free:      map[*ast.FuncLit][]*types.Var{},
		frames:    map[*ast.FuncLit]*frameInfo{nil: {}},
		targets:   map[types.Object]bool{},
		bodies:    map[*ast.RangeStmt]*ast.FuncLit{},
	}
	w := &analyzer{analysis: a}
	for _, n := range nodes {
		w.walk(n)
	}
	return a
}

// boxed reports whether a local variable lives behind a pointer.
func (a *analysis) boxed(v *types.Var) bool {
	return a.addressed[v] || a.captured[v] && a.changed[v]
}

type analyzer struct {
	*analysis
	lits []*ast.FuncLit // enclosing literals, outermost first
}

func (w *analyzer) lit() *ast.FuncLit {
	if len(w.lits) == 0 {
		return nil
	}
	return w.lits[len(w.lits)-1]
}

func (w *analyzer) walk(n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			w.lits = append(w.lits, n)
			w.frames[n] = &frameInfo{}
			w.walk(n.Type)
			w.walk(n.Body)
			w.lits = w.lits[:len(w.lits)-1]
			return false
		case *ast.Ident:
			w.ident(n)
		case *ast.DeferStmt:
			w.frames[w.lit()].defers = true
		case *ast.CallExpr:
			if id, ok := ast.Unparen(n.Fun).(*ast.Ident); ok {
				if b, ok := w.info.Uses[id].(*types.Builtin); ok && b.Name() == "recover" {
					w.frames[w.lit()].recovers = true
				}
			}
		case *ast.BranchStmt:
			if n.Tok == token.GOTO {
				w.targets[w.info.Uses[n.Label]] = true
			}
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				if id, ok := lhs.(*ast.Ident); ok && n.Tok == token.DEFINE && w.info.Defs[id] != nil {
					continue
				}
				w.change(lhs, w.changed)
			}
		case *ast.IncDecStmt:
			w.change(n.X, w.changed)
		case *ast.ReturnStmt:
			if w.inBody() {
				w.frames[w.lit()].leaves = true
			}
		case *ast.RangeStmt:
			if overFunc(w.info, n) {
				w.rangeBody(n)
				return false
			}
			if n.Tok == token.ASSIGN {
				w.change(n.Key, w.changed)
				w.change(n.Value, w.changed)
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				w.change(n.X, w.addressed)
			}
		case *ast.SliceExpr:
			if _, ok := w.under(n.X).(*types.Array); ok {
				w.change(n.X, w.addressed)
			}
		case *ast.SelectorExpr:
			w.selector(n)
		case *ast.CaseClause:
			if v, ok := w.info.Implicits[n].(*types.Var); ok {
				w.owner[v] = w.lit()
			}
		}
		return true
	})
}

func (w *analyzer) under(e ast.Expr) types.Type {
	t := w.info.TypeOf(e)
	if t == nil {
		return nil
	}
	return t.Underlying()
}

func (w *analyzer) ident(id *ast.Ident) {
	if v, ok := w.info.Defs[id].(*types.Var); ok {
		w.owner[v] = w.lit()
		return
	}
	v, ok := w.info.Uses[id].(*types.Var)
	if !ok || v.IsField() || isPackageVar(v) {
		return
	}
	owner := w.owner[v]
	// Every literal between the use and the declaration captures v.
	for i := len(w.lits) - 1; i >= 0 && w.lits[i] != owner; i-- {
		w.captured[v] = true
		lit := w.lits[i]
		known := false
		for _, f := range w.free[lit] {
			known = known || f == v
		}
		if !known {
			w.free[lit] = append(w.free[lit], v)
		}
	}
}

// selector marks the operand of a pointer method that takes its address.
func (w *analyzer) selector(n *ast.SelectorExpr) {
	sel := w.info.Selections[n]
	if sel == nil || sel.Kind() != types.MethodVal || sel.Indirect() {
		return
	}
	recv := sel.Obj().(*types.Func).Signature().Recv()
	if _, ok := recv.Type().Underlying().(*types.Pointer); ok {
		if _, ok := sel.Recv().Underlying().(*types.Pointer); !ok {
			w.change(n.X, w.addressed)
		}
	}
}

// change marks the variable that holds the place e, if it is a local's own
// storage.
func (w *analyzer) change(e ast.Expr, set map[*types.Var]bool) {
	for e != nil {
		switch x := e.(type) {
		case *ast.ParenExpr:
			e = x.X
		case *ast.Ident:
			v, ok := w.info.Uses[x].(*types.Var)
			if !ok {
				v, ok = w.info.Defs[x].(*types.Var)
			}
			if ok && !isPackageVar(v) {
				set[v] = true
				w.changed[v] = true
			}
			return
		case *ast.SelectorExpr:
			if sel := w.info.Selections[x]; sel == nil || sel.Kind() != types.FieldVal || sel.Indirect() {
				return
			}
			e = x.X
		case *ast.IndexExpr:
			if _, ok := w.under(x.X).(*types.Array); !ok {
				return
			}
			e = x.X
		default:
			return
		}
	}
}

func isPackageVar(v *types.Var) bool {
	return v.Pkg() != nil && v.Parent() == v.Pkg().Scope()
}
