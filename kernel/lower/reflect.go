package lower

import (
	"go/ast"
	"go/types"
)

// Package reflect sees the interpreter's values. Where those are as Go's, it is right:
// values of no cell's type, and structs of plain exported fields as long as only
// their fields are asked for. The rest is refused.

// typeDoors are methods of reflect.Type that look into their argument.
var typeDoors = map[string]string{
	"Implements": "rt.ReflectImplements", "AssignableTo": "rt.ReflectAssignableTo", "ConvertibleTo": "rt.ReflectConvertibleTo",
}

// reflectCall lowers a call of a function of package reflect that rules names, or
// reports false to have it refused.
func (f *fn) reflectCall(e *ast.CallExpr, fn *types.Func, sig *types.Signature) (callee, bool) {
	switch fn.Name() {
	case "ValueOf":
		t := f.typeOf(e.Args[0])
		if f.isInterface(t) {
			// It may hold what later cells put into it: that is looked at as it runs.
			return callee{head: "rt.ReflectValueOf", compiled: true, sig: sig}, !f.cellTypes()
		}
		if !f.erased(t) {
			return callee{head: f.alias("reflect") + ".ValueOf", compiled: true, sig: sig, fn: fn}, true
		}
		if f.plainStruct(deref(t)) && f.fieldsOnly(e, t) {
			unboxed := types.NewTuple(types.NewVar(e.Pos(), nil, "x", t))
			sig = types.NewSignatureType(nil, nil, nil, unboxed, sig.Results(), false)
			return callee{head: f.alias("reflect") + ".ValueOf", compiled: true, sig: sig}, true
		}
	case "New":
		return callee{head: "rt.ReflectNew", compiled: true, sig: sig}, !f.cellTypes()
	}
	return callee{}, false
}

// cellTypes reports whether any value of the session so far may have a type that a
// cell declares, so that an interface may hold one.
func (f *fn) cellTypes() bool {
	ours := func(t types.Type) bool {
		switch t.Underlying().(type) {
		case *types.Interface, *types.Signature, *types.Tuple:
			return false
		}
		return f.erased(t)
	}
	for _, r := range f.typeIDs {
		if r.committed && ours(r.typ) {
			return true
		}
	}
	for _, tv := range f.src.Info.Types {
		if tv.Type != nil && ours(tv.Type) {
			return true
		}
	}
	return false
}

// plainStruct reports a struct type whose form in the interpreter is Go's own, but
// for its name.
func (f *fn) plainStruct(t types.Type) bool {
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range s.NumFields() {
		v := s.Field(i)
		if !v.Exported() || v.Embedded() || f.erased(v.Type()) || f.isInterface(v.Type()) {
			return false
		}
	}
	return true
}

// fieldMethods are the methods of a reflect.Value of a struct that do not show the
// struct's type.
var fieldMethods = map[string]bool{
	"Field": true, "FieldByName": true, "NumField": true, "Kind": true, "IsValid": true, "IsZero": true, "CanSet": true, "CanAddr": true,
}

// fieldsOnly reports whether of the reflect.Value that e makes, of a struct or of a
// pointer to one, nothing but fields is ever asked for.
func (f *fn) fieldsOnly(e ast.Expr, t types.Type) bool {
	_, pointer := t.Underlying().(*types.Pointer)
	parents := f.parents()
	var used func(e ast.Node, pointer bool) bool
	used = func(e ast.Node, pointer bool) bool {
		switch p := parents[e].(type) {
		case *ast.ParenExpr:
			return used(p, pointer)
		case *ast.SelectorExpr:
			call, ok := parents[p].(*ast.CallExpr)
			switch {
			case !ok || call.Fun != ast.Expr(p):
				return false
			case p.Sel.Name == "Elem":
				return pointer && used(call, false)
			}
			return !pointer && fieldMethods[p.Sel.Name]
		case *ast.AssignStmt:
			id, ok := p.Lhs[0].(*ast.Ident)
			if !ok || len(p.Lhs) != 1 {
				return false
			}
			v := f.src.Info.Defs[id]
			if v == nil {
				return false
			}
			for use, obj := range f.src.Info.Uses {
				if obj == v && !used(use, pointer) {
					return false
				}
			}
			return true
		}
		return false
	}
	return used(e, pointer)
}

// parents maps the nodes of the unit to those they stand in.
func (f *fn) parents() map[ast.Node]ast.Node {
	out := map[ast.Node]ast.Node{}
	var stack []ast.Node
	visit := func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		if len(stack) > 0 {
			out[n] = stack[len(stack)-1]
		}
		stack = append(stack, n)
		return true
	}
	f.inspect(visit)
	return out
}

// inspect visits the whole unit, as ast.Inspect does.
func (f *fn) inspect(visit func(ast.Node) bool) {
	for _, d := range f.src.Decls {
		ast.Inspect(d, visit)
	}
	for _, s := range f.src.Stmts {
		ast.Inspect(s, visit)
	}
	if f.src.Result != nil {
		ast.Inspect(f.src.Result, visit)
	}
}

// refuseMethods refuses the way from a type to its methods through package reflect:
// the interpreter's types have none.
func (f *fn) refuseMethods(e *ast.SelectorExpr, field types.Object) {
	if p := field.Pkg(); p != nil && p.Path() == "reflect" && field.Name() == "Func" {
		r := rules["reflect.Method.Func"]
		f.refuse(e.Sel.Pos(), r.Construct, r.Reason, r.Advice)
	}
}
