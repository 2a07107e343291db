package session

import (
	"go/ast"
	"go/token"

	"schedtick/kernel/cell"
)

// A source is where a name is declared, and its doc comment.
type source struct {
	node ast.Node
	doc  string
}

// declarations are the package-level names that the syntax of a cell declares.
// Of names that it declares twice, the first counts.
func declarations(c *cell.Cell) map[string]source {
	m := make(map[string]source)
	add := func(id *ast.Ident, n ast.Node, docs ...*ast.CommentGroup) {
		if _, ok := m[id.Name]; ok || id.Name == "_" {
			return
		}
		src := source{node: n}
		for _, d := range docs {
			if d != nil {
				src.doc = d.Text()
				break
			}
		}
		m[id.Name] = src
	}
	gen := func(d *ast.GenDecl) {
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				add(spec.Name, spec, spec.Doc, d.Doc, spec.Comment)
			case *ast.ValueSpec:
				for _, id := range spec.Names {
					add(id, spec, spec.Doc, d.Doc, spec.Comment)
				}
			}
		}
	}
	for _, it := range c.Items {
		switch d := it.Decl.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil && d.Name.Name != "init" && (c.File == nil || d.Name.Name != "main") {
				add(d.Name, d, d.Doc)
			}
			continue
		case *ast.GenDecl:
			gen(d)
			continue
		}
		_, s := unlabel(it.Stmt)
		switch s := s.(type) {
		case *ast.AssignStmt:
			if s.Tok == token.DEFINE {
				for _, e := range s.Lhs {
					if id, ok := e.(*ast.Ident); ok {
						add(id, s)
					}
				}
			}
		case *ast.DeclStmt:
			if d, ok := s.Decl.(*ast.GenDecl); ok {
				gen(d)
			}
		}
	}
	return m
}

// unlabel takes the labels off a statement.
func unlabel(s ast.Stmt) (labels []*ast.LabeledStmt, inner ast.Stmt) {
	for {
		l, ok := s.(*ast.LabeledStmt)
		if !ok {
			return labels, s
		}
		labels, s = append(labels, l), l.Stmt
	}
}
