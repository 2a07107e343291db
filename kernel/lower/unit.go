package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"slices"

	"schedtick/kernel/program"
	"schedtick/kernel/session"
)

// run lowers the whole unit into lo.prog.
func (lo *lowering) run() {
	u := lo.unit
	lo.declareVars()
	lo.declareFuncs()
	lo.funcs = append(lo.funcs, lo.affected()...)
	for _, r := range lo.funcs {
		if r.decl.Body == nil {
			lo.refuse(r.decl.Name.Pos(), "func "+r.decl.Name.Name+" without a body", "its code is somewhere else", native)
		} else if !generic(r.obj) {
			lo.function(r)
		}
	}
	lo.extend(u)
	lo.entry(u)
	for len(lo.todo) > 0 {
		todo := lo.todo
		lo.todo = nil
		for _, t := range todo {
			t()
		}
	}
	if lo.bind.Len() > 0 {
		lo.prog.Bind = fmt.Sprintf("B%d", u.Cell.ID)
		fmt.Fprintf(&lo.decls, "func %s() {\n%s}\n", lo.prog.Bind, lo.bind.String())
	}
	lo.prog.Decls = lo.types.String() + pin(lo.decls.String())
	for _, d := range u.Decls {
		lo.nameDecl(d)
	}
}

// nameDecl lists what a declaration declares, for messages about a lost worker.
func (lo *lowering) nameDecl(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			lo.prog.Others = append(lo.prog.Others, d.Name.Name)
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				lo.prog.Others = append(lo.prog.Others, s.Name.Name)
			case *ast.ValueSpec:
				for _, n := range s.Names {
					if _, ok := lo.src.Info.Defs[n].(*types.Const); ok && n.Name != "_" {
						lo.prog.Others = append(lo.prog.Others, n.Name)
					}
				}
			}
		}
	}
}

// declareVars gives each session variable of the cell its place. A variable
// defined anew with the same type keeps its place, so that functions of earlier
// cells go on seeing it.
func (lo *lowering) declareVars() {
	for _, v := range lo.unit.Vars {
		if v.Name() == "_" {
			continue
		}
		lo.prog.Vars = append(lo.prog.Vars, v.Name())
		text := lo.typ(v.Type())
		if old, ok := lo.Lowerer.vars[v.Name()]; ok && lo.key(old.obj.Type()) == lo.key(v.Type()) {
			lo.names[v] = old.name
			lo.vars = append(lo.vars, varRec{old.name, v})
			lo.kept = append(lo.kept, v)
			continue
		}
		name := lo.gen("G", v.Name())
		lo.names[v] = name
		lo.vars = append(lo.vars, varRec{name, v})
		fmt.Fprintf(&lo.decls, "var %s %s\n", name, text)
	}
}

// funcKey identifies a function or method over redefinitions.
func (lo *lowering) funcKey(obj *types.Func) string {
	obj = obj.Origin()
	if recv := obj.Signature().Recv(); recv != nil {
		if n, ok := isSessionNamed(deref(recv.Type())); ok {
			return lo.namedName(n.Origin()) + "." + obj.Name()
		}
	}
	return obj.Name()
}

func (lo *lowering) declareFuncs() {
	for _, d := range lo.unit.Decls {
		fd, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		obj, ok := lo.unit.Info.Defs[fd.Name].(*types.Func)
		if !ok || fd.Name.Name == "_" {
			continue
		}
		key, src := lo.funcKey(obj), fd.Name.Name
		if recv := obj.Signature().Recv(); recv != nil {
			if n, ok := isSessionNamed(deref(recv.Type())); ok {
				src = n.Obj().Name() + "_" + src
			}
		}
		if key == "init" {
			key = fmt.Sprintf("init#%d.%d", lo.unit.Cell.ID, len(lo.funcs))
		}
		r := &funcRec{key: key, name: lo.gen("G", src), obj: obj, decl: fd, unit: lo.unit, deps: map[string]string{}}
		lo.names[obj] = r.name
		lo.funcs = append(lo.funcs, r)
	}
}

// knownTypes are the types that have a number, in its order.
func (lo *lowering) knownTypes() []*typeRec {
	return slices.SortedFunc(maps.Values(lo.typeIDs), func(a, b *typeRec) int { return a.desc.ID - b.desc.ID })
}

// extend describes types of earlier cells again that this cell gives methods, so
// that kernel/rt finds them. Their pointers, and the structs that embed them,
// have the methods, too.
func (lo *lowering) extend(u *session.Unit) {
	if len(u.Extends) == 0 {
		return
	}
	for _, r := range lo.knownTypes() {
		if !r.committed || !r.desc.Erased || types.IsInterface(r.typ) {
			continue
		}
		d := r.desc
		d.Methods = nil
		lo.describeMethodSet(&d, r.typ)
		if len(d.Methods) == len(r.desc.Methods) {
			continue
		}
		r.desc = d
		lo.prog.Types = append(lo.prog.Types, d)
		lo.todo = append(lo.todo, func() { lo.bindMethods(d.ID, r.typ) })
	}
}

// rebind writes the thunks of redeclared methods again, for the types that the
// worker already knows.
func (lo *lowering) rebind(changed map[string]bool) {
	for _, r := range lo.knownTypes() {
		if !r.committed || !r.desc.Erased || types.IsInterface(r.typ) {
			continue
		}
		ms := types.NewMethodSet(r.typ)
		for i := range ms.Len() {
			if fn, ok := ms.At(i).Obj().(*types.Func); ok && changed[lo.funcKey(fn)] {
				id, t := r.desc.ID, r.typ
				lo.todo = append(lo.todo, func() { lo.bindMethods(id, t) })
				break
			}
		}
	}
}

func (lo *lowering) sameSignature(a, b *types.Func) bool {
	return lo.key(a.Type()) == lo.key(b.Type()) && !generic(a) && !generic(b)
}

func generic(f *types.Func) bool {
	s := f.Signature()
	return s.TypeParams().Len() > 0 || s.RecvTypeParams().Len() > 0
}

// funcName is the lowered name of a function of the session as it is now.
func (lo *lowering) funcName(obj *types.Func) string {
	obj = obj.Origin()
	if obj.Pkg() != nil && obj.Pkg().Path() != "main" {
		return lo.instance(lo.stdFunc(obj), nil, nil)
	}
	key := lo.funcKey(obj)
	lo.depend(key, lo.funcForm(obj))
	for _, r := range lo.funcs {
		if r.key == key && (r.obj == obj || lo.sameSignature(r.obj, obj)) {
			return r.name
		}
	}
	if r, ok := lo.Lowerer.funcs[key]; ok && (r.obj == obj || lo.sameSignature(r.obj, obj)) {
		return r.name
	}
	if name, ok := lo.names[obj]; ok {
		return name
	}
	lo.fail(lo.at, "function %s was never declared", obj.FullName())
	return ""
}

// with lowers something of another cell: positions and types come from there.
func (lo *lowering) with(u *session.Unit, do func()) {
	old := lo.src
	lo.src = u
	do()
	lo.src = old
}

// function writes one function or method declaration.
func (lo *lowering) function(r *funcRec) {
	if r.stale != "" {
		lo.staleFunc(r)
		return
	}
	lo.with(r.unit, func() {
		old := lo.deps
		lo.deps = r.deps
		lo.writeFunc(r.name, sourceName(r.obj), r.obj.Signature(), r.decl.Recv, r.decl.Type, r.decl.Body)
		lo.deps = old
	})
}

// sourceName is a function as Go's stack traces name it.
func sourceName(f *types.Func) string {
	recv := f.Signature().Recv()
	if recv == nil {
		return f.Pkg().Name() + "." + f.Name()
	}
	t := recv.Type()
	if p, ok := t.(*types.Pointer); ok {
		if n, ok := p.Elem().(*types.Named); ok {
			return f.Pkg().Name() + ".(*" + n.Obj().Name() + ")." + f.Name()
		}
	}
	if n, ok := t.(*types.Named); ok {
		return f.Pkg().Name() + "." + n.Obj().Name() + "." + f.Name()
	}
	return f.Pkg().Name() + "." + f.Name()
}

// entry writes the function that runs the cell's statements.
func (lo *lowering) entry(u *session.Unit) {
	if u.Main == nil && len(u.Stmts) == 0 && u.Result == nil {
		return
	}
	nodes := make([]ast.Node, 0, len(u.Stmts)+1)
	for _, s := range u.Stmts {
		nodes = append(nodes, s)
	}
	if u.Result != nil {
		nodes = append(nodes, u.Result)
	}
	if u.Main != nil {
		for _, init := range u.Info.InitOrder {
			nodes = append(nodes, init.Rhs)
		}
	}
	name := "main.main"
	if u.Main != nil {
		name = "" // main is in the source
	}
	f := lo.newFn(fmt.Sprintf("E%d", u.Cell.ID), name, analyze(u.Info, nodes...))
	lo.prog.Entry = f.name
	f.frame = f.an.frames[nil]
	f.prologue()
	if u.Main != nil {
		lo.program(f)
	}
	f.stmts(u.Stmts)
	if u.Result != nil {
		f.result(u.Result)
	}
	f.finish("()")
}

// program runs a whole package main: variables in Go's order, init functions, main.
// All of them are zero before, those too that an earlier run has left something in.
func (lo *lowering) program(f *fn) {
	for _, v := range lo.kept {
		f.mark(v.Pos())
		f.declareZero(v)
	}
	for _, init := range lo.unit.Info.InitOrder {
		f.mark(init.Rhs.Pos())
		f.initVars(init.Lhs, init.Rhs)
	}
	for _, r := range lo.funcs {
		if r.unit == lo.unit && r.obj.Name() == "init" && r.obj.Signature().Recv() == nil {
			f.printf("%s()\n", r.name)
		}
	}
	f.printf("%s()\n", lo.names[lo.unit.Info.Defs[lo.unit.Main.Name]])
}

// result shows the value of the cell's last expression.
func (f *fn) result(e ast.Expr) {
	if f.prints(e) {
		f.stmt(&ast.ExprStmt{X: e}, "")
		return
	}
	f.mark(e.Pos())
	t := f.typeOf(e)
	tup, ok := t.(*types.Tuple)
	if !ok {
		door := "Result"
		if f.passing {
			door = "Pass"
		}
		f.printf("rt.%s(%s)\n", door, f.resultArgs(f.expr(e), t))
		return
	}
	tmps := f.tmps(tup.Len())
	f.printf("%s := %s\n", join(tmps), f.expr(e))
	for i, tmp := range tmps {
		f.printf("rt.Result(%s)\n", f.resultArgs(tmp, tup.At(i).Type()))
	}
}

// prints reports a call of fmt's printing functions, whose results nobody wants
// to see under the output.
func (f *fn) prints(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	fn, ok := f.src.Info.Uses[sel.Sel].(*types.Func)
	if !ok || fn.Pkg() == nil {
		return false
	}
	if fn.Pkg().Path() == "schedtick/kernel/display" {
		return true // the handle is for later
	}
	if fn.Pkg().Path() != "fmt" {
		return false
	}
	switch fn.Name() {
	case "Print", "Printf", "Println", "Fprint", "Fprintf", "Fprintln":
		return true
	}
	return false
}

func (f *fn) resultArgs(text string, t types.Type) string {
	if f.isInterface(t) {
		return "0, " + text
	}
	return fmt.Sprintf("%d, %s", f.typeID(t), f.convert(text, t, anyType))
}

var anyType = types.NewInterfaceType(nil, nil)

func programFunc(lowered, source string, line int) program.Func {
	return program.Func{Lowered: lowered, Source: source, Line: line}
}
