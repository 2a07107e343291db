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
	"schedtick/kernel/toolchain"
)

// file is one file of the program.
type file struct {
	imports map[string]string // path by local name
	dots    map[string]bool   // paths
	blanks  map[string]bool   // paths
	body    strings.Builder
}

func newFile() *file {
	return &file{imports: make(map[string]string), dots: make(map[string]bool), blanks: make(map[string]bool)}
}

// text is the whole file.
func (f *file) text() []byte {
	var b strings.Builder
	b.WriteString("package main\n\n")
	for _, name := range slices.Sorted(maps.Keys(f.imports)) {
		fmt.Fprintf(&b, "import %s %q\n", name, f.imports[name])
	}
	for _, path := range slices.Sorted(maps.Keys(f.dots)) {
		fmt.Fprintf(&b, "import . %q\n", path)
	}
	for _, path := range slices.Sorted(maps.Keys(f.blanks)) {
		fmt.Fprintf(&b, "import _ %q\n", path)
	}
	b.WriteString("\n")
	b.WriteString(f.body.String())
	return []byte(b.String())
}

// an edit replaces a stretch of a cell's text.
type edit struct {
	from, to int // byte offsets
	text     string
}

// source is a cell to copy from.
type source struct {
	cell  *cell.Cell
	info  *types.Info
	edits []edit // sorted, apart
}

// newSource looks for what the compiler must not see as it stands: line
// directives of the user's.
func newSource(c *cell.Cell, info *types.Info) *source {
	s := &source{cell: c, info: info}
	for _, group := range c.Comments {
		for _, com := range group.List {
			if strings.HasPrefix(com.Text, "//line ") || strings.HasPrefix(com.Text, "/*line ") {
				off := c.Offset(com.Pos())
				s.edit(off+2, off+3, "L")
			}
		}
	}
	return s
}

// edit adds an edit.
func (s *source) edit(from, to int, text string) {
	s.edits = append(s.edits, edit{from, to, text})
	slices.SortFunc(s.edits, func(a, b edit) int { return a.from - b.from })
}

// replace edits a node.
func (s *source) replace(n ast.Node, text string) {
	s.edit(s.cell.Offset(n.Pos()), s.cell.Offset(n.End()), text)
}

// at is a line directive for an offset.
func (s *source) at(off int) string {
	p := s.cell.PositionAt(off)
	return toolchain.LineDirective(p.Filename, p.Line, p.Column)
}

// slice is a stretch of the cell's text, edited. What follows an edit of another length has its place
// given again.
func (s *source) slice(from, to int) string {
	var b strings.Builder
	for _, e := range s.edits {
		if e.from < from || e.to > to {
			continue
		}
		b.WriteString(s.cell.Text[from:e.from])
		b.WriteString(e.text)
		if from = e.to; len(e.text) != e.to-e.from {
			b.WriteString(s.inline(from))
		}
	}
	b.WriteString(s.cell.Text[from:to])
	return b.String()
}

// inline is a line directive within a line.
func (s *source) inline(off int) string {
	line := strings.TrimSuffix(strings.TrimPrefix(s.at(off), "//"), "\n")
	return "/*" + line + "*/"
}

// copy writes text between two positions to the file, in a line of its own.
func (f *file) copy(s *source, from, to token.Pos) {
	a, b := s.cell.Offset(from), s.cell.Offset(to)
	f.body.WriteString(s.at(a))
	f.body.WriteString(s.slice(a, b))
	f.body.WriteString("\n")
}

// node copies a node, with the imports that it needs.
func (f *file) node(s *source, n ast.Node) {
	f.uses(s, n)
	f.copy(s, start(n), n.End())
}

// start is where a declaration begins, its directives included.
func start(n ast.Node) token.Pos {
	fn, ok := n.(*ast.FuncDecl)
	if !ok || fn.Doc == nil {
		return n.Pos()
	}
	for _, c := range fn.Doc.List {
		if strings.HasPrefix(c.Text, "//go:") {
			return c.Pos()
		}
	}
	return n.Pos()
}

// uses notes the imports of a node.
func (f *file) uses(s *source, n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			f.uses(s, n.X)
			return false
		case *ast.Ident:
			obj := s.info.Uses[n]
			if pn, ok := obj.(*types.PkgName); ok {
				f.imports[pn.Name()] = pn.Imported().Path()
			} else if obj != nil && obj.Pkg() != nil && obj.Pkg().Path() != "main" && obj.Parent() == obj.Pkg().Scope() {
				f.dots[obj.Pkg().Path()] = true
			}
		case *ast.KeyValueExpr:
			// A field's name is no use of a package.
			if id, ok := n.Key.(*ast.Ident); ok {
				if v, ok := s.info.Uses[id].(*types.Var); ok && v.IsField() {
					f.uses(s, n.Value)
					return false
				}
			}
		}
		return true
	})
}

// generated begins the names that a cell does not have.
const generated = "schedtick_"

// use returns a local name for a package that generated text mentions.
func (f *file) use(path string) string {
	name := generated + strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			return r
		}
		return '_'
	}, path)
	f.imports[name] = path
	return name
}

// typ writes a type for this file; false if it has none that can be written.
func (f *file) typ(t types.Type) (string, bool) {
	ok := true
	seen := make(map[types.Type]bool)
	var check func(t types.Type)
	check = func(t types.Type) {
		if t == nil || seen[t] {
			return
		}
		seen[t] = true
		switch t := t.(type) {
		case *types.Alias:
			check(types.Unalias(t))
		case *types.Named:
			obj := t.Obj()
			foreign := obj.Pkg() != nil && obj.Pkg().Path() != "main"
			if foreign && !obj.Exported() || obj.Pkg() != nil && obj.Parent() != obj.Pkg().Scope() {
				ok = false
			}
			for i := range t.TypeArgs().Len() {
				check(t.TypeArgs().At(i))
			}
		case *types.Pointer:
			check(t.Elem())
		case *types.Slice:
			check(t.Elem())
		case *types.Array:
			check(t.Elem())
		case *types.Chan:
			check(t.Elem())
		case *types.Map:
			check(t.Key())
			check(t.Elem())
		case *types.Struct:
			for v := range t.Fields() {
				ok = ok && (v.Exported() || v.Pkg() == nil || v.Pkg().Path() == "main")
				check(v.Type())
			}
		case *types.Signature:
			for v := range t.Params().Variables() {
				check(v.Type())
			}
			for v := range t.Results().Variables() {
				check(v.Type())
			}
		case *types.Interface:
			for m := range t.Methods() {
				ok = ok && (m.Exported() || m.Pkg() == nil || m.Pkg().Path() == "main")
				check(m.Type())
			}
		case *types.Basic:
			ok = ok && t.Kind() != types.UntypedNil && t.Kind() != types.Invalid
		}
	}
	check(t)
	if !ok {
		return "", false
	}
	return types.TypeString(types.Unalias(t), func(p *types.Package) string {
		if p.Path() == "main" {
			return ""
		}
		return f.use(p.Path())
	}), true
}
