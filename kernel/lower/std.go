package lower

import (
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"strings"

	"schedtick/kernel/cell"
	"schedtick/kernel/lower/stdsrc"
	"schedtick/kernel/session"
)

// fromSource reports whether the declarations of a package are lowered: those
// of cells, and those of the standard library that are taken from source.
func fromSource(p *types.Package) bool {
	return p != nil && (p.Path() == "main" || strings.HasPrefix(p.Path(), stdsrc.Prefix))
}

// stdFunc finds the source of a function of the standard library, nil if there
// is none. The compiled package's object and the source's own name the same.
func (lo *lowering) stdFunc(fn *types.Func) *funcRec {
	fn = fn.Origin()
	path := strings.TrimPrefix(fn.Pkg().Path(), stdsrc.Prefix)
	name := fn.Name()
	if recv := fn.Signature().Recv(); recv != nil {
		if n, ok := types.Unalias(deref(recv.Type())).(*types.Named); ok {
			name = n.Obj().Name() + "." + name
		}
	}
	key := path + "." + name
	if r, ok := lo.std[key]; ok {
		return r
	}
	p := lo.stdOf(fn.Pkg())
	if p == nil || p.Funcs[name] == nil {
		var err error
		switch p, err = lo.stdLoader.Load(path, name); {
		case errors.Is(err, stdsrc.ErrOwn):
			lo.std[key] = nil // refused where it is used
			return nil
		case err != nil:
			lo.fail(lo.at, "%v", err)
		}
	}
	var r *funcRec
	if p != nil {
		decl := p.Funcs[name]
		obj, _ := p.Info.Defs[decl.Name].(*types.Func)
		lowered := "G_" + strings.NewReplacer("/", "_", ".", "_").Replace(key)
		r = &funcRec{key: key, name: lowered, obj: obj, decl: decl, unit: stdUnit(p, path)}
		lo.stdPkgs[p.Pkg] = p
	}
	lo.std[key] = r
	return r
}

// stdOf is the checked source that pkg is of, or nil.
func (lo *lowering) stdOf(pkg *types.Package) *stdsrc.Package { return lo.stdPkgs[pkg] }

// stdUnit is a checked package as the rest of this package wants to see it.
func stdUnit(p *stdsrc.Package, path string) *session.Unit {
	return &session.Unit{
		Cell: &cell.Cell{Name: path},
		Fset: p.Fset,
		Pkg:  p.Pkg,
		Info: p.Info,
		Source: func(pos token.Pos) token.Position {
			return p.Fset.Position(pos)
		},
	}
}

// stdInstance is the instance of a generic function of a compiled package.
func (f *fn) stdInstance(at token.Pos, fn *types.Func, args []types.Type) string {
	full := strings.TrimPrefix(fn.Pkg().Path(), stdsrc.Prefix) + "." + fn.Name()
	switch full {
	case "unique.Make":
		t := f.typ(args[0])
		return f.helper("unique", f.key(args[0]), func(name string) string {
			return fmt.Sprintf("func %s(v %s) rt.Handle { return rt.UniqueMake(%s) }", name, t, f.convert("v", args[0], anyType))
		})
	case "weak.Make":
		t := f.typ(types.NewPointer(args[0]))
		return f.helper("weak", t, func(name string) string {
			return fmt.Sprintf("func %s(p %s) rt.WeakPointer { return rt.WeakMake(p) }", name, t)
		})
	case "reflect.TypeFor":
		id := f.typeID(args[0])
		return f.helper("typefor", fmt.Sprint(id), func(name string) string {
			return fmt.Sprintf("func %s() %s.Type { return rt.ReflectTypeFor(%d) }", name, f.alias("reflect"), id)
		})
	}
	if r := f.stdFunc(fn); r != nil {
		return f.instance(r, r.obj.Signature().TypeParams(), args)
	}
	return f.unsupported(at, fn.Pkg().Name()+"."+fn.Name(), "its generic code is compiled")
}

// stdTypes are the generic types of the standard library that kernel/rt has in
// a form for all types.
var stdTypes = map[string]string{
	"sync/atomic.Pointer": "rt.AtomicPointer",
	"unique.Handle":       "rt.Handle",
	"weak.Pointer":        "rt.WeakPointer",
}

// stdType is an instance of a generic type of the standard library as the
// interpreter is to see it. Named function types are the plain ones.
func (lo *lowering) stdType(n *types.Named) string {
	if text, ok := stdTypes[stdTypeName(n)]; ok {
		return text
	}
	if _, ok := n.Underlying().(*types.Signature); ok {
		return lo.typ(n.Underlying())
	}
	lo.refuse(lo.at, "type "+types.TypeString(n, shortQualifier), "its generic code is compiled", native)
	return "any"
}

func stdTypeName(n *types.Named) string {
	if n.Obj().Pkg() == nil {
		return ""
	}
	return n.Obj().Pkg().Path() + "." + n.Obj().Name()
}

// stdMethod is a method of one of stdTypes: a function that takes the receiver.
func (f *fn) stdMethod(recv types.Type, fn *types.Func) (name string, ok bool) {
	n, ok := types.Unalias(deref(f.subst(recv))).(*types.Named)
	if !ok || n.TypeArgs().Len() != 1 {
		return "", false
	}
	full := stdTypeName(n)
	rtType, ok := stdTypes[full]
	if !ok {
		return "", false
	}
	arg := f.subst(n.TypeArgs().At(0))
	body, ok := map[string]string{
		"sync/atomic.Pointer.Load":           "(a *RT) *T {\nvar v *T\nrt.PointerLoad(a, &v)\nreturn v\n}",
		"sync/atomic.Pointer.Store":          "(a *RT, v *T) {\nrt.PointerStore(a, v)\n}",
		"sync/atomic.Pointer.Swap":           "(a *RT, v *T) *T {\nvar old *T\nrt.PointerSwap(a, v, &old)\nreturn old\n}",
		"sync/atomic.Pointer.CompareAndSwap": "(a *RT, old, v *T) bool {\nreturn rt.PointerCAS(a, old, v)\n}",
		"unique.Handle.Value":                "(h RT) T {\nvar v T\nrt.To(ID, rt.UniqueValue(h), &v)\nreturn v\n}",
		"weak.Pointer.Value":                 "(w RT) *T {\nvar v *T\nrt.WeakValue(w, &v)\nreturn v\n}",
	}[full+"."+fn.Name()]
	if !ok {
		f.fail(f.at, "method %s of %s", fn.Name(), full)
	}
	id := ""
	if full == "unique.Handle" {
		id = fmt.Sprint(f.typeID(arg))
	}
	body = strings.NewReplacer("*T", f.typ(types.NewPointer(arg)), "RT", rtType, " T", " "+f.typ(arg), "ID", id).Replace(body)
	return f.helper("std", full+"."+fn.Name()+" "+f.key(arg), func(name string) string {
		return "func " + name + body
	}), true
}
