package native

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

// writer writes one package.
type writer struct {
	*Cells
	u    *session.Unit
	raw  bool
	here *home
	pkg  *Package
	errs cell.ErrorList

	// What can only be wrong where something else is: said if nothing else is.
	consequences cell.ErrorList

	imports  map[string]string       // name by path
	cells    map[*home]bool          // whose packages the text names
	aliases  map[string]types.Object // types of other cells by the name that stands for them here
	taken    map[*types.Var]varRec   // variables of this cell that take an earlier one's place
	hook     bool                    // the text names package hook
	assigned map[ast.Expr]bool       // are assigned to
	inits    int

	own      map[funcKey]*funcRec
	ownTypes []*typeRec
	again    again

	shared map[string]string // what the interpreter calls its variables that the text uses, and their types

	vars, decls, extra, body strings.Builder
}

// write writes the whole package.
func (w *writer) write() {
	s := &source{writer: w, u: w.u, edits: &edits{text: w.u.Cell.Text}}
	w.assigned = make(map[ast.Expr]bool)
	w.declare()
	w.affected()
	w.shared = make(map[string]string)
	w.declareVars()
	for _, d := range w.u.Decls {
		s.walkDecl(d)
	}
	s.polls = append(s.polls, false)
	for _, st := range w.u.Stmts {
		s.walk(st)
	}
	if w.u.Result != nil {
		s.walk(w.u.Result)
	}
	polls := s.polls[0]
	if w.u.Cell.File != nil {
		for _, i := range w.u.Info.InitOrder {
			s.walk(i.Rhs)
		}
	}
	s.edits.sort()
	for _, d := range w.u.Decls {
		s.decl(d)
	}
	w.writeAgain()
	s.entry(polls)
	w.finish()
}

// walkDecl notes the changes of a declaration.
func (s *source) walkDecl(d ast.Decl) {
	if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
		return // of a whole file: its values are in InitOrder
	}
	if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
		s.inits++
		s.edits.replace(s.off(f.Name.Pos()), s.off(f.Name.End()), fmt.Sprintf("%sinit%d", ours, s.inits))
		s.walk(f.Type)
		s.function(f.Body)
		return
	}
	s.walk(d)
}

// declareVars declares the variables of the cell. One that is defined anew with the
// same type keeps its place, so that functions of earlier cells go on seeing it.
func (w *writer) declareVars() {
	w.taken = make(map[*types.Var]varRec)
	for _, v := range w.u.Vars {
		if v.Name() == "_" {
			continue
		}
		at := w.u.Cell.Offset(v.Pos())
		if name, ok := w.sharedVar(v); ok && w.Cells.vars[v.Name()].obj == nil && w.u.Cell.File == nil {
			r := varRec{obj: v, shared: name}
			w.taken[v] = r
			w.pkg.vars = append(w.pkg.vars, r)
			continue
		}
		w.pkg.Program.Vars = append(w.pkg.Program.Vars, v.Name())
		if old, ok := w.Cells.vars[v.Name()]; ok && w.u.Cell.File == nil && (old.home == nil || !old.home.closed) && types.Identical(old.obj.Type(), v.Type()) {
			r := varRec{obj: v, home: old.home, prev: old.obj, shared: old.shared}
			w.taken[v] = r
			w.pkg.vars = append(w.pkg.vars, r)
			continue
		}
		w.pkg.vars = append(w.pkg.vars, varRec{obj: v, home: w.here})
		place := w.u.Source(v.Pos()) // what only the compiler finds wrong, as a size, is said there
		fmt.Fprintf(&w.vars, "var (\n//line %s:%d:%d\n%s %s\n)\n", place.Filename, place.Line, place.Column, w.marked(v.Name()), w.typeText(v.Type(), at))
	}
}

// line is the directive for what follows.
func (s *source) line(b *strings.Builder, pos token.Pos) {
	at := s.u.Source(pos)
	fmt.Fprintf(b, "\n//line %s:%d:%d\n", at.Filename, at.Line, at.Column)
}

// decl writes a declaration.
func (s *source) decl(d ast.Decl) {
	if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
		return
	}
	start := d.Pos()
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Name.Name == "_" && d.Recv == nil {
			return // the cell's own, of nobody's use
		}
		if d.Doc != nil {
			start = d.Doc.Pos()
		}
		if d.Recv == nil && d.Name.Name != "init" {
			s.pkg.Program.Others = append(s.pkg.Program.Others, d.Name.Name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			s.spec(spec)
		}
	}
	s.line(&s.decls, start)
	s.decls.WriteString(s.edits.render(s.off(start), s.off(d.End())))
	s.decls.WriteString("\n")
}

// spec notes what a declaration declares, and what other cells need of it.
func (s *source) spec(spec ast.Spec) {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		s.pkg.Program.Others = append(s.pkg.Program.Others, spec.Name.Name)
		s.typeSpec(spec)
	case *ast.ValueSpec:
		for _, id := range spec.Names {
			if id.Name != "_" {
				s.pkg.Program.Others = append(s.pkg.Program.Others, id.Name)
			}
		}
	}
}

// typeSpec writes what other cells reach a type and its fields by.
func (s *source) typeSpec(spec *ast.TypeSpec) {
	{
		obj, ok := s.u.Info.Defs[spec.Name].(*types.TypeName)
		if !ok || spec.Name.Name == "_" || s.here.closed {
			return
		}
		at := s.off(spec.Pos())
		var list *types.TypeParamList
		switch t := obj.Type().(type) {
		case *types.Named:
			list = t.TypeParams()
		case *types.Alias:
			list = t.TypeParams()
		}
		declared, used := s.typeParams(list, at)
		fmt.Fprintf(&s.extra, "type %s%s%s = %s%s\n", mark, obj.Name(), declared, obj.Name(), used)
		if n, ok := obj.Type().(*types.Named); ok {
			if st, ok := n.Underlying().(*types.Struct); ok && hidden(st) {
				if s.homeOf(firstHidden(st)) == s.here || s.again.types[obj] != nil {
					s.accessors(st, obj.Name(), obj.Name()+used, declared, at)
				} else if list.Len() == 0 {
					s.forwards(st, obj.Name(), s.u.Info.TypeOf(spec.Type), at)
				}
			}
		}
	}
}

func firstHidden(t *types.Struct) *types.Var {
	for f := range t.Fields() {
		if !f.Exported() && ofCells(f.Pkg()) {
			return f
		}
	}
	return nil
}

// entry writes the function that runs the statements.
func (s *source) entry(polls bool) {
	fmt.Fprintf(&s.body, "\nfunc %s() {\n", Entry)
	if polls {
		s.body.WriteString(s.stopDecl() + "\n")
	}
	defer s.body.WriteString("}\n")
	if s.u.Cell.File != nil {
		s.program()
		return
	}
	for _, st := range s.u.Stmts {
		s.statementText(st)
	}
	if r := s.u.Result; r != nil {
		s.line(&s.body, r.Pos())
		text := s.edits.render(s.off(r.Pos()), s.off(r.End()))
		if !s.prints(r) {
			text = s.hooked("Result") + "(" + text + ")"
		}
		s.body.WriteString(text + "\n")
	}
}

// prints reports a call of a printing function of fmt, or of display, whose results
// nobody wants to see under the output.
func (s *source) prints(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	name := s.stdName(call.Fun)
	switch name {
	case "fmt.Print", "fmt.Printf", "fmt.Println", "fmt.Fprint", "fmt.Fprintf", "fmt.Fprintln":
		return true
	}
	return strings.HasPrefix(name, "schedtick/kernel/display.") // the handle is for later
}

// program writes what a whole package main does: variables in Go's order, init
// functions, main.
func (s *source) program() {
	for _, i := range s.u.Info.InitOrder {
		s.line(&s.body, i.Rhs.Pos())
		rhs := s.edits.render(s.off(i.Rhs.Pos()), s.off(i.Rhs.End()))
		if len(i.Lhs) == 1 && i.Lhs[0].Name() == "_" {
			fmt.Fprintf(&s.body, "{ var _ %s = %s }\n", s.typeText(i.Lhs[0].Type(), s.off(i.Rhs.Pos())), rhs)
			continue
		}
		names := make([]string, len(i.Lhs))
		for j, v := range i.Lhs {
			names[j] = s.marked(v.Name())
		}
		fmt.Fprintf(&s.body, "%s = %s\n", strings.Join(names, ", "), rhs)
	}
	for i := range s.inits {
		fmt.Fprintf(&s.body, "%sinit%d()\n", ours, i+1)
	}
	if s.u.Main != nil {
		fmt.Fprintf(&s.body, "%s()\n", s.mainName())
	}
}

// mainName is what the main function of a whole file is called.
func (w *writer) mainName() string { return w.marked("main") }

// statementText writes a statement of the cell. One that defines variables assigns
// to package variables.
func (s *source) statementText(st ast.Stmt) {
	inner := st
	for {
		l, ok := inner.(*ast.LabeledStmt)
		if !ok {
			break
		}
		inner = l.Stmt
	}
	dropped := false
	switch d := inner.(type) {
	case *ast.AssignStmt:
		if d.Tok != token.DEFINE {
			dropped = d.TokPos == d.Rhs[0].Pos() // "x;", which the session has made an assignment
			break
		}
		s.line(&s.body, st.Pos())
		s.body.WriteString(s.edits.render(s.off(st.Pos()), s.off(d.TokPos)) + "=" + s.edits.render(s.off(d.TokPos)+2, s.off(d.End())) + "\n")
		return
	case *ast.DeclStmt:
		g, ok := d.Decl.(*ast.GenDecl)
		if !ok || g.Tok != token.VAR {
			break
		}
		if st != inner {
			s.line(&s.body, st.Pos())
			s.body.WriteString(s.edits.render(s.off(st.Pos()), s.off(inner.Pos())) + ";\n")
		}
		for _, spec := range g.Specs {
			if v, ok := spec.(*ast.ValueSpec); ok {
				s.varSpec(v)
			}
		}
		return
	}
	s.line(&s.body, st.Pos())
	if e, ok := inner.(*ast.ExprStmt); ok && st == inner && !callOrReceive(e.X) || dropped {
		s.body.WriteString("_ = ")
	}
	s.body.WriteString(s.edits.render(s.off(st.Pos()), s.off(st.End())) + "\n")
}

func callOrReceive(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		return true
	case *ast.UnaryExpr:
		return e.Op == token.ARROW
	}
	return false
}

func (s *source) varSpec(v *ast.ValueSpec) {
	names := make([]string, len(v.Names))
	for i, id := range v.Names {
		names[i] = "_"
		if obj := s.u.Info.Defs[id]; obj != nil && id.Name != "_" {
			names[i] = s.reference(obj, s.off(id.Pos()))
		}
	}
	s.line(&s.body, v.Pos())
	if len(v.Values) > 0 {
		from, to := v.Values[0], v.Values[len(v.Values)-1]
		fmt.Fprintf(&s.body, "%s = %s\n", strings.Join(names, ", "), s.edits.render(s.off(from.Pos()), s.off(to.End())))
		return
	}
	for i, id := range v.Names {
		if obj := s.u.Info.Defs[id]; obj != nil && id.Name != "_" {
			fmt.Fprintf(&s.body, "%s = *new(%s)\n", names[i], s.typeText(obj.Type(), s.off(id.Pos())))
		}
	}
}

// finish puts the file together.
func (w *writer) finish() {
	var alias strings.Builder
	for _, name := range slices.Sorted(maps.Keys(w.aliases)) {
		obj := w.aliases[name]
		var list *types.TypeParamList
		switch t := obj.Type().(type) {
		case *types.Named:
			list = t.TypeParams()
		case *types.Alias:
			list = t.TypeParams()
		}
		declared, used := w.typeParams(list, 0)
		fmt.Fprintf(&alias, "type %s%s = %s%s\n", name, declared, w.in(w.homeOf(obj), mark+name), used)
	}
	var b strings.Builder
	b.WriteString("package main\n\n")
	for _, p := range slices.Sorted(maps.Keys(w.imports)) {
		fmt.Fprintf(&b, "import %s %q\n", w.imports[p], p)
		w.pkg.Imports = append(w.pkg.Imports, p)
	}
	for h := range w.cells {
		w.pkg.Cells = append(w.pkg.Cells, h.path)
	}
	slices.Sort(w.pkg.Cells)
	for _, p := range w.pkg.Cells {
		fmt.Fprintf(&b, "import %s %q\n", ours+strings.TrimPrefix(p, Root), p)
	}
	fmt.Fprintf(&b, "import %s %q\n\n", hookName, HookPath)
	w.writeShared(&b)
	b.WriteString(w.vars.String())
	if w.vars.Len() > 0 {
		b.WriteString("//line cell.go:1\n") // not the author's any more; see rt.nativeFile
	}
	b.WriteString(alias.String() + w.extra.String())
	fmt.Fprintf(&b, "func %s() %s.Bridged { return %[2]s.Bridge() }\n", Bridge, hookName)
	if w.u.Main == nil || !w.here.closed {
		b.WriteString("func main() {}\n")
	}
	b.WriteString(w.decls.String() + w.body.String())
	w.pkg.Source = b.String()
}
