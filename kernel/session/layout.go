package session

import (
	"go/ast"
	"go/token"
	"strings"
)

// What cannot be part of a name that a user writes.
const (
	lateSuffix  = "·earlier"
	againSuffix = "·again"
)

// A layout is how the items of a cell stand in the file that go/types checks:
// declarations as they are, statements in the body of a function, and
// statements that define variables as package-level variables.
type layout struct {
	file *ast.File
	own  map[string]struct{} // package-level names that the cell declares

	places []place
	// defined says which place defines a variable, by name.
	defined map[string]int
	vars    []*ast.Ident // identifiers that define variables, in text order
	result  ast.Expr     // the last expression statement, or nil

	// spoilt are identifiers of malformed definitions, whose variables count as used.
	spoilt  map[token.Pos]bool
	defines []*ast.AssignStmt // the := statements among the cell's own
	// faults are complaints of the layout itself; go/types cannot see them.
	faults []fault
}

// defining reports whether the position is in the values of a := statement.
func (l *layout) defining(pos token.Pos) bool {
	for _, s := range l.defines {
		if s.Pos() <= pos && pos < s.End() {
			return true
		}
	}
	return false
}

// A place is one step of the cell's text order.
type place struct {
	order int
	uses  []ast.Node // what is evaluated there
}

type fault struct {
	pos token.Pos
	msg string
}

// arrange lays the cell out for a pass.
func (k *checker) arrange() *layout {
	l := &layout{own: make(map[string]struct{}), defined: make(map[string]int), spoilt: make(map[token.Pos]bool)}
	for name := range declarations(k.c) {
		l.own[name] = struct{}{}
	}
	if k.c.File != nil {
		l.file = k.c.File
		for _, it := range k.c.Items {
			if d, ok := it.Stmt.(*ast.DeclStmt); ok {
				for _, spec := range d.Decl.(*ast.GenDecl).Specs {
					if vs, ok := spec.(*ast.ValueSpec); ok {
						l.vars = append(l.vars, vs.Names...)
					}
				}
			}
		}
		return l
	}
	b := &builder{layout: l}
	first := token.Pos(1)
	for i, it := range k.c.Items {
		if i == 0 {
			first = it.Pos()
		}
		if it.Decl != nil {
			b.decls = append(b.decls, k.shown(it.Decl))
			continue
		}
		b.last = it.Stmt == lastStmt(k)
		b.valued = k.valued
		b.stmt(it.Stmt)
	}
	for _, spec := range k.c.Imports {
		if spec.Name == nil || spec.Name.Name != "_" && spec.Name.Name != "." {
			l.own[importName(spec)] = struct{}{}
		}
		b.imports = append(b.imports, &ast.GenDecl{TokPos: spec.Pos(), Tok: token.IMPORT, Specs: []ast.Spec{spec}})
	}
	body := &ast.FuncDecl{
		Name: &ast.Ident{NamePos: first, Name: "_"},
		Type: &ast.FuncType{Func: first, Params: &ast.FieldList{Opening: first, Closing: first}},
		Body: &ast.BlockStmt{Lbrace: first, List: b.body, Rbrace: first},
	}
	if n := len(k.c.Items); n > 0 {
		body.Body.Rbrace = k.c.Items[n-1].Node().End()
	}
	l.file = &ast.File{Package: first, Name: &ast.Ident{NamePos: first, Name: "main"}, FileStart: first, FileEnd: body.Body.Rbrace, Imports: k.c.Imports}
	l.file.Decls = append(append(append(l.file.Decls, b.imports...), b.decls...), body)
	return l
}

// parenthesize writes "type U = (T)" for "type U = T" where T is not the cell's: go/types
// follows such names in search of cycles, and takes for granted that a name that it finds
// in the package is declared in its files. What is returned undoes it.
func (k *checker) parenthesize() (undo func()) {
	own := declarations(k.c)
	var changed []*ast.TypeSpec
	for _, it := range k.c.Items {
		d, ok := it.Decl.(*ast.GenDecl)
		if !ok || k.c.File != nil {
			continue
		}
		for _, spec := range d.Specs {
			s, ok := spec.(*ast.TypeSpec)
			if !ok {
				continue
			}
			if id, ok := s.Type.(*ast.Ident); ok {
				if _, ok := own[id.Name]; !ok {
					s.Type = &ast.ParenExpr{Lparen: id.Pos(), X: id, Rparen: id.End()}
					changed = append(changed, s)
				}
			}
		}
	}
	return func() {
		for _, s := range changed {
			s.Type = s.Type.(*ast.ParenExpr).X
		}
	}
}

// lastStmt is the last statement of the cell.
func lastStmt(k *checker) ast.Stmt {
	for i := len(k.c.Items) - 1; i >= 0; i-- {
		if s := k.c.Items[i].Stmt; s != nil {
			return s
		}
	}
	return nil
}

// importName is the name that an import without one of its own is known by.
func importName(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	return pathName(spec)
}

// A builder sorts statements into package-level variables and a function body.
type builder struct {
	*layout
	imports []ast.Decl
	decls   []ast.Decl
	body    []ast.Stmt
	last    bool // the statement is the cell's last
	valued  bool
}

func (b *builder) place(uses ...ast.Node) int {
	b.places = append(b.places, place{len(b.places), uses})
	return len(b.places) - 1
}

func (b *builder) stmt(s ast.Stmt) {
	labels, inner := unlabel(s)
	switch inner := inner.(type) {
	case *ast.AssignStmt:
		if inner.Tok == token.DEFINE && b.define(inner) {
			b.label(labels)
			return
		}
	case *ast.DeclStmt:
		if d, ok := inner.Decl.(*ast.GenDecl); ok && d.Tok == token.VAR {
			b.label(labels)
			b.vardecl(d)
			return
		}
	case *ast.ExprStmt:
		if b.last && len(labels) == 0 {
			b.place(s)
			b.result = inner.X
			if _, call := ast.Unparen(inner.X).(*ast.CallExpr); !call || b.valued {
				s = discard(inner.X)
			}
			b.body = append(b.body, s)
			return
		}
	}
	b.place(s)
	b.body = append(b.body, s)
}

// label keeps the labels of a statement that is not in the body.
func (b *builder) label(labels []*ast.LabeledStmt) {
	for _, l := range labels {
		b.body = append(b.body, &ast.LabeledStmt{Label: l.Label, Colon: l.Colon, Stmt: &ast.EmptyStmt{Semicolon: l.Colon, Implicit: true}})
	}
}

func (b *builder) vardecl(d *ast.GenDecl) {
	for _, spec := range d.Specs {
		vs, ok := spec.(*ast.ValueSpec)
		if !ok {
			continue
		}
		var uses []ast.Node
		if vs.Type != nil {
			uses = append(uses, vs.Type)
		}
		for _, v := range vs.Values {
			uses = append(uses, v)
		}
		at := b.place(uses...)
		for _, id := range vs.Names {
			b.new(id, at)
		}
	}
	b.decls = append(b.decls, d)
}

func (b *builder) new(id *ast.Ident, at int) {
	if id.Name == "_" {
		return
	}
	if _, ok := b.defined[id.Name]; !ok {
		b.defined[id.Name] = at
	}
	b.vars = append(b.vars, id)
}

// define lays out a := statement. It declines one that is malformed: go/types
// words that best, in a function body.
func (b *builder) define(s *ast.AssignStmt) bool {
	b.defines = append(b.defines, s)
	seen := make(map[string]bool)
	fresh := false
	for _, e := range s.Lhs {
		id, ok := e.(*ast.Ident)
		if !ok || id.Name != "_" && seen[id.Name] {
			for _, e := range s.Lhs {
				b.spoilt[e.Pos()] = true
			}
			return false
		}
		seen[id.Name] = true
		if _, old := b.defined[id.Name]; !old && id.Name != "_" {
			fresh = true
		}
	}
	if !fresh {
		b.faults = append(b.faults, fault{s.TokPos, "no new variables on left side of :="})
		b.place(s)
		b.body = append(b.body, &ast.AssignStmt{Lhs: s.Lhs, TokPos: s.TokPos, Tok: token.ASSIGN, Rhs: s.Rhs})
		return true
	}
	var uses []ast.Node
	for _, e := range s.Rhs {
		uses = append(uses, e)
	}
	at := b.place(uses...)
	spec := &ast.ValueSpec{}
	single := len(s.Lhs) == len(s.Rhs)
	if !single {
		spec.Values = s.Rhs
	}
	for i, e := range s.Lhs {
		id := e.(*ast.Ident)
		_, old := b.defined[id.Name]
		old = old && id.Name != "_"
		if old && single {
			b.body = append(b.body, &ast.AssignStmt{
				Lhs: []ast.Expr{id}, TokPos: s.TokPos, Tok: token.ASSIGN, Rhs: []ast.Expr{s.Rhs[i]},
			})
			continue
		}
		if single {
			spec.Values = append(spec.Values, s.Rhs[i])
		}
		if old {
			// An assignment to a variable that the cell has defined above: the
			// value goes to a hidden variable, and from there to that one.
			hidden := &ast.Ident{NamePos: id.NamePos, Name: id.Name + againSuffix + itoa(at)}
			spec.Names = append(spec.Names, hidden)
			b.body = append(b.body, &ast.AssignStmt{
				Lhs: []ast.Expr{id}, TokPos: s.TokPos, Tok: token.ASSIGN,
				Rhs: []ast.Expr{&ast.Ident{NamePos: id.NamePos, Name: hidden.Name}},
			})
			continue
		}
		spec.Names = append(spec.Names, id)
	}
	for _, id := range spec.Names {
		if !strings.Contains(id.Name, againSuffix) {
			b.new(id, at)
		}
	}
	b.decls = append(b.decls, &ast.GenDecl{TokPos: s.Pos(), Tok: token.VAR, Specs: []ast.Spec{spec}})
	return true
}
