package lower

import (
	"fmt"
	"go/ast"
	"go/types"
)

// A blank field is zero whatever is written into it: Go evaluates the value and does not
// store it, nor does the lowered text. So the interpreter, which compares all fields, finds
// blank ones equal, as Go does by leaving them out. Only unsafe code could tell.

// dropped evaluates a value for a blank field, and is its zero.
func (f *fn) dropped(text string, t types.Type) string {
	t = f.subst(t)
	tt := f.typ(t)
	h := f.helper("drop", tt, func(name string) string {
		return fmt.Sprintf("func %s(%s) %s {\nvar v %s\nreturn v\n}", name, "x "+tt, tt, tt)
	})
	return h + "(" + text + ")"
}

// refuseBlanks refuses conversions between unsafe.Pointer and a pointer to what has blank
// fields: only that can fill them, and the interpreter compares them, as zeros.
func (f *fn) refuseBlanks(e *ast.CallExpr, from, to types.Type) {
	if isUnsafePointer(to) {
		from, to = to, from
	}
	if p, ok := coreType(to).(*types.Pointer); ok && isUnsafePointer(from) && hasBlank(f.subst(p.Elem())) {
		f.unsupported(e.Pos(), "unsafe.Pointer to "+types.TypeString(p.Elem(), shortQualifier), "it can write to blank fields, which Go leaves out of comparisons")
	}
}

func isUnsafePointer(t types.Type) bool {
	b, ok := coreType(t).(*types.Basic)
	return ok && b.Kind() == types.UnsafePointer
}

// hasBlank reports a cell's struct or array with blank fields at any depth.
func hasBlank(t types.Type) bool {
	if n, ok := types.Unalias(t).(*types.Named); ok {
		if _, ok := isSessionNamed(n); !ok {
			return false // compiled types compare themselves
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Array:
		return hasBlank(u.Elem())
	case *types.Struct:
		for i := range u.NumFields() {
			if u.Field(i).Name() == "_" || hasBlank(u.Field(i).Type()) {
				return true
			}
		}
	}
	return false
}
