package lower

import (
	"go/ast"
	"go/types"
	"strings"
)

// localTypes are the types that a generic function declares in its body: each
// instance of the function has its own.
type localTypes struct {
	decl *ast.FuncDecl
	pkg  *types.Package
	args string // type arguments as %T prints them
}

// declares reports whether the type belongs to the function. The types that
// instances have of it are in no scope.
func (l localTypes) declares(n *types.Named) bool {
	obj := n.Obj()
	return l.decl != nil && obj.Pkg() == l.pkg && obj.Parent() != nil && obj.Parent() != l.pkg.Scope() &&
		l.decl.Pos() <= obj.Pos() && obj.Pos() < l.decl.End()
}

func newLocalTypes(r *funcRec, args []types.Type) localTypes {
	names := make([]string, len(args))
	for i, a := range args {
		names[i] = typeArgName(a)
	}
	return localTypes{decl: r.decl, pkg: r.obj.Pkg(), args: "[" + strings.Join(names, ",") + "]"}
}

// local makes the instance's own type of a type that the function declares.
func (s *substitution) local(n *types.Named) types.Type {
	obj := n.Obj()
	own := types.NewNamed(types.NewTypeName(obj.Pos(), obj.Pkg(), obj.Name()+s.locals.args, nil), nil, nil)
	s.cache[n] = own // before the underlying type, which may refer to it
	own.SetUnderlying(s.apply(n.Underlying()).Underlying())
	return own
}

// plain makes an identifier of the name of a type, which may have arguments.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z':
			return r
		case r > 127:
			return 'u'
		}
		return '_'
	}, name)
}

// refuseLocalGenerics refuses generic types inside a generic function: they
// would have two kinds of type arguments.
func (lo *lowering) refuseLocalGenerics(r *funcRec) {
	ast.Inspect(r.decl, func(n ast.Node) bool {
		if s, ok := n.(*ast.TypeSpec); ok && s.TypeParams != nil && s.Assign == 0 {
			lo.with(r.unit, func() {
				lo.refuse(s.Pos(), "the generic type "+s.Name.Name+" in a generic function",
					"each instance of the function would have its own", "declare the type outside of the function")
			})
		}
		return true
	})
}
