package lower

import (
	"fmt"
	"go/ast"
	"go/types"
)

// A key that is an interface, or has one in it, may hold what cannot be hashed. Go's panic
// then names the type of that, which a cell may have declared, so such keys are looked at
// before the interpreter uses them: rt.Key and rt.StoreKey.

// mapKey is a key with its type: the interpreter needs one for nil.
func (f *fn) mapKey(e ast.Expr, t types.Type) string {
	if f.src.Info.Types[ast.Unparen(e)].IsNil() {
		return f.zero(t)
	}
	return f.exprTo(e, t)
}

// unsureKey reports that key, as one of a map whose keys are of type t, may be impossible
// to hash.
func (f *fn) unsureKey(key ast.Expr, t types.Type) bool {
	tv := f.src.Info.Types[ast.Unparen(key)]
	if tv.Value != nil || tv.IsNil() {
		return false
	}
	t = f.subst(t)
	return dynamic(t) && (dynamic(f.typeOf(key)) || !types.Comparable(f.typeOf(key)))
}

// dynamic reports a type whose values are, or have in them, interfaces.
func dynamic(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Interface:
		return true
	case *types.Array:
		return dynamic(u.Elem())
	case *types.Struct:
		for i := range u.NumFields() {
			if dynamic(u.Field(i).Type()) {
				return true
			}
		}
	}
	return false
}

// checkedKey is the key text, of type t, looked at by check, a function of rt whose second
// argument is with.
func (f *fn) checkedKey(check, text string, t types.Type, with string) string {
	if f.isInterface(t) && f.typ(t) == "any" {
		return fmt.Sprintf("rt.%s(%s, %s)", check, text, with)
	}
	kt, wt := f.typ(t), map[string]string{"Key": "int", "StoreKey": "bool"}[check]
	h := f.helper("key", check+kt, func(name string) string {
		return fmt.Sprintf("func %s(k %s, w %s) %s {\nrt.%s(k, w)\nreturn k\n}", name, kt, wt, kt, check)
	})
	return fmt.Sprintf("%s(%s, %s)", h, text, with)
}

// mapIndex is the element of a map as a value.
func (f *fn) mapIndex(e *ast.IndexExpr, m *types.Map) string {
	x, k := f.base(e.X), f.mapKey(e.Index, m.Key())
	if !f.unsureKey(e.Index, m.Key()) {
		return x + "[" + k + "]"
	}
	if simple(e.X) {
		return x + "[" + f.checkedKey("Key", k, m.Key(), "len("+x+")") + "]"
	}
	mt, kt, et := f.baseTyp(f.typeOf(e.X)), f.typ(m.Key()), f.typ(m.Elem())
	h := f.helper("lookup", mt, func(name string) string {
		return fmt.Sprintf("func %s(m %s, k %s) %s { return m[%s] }", name, mt, kt, et, f.checkedKey("Key", "k", m.Key(), "len(m)"))
	})
	return h + "(" + x + ", " + k + ")"
}

// mapIndexOk is the two-valued form of an element of a map.
func (f *fn) mapIndexOk(e *ast.IndexExpr, m *types.Map) string {
	x := f.base(e.X)
	unsure := f.unsureKey(e.Index, m.Key())
	if unsure && !simple(e.X) {
		x = f.hold(x, f.baseTyp(f.typeOf(e.X)))
	}
	k := f.mapKey(e.Index, m.Key())
	if unsure {
		k = f.checkedKey("Key", k, m.Key(), "len("+x+")")
	}
	return x + "[" + k + "]"
}

// mapPlace is the element of a map as a place to assign to.
func (f *fn) mapPlace(e *ast.IndexExpr, m *types.Map, hold bool) place {
	x, k, t := f.base(e.X), f.mapKey(e.Index, m.Key()), f.typeOf(e)
	unsure := f.unsureKey(e.Index, m.Key())
	if hold || unsure {
		x, k = f.hold(x, f.baseTyp(f.typeOf(e.X))), f.hold(k, f.typ(m.Key()))
	}
	if !unsure {
		text := x + "[" + k + "]"
		return place{typ: t, get: text, set: func(v string) { f.printf("%s = %s\n", text, v) }}
	}
	text := x + "[" + f.checkedKey("StoreKey", k, m.Key(), x+" == nil") + "]"
	return place{typ: t, get: text, set: func(v string) {
		v = f.hold(v, f.typ(t)) // the key is looked at when the value is there
		f.printf("%s = %s\n", text, v)
	}}
}

// deleteCall lowers delete(m, k).
func (f *fn) deleteCall(e *ast.CallExpr, x string, m *types.Map, op operandFunc) string {
	k := op(f.mapKey(e.Args[1], m.Key()), m.Key())
	if !f.unsureKey(e.Args[1], m.Key()) {
		return "delete(" + x + ", " + k + ")"
	}
	mt, kt := f.baseTyp(f.typeOf(e.Args[0])), f.typ(m.Key())
	h := f.helper("delete", mt, func(name string) string {
		return fmt.Sprintf("func %s(m %s, k %s) { delete(m, %s) }", name, mt, kt, f.checkedKey("Key", "k", m.Key(), "len(m)"))
	})
	return h + "(" + x + ", " + k + ")"
}
