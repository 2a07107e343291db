package lower

import (
	"fmt"
	"go/ast"
	"go/types"
)

// A type that refers to itself without a struct in between, like
//
//	type state func(*lexer) state
//
// is beyond the interpreter. Its values travel as any; they are unwrapped where
// an operation needs the underlying type, and wrapped where one makes a value.

// rec reports such a type.
func (lo *lowering) rec(t types.Type) (*types.Named, bool) {
	n, ok := isSessionNamed(lo.subst(t))
	if !ok {
		return nil, false
	}
	switch n.Underlying().(type) {
	case *types.Struct, *types.Interface:
		return nil, false
	}
	return n, recursive(n)
}

// baseTyp is the lowered text of the type that operations on t work on.
func (lo *lowering) baseTyp(t types.Type) string {
	if n, ok := lo.rec(t); ok {
		return lo.typ(n.Underlying())
	}
	return lo.typ(t)
}

// base is the text of e as an operand of an operation of its underlying type.
func (f *fn) base(e ast.Expr) string { return f.unwrap(f.expr(e), f.typeOf(e)) }

func (f *fn) unwrap(text string, t types.Type) string {
	n, ok := f.rec(t)
	if !ok {
		return text
	}
	under := f.typ(n.Underlying())
	h := f.helper("unwrap", under, func(name string) string {
		return fmt.Sprintf("func %s(x any) %s {\nvar v %s\nif x != nil { rt.Unbox(x, &v) }\nreturn v\n}", name, under, under)
	})
	return h + "(" + text + ")"
}

// wrap is text, of the underlying type of t, as a value of t.
func (f *fn) wrap(text string, t types.Type) string {
	n, ok := f.rec(t)
	if !ok || text == "nil" {
		return text
	}
	under := f.typ(n.Underlying())
	isNil := ""
	switch n.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map, *types.Chan, *types.Signature:
		isNil = "if v == nil { return nil }\n"
	}
	h := f.helper("wrap", under, func(name string) string {
		return fmt.Sprintf("func %s(v %s) any {\n%sreturn v\n}", name, under, isNil)
	})
	return h + "(" + text + ")"
}
