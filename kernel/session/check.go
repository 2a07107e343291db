package session

import (
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"runtime"
	"slices"
	"strconv"

	"schedtick/kernel/cell"
	"schedtick/kernel/session/stdlib"
)

// Check checks a cell against the session, which it does not change. The error
// is an ErrorList with everything that the compiler has to say about the cell.
func (s *Session) Check(c *cell.Cell) (*Unit, error) {
	s.retract()
	if extends(c) {
		s.types.Lock()
		defer s.types.Unlock()
	} else {
		s.types.RLock()
		defer s.types.RUnlock()
	}
	v := s.view(c)
	var u *Unit
	var errs ErrorList
	s.std.Read(func(imp types.Importer) {
		k := newChecker(v, c, imp)
		k.grow = true
		k.run()
		k.report()
		if errs = k.errs; len(errs) > 0 {
			s.suggest(k)
			takeBack(k.undo)
			return
		}
		u = k.unit()
		s.keep(u, k.undo)
	})
	if err := errs.Err(); err != nil {
		return nil, err
	}
	return u, nil
}

// look checks a cell as far as it goes and hands what came out to f, errors or
// not. Nothing is imported while f runs.
func (s *Session) look(c *cell.Cell, f func(*checker)) {
	s.types.RLock()
	defer s.types.RUnlock()
	v := s.view(c)
	s.std.Read(func(imp types.Importer) {
		k := newChecker(v, c, imp)
		k.run()
		f(k)
	})
}

// A view is the part of a session that a cell can see.
type view struct {
	std  *stdlib.Importer
	live map[string]*entry // entries of the names that the cell mentions
	dots []ImportRef
}

// view takes what the cell mentions out of the session, and sees to it that
// the packages it imports are read.
func (s *Session) view(c *cell.Cell) *view {
	for _, spec := range c.Imports {
		if path, err := strconv.Unquote(spec.Path.Value); err == nil {
			_, _ = s.std.Import(path) // an unknown path is the checker's to report
		}
	}
	v := &view{std: s.std, live: make(map[string]*entry)}
	if c.File != nil {
		return v // a whole file stands for itself
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	v.dots = slices.Clone(s.dots)
	for _, it := range c.Items {
		ast.Inspect(it.Node(), func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if e := s.live[id.Name]; e != nil {
					v.live[id.Name] = e
				}
			}
			return true
		})
	}
	return v
}

// lookup finds what a name means that the cell does not declare.
func (v *view) lookup(name string) (e *entry, dot types.Object) {
	if e := v.live[name]; e != nil {
		return e, nil
	}
	if !token.IsExported(name) {
		return nil, nil
	}
	for i := len(v.dots) - 1; i >= 0; i-- {
		if obj := v.dots[i].Pkg.Scope().Lookup(name); obj != nil {
			return nil, obj
		}
	}
	return nil, nil
}

// A checker checks one cell.
type checker struct {
	*view
	c   *cell.Cell
	imp types.Importer

	// late are identifiers of statements that stand above the definition of
	// the variable they name: they mean an earlier cell's, whose clone is in
	// the scope under the name given here while the checker works.
	late map[*ast.Ident]string
	// valued is true once the trailing expression, a call, is known to have
	// an untyped value, which has to become a typed one.
	valued bool

	foreign []*foreign
	grow    bool   // foreign types may be given methods
	undo    []undo // of what was done to types of earlier cells
	crash   string // how go/types broke down, if it did

	lay  *layout
	pkg  *types.Package
	info *types.Info
	errs ErrorList
	raw  []types.Error
}

func newChecker(v *view, c *cell.Cell, imp types.Importer) *checker {
	return &checker{view: v, c: c, imp: imp, late: make(map[*ast.Ident]string)}
}

// passes bounds how often a cell is checked again because what one pass found
// out changes how the next has to see the cell.
const passes = 5

// run lays the cell out and has go/types check it.
func (k *checker) run() {
	k.foreign = k.foreigners()
	original := make(map[string]types.Object)
	defer func() {
		for id, name := range k.late {
			id.Name = name
		}
	}()
	defer k.parenthesize()()
	for range passes {
		k.errs, k.raw = nil, nil
		k.pkg = types.NewPackage("main", "main")
		k.info = &types.Info{
			Types:        make(map[ast.Expr]types.TypeAndValue),
			Defs:         make(map[*ast.Ident]types.Object),
			Uses:         make(map[*ast.Ident]types.Object),
			Implicits:    make(map[ast.Node]types.Object),
			Selections:   make(map[*ast.SelectorExpr]*types.Selection),
			Instances:    make(map[*ast.Ident]types.Instance),
			Scopes:       make(map[ast.Node]*types.Scope),
			FileVersions: make(map[*ast.File]string),
		}
		k.lay = k.arrange()
		clear(original)
		for id, name := range k.late {
			if original[id.Name] == nil {
				if obj := k.insert(name, id.Name); obj != nil {
					original[id.Name] = obj
				}
			}
		}
		for name := range k.live {
			if _, own := k.lay.own[name]; !own {
				k.insert(name, name)
			}
		}
		k.insertDots()
		k.insertOrigins()
		conf := &types.Config{
			GoVersion: "go1.26",
			Importer:  k.imp,
			Error: func(err error) {
				var e types.Error
				if errors.As(err, &e) {
					k.raw = append(k.raw, e)
				}
			},
			Sizes: types.SizesFor("gc", runtime.GOARCH),
		}
		if len(k.c.Items)+len(k.c.Imports) == 0 && k.c.File == nil {
			break // nothing that has a position
		}
		if k.crash = files(types.NewChecker(conf, k.c.Fset, k.pkg, k.info), k.lay.file); k.crash != "" {
			break
		}
		again := k.findLate()
		again = k.grow && k.adopt() || again
		again = k.valueOfResult() || again
		again = k.keyLiterals() || again
		if !again {
			break
		}
	}
	for id, name := range k.late {
		if obj := original[id.Name]; obj != nil {
			k.info.Uses[id] = obj
		} else {
			k.lay.faults = append(k.lay.faults, fault{id.Pos(), "undefined: " + name})
		}
	}
}

// files has go/types check the file. Errors go to the checker's Error function;
// what is returned is the text of a panic, which some broken syntax causes.
func files(c *types.Checker, f *ast.File) (crash string) {
	defer func() {
		if r := recover(); r != nil {
			crash = fmt.Sprint(r)
		}
	}()
	_ = c.Files([]*ast.File{f}) // the first error, which the Error function was given
	return ""
}

// insert puts what the session knows as name into the cell's scope as alias.
// It returns the session's object: a clone has to stand in for it where the
// alias is another name, or where the object belongs to its package.
func (k *checker) insert(name, alias string) types.Object {
	e, dot := k.lookup(name)
	obj := dot
	if e != nil {
		obj = e.obj
		if obj == nil {
			k.pkg.Scope().Insert(types.NewPkgName(token.NoPos, k.pkg, alias, e.imp.Pkg))
			return types.NewPkgName(token.NoPos, k.pkg, name, e.imp.Pkg)
		}
	}
	if obj == nil {
		return nil
	}
	if alias == name {
		k.pkg.Scope().Insert(obj)
		return obj
	}
	k.pkg.Scope().Insert(clone(obj, alias))
	return obj
}

// clone is an object like obj of another name.
func clone(obj types.Object, name string) types.Object {
	pos, pkg, typ := obj.Pos(), obj.Pkg(), obj.Type()
	switch obj := obj.(type) {
	case *types.Const:
		return types.NewConst(pos, pkg, name, typ, obj.Val())
	case *types.TypeName:
		return types.NewTypeName(pos, pkg, name, typ)
	case *types.Func:
		return types.NewFunc(pos, pkg, name, obj.Signature())
	}
	return types.NewVar(pos, pkg, name, typ)
}

// insertDots inserts what the cell names of the session's dot imports.
func (k *checker) insertDots() {
	if len(k.dots) == 0 {
		return
	}
	for _, it := range k.c.Items {
		ast.Inspect(it.Node(), func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && k.pkg.Scope().Lookup(id.Name) == nil {
				if _, own := k.lay.own[id.Name]; !own {
					k.insert(id.Name, id.Name)
				}
			}
			return true
		})
	}
}

// findLate looks for statements that name a variable which only a later
// statement defines, and arranges for the next pass that they mean the earlier
// cell's. It reports whether there has to be one.
func (k *checker) findLate() (again bool) {
	if k.c.File != nil {
		return false
	}
	for _, p := range k.lay.places {
		for _, n := range p.uses {
			ast.Inspect(n, func(n ast.Node) bool {
				id, ok := n.(*ast.Ident)
				if !ok || k.late[id] != "" {
					return true
				}
				obj, ok := k.info.Uses[id].(*types.Var)
				if !ok || obj.Pkg() != k.pkg {
					return true
				}
				at, ok := k.lay.defined[obj.Name()]
				if !ok || obj.Parent() != k.pkg.Scope() || at < p.order {
					return true
				}
				k.late[id] = id.Name
				id.Name += lateSuffix
				again = true
				return true
			})
		}
	}
	return again
}

// valueOfResult asks for another pass if the trailing call has an untyped value.
func (k *checker) valueOfResult() (again bool) {
	if k.lay.result == nil || k.valued {
		return false
	}
	tv, ok := k.info.Types[k.lay.result]
	if !ok || !tv.IsValue() {
		return false
	}
	if b, ok := tv.Type.(*types.Basic); ok && b.Info()&types.IsUntyped != 0 {
		k.valued = true
		return true
	}
	return false
}

// unit puts together what the passes found.
func (k *checker) unit() *Unit {
	u := &Unit{
		Cell: k.c, Fset: k.c.Fset, Pkg: k.pkg, Info: k.info,
		Source: k.c.Position,
		names:  slices.Sorted(maps.Keys(declarations(k.c))),
	}
	for _, it := range k.c.Items {
		if it.Decl != nil {
			u.Decls = append(u.Decls, it.Decl)
			if fn, ok := it.Decl.(*ast.FuncDecl); ok && k.c.File != nil && fn.Recv == nil && fn.Name.Name == "main" {
				u.Main = fn
			}
		} else if d, ok := it.Stmt.(*ast.DeclStmt); ok && k.c.File != nil {
			u.Decls = append(u.Decls, d.Decl)
		}
	}
	for _, id := range k.lay.vars {
		if v, ok := k.info.Defs[id].(*types.Var); ok {
			u.Vars = append(u.Vars, v)
		}
	}
	for _, f := range k.foreign {
		if f.fn != nil && !slices.Contains(u.Extends, f.typ) {
			u.Extends = append(u.Extends, f.typ)
		}
	}
	k.statements(u)
	k.imports(u)
	return u
}

// statements fills in Stmts and Result.
func (k *checker) statements(u *Unit) {
	if k.c.File != nil {
		return
	}
	for _, it := range k.c.Items {
		if it.Stmt == nil {
			continue
		}
		es, ok := it.Stmt.(*ast.ExprStmt)
		if !ok || es.X != k.lay.result {
			u.Stmts = append(u.Stmts, it.Stmt)
			continue
		}
		tv := k.info.Types[es.X]
		tuple, _ := tv.Type.(*types.Tuple)
		switch {
		case tv.IsVoid() || tuple != nil && tuple.Len() == 0:
			u.Stmts = append(u.Stmts, es)
		case k.c.Trailing:
			u.Result = es.X
		case isStatement(k.info, es.X):
			u.Stmts = append(u.Stmts, es)
		default: // "x;" evaluates x and shows nothing
			u.Stmts = append(u.Stmts, discard(es.X))
		}
	}
}

// isStatement reports whether the expression may stand as a statement: a call,
// but not of a conversion or of a builtin that only has a value, or a receive.
func isStatement(info *types.Info, e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		return e.Op == token.ARROW
	case *ast.CallExpr:
		fun := info.Types[e.Fun]
		if fun.IsBuiltin() {
			id, ok := ast.Unparen(e.Fun).(*ast.Ident)
			return ok && slices.Contains([]string{"clear", "close", "copy", "delete", "panic", "print", "println", "recover"}, id.Name)
		}
		return !fun.IsType()
	}
	return false
}

// discard is the statement _ = e.
func discard(e ast.Expr) ast.Stmt {
	return &ast.AssignStmt{
		Lhs: []ast.Expr{&ast.Ident{NamePos: e.Pos(), Name: "_"}}, TokPos: e.Pos(), Tok: token.ASSIGN, Rhs: []ast.Expr{e},
	}
}

// imports fills in Imports: the cell's own, then the session's that it names.
func (k *checker) imports(u *Unit) {
	seen := make(map[string]bool)
	for _, spec := range k.c.Imports {
		if ref, ok := importRef(k.info, spec); ok {
			u.Imports = append(u.Imports, ref)
			if ref.Name != "_" && ref.Name != "." {
				seen[ref.Name] = true
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(k.live)) {
		if e := k.live[name]; e.obj == nil && !seen[name] {
			u.Imports = append(u.Imports, e.imp)
		}
	}
	u.Imports = append(u.Imports, k.dots...)
}
