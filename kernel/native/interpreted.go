package native

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"schedtick/kernel/session"
)

// What interpreted cells declare. A variable stays with the interpreter and is reached
// through a pointer, if both sides know its type. A constant is its value. A function
// is compiled, too, into the first native cell that calls it. A type cannot cross: the
// interpreter's values of it have no Go type.

// Interpreted takes note of an interpreted cell that the session has committed.
func (cs *Cells) Interpreted(u *session.Unit) {
	if u.Cell.File != nil {
		return
	}
	changed := make(map[string]bool)
	for _, v := range u.Vars {
		delete(cs.vars, v.Name())
		changed[v.Name()] = true
	}
	for _, d := range u.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			obj, ok := u.Info.Defs[d.Name].(*types.Func)
			if !ok || d.Name.Name == "_" || d.Name.Name == "init" && d.Recv == nil {
				continue
			}
			key := keyOf(obj)
			cs.funcs[key] = &funcRec{key: key, obj: obj, decl: d, unit: u, uses: uses(u, d)}
			changed[d.Name.Name] = true
		case *ast.GenDecl:
			if d.Tok != token.CONST {
				continue
			}
			for _, spec := range d.Specs {
				for _, id := range spec.(*ast.ValueSpec).Names {
					if c, ok := u.Info.Defs[id].(*types.Const); ok {
						cs.consts[id.Name] = c
						changed[id.Name] = true
					}
				}
			}
		}
	}
	// Copies of interpreted functions, and native ones, that use what has changed.
	for more := len(changed) > 0; more; {
		more = false
		for key, r := range cs.funcs {
			if cs.dirty[key] || r.home == nil || r.unit == u {
				continue
			}
			for _, obj := range r.uses {
				fn, _ := obj.(*types.Func)
				if now := u.Pkg.Scope().Lookup(obj.Name()); packageLevel(obj) && now != nil && now.Pkg() == u.Pkg && !sameForm(obj, now) {
					if _, isType := obj.(*types.TypeName); !isType {
						r.stale = staleWords(r.obj, u.Cell.ID, now)
					}
				}
				if changed[obj.Name()] || fn != nil && cs.dirty[keyOf(fn)] {
					cs.dirty[key], more = true, true
					break
				}
			}
		}
	}
}

// Uses reports whether a checked cell uses something of a native one.
func (cs *Cells) Uses(u *session.Unit) bool {
	for _, obj := range u.Info.Uses {
		if _, isPkg := obj.(*types.PkgName); !isPkg && cs.Has(obj) {
			return true
		}
	}
	for _, n := range u.Extends {
		if cs.Has(n.Obj()) {
			return true
		}
	}
	return false
}

// fromInterpreted adds the functions of interpreted cells that the cell uses, directly
// or through others, to what is written again.
func (w *writer) fromInterpreted() {
	todo := slices.Collect(maps.Values(w.u.Info.Uses))
	for _, r := range w.again.funcs {
		todo = append(todo, r.uses...)
	}
	for len(todo) > 0 {
		obj := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		fn, ok := obj.(*types.Func)
		if !ok || !ofCells(fn.Pkg()) || fn.Pkg() == w.u.Pkg {
			continue
		}
		key := keyOf(fn)
		r := w.funcs[key]
		if r == nil || r.home != nil || key.recv != nil || w.own[key] != nil || w.again.funcs[key] != nil {
			continue
		}
		w.again.funcs[key] = r
		todo = append(todo, r.uses...)
	}
}

// crosses reports whether the interpreter's values of a type are what compiled code
// takes them for.
func crosses(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return t.Kind() != types.UntypedNil && t.Kind() != types.Invalid
	case *types.Named:
		if ofCells(t.Obj().Pkg()) {
			return false
		}
		for i := range t.TypeArgs().Len() {
			if !crosses(t.TypeArgs().At(i)) {
				return false
			}
		}
		return t.TypeArgs().Len() == 0
	case *types.Map:
		return crosses(t.Key()) && crosses(t.Elem())
	case *types.Pointer:
		return crosses(t.Elem())
	case *types.Slice:
		return crosses(t.Elem())
	case *types.Array:
		return crosses(t.Elem())
	case *types.Chan:
		return crosses(t.Elem())
	case *types.Interface:
		return t.NumMethods() == 0 && t.NumEmbeddeds() == 0
	}
	return false
}

// sharedVar is what the interpreter calls a variable of the session of this name and
// type, if it holds one.
func (w *writer) sharedVar(v *types.Var) (string, bool) {
	if w.lowered == nil || !crosses(v.Type()) {
		return "", false
	}
	old := w.sessionVar(v.Name())
	if old == nil || !types.Identical(old.Type(), v.Type()) {
		return "", false
	}
	return w.lowered(old)
}

// sessionVar is the interpreter's variable of a name that this cell uses.
func (w *writer) sessionVar(name string) *types.Var {
	for _, obj := range w.u.Info.Uses {
		if v, ok := obj.(*types.Var); ok && v.Name() == name && packageLevel(v) && ofCells(v.Pkg()) && v.Pkg() != w.u.Pkg && w.homes[v.Pkg()] == nil {
			return v
		}
	}
	return nil
}

// sharedText is how the text uses what an interpreted cell has declared; ok is false
// for all else.
func (w *writer) sharedText(obj types.Object, offset int) (text string, ok bool) {
	if v, isVar := obj.(*types.Var); isVar {
		r, taken := w.taken[v]
		if !taken {
			r, taken = w.moved[v]
		}
		if taken {
			return w.share(r.shared, v, offset), r.shared != ""
		}
	}
	if obj.Pkg() == w.u.Pkg || w.homeOf(obj) != nil {
		return "", false
	}
	why := "is a function of an interpreted cell that was declared again since"
	switch o := obj.(type) {
	case *types.Const:
		return w.constText(o, offset), true
	case *types.TypeName:
		why = "is a type of an interpreted cell, whose values a native one does not know"
	case *types.Var:
		why = "is a variable of an interpreted cell, of a type that a native one does not know"
		if name, known := w.lowered(o); known && crosses(o.Type()) {
			return w.share(name, o, offset), true
		}
	}
	w.errorf(offset, "%s %s; run the cell that declares it with %%%%native", obj.Name(), why)
	return obj.Name(), true
}

// share makes a variable of the interpreter known to the text.
func (w *writer) share(name string, v *types.Var, offset int) string {
	if name == "" {
		return ""
	}
	if _, ok := w.shared[name]; !ok {
		w.shared[name] = w.typeText(v.Type(), offset)
	}
	return "(*" + ours + "x" + name + ")"
}

// constText is a constant of an interpreted cell as an expression.
func (w *writer) constText(c *types.Const, offset int) string {
	text := c.Val().ExactString()
	if b, ok := c.Type().(*types.Basic); ok && b.Info()&types.IsUntyped != 0 {
		if b.Kind() == types.UntypedRune {
			return "(" + text + "+'\\x00')"
		}
		if b.Kind() == types.UntypedFloat {
			return "(" + text + "*1.0)"
		}
		return "(" + text + ")"
	}
	return w.typeText(c.Type(), offset) + "(" + text + ")"
}

// writeShared writes the pointers to the interpreter's variables, and the function by
// which the worker sets them.
func (w *writer) writeShared(b *strings.Builder) {
	names := slices.Sorted(maps.Keys(w.shared))
	for _, name := range names {
		fmt.Fprintf(b, "var %sx%s *%s\n", ours, name, w.shared[name])
	}
	fmt.Fprintf(b, "func %s() %s.Bridged { return %[2]s.Bridged{", Shared, hookName)
	for _, name := range names {
		fmt.Fprintf(b, "%q: &%sx%s, ", name, ours, name)
	}
	b.WriteString("} }\n")
}
