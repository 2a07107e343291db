package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

// addr is the address of a variable, field, element or composite literal.
func (f *fn) addr(e ast.Expr) string {
	e = ast.Unparen(e)
	switch e := e.(type) {
	case *ast.CompositeLit:
		return f.addrOfLit(e)
	case *ast.StarExpr:
		return f.base(e.X)
	}
	place := f.lvalue(e)
	if p, ok := strings.CutPrefix(place, "*"); ok {
		return p
	}
	return "&" + place
}

// lvalue is the text of a place: assigning to it changes the variable, not a copy.
// It begins with * when it is what a pointer points to.
func (f *fn) lvalue(e ast.Expr) string {
	e = ast.Unparen(e)
	if v := f.compiledVar(e); v != nil {
		return "*" + f.alias(v.Pkg().Path()) + ".Ptr_" + v.Name() + "()"
	}
	switch e := e.(type) {
	case *ast.Ident:
		v, ok := f.src.Info.ObjectOf(e).(*types.Var)
		if ok && !isPackageVar(v) && f.isBoxed(v) {
			return "*" + f.local(v)
		}
		return f.expr(e)
	case *ast.StarExpr:
		return "*" + f.base(e.X)
	case *ast.SelectorExpr:
		sel := f.src.Info.Selections[e]
		t := f.typeOf(e.X)
		if _, ok := coreType(t).(*types.Pointer); ok || sel == nil {
			return f.expr(e)
		}
		x := f.lvalue(e.X)
		if p, ok := strings.CutPrefix(x, "*"); ok {
			x = p // a field of what a pointer points to; e.X itself is no pointer here
		}
		return f.path(x, t, sel.Index())
	case *ast.IndexExpr:
		return f.lvalueIndex(e)
	}
	return f.expr(e)
}

// lvalueIndex is an element as a place.
func (f *fn) lvalueIndex(e *ast.IndexExpr) string {
	t := f.typeOf(e.X)
	if m, ok := coreType(t).(*types.Map); ok {
		return f.mapIndex(e, m)
	}
	sure := f.inBounds(e) || f.proved(e)
	if _, ok := coreType(t).(*types.Array); ok {
		x := f.lvalue(e.X)
		if strings.HasPrefix(x, "*") {
			x = "(" + x + ")"
		}
		if sure {
			return x + "[" + f.expr(e.Index) + "]"
		}
		n, _ := arrayLen(t)
		return fmt.Sprintf("%s[rt.%s(%s, %d)]", x, f.indexCheck(e), f.asInt(f.expr(e.Index), f.typeOf(e.Index)), n)
	}
	if sure || simple(e.X) {
		return f.indexText(e)
	}
	// A slice or a pointer to an array that an expression gives.
	xt, et := f.baseTyp(t), f.typ(f.typeOf(e))
	el := "x"
	if _, ok := coreType(t).(*types.Pointer); ok {
		el = "(*x)"
	}
	check := f.indexCheck(e)
	h := f.helper("pat", check+xt, func(name string) string {
		return fmt.Sprintf("func %s(x %s, i int) *%s { return &%s[rt.%s(i, len(%s))] }", name, xt, paren(et), el, check, el)
	})
	return fmt.Sprintf("*%s(%s, %s)", h, f.base(e.X), f.asInt(f.expr(e.Index), f.typeOf(e.Index)))
}

// settled is an address of an element as an operand: the interpreter loses it in
// literals and in arguments of compiled functions, but not in a call's result.
func (f *fn) settled(text string, t types.Type) string {
	if !strings.HasPrefix(text, "&") || !strings.Contains(text, "[") || strings.HasSuffix(text, "}") {
		return text
	}
	pt := f.typ(t)
	return f.as(text, pt, pt)
}
