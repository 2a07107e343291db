package standalone

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"schedtick/kernel/cell"
	"schedtick/kernel/session"
)

// Program is a cell as a program of its own.
type Program struct {
	// Files are the files of package main by name, without the values: see [Program.Set].
	Files map[string][]byte
	// Cells are the cells whose text is in the program.
	Cells []*cell.Cell
	// Values are the session variables whose values the program needs.
	Values []Value
	// Inside are the modules whose source is among Files: directories by path.
	Inside map[string]string
	// Bench are the benchmarks' names, for a program made by [Bench].
	Bench []string

	imports []string // what Files import
	values  *file
}

// Imports are the packages that the program imports.
func (p *Program) Imports() []string {
	return append(slices.Collect(maps.Values(p.values.imports)), p.imports...)
}

// inside notes a module whose source is among Files.
func (p *Program) inside(module, dir string) {
	if p.Inside == nil {
		p.Inside = make(map[string]string)
	}
	p.Inside[module] = dir
}

// Requires are lines for its go.mod; "" if it needs the standard library only.
func (p *Program) Requires() string {
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(p.Inside)) {
		fmt.Fprintf(&b, "require %s v0.0.0\nreplace %[1]s => ./%s\n", path, p.Inside[path])
	}
	return b.String()
}

// Value is a session variable of a program.
type Value struct {
	Name string // in the session
	Var  *types.Var
	// Use is the first place of the cell that needs it.
	Use token.Position
	// Cell is the execution count of the cell that declared it.
	Cell int

	as string // its name in the program
}

// A CannotError says that a cell cannot be made a program, at a place of the cell.
type CannotError struct {
	At  token.Position
	Msg string
}

func (e *CannotError) Error() string { return e.At.String() + ": " + e.Msg }

// Main makes a program that runs the cell's statements. A whole file is that already.
func Main(u *session.Unit, needs []session.Need) (*Program, error) {
	return newMaker(u, needs).make()
}

func (m *maker) make() (*Program, error) {
	for _, d := range m.u.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			m.observeMain(fn)
		}
	}
	if m.u.Cell.File != nil {
		m.whole("cell.go")
		return m.p, m.addModules()
	}
	m.needs()
	f := newFile()
	m.decls(f)
	m.main(f)
	m.add("cell.go", f)
	return m.p, m.addModules()
}

// maker makes a program.
type maker struct {
	u    *session.Unit
	list []session.Need
	src  *source // of the unit's cell
	p    *Program
	// global are the unit's variables that functions see, or all that one statement
	// defines with them.
	global map[types.Object]bool
	hasFn  map[string]bool // functions of the program
	used   map[string]bool // paths of the packages that its files import
	// observed: main observes itself.
	observed bool
}

func newMaker(u *session.Unit, needs []session.Need) *maker {
	m := &maker{
		u: u, list: needs, src: newSource(u.Cell, u.Info),
		p:      &Program{Files: make(map[string][]byte), Cells: []*cell.Cell{u.Cell}, values: newFile()},
		global: make(map[types.Object]bool), hasFn: make(map[string]bool), used: make(map[string]bool),
	}
	for _, d := range u.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil {
			m.hasFn[fn.Name.Name] = true
		}
	}
	return m
}

// whole is a cell that is a file.
func (m *maker) whole(name string) {
	m.p.Files[name] = []byte(m.src.at(0) + m.src.slice(0, len(m.u.Cell.Text)) + "\n")
}

// needs writes what comes from earlier cells.
func (m *maker) needs() {
	sources := make(map[*cell.Cell]*source)
	files := make(map[*cell.Cell]*file)
	groups := make(map[*ast.GenDecl]bool)
	for _, n := range m.list {
		src := sources[n.Cell]
		if src == nil {
			src = newSource(n.Cell, n.Info)
			sources[n.Cell], files[n.Cell] = src, newFile()
			m.p.Cells = append(m.p.Cells, n.Cell)
		}
		f := files[n.Cell]
		switch decl := n.Decl.(type) {
		case *ast.FuncDecl:
			if decl.Recv == nil {
				m.hasFn[decl.Name.Name] = true
			}
			f.node(src, decl)
			continue
		case *ast.TypeSpec:
			f.body.WriteString("type ")
			f.spec(src, decl)
			continue
		}
		if v, ok := n.Obj.(*types.Var); ok {
			m.value(n, v)
			continue
		}
		if n.Group == nil || groups[n.Group] {
			continue
		}
		groups[n.Group] = true
		for _, spec := range n.Group.Specs {
			for _, id := range spec.(*ast.ValueSpec).Names {
				if slices.Contains(n.Others, id.Name) {
					src.replace(id, "_")
				}
			}
		}
		f.node(src, n.Group)
	}
	i := 0
	for _, c := range m.p.Cells {
		if f := files[c]; f != nil {
			i++
			m.add(fmt.Sprintf("earlier%d.go", i), f)
		}
	}
}

// add adds a file to the program.
func (m *maker) add(name string, f *file) {
	m.p.Files[name] = f.text()
	for _, path := range f.imports {
		m.used[path] = true
	}
	for _, set := range []map[string]bool{f.dots, f.blanks} {
		for path := range set {
			m.used[path] = true
		}
	}
}

// spec copies a spec after its keyword.
func (f *file) spec(src *source, spec ast.Spec) {
	f.uses(src, spec)
	a, b := src.cell.Offset(spec.Pos()), src.cell.Offset(spec.End())
	f.body.WriteString(src.inline(a) + src.slice(a, b) + "\n")
}

// value notes a session variable.
func (m *maker) value(n session.Need, v *types.Var) {
	as := v.Name()
	if len(n.Shadowed) > 0 {
		as = generated + "earlier_" + as
		for _, id := range n.Shadowed {
			m.src.replace(id, as)
		}
	}
	m.p.Values = append(m.p.Values, Value{Name: v.Name(), Var: v, Use: n.Use, Cell: n.Cell.ID, as: as})
}

// decls writes the unit's own declarations, and those of its variables that are
// global.
func (m *maker) decls(f *file) {
	for _, imp := range m.u.Imports {
		if imp.Name == "_" {
			f.blanks[imp.Path] = true
		}
	}
	m.findGlobal()
	for _, it := range m.u.Cell.Items {
		if it.Decl != nil {
			f.node(m.src, it.Decl)
		}
	}
}

// findGlobal marks the variables that must stand at package level.
func (m *maker) findGlobal() {
	mine := make(map[string]*types.Var)
	for _, v := range m.u.Vars {
		mine[v.Name()] = v
	}
	mark := func(n ast.Node, info *types.Info) {
		ast.Inspect(n, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if v, ok := info.Uses[id].(*types.Var); ok && mine[id.Name] != nil && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
					m.global[mine[id.Name]] = true
				}
			}
			return true
		})
	}
	for _, d := range m.u.Decls {
		mark(d, m.u.Info)
	}
	for _, n := range m.list {
		if _, ok := n.Obj.(*types.Var); !ok {
			mark(n.Decl, n.Info)
		}
	}
}

// defined are the variables that identifiers define.
func (m *maker) defined(ids []*ast.Ident) (all []*types.Var, global bool) {
	for _, id := range ids {
		if v, ok := m.u.Info.Defs[id].(*types.Var); ok && id.Name != "_" {
			all = append(all, v)
			global = global || m.global[v]
		}
	}
	return all, global
}

// main writes the statements.
func (m *maker) main(f *file) {
	items := m.statements()
	if m.hasFn["main"] && len(items) == 0 {
		return // as it stands
	}
	var body strings.Builder
	if m.observed {
		body.WriteString("defer " + observe + "()()\n")
	}
	for _, it := range items {
		m.stmt(f, &body, it.Stmt)
	}
	if len(items) > 0 {
		f.body.WriteString(m.src.at(m.src.cell.Offset(items[0].Pos())))
	}
	if m.hasFn["main"] {
		// The cell's statements may call the function of that name; Go calls it too.
		text := body.String()
		if m.observed { // what is deferred comes before the exit
			text = "func() {\n" + text + "}()\n"
		}
		fmt.Fprintf(&f.body, "func init() {\n%s%s.Exit(0)\n}\n", text, f.use("os"))
		return
	}
	fmt.Fprintf(&f.body, "func main() {\n%s}\n", body.String())
}

func (m *maker) statements() []cell.Item {
	var items []cell.Item
	for _, it := range m.u.Cell.Items {
		if it.Stmt != nil {
			items = append(items, it)
		}
	}
	return items
}

// stmt writes one of the cell's statements into the body of a function.
func (m *maker) stmt(f *file, body *strings.Builder, s ast.Stmt) {
	f.uses(m.src, s)
	a, b := m.src.cell.Offset(s.Pos()), m.src.cell.Offset(s.End())
	inner := s
	for {
		l, ok := inner.(*ast.LabeledStmt)
		if !ok {
			break
		}
		inner = l.Stmt
	}
	switch inner := inner.(type) {
	case *ast.AssignStmt:
		if inner.Tok == token.DEFINE {
			m.define(f, body, inner, a, b)
			return
		}
	case *ast.DeclStmt:
		if d, ok := inner.Decl.(*ast.GenDecl); ok && d.Tok == token.VAR {
			m.vars(f, body, d, a, b)
			return
		}
	case *ast.ExprStmt:
		switch {
		case inner.X == m.u.Result && !m.prints(inner.X):
			fmt.Fprintf(body, "%s%s.Println(%s%s)\n", m.src.at(a), f.use("fmt"), m.src.inline(a), m.src.slice(a, b))
			return
		case inner.X != m.u.Result && !slices.Contains(m.u.Stmts, ast.Stmt(inner)):
			fmt.Fprintf(body, "%s_ = %s%s\n", m.src.at(a), m.src.inline(a), m.src.slice(a, b))
			return
		}
	}
	body.WriteString(m.src.at(a) + m.src.slice(a, b) + "\n")
}

// prints reports a call of fmt's printing functions, whose results nobody wants to
// see under the output.
func (m *maker) prints(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	fn, ok := m.u.Info.Uses[sel.Sel].(*types.Func)
	return ok && fn.Pkg() != nil && fn.Pkg().Path() == "fmt" && strings.Contains(fn.Name(), "rint") && !strings.HasPrefix(fn.Name(), "S")
}

// define writes a := statement.
func (m *maker) define(f *file, body *strings.Builder, s *ast.AssignStmt, a, b int) {
	var ids []*ast.Ident
	for _, e := range s.Lhs {
		if id, ok := e.(*ast.Ident); ok {
			ids = append(ids, id)
		}
	}
	vars, global := m.defined(ids)
	if global {
		if m.declare(f, vars) {
			off := m.src.cell.Offset(s.TokPos)
			m.src.edit(off, off+2, " =")
		} else { // of a type that only its package can name: as early as Go has it
			f.body.WriteString("var ")
			off := m.src.cell.Offset(s.TokPos)
			m.src.edit(off, off+2, " =")
			f.body.WriteString(m.src.inline(a) + m.src.slice(a, b) + "\n")
			return
		}
	}
	body.WriteString(m.src.at(a) + m.src.slice(a, b) + "\n")
	if !global {
		m.keep(body, vars)
	}
}

// keep makes variables used: a cell may leave them alone.
func (m *maker) keep(body *strings.Builder, vars []*types.Var) {
	for _, v := range vars {
		body.WriteString("_ = " + v.Name() + "\n")
	}
}

// declare declares variables at package level, if their types can be written.
func (m *maker) declare(f *file, vars []*types.Var) bool {
	var text strings.Builder
	for _, v := range vars {
		t, ok := f.typ(v.Type())
		if !ok {
			return false
		}
		fmt.Fprintf(&text, "var %s %s\n", v.Name(), t)
	}
	f.body.WriteString(text.String())
	return true
}

// vars writes a var declaration.
func (m *maker) vars(f *file, body *strings.Builder, d *ast.GenDecl, a, b int) {
	atTop := false
	var all []*types.Var
	for _, spec := range d.Specs {
		vars, global := m.defined(spec.(*ast.ValueSpec).Names)
		all = append(all, vars...)
		atTop = atTop || global
	}
	if !atTop {
		body.WriteString(m.src.at(a) + m.src.slice(a, b) + "\n")
		m.keep(body, all)
		return
	}
	for _, spec := range d.Specs {
		vs := spec.(*ast.ValueSpec)
		vars, global := m.defined(vs.Names)
		from, to := m.src.cell.Offset(vs.Pos()), m.src.cell.Offset(vs.End())
		switch {
		case !global || len(vs.Values) > 0 && !m.declare(f, vars):
			into := body
			if global {
				into = &f.body
			}
			into.WriteString("var " + m.src.inline(from) + m.src.slice(from, to) + "\n")
			if !global {
				m.keep(body, vars)
			}
		case len(vs.Values) == 0:
			f.body.WriteString("var " + m.src.inline(from) + m.src.slice(from, to) + "\n")
		default:
			names := m.src.cell.Offset(vs.Names[len(vs.Names)-1].End())
			values := m.src.cell.Offset(vs.Values[0].Pos())
			body.WriteString(m.src.at(from) + m.src.slice(from, names) + " = " + m.src.inline(values) + m.src.slice(values, to) + "\n")
		}
	}
}

// Set gives the session variables their values: Go expressions by name in
// Values, that may name packages of the standard library by the aliases of [Alias].
func (p *Program) Set(values map[string]Literal) error {
	f := p.values
	for _, v := range p.Values {
		lit, ok := values[v.Name]
		if !ok {
			return fmt.Errorf("standalone: %s has no value", v.Name)
		}
		t, ok := f.typ(v.Var.Type())
		if !ok {
			return &CannotError{v.Use, fmt.Sprintf("%s has a type that only its package can name: %v", v.Name, v.Var.Type())}
		}
		for _, path := range lit.Imports {
			f.use(path)
		}
		fmt.Fprintf(&f.body, "var %s %s", v.as, t)
		if lit.Text != "" {
			fmt.Fprintf(&f.body, " = %s", lit.Text)
		}
		f.body.WriteString("\n")
	}
	if len(p.Values) > 0 {
		p.Files["values.go"] = f.text()
	}
	return nil
}

// Literal is a value as a Go expression; "" is the zero value.
type Literal struct {
	Text    string
	Imports []string // paths of the packages that it names, by [Alias]
}

// Alias is the name by which a literal names a package.
func Alias(path string) string { return newFile().use(path) }

// Names are the names of the program's cells, for positions.
func (p *Program) Names() []string {
	names := make([]string, len(p.Cells))
	for i, c := range p.Cells {
		names[i] = c.Name
	}
	return names
}
