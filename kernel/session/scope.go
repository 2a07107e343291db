package session

import (
	"go/ast"
	"go/token"
	"go/types"
)

// Ranks of what a scope offers, nearest first.
const (
	rankLocal = iota
	rankSession
	rankPredeclared
	rankKeyword
	rankPackage
)

// scope completes a name by what is in scope at the placeholder.
func (q *completer) scope(typesOnly bool) []Item {
	var items []Item
	add := func(obj types.Object, rank int) {
		switch obj.(type) {
		case *types.TypeName, *types.PkgName:
		default:
			if typesOnly {
				return
			}
		}
		items = append(items, item(obj, rank))
	}
	for _, obj := range q.locals() {
		add(obj, rankLocal)
	}
	for name := range q.lay.own {
		if obj := q.pkg.Scope().Lookup(name); obj != nil && q.stands(name) {
			add(obj, rankSession)
		}
	}
	for _, spec := range q.c.Imports {
		if ref, ok := importRef(q.info, spec); ok && ref.Pkg != nil {
			items = append(items, q.importItems(ref)...)
		}
	}
	if q.c.File == nil {
		items = append(items, q.s.sessionItems(typesOnly)...)
	}
	if q.prefix == "" {
		return items
	}
	for _, name := range types.Universe.Names() {
		add(types.Universe.Lookup(name), rankPredeclared)
	}
	for _, word := range q.keywords(typesOnly) {
		items = append(items, Item{Text: word, Kind: "keyword", rank: rankKeyword})
	}
	for _, p := range q.s.std.Paths() {
		items = append(items, Item{Text: q.s.std.Name(p), Kind: "module", Type: p, Import: p, rank: rankPackage})
	}
	return items
}

// importItems are what an import brings into scope.
func (q *completer) importItems(ref ImportRef) []Item {
	switch ref.Name {
	case "_":
		return nil
	case ".":
		return packageItems(ref.Pkg, "")
	}
	return []Item{{Text: ref.Name, Kind: "module", Type: ref.Path, rank: rankSession}}
}

// stands reports whether a package-level name is defined where the placeholder
// is: variables of the cell's statements are only below their definition.
func (q *completer) stands(name string) bool {
	at, ok := q.lay.defined[name]
	if !ok {
		return true
	}
	if _, ok := q.way[0].(*ast.FuncDecl); ok {
		return true
	}
	id := q.up(0)
	for _, p := range q.lay.places {
		for _, n := range p.uses {
			if n.Pos() <= id.Pos() && id.Pos() < n.End() {
				return at < p.order
			}
		}
	}
	return true
}

// sessionItems are the names of the session.
func (s *Session) sessionItems(typesOnly bool) []Item {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var items []Item
	for name, e := range s.live {
		if e.obj == nil {
			items = append(items, Item{Text: name, Kind: "module", Type: e.imp.Path, rank: rankSession})
			continue
		}
		if _, ok := e.obj.(*types.TypeName); ok || !typesOnly {
			items = append(items, item(e.obj, rankSession))
		}
	}
	for _, d := range s.dots {
		items = append(items, packageItems(d.Pkg, "")...)
	}
	return items
}

// locals are the objects of the scopes inside functions and statements that
// are in scope at the placeholder, innermost first.
func (q *completer) locals() []types.Object {
	var list []types.Object
	pos := q.up(0).Pos()
	for i := len(q.way) - 1; i >= 0; i-- {
		var nodes []ast.Node
		switch n := q.way[i].(type) {
		case *ast.FuncDecl:
			nodes = []ast.Node{n.Type, n}
		case *ast.FuncLit:
			nodes = []ast.Node{n.Type}
		default:
			nodes = []ast.Node{n}
		}
		for _, n := range nodes {
			scope := q.info.Scopes[n]
			if scope == nil {
				continue
			}
			for _, name := range scope.Names() {
				if obj := scope.Lookup(name); obj.Pos() < pos {
					list = append(list, obj)
				}
			}
		}
	}
	return list
}

// keywords are the keywords that can stand at the placeholder.
func (q *completer) keywords(typesOnly bool) []string {
	words := []string{"chan", "func", "interface", "map", "struct"}
	if typesOnly {
		return words
	}
	if s, ok := q.up(1).(*ast.ExprStmt); ok && s.X == q.up(0) {
		words = append(words, "break", "const", "continue", "defer", "fallthrough", "for", "go", "goto",
			"if", "return", "select", "switch", "type", "var")
		for i := len(q.way) - 1; i >= 0; i-- {
			if _, ok := q.way[i].(ast.Expr); ok && i < len(q.way)-1 {
				break
			}
			switch q.way[i].(type) {
			case *ast.CaseClause, *ast.CommClause, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
				words = append(words, token.CASE.String(), token.DEFAULT.String())
			}
		}
		if len(q.way) == 2 {
			words = append(words, "import", "package")
		}
	}
	return append(words, "range")
}
