package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"strconv"
	"strings"
)

func (f *fn) indexExpr(e *ast.IndexExpr) string {
	if tv := f.src.Info.Types[e.Index]; tv.IsType() {
		return f.funcValue(f.genericFunc(e, e.X), f.typeOf(e))
	}
	if m, ok := coreType(f.typeOf(e.X)).(*types.Map); ok {
		return f.mapIndex(e, m)
	}
	return f.indexText(e)
}

// indexText is an element of a slice, array or string, with Go's own bounds
// check unless it cannot fail.
func (f *fn) indexText(e *ast.IndexExpr) string {
	t := f.typeOf(e.X)
	x, el, deref := f.base(e.X), "%s", "x" // once: to lower an operand twice doubles the work at each level
	if _, ok := coreType(t).(*types.Pointer); ok {
		el, deref = "(*%s)", "(*x)"
	}
	i := f.expr(e.Index)
	if f.inBounds(e) || f.proved(e) {
		return fmt.Sprintf(el+"[%s]", x, i)
	}
	i = f.asInt(i, f.typeOf(e.Index))
	if simple(e.X) {
		el = fmt.Sprintf(el, x)
		return fmt.Sprintf("%s[rt.%s(%s, len(%s))]", el, f.indexCheck(e), i, el)
	}
	xt, et := f.baseTyp(t), f.typ(f.typeOf(e))
	check := f.indexCheck(e)
	h := f.helper("at", check+xt, func(name string) string {
		return fmt.Sprintf("func %s(x %s, i int) %s { return %s[rt.%s(i, len(%s))] }", name, xt, et, deref, check, deref)
	})
	return fmt.Sprintf("%s(%s, %s)", h, x, i)
}

func (f *fn) asInt(text string, t types.Type) string {
	if b, ok := t.Underlying().(*types.Basic); ok && (b.Kind() == types.Int || b.Kind() == types.UntypedInt) {
		return text
	}
	return "int(" + text + ")"
}

// huge reports an operand whose type has values beyond the largest int.
func (f *fn) huge(e ast.Expr) bool {
	if e == nil || f.src.Info.Types[e].Value != nil {
		return false
	}
	b, ok := coreType(f.typeOf(e)).(*types.Basic)
	return ok && (b.Kind() == types.Uint || b.Kind() == types.Uint64 || b.Kind() == types.Uintptr)
}

// indexCheck is the function of rt that checks an index.
func (f *fn) indexCheck(e *ast.IndexExpr) string {
	if f.huge(e.Index) {
		return "IndexU"
	}
	return "Index"
}

// inBounds reports an index that the checker has proved.
func (f *fn) inBounds(e *ast.IndexExpr) bool {
	v := f.src.Info.Types[e.Index].Value
	if v == nil {
		return false
	}
	a, ok := coreType(deref(f.typeOf(e.X))).(*types.Array)
	if !ok {
		return false
	}
	n, err := strconv.ParseInt(v.ExactString(), 10, 64)
	return err == nil && n < a.Len()
}

// sliceExpr is a slice expression, with Go's own bounds check.
func (f *fn) sliceExpr(e *ast.SliceExpr) string {
	t := f.typeOf(e.X)
	x := ""
	if _, ok := coreType(t).(*types.Array); ok {
		x, t = f.addr(e.X), types.NewPointer(t)
	} else {
		x = f.base(e.X)
	}
	xt := f.baseTyp(t)
	star, xs, limit, third := "", "x", "cap(x)", ""
	form := []string{"0"} // as rt.Bounds names it
	_, ptr := coreType(t).(*types.Pointer)
	if _, isString := coreType(t).(*types.Basic); ptr || isString {
		form = append(form, "rt.OfLength")
		if ptr {
			star, xs = "*", "(*x)"
		}
		limit = "len(" + star + "x)"
	}
	given := []string{"0", "0", "0"}
	for i, b := range []ast.Expr{e.Low, e.High, e.Max} {
		if b != nil {
			given[i] = f.asInt(f.expr(b), f.typeOf(b))
		}
		if f.huge(b) {
			form = append(form, []string{"rt.UnsignedLow", "rt.UnsignedHigh", "rt.UnsignedMax"}[i])
		}
	}
	end := ""
	if e.High == nil {
		end = "j = len(" + star + "x)\n"
	}
	if e.Max != nil {
		form, third = append(form, "rt.ThreeBounds"), ":k"
	}
	res, bits := f.baseTyp(f.typeOf(e)), strings.Join(form, "|")
	h := f.helper("slice", xt+bits+end, func(name string) string {
		return fmt.Sprintf("func %s(x %s, i, j, k int) %s {\n%srt.Bounds(i, j, k, %s, %s)\nreturn %s[i:j%s]\n}", name, xt, res, end, limit, bits, xs, third)
	})
	return f.wrap(h+"("+x+", "+join(given)+")", f.typeOf(e))
}
