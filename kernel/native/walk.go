package native

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"reflect"

	"schedtick/kernel/session"
)

// source is the text of a cell with what it says of the part that is written: of the cell
// itself, or of an earlier one whose functions are written again.
type source struct {
	*writer
	u     *session.Unit
	edits *edits
	polls []bool // of the functions around: they have safe points
}

func (s *source) off(pos token.Pos) int { return s.u.Cell.Offset(pos) }

func (s *source) walkAll(list []ast.Expr) {
	for _, e := range list {
		s.walk(e)
	}
}

// walk notes the changes below a node.
func (s *source) walk(n ast.Node) {
	if n == nil || reflect.ValueOf(n).IsNil() {
		return
	}
	ast.Inspect(n, func(n ast.Node) bool { return n == nil || !s.change(n) })
}

// change notes the changes of a node. It reports whether it has dealt with what is
// below, too.
func (s *source) change(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Ident:
		s.ident(n)
	case *ast.SelectorExpr:
		return s.selector(n)
	case *ast.CompositeLit:
		return s.composite(n)
	case *ast.CallExpr:
		return s.call(n)
	case *ast.UnaryExpr:
		if n.Op == token.ARROW {
			return s.receive(n, false)
		}
		if lit, ok := ast.Unparen(n.X).(*ast.CompositeLit); ok && n.Op == token.AND {
			return s.literal(lit, n)
		}
	case *ast.StructType:
		return s.structType(n)
	case *ast.TypeSpec:
		return s.typeSpecNames(n)
	case *ast.InterfaceType:
		s.interfaceType(n)
	case *ast.FuncDecl:
		s.funcName(n)
		if n.Recv != nil {
			s.walk(n.Recv)
		} else {
			s.ident(n.Name)
		}
		s.walk(n.Type)
		s.function(n.Body)
		return true
	case *ast.FuncLit:
		s.walk(n.Type)
		s.function(n.Body)
		return true
	default:
		return s.statement(n)
	}
	return false
}

func (s *source) statement(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.AssignStmt:
		for _, e := range n.Lhs {
			s.assigned[e] = true
		}
		return len(n.Lhs) == 2 && s.commaOk(n.Lhs, n.Rhs)
	case *ast.ValueSpec:
		if len(n.Names) == 2 && len(n.Values) == 1 {
			if u, ok := ast.Unparen(n.Values[0]).(*ast.UnaryExpr); ok && u.Op == token.ARROW && !s.raw {
				if n.Type != nil {
					s.walk(n.Type)
				}
				return s.receive(u, true)
			}
		}
	case *ast.SendStmt:
		return s.send(n)
	case *ast.ForStmt:
		s.poll(n.Body)
		if post, ok := n.Post.(*ast.ExprStmt); ok { // has no room for another statement
			s.walk(n.Init)
			s.walkAll([]ast.Expr{n.Cond, post.X})
			s.walk(n.Body)
			return true
		}
	case *ast.RangeStmt:
		s.rangeLoop(n)
	case *ast.SelectStmt:
		s.selectStmt(n)
		return true
	case *ast.GoStmt:
		s.goStmt(n)
		return true
	case *ast.BranchStmt:
		if n.Tok == token.GOTO && !s.raw {
			s.edits.open(s.off(n.Pos()), s.pollText()+" ")
		}
		return true // its label is no other name
	case *ast.LabeledStmt:
		s.walk(n.Stmt)
		return true
	}
	return false
}

// commaOk changes v, ok = <-c.
func (s *source) commaOk(lhs, rhs []ast.Expr) bool {
	if len(rhs) != 1 || s.raw {
		return false
	}
	u, ok := ast.Unparen(rhs[0]).(*ast.UnaryExpr)
	if !ok || u.Op != token.ARROW {
		return false
	}
	s.walkAll(lhs)
	return s.receive(u, true)
}

// ident changes the name of something that cells declare at the level of a package.
func (s *source) ident(id *ast.Ident) {
	obj := s.u.Info.Uses[id]
	if obj == nil {
		obj = s.u.Info.Defs[id]
	}
	if obj == nil || id.Name == "_" {
		return
	}
	if p, ok := obj.(*types.PkgName); ok {
		s.edits.replace(s.off(id.Pos()), s.off(id.End()), s.importName(p.Imported().Path()))
		return
	}
	if v, ok := obj.(*types.Var); ok && v.IsField() {
		s.embedded(id, v)
		return
	}
	if !packageLevel(obj) {
		return
	}
	if !ofCells(obj.Pkg()) {
		// Of a dot import.
		if s.hookedName(id, id) {
			return
		}
		s.edits.replace(s.off(id.Pos()), s.off(id.End()), s.importName(obj.Pkg().Path())+"."+obj.Name())
		return
	}
	if text := s.reference(obj, s.off(id.Pos())); text != id.Name {
		s.edits.replace(s.off(id.Pos()), s.off(id.End()), text)
	}
}

// embedded is the name of a field that is a type's too.
func (s *source) embedded(id *ast.Ident, _ *types.Var) {
	if tn, ok := s.u.Info.Uses[id].(*types.TypeName); ok {
		s.reference(tn, s.off(id.Pos()))
	}
}

// reference is how this cell's text names something that a cell declares.
func (w *writer) reference(obj types.Object, offset int) string {
	if fn, ok := obj.(*types.Func); ok && fn.Signature().Recv() != nil {
		return w.methodName(fn)
	}
	if text, ok := w.sharedText(obj, offset); ok {
		return text
	}
	h := w.homeOf(obj)
	tn, isType := obj.(*types.TypeName)
	switch {
	case h == nil: // sharedText has said so
		return obj.Name()
	case h == w.here && isType:
		return obj.Name()
	case h == w.here:
		return w.marked(obj.Name())
	case h.closed:
		w.errorf(offset, "%s belongs to a program that stands for itself", obj.Name())
		return obj.Name()
	case isType:
		if now := w.u.Pkg.Scope().Lookup(tn.Name()); now != nil && now != obj && now.Pkg() == w.u.Pkg {
			return w.in(h, mark+obj.Name()) // the cell has a type of that name itself
		}
		w.aliases[tn.Name()] = tn // under its own name, which embedding it makes a field's
		return tn.Name()
	}
	text := w.in(h, mark+obj.Name())
	if v, ok := obj.(*types.Var); ok && w.isRecast(v) {
		return fmt.Sprintf("(*(*%s)(%s.Pointer(&%s)))", w.typeText(v.Type(), offset), w.importName("unsafe"), text)
	}
	return text
}

// isRecast reports whether a variable's type has been written again since it was made.
func (w *writer) isRecast(v *types.Var) bool {
	if r, ok := w.taken[v]; ok && w.recast[r.prev] {
		return true
	}
	return w.recast[v] || len(w.again.types) > 0 && mentions(v.Type(), w.isAgain)
}

// hookedName changes e, if that is what package hook stands for. name is its last part.
func (s *source) hookedName(e ast.Expr, name *ast.Ident) bool {
	full := s.stdName(e)
	if h, ok := hookFuncs[full]; ok && h[0] != '+' {
		s.edits.replace(s.off(e.Pos()), s.off(e.End()), s.hooked(h))
		return true
	}
	if h, ok := worded[full]; ok && !s.raw {
		s.edits.replace(s.off(e.Pos()), s.off(e.End()), s.hooked(h))
		return true
	}
	if h, ok := hookVars[full]; ok && !s.assigned[e] {
		text := s.importName(s.u.Info.Uses[name].Pkg().Path()) + "." + name.Name
		s.edits.replace(s.off(e.Pos()), s.off(e.End()), s.hooked(h)+"("+text+")")
		return true
	}
	return false
}

// selector changes x.f and pkg.Name.
func (s *source) selector(e *ast.SelectorExpr) bool {
	if s.hookedName(e, e.Sel) {
		return true
	}
	sel := s.u.Info.Selections[e]
	if sel == nil {
		s.walk(e.X)
		return true
	}
	if fn, ok := sel.Obj().(*types.Func); ok {
		if m := s.methodName(fn); m != fn.Name() {
			s.edits.replace(s.off(e.Sel.Pos()), s.off(e.Sel.End()), m)
		}
	} else {
		s.selection(e, sel)
	}
	s.walk(e.X)
	return true
}

// composite changes a composite literal.
func (s *source) composite(e *ast.CompositeLit) bool {
	if s.literal(e, nil) {
		return true
	}
	t := s.u.Info.TypeOf(e)
	if t == nil {
		return false
	}
	if elem, ptr := deref(t); ptr {
		t = elem
	}
	if _, ok := types.Unalias(t).Underlying().(*types.Struct); !ok {
		return false
	}
	if e.Type != nil {
		s.walk(e.Type)
	}
	for _, x := range e.Elts { // the keys are fields
		if kv, ok := x.(*ast.KeyValueExpr); ok {
			x = kv.Value
		}
		s.walk(x)
	}
	return true
}

// structType changes a struct type: that of another cell is used, or this cell is
// the first to declare it.
func (s *source) structType(n *ast.StructType) bool {
	t, ok := s.u.Info.TypeOf(n).(*types.Struct)
	if !ok {
		return false
	}
	if alias, ok := s.foreignStruct(t); ok {
		s.edits.replace(s.off(n.Pos()), s.off(n.End()), alias)
		return true
	}
	s.declareStruct(t, s.off(n.Pos()))
	return false
}

// typeSpecNames changes a type declaration. A struct that gets a name of its own has
// fields of its own.
func (s *source) typeSpecNames(n *ast.TypeSpec) bool {
	st, ok := n.Type.(*ast.StructType)
	if !ok || n.Assign.IsValid() {
		return false
	}
	if n.TypeParams != nil {
		s.walk(n.TypeParams)
	}
	if t, ok := s.u.Info.TypeOf(st).(*types.Struct); ok {
		s.declareStruct(t, s.off(st.Pos()))
	}
	s.walk(st.Fields)
	return true
}

// interfaceType changes the names of methods.
func (s *source) interfaceType(n *ast.InterfaceType) {
	for _, f := range n.Methods.List {
		for _, id := range f.Names {
			if fn, ok := s.u.Info.Defs[id].(*types.Func); ok {
				if m := s.methodName(fn); m != id.Name {
					s.edits.replace(s.off(id.Pos()), s.off(id.End()), m)
				}
			}
		}
	}
}

// funcName changes the name of a method; that of a function is an identifier.
func (s *source) funcName(d *ast.FuncDecl) {
	if fn, ok := s.u.Info.Defs[d.Name].(*types.Func); ok && d.Recv != nil {
		if m := s.methodName(fn); m != fn.Name() {
			s.edits.replace(s.off(d.Name.Pos()), s.off(d.Name.End()), m)
		}
	}
}
