package lower

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
)

// An index check costs as much as ten plain steps of the interpreter. Inside the
// usual counting loops it is proved unnecessary:
//
//	for i := range x { … x[i] … }
//	for i := 0; i < len(x); i++ { … x[i] … }
//
// when neither i nor x changes in the body and both are locals that no closure
// shares.

// proof says that an index variable is within the bounds of a variable's value.
type proof struct{ index, of *types.Var }

// proved reports whether an enclosing loop shows that the index is in bounds.
func (f *fn) proved(e *ast.IndexExpr) bool {
	i, x := f.localVar(e.Index), f.localVar(e.X)
	if i == nil || x == nil {
		return false
	}
	for _, p := range f.proofs {
		if p.index == i && p.of == x {
			return true
		}
	}
	return false
}

// localVar is the local variable that e is, or nil.
func (f *fn) localVar(e ast.Expr) *types.Var {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return nil
	}
	v, ok := f.src.Info.ObjectOf(id).(*types.Var)
	if !ok || isPackageVar(v) || v.IsField() {
		return nil
	}
	return v
}

// steady reports whether v keeps its value while body runs, but for element
// assignments.
func (f *fn) steady(v *types.Var, body ast.Node) bool {
	if f.an.captured[v] && f.an.changed[v] || f.an.addressed[v] {
		return false
	}
	return !f.assigns(body, v)
}

// assigns reports whether body assigns to v itself.
func (f *fn) assigns(body ast.Node, v *types.Var) bool {
	found := false
	is := func(e ast.Expr) {
		if e != nil && f.localVar(e) == v {
			found = true
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				is(e)
			}
		case *ast.IncDecStmt:
			is(n.X)
		case *ast.RangeStmt:
			is(n.Key)
			is(n.Value)
		}
		return !found
	})
	return found
}

// rangeProof is what a range loop proves.
func (f *fn) rangeProof(s *ast.RangeStmt) (proof, bool) {
	if s.Tok != token.DEFINE || !wanted(s.Key) {
		return proof{}, false
	}
	i, x := f.defined(s.Key, s.Tok), f.localVar(s.X)
	if i == nil || x == nil || !indexable(x.Type()) || !f.steady(i, s.Body) || !f.steady(x, s.Body) {
		return proof{}, false
	}
	return proof{i, x}, true
}

// forProof is what a counting loop proves.
func (f *fn) forProof(s *ast.ForStmt) (proof, bool) {
	init, ok := s.Init.(*ast.AssignStmt)
	if !ok || init.Tok != token.DEFINE || len(init.Lhs) != 1 {
		return proof{}, false
	}
	start := f.src.Info.Types[init.Rhs[0]].Value
	if start == nil || start.Kind() != constant.Int || constant.Sign(start) < 0 {
		return proof{}, false
	}
	i := f.defined(init.Lhs[0], init.Tok)
	inc, ok := s.Post.(*ast.IncDecStmt)
	if !ok || inc.Tok != token.INC || i == nil || f.localVar(inc.X) != i {
		return proof{}, false
	}
	cond, ok := s.Cond.(*ast.BinaryExpr)
	if !ok || cond.Op != token.LSS || f.localVar(cond.X) != i {
		return proof{}, false
	}
	call, ok := ast.Unparen(cond.Y).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return proof{}, false
	}
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return proof{}, false
	}
	b, ok := f.src.Info.Uses[id].(*types.Builtin)
	x := f.localVar(call.Args[0])
	if !ok || b.Name() != "len" || x == nil || !indexable(x.Type()) || !f.steady(i, s.Body) || !f.steady(x, s.Body) {
		return proof{}, false
	}
	return proof{i, x}, true
}

func indexable(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Slice, *types.Array:
		return true
	case *types.Basic:
		return u.Info()&types.IsString != 0
	}
	return false
}

// proving lowers body knowing p.
func (f *fn) proving(p proof, ok bool, body func()) {
	if ok {
		f.proofs = append(f.proofs, p)
		defer func() { f.proofs = f.proofs[:len(f.proofs)-1] }()
	}
	body()
}
