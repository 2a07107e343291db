package session

import (
	"cmp"
	"go/ast"
	"go/scanner"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"unicode/utf8"

	"schedtick/kernel/cell"
	"schedtick/kernel/session/stdlib"
)

// A Completion is what the text at the cursor can become.
type Completion struct {
	// Start and End bound the text that the items replace, in code points of
	// the cell; End is the cursor.
	Start, End int
	// ImportAt is where, in code points, an import declaration can be put for the
	// items: before the declaration or statement that they are in. It is -1 where
	// there is no such place, and where nothing has to be imported.
	ImportAt int
	Items    []Item
}

// An Item is one way to go on.
type Item struct {
	Text string
	// Kind is "function", "method", "variable", "constant", "type", "module",
	// "field", "keyword", "label" or "magic".
	Kind string
	Type string // the signature or type, "" if there is none; of a module its path
	// Import is the path of a package that has to be imported for the item to
	// mean something; "" if nothing has to be done.
	Import string

	rank int // near things first
}

// Magics completes and explains lines that begin with a percent sign.
type Magics interface {
	// CompleteMagic gives the items that can replace the last word of line, the
	// text up to the cursor. The first word has its percent signs.
	CompleteMagic(line string) []Item
	// InspectMagic gives the help for a magic, by name without percent signs.
	InspectMagic(name string) (help string, ok bool)
}

// SetMagics gives the session the magics of its kernel.
func (s *Session) SetMagics(m Magics) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.magics = m
}

// placeholder is appended to the identifier at the cursor, so that there is one.
const placeholder = "ʘcursor"

// Complete completes the text of a cell at a cursor in code points. Broken
// text is no obstacle.
func (s *Session) Complete(src string, cursor int) Completion {
	off := byteOffset(src, cursor)
	start := wordStart(src, off)
	var items []Item
	importAt := -1
	switch where, from := surroundings(src, off); where {
	case inMagic:
		start, items = s.completeMagic(src, from, off)
	case inImport:
		start, items = s.completeImport(src, from, off)
	case inCode:
		items, importAt = s.completeCode(src, start, off)
	}
	end := utf8.RuneCountInString(src[:off])
	c := Completion{Start: end - utf8.RuneCountInString(src[start:off]), End: end}
	c.Items = choose(items, src[start:off])
	if c.ImportAt = -1; importAt >= 0 {
		c.ImportAt = utf8.RuneCountInString(src[:importAt])
	}
	return c
}

func (s *Session) completeMagic(src string, from, off int) (int, []Item) {
	s.mu.RLock()
	m := s.magics
	s.mu.RUnlock()
	line := src[from:off]
	start := off - len(line) + strings.LastIndexAny(line, " \t=") + 1
	if m == nil || strings.Contains(line, "\n") {
		return start, nil
	}
	return start, m.CompleteMagic(line)
}

func (s *Session) completeImport(src string, from, off int) (int, []Item) {
	var items []Item
	for _, p := range s.std.Paths() {
		items = append(items, Item{Text: p, Kind: "module", Type: p})
	}
	return from + 1, items
}

// completeCode also says where an import could stand that all of the items need, as
// an offset, or -1.
func (s *Session) completeCode(src string, start, off int) ([]Item, int) {
	if r, _ := utf8.DecodeRuneInString(src[start:]); start < off && r >= '0' && r <= '9' {
		return nil, -1 // a number
	}
	text := src[:off] + placeholder + src[off:]
	if items, at, ok := s.completeIn(text, src[start:off]); ok {
		return items, at
	}
	// What follows the cursor is in the way: go without it.
	cut := src[:off] + placeholder
	cut += closers(cut)
	if items, at, ok := s.completeIn(cut, src[start:off]); ok {
		return items, at
	}
	// A go or defer whose call is not written yet is dropped by the parser.
	for _, text := range []string{undeferred(text), undeferred(cut)} {
		if items, at, ok := s.completeIn(text, src[start:off]); ok {
			return items, at
		}
	}
	// Between the clauses of a switch or select there is no expression at all.
	text = src[:start] + "case " + src[start:off] + placeholder + ":"
	c, _ := cell.Parse(0, "", text+closers(text))
	for _, n := range placeholderPath(c) {
		switch n.(type) {
		case *ast.CaseClause, *ast.CommClause:
			return []Item{{Text: "case", Kind: "keyword"}, {Text: "default", Kind: "keyword"}}, -1
		}
	}
	return nil, -1
}

func placeholderPath(c *cell.Cell) []ast.Node {
	return path(c, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		return ok && strings.HasSuffix(id.Name, placeholder)
	})
}

// completeIn completes the placeholder in a cell's text. It is false if the
// placeholder got lost in a syntax error.
func (s *Session) completeIn(text, prefix string) (items []Item, importAt int, ok bool) {
	c, _ := cell.Parse(0, "", text)
	way := placeholderPath(c)
	if way == nil {
		return nil, -1, false
	}
	s.look(c, func(k *checker) {
		q := &completer{checker: k, s: s, way: way, prefix: prefix}
		items = q.items()
	})
	if len(items) == 0 || items[0].Import == "" || c.File != nil {
		return items, -1, true
	}
	return items, itemStart(c, way[0]), true
}

// itemStart is where a declaration or statement at the top of a cell begins: the line,
// or that of the comment above, unless something else is before it there.
func itemStart(c *cell.Cell, n ast.Node) int {
	at := c.Offset(n.Pos())
	if at < 0 {
		return -1
	}
	line := strings.LastIndexByte(c.Src[:at], '\n') + 1
	if strings.TrimSpace(c.Src[line:at]) != "" {
		return at
	}
	for line > 0 {
		above := strings.LastIndexByte(c.Src[:line-1], '\n') + 1
		if !strings.HasPrefix(strings.TrimSpace(c.Src[above:line]), "//") {
			break
		}
		line = above
	}
	return line
}

// closers closes the brackets that the text leaves open.
func closers(text string) string {
	fset := token.NewFileSet()
	f := fset.AddFile("", 1, len(text))
	var s scanner.Scanner
	s.Init(f, []byte(text), func(token.Position, string) {}, 0)
	var open []byte
	for {
		_, tok, _ := s.Scan()
		switch tok {
		case token.EOF:
			slices.Reverse(open)
			return string(open)
		case token.LPAREN:
			open = append(open, ')')
		case token.LBRACK:
			open = append(open, ']')
		case token.LBRACE:
			open = append(open, '}')
		case token.RPAREN, token.RBRACK, token.RBRACE:
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		}
	}
}

// undeferred is text with an assignment, as long, in place of each go and defer.
func undeferred(text string) string {
	fset := token.NewFileSet()
	f := fset.AddFile("", 1, len(text))
	var s scanner.Scanner
	s.Init(f, []byte(text), func(token.Position, string) {}, 0)
	out := []byte(text)
	for {
		switch pos, tok, _ := s.Scan(); tok {
		case token.EOF:
			return string(out)
		case token.GO:
			copy(out[f.Offset(pos):], "_=")
		case token.DEFER:
			copy(out[f.Offset(pos):], "_ =  ")
		}
	}
}

// choose keeps the items that begin with the prefix, or, if there is none,
// those that do when case is ignored; without doubles, near things first.
func choose(items []Item, prefix string) []Item {
	begin := func(fold bool) []Item {
		var list []Item
		seen := make(map[string]bool)
		for _, it := range items {
			ok := strings.HasPrefix(it.Text, prefix)
			if fold {
				ok = len(it.Text) >= len(prefix) && strings.EqualFold(it.Text[:len(prefix)], prefix)
			}
			if ok && !seen[it.Text] && !strings.Contains(it.Text, placeholder) {
				seen[it.Text] = true
				list = append(list, it)
			}
		}
		return list
	}
	list := begin(false)
	if len(list) == 0 {
		list = begin(true)
	}
	slices.SortStableFunc(list, func(a, b Item) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.Text, b.Text))
	})
	return list
}

// A completer finds the items for one placeholder.
type completer struct {
	*checker
	s      *Session
	way    []ast.Node // from the top-level item to the placeholder
	prefix string
}

// up is the n-th node above the placeholder, or nil.
func (q *completer) up(n int) ast.Node {
	if i := len(q.way) - 1 - n; i >= 0 {
		return q.way[i]
	}
	return nil
}

func (q *completer) items() []Item {
	id := q.up(0)
	switch p := q.up(1).(type) {
	case *ast.SelectorExpr:
		if p.Sel == id {
			return q.selector(p)
		}
	case *ast.BranchStmt:
		return q.labels()
	case *ast.CompositeLit:
		if p.Type != id {
			return append(q.literal(p), q.scope(false)...)
		}
	case *ast.KeyValueExpr:
		if lit, ok := q.up(2).(*ast.CompositeLit); ok && p.Key == id {
			if fields := q.literal(lit); fields != nil {
				return fields
			}
		}
	case *ast.Field:
		if p.Type == id {
			return q.scope(true)
		}
		if p.Type != nil {
			return nil // a name of its own
		}
	case *ast.FuncDecl, *ast.TypeSpec, *ast.LabeledStmt:
		if ts, ok := p.(*ast.TypeSpec); !ok || ts.Name == id {
			return nil
		}
		return q.scope(true)
	case *ast.ValueSpec:
		if p.Type == id {
			return q.scope(true)
		}
		if slices.Contains(p.Names, id.(*ast.Ident)) {
			return nil
		}
	}
	return q.scope(false)
}

// item describes an object.
func item(obj types.Object, rank int) Item {
	it := Item{Text: obj.Name(), rank: rank}
	it.Kind, it.Type = describe(obj)
	return it
}

// describe is the kind of an object and its type.
func describe(obj types.Object) (kind, typ string) {
	switch obj := obj.(type) {
	case *types.Func:
		if obj.Signature().Recv() != nil {
			return "method", typeString(obj.Type())
		}
		return "function", typeString(obj.Type())
	case *types.Builtin:
		return "function", builtins[obj.Name()].signature
	case *types.Var:
		if obj.IsField() {
			return "field", typeString(obj.Type())
		}
		return "variable", typeString(obj.Type())
	case *types.TypeName:
		return "type", shorten(typeString(obj.Type().Underlying()))
	case *types.PkgName:
		return "module", obj.Imported().Path()
	}
	if obj.Type() == nil {
		return "variable", ""
	}
	return "constant", typeString(obj.Type())
}

// shorten bounds the text of a type.
func shorten(s string) string {
	const most = 80
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// selector completes x.▮.
func (q *completer) selector(sel *ast.SelectorExpr) []Item {
	if x, ok := sel.X.(*ast.Ident); ok {
		if pn, ok := q.info.Uses[x].(*types.PkgName); ok {
			return packageItems(pn.Imported(), "")
		}
		if q.info.Uses[x] == nil {
			return q.unimported(x.Name)
		}
	}
	tv, ok := q.info.Types[sel.X]
	if !ok || tv.Type == nil {
		return nil
	}
	var items []Item
	for _, m := range members(tv.Type, tv.Addressable()) {
		_, method := m.(*types.Func)
		if tv.IsType() && !method {
			continue
		}
		items = append(items, item(m, 0))
	}
	return items
}

// unimported completes a package that is not imported: all standard packages
// of that name.
func (q *completer) unimported(name string) []Item {
	var items []Item
	for _, p := range stdlib.ByName(name) {
		if pkg := stdlib.Peek(p); pkg != nil {
			items = append(items, packageItems(pkg, p)...)
		}
	}
	return items
}

func packageItems(pkg *types.Package, path string) []Item {
	var items []Item
	for _, name := range pkg.Scope().Names() {
		if token.IsExported(name) {
			it := item(pkg.Scope().Lookup(name), 0)
			it.Import = path
			items = append(items, it)
		}
	}
	return items
}

// labels completes the label of goto, break and continue.
func (q *completer) labels() []Item {
	var items []Item
	add := func(n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			if l, ok := n.(*ast.LabeledStmt); ok {
				items = append(items, Item{Text: l.Label.Name, Kind: "label"})
			}
			return true
		})
	}
	if fn, ok := q.way[0].(*ast.FuncDecl); ok {
		add(fn)
		return items
	}
	for _, it := range q.c.Items {
		if it.Stmt != nil {
			add(it.Stmt)
		}
	}
	return items
}

// literal completes the field names of a struct literal, those left out that
// it has already.
func (q *completer) literal(lit *ast.CompositeLit) []Item {
	t := q.info.TypeOf(lit)
	if t == nil {
		return nil
	}
	st := structOf(t)
	if st == nil {
		return nil
	}
	has := make(map[string]bool)
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok {
				has[id.Name] = true
			}
		}
	}
	items := []Item{}
	for f := range st.Fields() {
		if visible(f) && !has[f.Name()] {
			items = append(items, item(f, -1))
		}
	}
	return items
}
