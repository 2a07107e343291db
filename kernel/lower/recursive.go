package lower

import (
	"fmt"
	"go/ast"
	"go/types"
)

// Two kinds of types are beyond the interpreter, which gives them another
// reflect type at each place that mentions them:
//
//	type state func(*lexer) state            // refers to itself without a struct
//	type edge struct{ to *vertex }           // structs that refer to each other
//	type vertex struct{ edges []*edge }
//
// Values of the first kind, and pointers to and collections of structs of the
// second, are opaque: they travel as any. They are unwrapped where an operation
// needs the underlying type, and wrapped where one makes a value.

// opaque reports whether values of t travel as any.
func (lo *lowering) opaque(t types.Type) bool {
	t = types.Unalias(lo.subst(types.Unalias(t)))
	if n, ok := t.(*types.Named); ok {
		if _, ok := isSessionNamed(n); !ok {
			return false
		}
		switch u := n.Underlying().(type) {
		case *types.Struct, *types.Interface, *types.Basic:
			return false
		default:
			return recursive(n) || lo.opaque(u)
		}
	}
	switch t := t.(type) {
	case *types.Pointer:
		return lo.tangled(t.Elem())
	case *types.Slice:
		return lo.tangled(t.Elem())
	case *types.Map:
		return lo.tangled(t.Key()) || lo.tangled(t.Elem())
	case *types.Chan:
		return lo.tangled(t.Elem())
	case *types.Signature:
		for _, tup := range []*types.Tuple{t.Params(), t.Results()} {
			for i := range tup.Len() {
				if lo.tangled(tup.At(i).Type()) {
					return true
				}
			}
		}
	}
	return false
}

// tangled reports a struct type, or an array of one, that another struct type
// refers to and is referred to by.
func (lo *lowering) tangled(t types.Type) bool {
	t = types.Unalias(lo.subst(types.Unalias(t)))
	if a, ok := t.Underlying().(*types.Array); ok {
		return lo.tangled(a.Elem())
	}
	n, ok := isSessionNamed(t)
	if !ok {
		return false
	}
	if _, ok := n.Underlying().(*types.Struct); !ok {
		return false
	}
	for m := range lo.reach(n) {
		if m != n && lo.reach(m)[n] {
			return true
		}
	}
	return false
}

// reach is the set of struct types that n's fields mention, at any depth.
func (lo *lowering) reach(n *types.Named) map[*types.Named]bool {
	if r, ok := lo.reached[n]; ok {
		return r
	}
	r := map[*types.Named]bool{}
	seen := map[types.Type]bool{}
	var walk func(t types.Type)
	walk = func(t types.Type) {
		t = types.Unalias(t)
		if seen[t] {
			return
		}
		seen[t] = true
		switch t := t.(type) {
		case *types.Named:
			if m, ok := isSessionNamed(t); ok {
				if _, ok := m.Underlying().(*types.Struct); ok {
					r[m] = true
				}
				if _, ok := m.Underlying().(*types.Interface); !ok {
					walk(m.Underlying())
				}
			}
		case *types.Pointer:
			walk(t.Elem())
		case *types.Slice:
			walk(t.Elem())
		case *types.Array:
			walk(t.Elem())
		case *types.Map:
			walk(t.Key())
			walk(t.Elem())
		case *types.Chan:
			walk(t.Elem())
		case *types.Struct:
			for i := range t.NumFields() {
				walk(t.Field(i).Type())
			}
		case *types.Signature:
			for _, tup := range []*types.Tuple{t.Params(), t.Results()} {
				for i := range tup.Len() {
					walk(tup.At(i).Type())
				}
			}
		}
	}
	walk(n.Underlying())
	lo.reached[n] = r
	return r
}

// baseTyp is the lowered text of the type that operations on t work on.
func (lo *lowering) baseTyp(t types.Type) string {
	if !lo.opaque(t) {
		return lo.typ(t)
	}
	return lo.shape(types.Unalias(lo.subst(types.Unalias(t))).Underlying())
}

// base is the text of e as an operand of an operation of its underlying type.
func (f *fn) base(e ast.Expr) string { return f.unwrap(f.expr(e), f.typeOf(e)) }

func (f *fn) unwrap(text string, t types.Type) string {
	if !f.opaque(t) {
		return text
	}
	under := f.baseTyp(t)
	h := f.helper("unwrap", under, func(name string) string {
		return fmt.Sprintf("func %s(x any) %s {\nvar v %s\nif x != nil { rt.Unbox(x, &v) }\nreturn v\n}", name, under, under)
	})
	return h + "(" + text + ")"
}

// wrap is text, of the underlying type of t, as a value of t.
func (f *fn) wrap(text string, t types.Type) string {
	if !f.opaque(t) || text == "nil" {
		return text
	}
	under := f.baseTyp(t)
	h := f.helper("wrap", under, func(name string) string {
		return fmt.Sprintf("func %s(v %s) any {\nif v == nil { return nil }\nreturn v\n}", name, under)
	})
	return h + "(" + text + ")"
}
