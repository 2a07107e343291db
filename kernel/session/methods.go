package session

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"schedtick/kernel/cell"
)

// A cell may declare methods of a type of an earlier cell, or declare them
// anew. go/types knows no such thing, so the type itself is given the method:
// it stays the same type, and its values, wherever they are, have the method
// from then on. Check does this while it checks and takes it back if the cell
// has errors; a unit that is never committed takes it back at the next Check.

// A foreign is a method declaration of a type of an earlier cell.
type foreign struct {
	decl *ast.FuncDecl
	from *types.Package // that declared the name of the receiver type
	typ  *types.Named   // nil if it is not the session's
	fn   *types.Func    // in the method list of typ, once it is there

	// For go/types, whose resolver takes a bare name for a type of the cell's
	// own, the declaration has a receiver of type declaredIn.T.
	shown *ast.FuncDecl
	base  *ast.SelectorExpr
}

// declaredIn is the name by which a receiver's package is imported.
const declaredIn = "·declaredIn"

// show makes the declaration that go/types gets to see.
func (f *foreign) show(nth int) {
	id := receiver(f.decl)
	f.base = &ast.SelectorExpr{X: &ast.Ident{NamePos: id.NamePos, Name: declaredIn + itoa(nth)}, Sel: id}
	field := *f.decl.Recv.List[0]
	field.Type = f.base
	if star, ok := ast.Unparen(f.decl.Recv.List[0].Type).(*ast.StarExpr); ok {
		field.Type = &ast.StarExpr{Star: star.Star, X: f.base}
	}
	decl, recv := *f.decl, *f.decl.Recv
	recv.List = []*ast.Field{&field}
	decl.Recv = &recv
	f.shown = &decl
}

// record copies what was found out about the receiver that was shown to the
// syntax of the cell.
func (f *foreign) record(info *types.Info) {
	shown := f.shown.Recv.List[0].Type
	ast.Inspect(f.decl.Recv.List[0].Type, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.StarExpr:
			info.Types[n] = info.Types[shown]
		case *ast.Ident:
			info.Types[n] = info.Types[f.base]
		case *ast.ParenExpr:
			if _, star := ast.Unparen(n).(*ast.StarExpr); star {
				info.Types[n] = info.Types[shown]
			} else {
				info.Types[n] = info.Types[f.base]
			}
		}
		return true
	})
}

// insertOrigins makes the packages of the foreign types nameable.
func (k *checker) insertOrigins() {
	for i, f := range k.foreign {
		k.pkg.Scope().Insert(types.NewPkgName(token.NoPos, k.pkg, declaredIn+itoa(i), f.from))
	}
}

// An undo takes a change of a type back.
type undo func()

// foreigners finds the method declarations of the cell that belong to types of
// earlier cells.
func (k *checker) foreigners() []*foreign {
	if k.c.File != nil {
		return nil
	}
	own := declarations(k.c)
	var list []*foreign
	for _, it := range k.c.Items {
		decl, ok := it.Decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		base := receiver(decl)
		if base == nil {
			continue
		}
		if _, ok := own[base.Name]; ok {
			continue
		}
		e, obj := k.lookup(base.Name)
		if e != nil {
			obj = e.obj
		}
		tn, ok := obj.(*types.TypeName)
		if !ok {
			continue
		}
		f := &foreign{decl: decl, from: tn.Pkg()}
		if named, ok := types.Unalias(tn.Type()).(*types.Named); ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "main" {
			f.typ = named
		}
		f.show(len(list))
		list = append(list, f)
	}
	return list
}

// receiver is the name of a method's receiver base type, or nil.
func receiver(d *ast.FuncDecl) *ast.Ident {
	if d.Recv == nil || len(d.Recv.List) != 1 {
		return nil
	}
	t := ast.Unparen(d.Recv.List[0].Type)
	if star, ok := t.(*ast.StarExpr); ok {
		t = ast.Unparen(star.X)
	}
	switch x := t.(type) {
	case *ast.IndexExpr:
		t = x.X
	case *ast.IndexListExpr:
		t = x.X
	}
	id, _ := t.(*ast.Ident)
	return id
}

// adopt gives the types the methods, as the pass that has just been made saw
// their signatures. It reports whether another pass is wanted for their uses.
func (k *checker) adopt() (again bool) {
	for _, f := range k.foreign {
		def, ok := k.info.Defs[f.decl.Name].(*types.Func)
		if !ok || f.decl.Name.Name == "_" || k.refuse(f) {
			continue
		}
		if f.fn == nil {
			f.fn = k.install(f.typ, f.decl.Name.Name, def.Signature())
			again = true
		}
		// The newest signature, in place: the object is in the type's list.
		*f.fn = *types.NewFunc(def.Pos(), f.typ.Obj().Pkg(), f.decl.Name.Name, def.Signature())
		k.info.Defs[f.decl.Name] = f.fn
		f.record(k.info)
	}
	return again
}

// install gives the method object of that name and signature, which it adds to
// the type if there is none. A method of another signature is put aside: who
// used it keeps an object with the old signature.
func (k *checker) install(typ *types.Named, name string, sig *types.Signature) *types.Func {
	pkg := typ.Obj().Pkg()
	for m := range typ.Methods() {
		if m.Name() != name {
			continue
		}
		old := *m
		k.undo = append(k.undo, func() { *m = old })
		if types.Identical(sig, m.Signature()) && types.Identical(sig.Recv().Type(), m.Signature().Recv().Type()) {
			return m
		}
		*m = *types.NewFunc(m.Pos(), pkg, name+goneSuffix, m.Signature())
		break
	}
	m := types.NewFunc(token.NoPos, pkg, name, sig)
	typ.AddMethod(m)
	k.undo = append(k.undo, func() {
		// go/types has no way to remove a method, but one that nobody can name
		// is as good as none.
		*m = *types.NewFunc(token.NoPos, pkg, name+goneSuffix, types.NewSignatureType(nil, nil, nil, nil, nil, false))
	})
	return m
}

// goneSuffix marks methods that were taken back or put aside.
const goneSuffix = "·gone"

// Hidden reports whether the object is a method that was taken back or put
// aside: it is still in method sets, but a cell cannot name it.
func Hidden(obj types.Object) bool { return strings.HasSuffix(obj.Name(), goneSuffix) }

// refuse reports what go/types says of methods that it sees beside their type.
func (k *checker) refuse(f *foreign) bool {
	if f.typ == nil {
		return true // go/types says it
	}
	name := f.decl.Name.Name
	pos := f.decl.Name.Pos()
	switch u := f.typ.Underlying().(type) {
	case *types.Pointer, *types.Interface:
		k.complain(f.decl.Recv.List[0].Type.Pos(), "invalid receiver type "+f.typ.Obj().Name()+" (pointer or interface type)")
		return true
	case *types.Struct:
		for v := range u.Fields() {
			if v.Name() == name {
				k.complain(pos, "field and method with the same name "+name)
				return true
			}
		}
	}
	if f.typ.TypeParams().Len() > 0 {
		k.complain(f.decl.Recv.List[0].Type.Pos(), "methods of generic type "+f.typ.Obj().Name()+" must be declared in the cell that declares the type")
		return true
	}
	for _, g := range k.foreign {
		if g == f {
			return false
		}
		if g.typ == f.typ && g.decl.Name.Name == name {
			k.complain(pos, "method "+f.typ.Obj().Name()+"."+name+" already declared at "+k.c.Position(g.decl.Name.Pos()).String())
			return true
		}
	}
	return false
}

// complain adds a fault to what go/types says.
func (k *checker) complain(pos token.Pos, msg string) {
	k.lay.faults = append(k.lay.faults, fault{pos, msg})
}

// fine reports whether a complaint of go/types is due to how the declaration
// was shown to it, or about a declaration that is refused as a whole.
func (f *foreign) fine(e types.Error) bool {
	switch {
	case f.typ == nil:
		return false
	case f.typ.TypeParams().Len() > 0:
		return f.decl.Pos() <= e.Pos && e.Pos < f.decl.End()
	case e.Pos < f.decl.Recv.Pos() || e.Pos >= f.decl.Recv.End():
		return false
	}
	return strings.HasPrefix(e.Msg, "cannot define new methods on non-local type") ||
		strings.HasPrefix(e.Msg, "name ") && strings.HasSuffix(e.Msg, " not exported by package main")
}

// takeBack undoes what a unit or a failed check did to types.
func takeBack(list []undo) {
	for i := len(list) - 1; i >= 0; i-- {
		list[i]()
	}
}

// declaredMethods are the methods that a committed cell gave types of others.
func declaredMethods(u *Unit) map[*types.Func]*entry {
	m := make(map[*types.Func]*entry)
	for _, d := range u.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv != nil {
			if obj, ok := u.Info.Defs[fn.Name].(*types.Func); ok && obj.Pkg() != u.Pkg {
				m[obj] = &entry{obj: obj, cell: u.Cell, info: u.Info, decl: fn, doc: fn.Doc.Text()}
			}
		}
	}
	return m
}

// extends reports whether the cell may declare methods of earlier types.
func extends(c *cell.Cell) bool {
	for _, it := range c.Items {
		if fn, ok := it.Decl.(*ast.FuncDecl); ok && fn.Recv != nil && c.File == nil {
			return true
		}
	}
	return false
}

// shown is the declaration that go/types is to see for one of the cell.
func (k *checker) shown(d ast.Decl) ast.Decl {
	for _, f := range k.foreign {
		if f.decl == d {
			return f.shown
		}
	}
	return d
}
