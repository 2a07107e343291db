package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

// expr is the text of an expression, of the lowered form of its own type.
func (f *fn) expr(e ast.Expr) string {
	tv := f.src.Info.Types[e]
	if tv.Value != nil {
		f.dependConsts(e)
		return f.constText(tv.Value, f.subst(tv.Type))
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		return f.expr(e.X)
	case *ast.Ident:
		return f.ident(e)
	case *ast.FuncLit:
		return f.funcLit(e)
	case *ast.CompositeLit:
		return f.composite(e, f.typeOf(e))
	case *ast.SelectorExpr:
		return f.selector(e)
	case *ast.IndexExpr:
		return f.indexExpr(e)
	case *ast.IndexListExpr:
		return f.funcValue(f.genericFunc(e, e.X), f.typeOf(e))
	case *ast.SliceExpr:
		return f.sliceExpr(e)
	case *ast.StarExpr:
		return "(*" + f.base(e.X) + ")"
	case *ast.UnaryExpr:
		return f.unary(e)
	case *ast.BinaryExpr:
		return f.binary(e)
	case *ast.CallExpr:
		return f.call(e)
	case *ast.TypeAssertExpr:
		return f.assertExpr(e)
	}
	f.fail(e.Pos(), "unknown expression %T", e)
	return ""
}

// exprTo is the text of e converted to t, as an assignment would.
func (f *fn) exprTo(e ast.Expr, t types.Type) string {
	t = f.subst(t)
	tv := f.src.Info.Types[ast.Unparen(e)]
	if tv.IsNil() {
		return f.nilOf(t)
	}
	if f.stdinReader(e, t) {
		return "rt.StdinReader()"
	}
	if tv.Value != nil {
		if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsConstType != 0 {
			f.dependConsts(e)
			return f.constText(tv.Value, t)
		}
	}
	return f.convert(f.expr(e), f.typeOf(e), t)
}

// imported is id as a name of a package, if a dot import brought it into scope, or nil.
func (f *fn) imported(id *ast.Ident) *ast.SelectorExpr {
	obj := f.src.Info.Uses[id]
	if obj == nil || obj.Pkg() == nil || obj.Parent() != obj.Pkg().Scope() {
		return nil
	}
	if path := obj.Pkg().Path(); path == "main" || f.src.Pkg != nil && path == f.src.Pkg.Path() {
		return nil
	}
	return &ast.SelectorExpr{X: &ast.Ident{NamePos: id.Pos(), Name: obj.Pkg().Name()}, Sel: id}
}

// nilOf is nil of type t. As an interface of a package that the cell does not import the
// interpreter cannot make one: the package's name makes it known.
func (f *fn) nilOf(t types.Type) string {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || !n.Obj().Exported() || n.Obj().Pkg() == nil || fromSource(n.Obj().Pkg()) || !f.isInterface(t) || isAny(t) {
		return "nil"
	}
	return f.zero(t)
}

func (f *fn) ident(id *ast.Ident) string {
	if e := f.imported(id); e != nil {
		return f.qualified(e)
	}
	switch obj := f.src.Info.ObjectOf(id).(type) {
	case *types.Var:
		return f.varText(obj)
	case *types.Nil:
		return "nil"
	case *types.Func:
		if generic(obj) {
			return f.funcValue(f.genericFunc(id, id), f.typeOf(id))
		}
		return f.funcValue(f.funcName(obj), f.typeOf(id))
	}
	f.fail(id.Pos(), "cannot lower identifier %s", id.Name)
	return ""
}

func (f *fn) selector(e *ast.SelectorExpr) string {
	sel := f.src.Info.Selections[e]
	if sel == nil {
		return f.qualified(e)
	}
	switch sel.Kind() {
	case types.FieldVal:
		f.refuseMethods(e, sel.Obj())
		return f.path(f.expr(e.X), f.typeOf(e.X), sel.Index())
	case types.MethodVal:
		return f.methodValue(e)
	}
	return f.methodExpr(e, sel)
}

// path follows field indexes through embedded structs.
func (f *fn) path(x string, t types.Type, index []int) string {
	x = strings.TrimPrefix(x, "&")            // (&T{…}).f is T{…}.f
	_, double := coreType(t).(*types.Pointer) // (*p).f of a pointer to a pointer is not p.f
	if p, ok := strings.CutPrefix(x, "(*"); ok && !double && !strings.ContainsAny(p[:len(p)-1], "()[].") {
		x = p[:len(p)-1] // the interpreter loses the type of (*p).f in a literal; p.f is the same
	}
	for _, i := range index {
		x = f.unwrap(x, t)
		st := coreType(deref(f.subst(t))).(*types.Struct)
		x = x + "." + fieldName(st.Field(i), i)
		t = st.Field(i).Type()
	}
	return x
}

// qualified is a name of an imported package.
func (f *fn) qualified(e *ast.SelectorExpr) string {
	obj := f.src.Info.Uses[e.Sel]
	full := obj.Pkg().Path() + "." + obj.Name()
	if door, ok := variableDoors[full]; ok {
		return door
	}
	if v, ok := obj.(*types.Var); ok {
		if _, ok := v.Type().Underlying().(*types.Basic); ok {
			return f.packageVar(v)
		}
	}
	if fn, ok := obj.(*types.Func); ok {
		if fn.Signature().TypeParams().Len() > 0 {
			return f.funcValue(f.genericFunc(e, e), f.typeOf(e))
		}
		if r, ok := rules[full]; ok {
			f.refuse(e.Pos(), r.Construct, r.Reason, r.Advice)
		}
		return f.packageFuncValue(e, fn)
	}
	return f.alias(obj.Pkg().Path()) + "." + obj.Name()
}

// packageVar is a variable of a compiled package as a place.
func (f *fn) packageVar(v *types.Var) string {
	return "(*" + f.alias(v.Pkg().Path()) + ".Ptr_" + v.Name() + "())"
}

// compiledVar is the variable of a compiled package that e names, or nil.
func (f *fn) compiledVar(e ast.Expr) *types.Var {
	var sel *ast.SelectorExpr
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		sel = f.imported(x)
	case *ast.SelectorExpr:
		sel = x
	}
	if sel == nil || f.src.Info.Selections[sel] != nil {
		return nil
	}
	v, _ := f.src.Info.Uses[sel.Sel].(*types.Var)
	return v
}

func (f *fn) assertExpr(e *ast.TypeAssertExpr) string {
	t := f.typeOf(e.Type)
	text, id := f.typ(t), f.typeID(t)
	h := f.helper("must", fmt.Sprint(id), func(name string) string {
		return fmt.Sprintf("func %s(site, from int, x any) %s {\nvar v %s\nrt.Must(site, %d, from, x, &v)\nreturn v\n}", name, text, text, id)
	})
	return fmt.Sprintf("%s(%d, %d, %s)", h, f.site(e.Lparen, "type assertion", source(e)), f.typeID(f.typeOf(e.X)), f.toAny(e.X))
}
