package session

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"schedtick/kernel/cell"
)

// A Need is a declaration of an earlier cell that a unit cannot do without.
type Need struct {
	Name string // what it declares; for a method, the method's name
	Obj  types.Object
	Cell *cell.Cell
	Info *types.Info // of that cell
	// Decl is an *ast.FuncDecl; an *ast.TypeSpec or *ast.ValueSpec of Group; or, for
	// a variable of a := statement, an *ast.AssignStmt.
	Decl  ast.Node
	Group *ast.GenDecl
	// Use is the first place of the unit that needs it, directly or through others.
	Use token.Position
	// Others are the names of a const declaration's group that now mean
	// something else: the program that the group becomes part of must not have them.
	Others []string
	// Shadowed: the unit declares the name too, but a statement above means the
	// earlier cell's variable. These are its identifiers.
	Shadowed []*ast.Ident
}

// Needs finds what a unit uses of earlier cells, and what that uses, in the order of the
// cells that declare it: variables (whose values the session has), functions, types with
// their methods, constants. What a name means is what it means when the cell
// runs: what was declared anew in the same form counts in its newest form. The error, an
// ErrorList, names what was declared anew in another form, and what was lost.
//
// The unit must be the last that was checked, and not yet committed.
func (s *Session) Needs(u *Unit) ([]Need, error) {
	s.types.RLock()
	defer s.types.RUnlock()
	s.mu.RLock()
	defer s.mu.RUnlock()
	n := &needs{s: s, u: u, own: make(map[string]bool), found: make(map[types.Object]*Need), ownMethods: make(map[types.Object]bool)}
	for _, name := range u.names {
		n.own[name] = true
	}
	for _, it := range u.Cell.Items {
		if fn, ok := it.Decl.(*ast.FuncDecl); ok && fn.Recv != nil {
			n.ownMethods[u.Info.Defs[fn.Name]] = true
		}
	}
	for _, it := range u.Cell.Items {
		n.walk(it.Node(), u.Info, nil)
	}
	if err := n.errs.Err(); err != nil {
		return nil, err
	}
	list := make([]Need, len(n.order))
	for i, d := range n.order {
		list[i] = *d
	}
	slices.SortStableFunc(list, func(a, b Need) int {
		if a.Cell != b.Cell {
			return a.Cell.ID - b.Cell.ID
		}
		return a.Cell.Offset(a.Decl.Pos()) - b.Cell.Offset(b.Decl.Pos())
	})
	return list, nil
}

// needs is one search.
type needs struct {
	s          *Session
	u          *Unit
	own        map[string]bool
	ownMethods map[types.Object]bool
	found      map[types.Object]*Need
	order      []*Need
	errs       ErrorList
	seen       map[types.Type]bool
}

// walk follows the names in a declaration or statement. by is what needs it, nil
// for the unit itself.
func (n *needs) walk(node ast.Node, info *types.Info, by *Need) {
	ast.Inspect(node, func(x ast.Node) bool {
		id, ok := x.(*ast.Ident)
		if !ok {
			return true
		}
		obj := info.Uses[id]
		if obj == nil || obj.Pkg() == nil || obj.Pkg().Path() != "main" {
			return true
		}
		if v, ok := obj.(*types.Var); ok && v.IsField() {
			return true
		}
		if fn, ok := obj.(*types.Func); ok && fn.Signature().Recv() != nil {
			return true // comes with its type
		}
		if _, ok := obj.(*types.PkgName); ok || obj.Parent() == nil || obj.Parent() != obj.Pkg().Scope() {
			return true
		}
		n.use(id, obj, by)
		return true
	})
}

// use notes that an identifier means obj.
func (n *needs) use(id *ast.Ident, obj types.Object, by *Need) {
	name := obj.Name()
	mine := n.u.Pkg.Scope().Lookup(name)
	if n.own[name] && mine == obj {
		return
	}
	var at token.Position
	if by != nil {
		at = by.Use
	} else {
		at = n.u.Cell.Position(id.Pos())
	}
	if n.own[name] && by != nil {
		// The unit declares anew what an earlier declaration uses.
		if !sameForm(obj, mine) {
			n.fail(at, fmt.Sprintf("%s of cell [%d] uses %s, which this cell declares in another form; run cell [%d] again after it", by.Name, by.Cell.ID, name, by.Cell.ID))
		}
		return
	}
	e := n.s.live[name]
	if e == nil || e.obj == nil || e.obj != obj && !sameForm(obj, e.obj) {
		who := "this cell"
		if by != nil {
			who = fmt.Sprintf("%s of cell [%d]", by.Name, by.Cell.ID)
		}
		switch from := n.s.lost[name]; {
		case e != nil && e.cell != nil:
			n.fail(at, fmt.Sprintf("%s uses an earlier %s than that of cell [%d]; run the cell that declares it again", who, name, e.cell.ID))
		case from != "":
			n.fail(at, fmt.Sprintf("%s uses %s of %s, which was lost with the process that had it; run that cell again", who, name, from))
		default:
			n.fail(at, fmt.Sprintf("%s uses %s, which the session does not have any more", who, name))
		}
		return
	}
	d := n.add(e.obj, name, e, at)
	if by == nil && n.own[name] {
		d.Shadowed = append(d.Shadowed, id)
	}
}

// add notes an entry of the session, and what it uses.
func (n *needs) add(obj types.Object, name string, e *entry, at token.Position) *Need {
	if d := n.found[obj]; d != nil {
		return d
	}
	d := &Need{Name: name, Obj: obj, Cell: e.cell, Info: e.info, Decl: e.decl, Use: at}
	n.found[obj] = d
	n.order = append(n.order, d)
	switch decl := e.decl.(type) {
	case *ast.FuncDecl:
		n.walk(decl, e.info, d)
		return d
	case *ast.TypeSpec, *ast.ValueSpec:
		d.Group = group(e.cell, decl)
	}
	switch obj := obj.(type) {
	case *types.Var:
		// Its value comes from the session; what it was set to first does not matter.
		n.typ(obj.Type(), d)
	case *types.Const:
		if d.Group != nil {
			n.constants(d)
		}
	case *types.TypeName:
		n.walk(e.decl, e.info, d)
		if named, ok := obj.Type().(*types.Named); ok {
			n.methods(named, d)
		}
	}
	return d
}

// constants follows a const declaration, which stays whole for its iota.
func (n *needs) constants(d *Need) {
	for _, spec := range d.Group.Specs {
		vs, ok := spec.(*ast.ValueSpec)
		if !ok {
			continue
		}
		n.walk(vs, d.Info, d)
		for _, id := range vs.Names {
			obj := d.Info.Defs[id]
			if e := n.s.live[id.Name]; id.Name != "_" && (n.own[id.Name] || e == nil || e.obj != obj) {
				d.Others = append(d.Others, id.Name)
			}
		}
	}
}

// methods adds the methods of a type of an earlier cell, wherever they were
// declared.
func (n *needs) methods(named *types.Named, of *Need) {
	declared := make(map[types.Object]*ast.FuncDecl)
	for _, it := range of.Cell.Items {
		if fn, ok := it.Decl.(*ast.FuncDecl); ok && fn.Recv != nil {
			declared[of.Info.Defs[fn.Name]] = fn
		}
	}
	for m := range named.Methods() {
		if Hidden(m) || n.ownMethods[m] {
			continue
		}
		e := n.s.methods[m]
		if e == nil {
			fn := declared[m]
			if fn == nil {
				continue
			}
			e = &entry{obj: m, cell: of.Cell, info: of.Info, decl: fn}
		}
		n.add(m, named.Obj().Name()+"."+m.Name(), e, of.Use)
	}
}

// typ adds the types of earlier cells that a type mentions.
func (n *needs) typ(t types.Type, by *Need) {
	if n.seen == nil {
		n.seen = make(map[types.Type]bool)
	}
	eachNamed(t, n.seen, func(obj *types.TypeName) {
		if obj.Pkg() != nil && obj.Pkg().Path() == "main" && obj.Parent() == obj.Pkg().Scope() {
			n.use(nil, obj, by)
		}
	})
}

func (n *needs) fail(at token.Position, msg string) {
	c := n.u.Cell
	n.errs = append(n.errs, &Error{Cell: c.ID, Name: c.Name, Line: at.Line, Col: at.Column, Msg: msg, Source: c.Line(at.Line)})
}

// sameForm reports whether what uses old can use now in its place.
func sameForm(old, now types.Object) bool {
	switch old.(type) {
	case *types.Func:
		_, ok := now.(*types.Func)
		return ok && types.Identical(old.Type(), now.Type())
	case *types.Var:
		_, ok := now.(*types.Var)
		return ok && types.Identical(old.Type(), now.Type())
	case *types.Const:
		_, ok := now.(*types.Const)
		return ok && types.Identical(old.Type(), now.Type())
	}
	return old == now
}

// group is the declaration that a spec is part of.
func group(c *cell.Cell, spec ast.Node) *ast.GenDecl {
	for _, it := range c.Items {
		d, ok := it.Decl.(*ast.GenDecl)
		if s, isStmt := it.Stmt.(*ast.DeclStmt); isStmt {
			d, ok = s.Decl.(*ast.GenDecl)
		}
		if ok && slices.ContainsFunc(d.Specs, func(s ast.Spec) bool { return s == spec }) {
			return d
		}
	}
	return nil
}

// eachNamed calls f for each declared type that t mentions in its form; seen keeps
// it from going round.
func eachNamed(t types.Type, seen map[types.Type]bool, f func(*types.TypeName)) {
	if t == nil || seen[t] {
		return
	}
	seen[t] = true
	all := func(list *types.TypeList) {
		for i := range list.Len() {
			eachNamed(list.At(i), seen, f)
		}
	}
	switch t := t.(type) {
	case *types.Alias:
		f(t.Obj())
		all(t.TypeArgs())
	case *types.Named:
		f(t.Obj())
		all(t.TypeArgs())
	case *types.Pointer:
		eachNamed(t.Elem(), seen, f)
	case *types.Slice:
		eachNamed(t.Elem(), seen, f)
	case *types.Array:
		eachNamed(t.Elem(), seen, f)
	case *types.Chan:
		eachNamed(t.Elem(), seen, f)
	case *types.Map:
		eachNamed(t.Key(), seen, f)
		eachNamed(t.Elem(), seen, f)
	case *types.Struct:
		for v := range t.Fields() {
			eachNamed(v.Type(), seen, f)
		}
	case *types.Tuple:
		for v := range t.Variables() {
			eachNamed(v.Type(), seen, f)
		}
	case *types.Signature:
		eachNamed(t.Params(), seen, f)
		eachNamed(t.Results(), seen, f)
	case *types.Interface:
		for m := range t.Methods() {
			eachNamed(m.Type(), seen, f)
		}
	}
}
