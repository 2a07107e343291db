package lower

import (
	"go/ast"
	"go/constant"
	"go/types"
)

// genericFunc is the instance of a generic function that e names. Each
// instance is a copy of its own, written once.
func (f *fn) genericFunc(e, x ast.Expr) string {
	var id *ast.Ident
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		id = x
	case *ast.SelectorExpr:
		id = x.Sel
	default:
		f.fail(e.Pos(), "instance of %T", x)
	}
	fn, ok := f.src.Info.Uses[id].(*types.Func)
	if !ok {
		f.fail(e.Pos(), "instance of %s", id.Name)
	}
	inst := f.src.Info.Instances[id]
	args := make([]types.Type, inst.TypeArgs.Len())
	for i := range args {
		args[i] = f.subst(inst.TypeArgs.At(i))
	}
	if fn.Pkg().Path() != "main" {
		return f.stdInstance(e.Pos(), fn, args)
	}
	r := f.record(fn)
	if r == nil {
		f.fail(e.Pos(), "generic function %s was never declared", fn.Name())
	}
	f.depend(r.key, f.funcForm(r.obj))
	return f.instance(r, r.obj.Signature().TypeParams(), args)
}

// methodInstance is a method of an instance of a generic type.
func (lo *lowering) methodInstance(n *types.Named, fn *types.Func) string {
	r := lo.record(fn)
	if r == nil {
		lo.fail(lo.at, "method %s was never declared", fn.Name())
	}
	lo.depend(r.key, lo.funcForm(r.obj))
	args := make([]types.Type, n.TypeArgs().Len())
	for i := range args {
		args[i] = lo.subst(n.TypeArgs().At(i))
	}
	return lo.instance(r, r.obj.Signature().RecvTypeParams(), args)
}

func (lo *lowering) instance(r *funcRec, params *types.TypeParamList, args []types.Type) string {
	key := r.name
	for _, a := range args {
		key += "," + lo.key(a)
	}
	name := lo.instanceName(r.name, key)
	k := "instance\x00" + key
	if lo.helpers[k] != nil {
		return name
	}
	lo.helpers[k] = &helper{name: name}
	if len(args) > 0 {
		lo.refuseLocalGenerics(r)
	}
	s := &substitution{args: map[*types.TypeParam]types.Type{}, cache: map[types.Type]types.Type{}, locals: newLocalTypes(r, args)}
	for i, a := range args {
		s.args[params.At(i)] = a
	}
	lo.todo = append(lo.todo, func() {
		old, oldDeps := lo.tsubst, lo.deps
		lo.tsubst, lo.deps = s, r.deps
		lo.with(r.unit, func() {
			lo.writeFunc(name, sourceName(r.obj), r.obj.Signature(), r.decl.Recv, r.decl.Type, r.decl.Body)
		})
		lo.tsubst, lo.deps = old, oldDeps
	})
	return name
}

// sameKind reports whether the constant v is one of type t once t stands for a
// type parameter: the conversion is no change of kind, as from int to string.
func sameKind(v constant.Value, t types.Type) bool {
	b, ok := coreType(t).(*types.Basic)
	if !ok {
		return false
	}
	switch v.Kind() {
	case constant.Bool:
		return b.Info()&types.IsBoolean != 0
	case constant.String:
		return b.Info()&types.IsString != 0
	}
	return b.Info()&types.IsNumeric != 0
}
