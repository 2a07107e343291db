package native

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"schedtick/kernel/session"
)

// Redefinition. A package that is loaded stays what it is. So when a cell declares
// something anew, the functions of earlier cells that use it are written again, into
// the cell's package: they, too, have a new home. A type that a cell gives methods is
// written again with all that mentions it; variables of the type stay where they are
// and are seen as of the new one, which has the same layout. What uses something
// that is now declared in another form says so when it runs, until it is declared again
// itself.

// funcKey identifies a function, or a method, over redefinitions.
type funcKey struct {
	recv *types.TypeName // nil for a function
	name string
}

// funcRec is a function as the session has it now.
type funcRec struct {
	key   funcKey
	obj   *types.Func
	decl  *ast.FuncDecl
	unit  *session.Unit
	home  *home
	uses  []types.Object // of cells, package-level or methods
	stale string         // why it cannot run any more, or empty
}

// typeRec is a declared type.
type typeRec struct {
	obj  *types.TypeName
	spec *ast.TypeSpec
	unit *session.Unit
	home *home
}

func keyOf(fn *types.Func) funcKey {
	fn = fn.Origin()
	if recv := fn.Signature().Recv(); recv != nil {
		t, _ := deref(recv.Type())
		if n, ok := types.Unalias(t).(*types.Named); ok {
			return funcKey{n.Origin().Obj(), fn.Name()}
		}
		return funcKey{nil, "." + fn.Name()} // of an interface
	}
	return funcKey{nil, fn.Name()}
}

// uses lists what a declaration mentions of cells.
func uses(u *session.Unit, n ast.Node) (list []types.Object) {
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		obj := u.Info.Uses[id]
		if obj == nil || !ofCells(obj.Pkg()) || slices.Contains(list, obj) {
			return true
		}
		if _, isPkg := obj.(*types.PkgName); isPkg {
			return true
		}
		if fn, ok := obj.(*types.Func); ok && fn.Signature().Recv() != nil || packageLevel(obj) {
			list = append(list, obj)
		}
		return true
	})
	return list
}

// again is what a cell makes be written again.
type again struct {
	types map[*types.TypeName]*typeRec
	funcs map[funcKey]*funcRec
}

// declare notes the cell's own functions and types.
func (w *writer) declare() {
	for _, d := range w.u.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			obj, ok := w.u.Info.Defs[d.Name].(*types.Func)
			if !ok || d.Name.Name == "_" || d.Recv == nil && d.Name.Name == "init" {
				continue
			}
			r := &funcRec{key: keyOf(obj), obj: obj, decl: d, unit: w.u, home: w.here, uses: uses(w.u, d)}
			w.own[r.key] = r
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if ts, ok := spec.(*ast.TypeSpec); ok {
					if obj, ok := w.u.Info.Defs[ts.Name].(*types.TypeName); ok {
						w.ownTypes = append(w.ownTypes, &typeRec{obj, ts, w.u, w.here})
					}
				}
			}
		}
	}
}

// sameForm reports whether what uses old can use now in its place.
func sameForm(old, now types.Object) bool {
	switch o := old.(type) {
	case *types.Func:
		n, ok := now.(*types.Func)
		return ok && types.Identical(o.Type(), n.Type()) && o.Signature().TypeParams().Len() == n.Signature().TypeParams().Len()
	case *types.Var:
		n, ok := now.(*types.Var)
		return ok && types.Identical(o.Type(), n.Type())
	case *types.Const:
		n, ok := now.(*types.Const)
		return ok && types.Identical(o.Type(), n.Type()) && o.Val().ExactString() == n.Val().ExactString()
	}
	return old == now
}

// redeclared is what the cell declares in place of obj, or nil.
func (w *writer) redeclared(obj types.Object) types.Object {
	if obj.Pkg() == w.u.Pkg {
		return nil
	}
	if fn, ok := obj.(*types.Func); ok && fn.Signature().Recv() != nil {
		if r := w.own[keyOf(fn)]; r != nil {
			return r.obj
		}
		return nil
	}
	now := w.u.Pkg.Scope().Lookup(obj.Name())
	if now == nil || now.Pkg() != w.u.Pkg || now == obj {
		return nil
	}
	if _, isType := obj.(*types.TypeName); isType {
		return nil // the old one is still what its users mean
	}
	return now
}

// affected finds what has to be written again.
func (w *writer) affected() {
	w.again = again{make(map[*types.TypeName]*typeRec), make(map[funcKey]*funcRec)}
	if w.u.Cell.File != nil {
		return
	}
	for _, n := range w.u.Extends {
		if r := w.typeRecs[n.Origin().Obj()]; r != nil {
			w.again.types[r.obj] = r
		}
	}
	w.affectedTypes()
	stale := make(map[funcKey]string)
	for key, r := range w.funcs {
		if w.own[key] != nil {
			continue
		}
		if r.home == nil {
			continue // the interpreter's
		}
		if key.recv != nil && w.again.types[key.recv] != nil || w.dirty[key] {
			w.again.funcs[key] = r
		}
		for _, obj := range r.uses {
			now := w.redeclared(obj)
			switch {
			case now != nil && !sameForm(obj, now):
				w.again.funcs[key] = r
				stale[key] = staleWords(r.obj, w.u.Cell.ID, now)
			case now != nil && r.stale != "":
				w.again.funcs[key] = r
			case now != nil:
				if _, isFunc := obj.(*types.Func); isFunc {
					w.again.funcs[key] = r
				}
			case w.seesAgain(obj):
				w.again.funcs[key] = r
			}
		}
	}
	w.callers()
	w.fromInterpreted()
	for key := range w.again.funcs {
		if key.recv != nil && w.declares(key.recv.Name()) {
			delete(w.again.funcs, key) // of a type that this cell has put another in the place of
		}
	}
	for obj := range w.again.types {
		if w.declares(obj.Name()) {
			delete(w.again.types, obj)
		}
	}
	for key, r := range w.again.funcs {
		n := *r
		n.home = w.here
		if n.stale = stale[key]; n.stale == "" && r.stale != "" && !w.fits(r) {
			n.stale = r.stale
		}
		w.again.funcs[key] = &n
	}
}

// declares reports whether the cell itself declares a name.
func (w *writer) declares(name string) bool {
	obj := w.u.Pkg.Scope().Lookup(name)
	return obj != nil && obj.Pkg() == w.u.Pkg
}

// affectedTypes adds the types that mention those that are written again.
func (w *writer) affectedTypes() {
	if len(w.again.types) == 0 {
		return
	}
	for more := true; more; {
		more = false
		for obj, r := range w.typeRecs {
			if w.again.types[obj] != nil || r.home.closed {
				continue
			}
			if n, ok := obj.Type().(*types.Named); ok && mentions(n.Underlying(), w.isAgain) || obj.IsAlias() && mentions(types.Unalias(obj.Type()), w.isAgain) {
				w.again.types[obj], more = r, true
			}
		}
	}
}

func (w *writer) isAgain(t types.Type) bool {
	n, ok := t.(*types.Named)
	return ok && w.again.types[n.Origin().Obj()] != nil
}

// seesAgain reports whether using obj means to use a type that is written again.
func (w *writer) seesAgain(obj types.Object) bool {
	if tn, ok := obj.(*types.TypeName); ok {
		return w.again.types[tn] != nil
	}
	return len(w.again.types) > 0 && mentions(obj.Type(), w.isAgain)
}

// callers adds the functions that call those that are written again.
func (w *writer) callers() {
	for more := true; more; {
		more = false
		for key, r := range w.funcs {
			if w.own[key] != nil || w.again.funcs[key] != nil || r.home == nil {
				continue
			}
			for _, obj := range r.uses {
				if fn, ok := obj.(*types.Func); ok && w.again.funcs[keyOf(fn)] != nil {
					w.again.funcs[key], more = r, true
					break
				}
			}
		}
		for key := range w.again.funcs {
			// A method cannot be written again without its type.
			if key.recv != nil && w.again.types[key.recv] == nil {
				if r := w.typeRecs[key.recv]; r != nil && !r.home.closed {
					w.again.types[key.recv], more = r, true
				}
			}
		}
		if more {
			w.affectedTypes()
			for key, r := range w.funcs {
				if w.own[key] != nil || w.again.funcs[key] != nil || r.home == nil {
					continue
				}
				if key.recv != nil && w.again.types[key.recv] != nil || slices.ContainsFunc(r.uses, w.seesAgain) {
					w.again.funcs[key] = r
				}
			}
		}
	}
}

// fits reports whether all that a stale function uses has the form again that it
// relies on.
func (w *writer) fits(r *funcRec) bool {
	for _, obj := range r.uses {
		now := w.redeclared(obj)
		if now == nil {
			now = w.current(obj)
		}
		if now != nil && !sameForm(obj, now) {
			return false
		}
	}
	return true
}

// current is what the session has now in place of a function or variable.
func (w *writer) current(obj types.Object) types.Object {
	switch o := obj.(type) {
	case *types.Func:
		if r := w.funcs[keyOf(o)]; r != nil {
			return r.obj
		}
	case *types.Var:
		if r, ok := w.Cells.vars[o.Name()]; ok {
			return r.obj
		}
	case *types.Const:
		if c := w.consts[o.Name()]; c != nil {
			return c
		}
	}
	return nil
}

// plainFunc is a function as a stack names it, without its package.
func plainFunc(fn *types.Func) string {
	key := keyOf(fn)
	if key.recv == nil {
		return fn.Name()
	}
	if _, ptr := deref(fn.Signature().Recv().Type()); ptr {
		return "(*" + key.recv.Name() + ")." + fn.Name()
	}
	return key.recv.Name() + "." + fn.Name()
}

// staleWords say why a function cannot run: a cell declares now in place of what it uses.
func staleWords(fn *types.Func, cell int, now types.Object) string {
	return fmt.Sprintf("main.%s is out of date: cell [%d] declares %s; run the cell that declares %s again", plainFunc(fn), cell, words(now), fn.Name())
}

// words are a declaration as a message names it.
func words(obj types.Object) string {
	q := func(p *types.Package) string {
		if ofCells(p) {
			return ""
		}
		return p.Name()
	}
	switch o := obj.(type) {
	case *types.Func:
		return "func " + o.Name() + strings.TrimPrefix(types.TypeString(o.Type(), q), "func")
	case *types.Const:
		return "const " + o.Name() + " = " + o.Val().String()
	}
	return "var " + obj.Name() + " " + types.TypeString(obj.Type(), q)
}

// writeAgain writes the declarations of earlier cells.
func (w *writer) writeAgain() {
	sources := make(map[*session.Unit]*source)
	of := func(u *session.Unit) *source {
		if sources[u] == nil {
			sources[u] = &source{writer: w, u: u, edits: &edits{text: u.Cell.Text}}
		}
		return sources[u]
	}
	funcs := make([]*funcRec, 0, len(w.again.funcs))
	for _, r := range w.again.funcs {
		funcs = append(funcs, r)
	}
	slices.SortFunc(funcs, func(a, b *funcRec) int { return strings.Compare(plainFunc(a.obj), plainFunc(b.obj)) })
	recs := make([]*typeRec, 0, len(w.again.types))
	for _, r := range w.again.types {
		recs = append(recs, r)
	}
	slices.SortFunc(recs, func(a, b *typeRec) int { return strings.Compare(a.obj.Name(), b.obj.Name()) })
	for _, r := range recs {
		of(r.unit).walk(r.spec)
	}
	for _, r := range funcs {
		if r.stale == "" {
			of(r.unit).walk(r.decl)
		}
	}
	for _, s := range sources {
		s.edits.sort()
	}
	for _, r := range recs {
		s := of(r.unit)
		s.line(&w.decls, r.spec.Pos())
		w.decls.WriteString("type " + s.edits.render(s.off(r.spec.Pos()), s.off(r.spec.End())) + "\n")
		s.typeSpec(r.spec)
	}
	for _, r := range funcs {
		s := of(r.unit)
		s.line(&w.decls, r.decl.Pos())
		if r.stale != "" {
			w.decls.WriteString(s.staleText(r) + "\n")
			continue
		}
		w.decls.WriteString(s.edits.render(s.off(r.decl.Pos()), s.off(r.decl.End())) + "\n")
	}
}

// staleText is a function that only says why it cannot run.
func (s *source) staleText(r *funcRec) string {
	var b strings.Builder
	at := s.off(r.decl.Pos())
	b.WriteString("func ")
	sig := r.obj.Signature()
	if recv := sig.Recv(); recv != nil {
		fmt.Fprintf(&b, "(%s) ", s.typeText(recv.Type(), at))
		b.WriteString(s.methodName(r.obj))
	} else {
		declared, _ := s.typeParams(sig.TypeParams(), at)
		b.WriteString(s.marked(r.obj.Name()) + declared)
	}
	p := &typePrinter{w: s.writer, offset: at}
	p.signature(sig)
	fmt.Fprintf(&b, "%s { panic(%q) }", p.String(), r.stale)
	return b.String()
}

// commitDeclarations makes the cell's functions and types, and what it has written
// again, the session's.
func (cs *Cells) commitDeclarations(w *writer) {
	for _, v := range cs.vars {
		if len(w.again.types) > 0 && mentions(v.obj.Type(), w.isAgain) {
			cs.recast[v.obj] = true
		}
	}
	for _, r := range w.ownTypes {
		cs.typeRecs[r.obj] = r
	}
	for obj, r := range w.again.types {
		n := *r
		n.home = w.here
		cs.typeRecs[obj] = &n
	}
	for key, r := range w.again.funcs {
		cs.funcs[key] = r
		delete(cs.dirty, key)
	}
	for key, r := range w.own {
		if !w.here.closed {
			cs.funcs[key] = r
		}
	}
	for _, d := range w.u.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, spec := range g.Specs {
			for _, id := range spec.(*ast.ValueSpec).Names {
				if c, ok := w.u.Info.Defs[id].(*types.Const); ok {
					cs.consts[id.Name] = c
				}
			}
		}
	}
}
