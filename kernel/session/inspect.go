package session

import (
	"fmt"
	"go/ast"
	"go/doc/comment"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"schedtick/kernel/cell"
	"schedtick/kernel/session/stdlib"
)

// An Inspection says what a name is.
type Inspection struct {
	Plain    string // for a terminal
	Markdown string
}

// Inspect says what stands at a cursor, in code points, of a cell's text: the
// name there, or the function whose arguments it is among. With detail 1 it
// adds the source of what cells declared. It is false if there is nothing to say.
func (s *Session) Inspect(src string, cursor, detail int) (Inspection, bool) {
	off := byteOffset(src, cursor)
	switch where, from := surroundings(src, off); where {
	case inMagic:
		return s.inspectMagic(src, from)
	case inImport:
		path, _, _ := strings.Cut(src[from+1:], src[from:from+1])
		return s.inspectPackage(path)
	case inComment:
		return Inspection{}, false
	}
	c, _ := cell.Parse(0, "", src)
	way := nameAt(c, off)
	if way == nil {
		// Broken text: go without what follows the cursor.
		end := wordEnd(src, off)
		c, _ = cell.Parse(0, "", src[:end]+closers(src[:end]))
		if way = nameAt(c, off); way == nil {
			return Inspection{}, false
		}
	}
	var d *description
	s.look(c, func(k *checker) { d = s.describe(k, way) })
	if d == nil {
		return Inspection{}, false
	}
	return d.inspection(detail), true
}

func (s *Session) inspectMagic(src string, from int) (Inspection, bool) {
	s.mu.RLock()
	m := s.magics
	s.mu.RUnlock()
	word, _, _ := strings.Cut(line(src, from), " ")
	if m == nil {
		return Inspection{}, false
	}
	help, ok := m.InspectMagic(strings.TrimLeft(word, "%"))
	return Inspection{Plain: help, Markdown: help}, ok
}

func (s *Session) inspectPackage(path string) (Inspection, bool) {
	if !s.std.Has(path) {
		return Inspection{}, false
	}
	d := description{signature: "package " + s.std.Name(path) + " // import " + strconv.Quote(path), doc: s.std.Doc(path, "")}
	return d.inspection(0), true
}

// nameAt is the way to the identifier that the offset touches or, among the
// arguments of a call, to the name of what is called.
func nameAt(c *cell.Cell, off int) []ast.Node {
	touches := func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		return ok && c.Offset(id.Pos()) <= off && off <= c.Offset(id.Pos())+len(id.Name)
	}
	if way := path(c, touches); way != nil {
		return way
	}
	var call *ast.CallExpr
	for _, it := range c.Items {
		ast.Inspect(it.Node(), func(n ast.Node) bool {
			if x, ok := n.(*ast.CallExpr); ok && c.Offset(x.Lparen) < off && off <= c.Offset(x.Rparen) {
				call = x // the innermost comes last
			}
			return true
		})
	}
	if call == nil {
		return nil
	}
	fun := ast.Unparen(call.Fun)
	switch x := fun.(type) {
	case *ast.IndexExpr:
		fun = x.X
	case *ast.IndexListExpr:
		fun = x.X
	}
	if sel, ok := fun.(*ast.SelectorExpr); ok {
		fun = sel.Sel
	}
	return path(c, func(n ast.Node) bool { return n == fun })
}

// A description is what there is to say about a name.
type description struct {
	signature string
	doc       string
	where     string // the cell that declared it
	source    string
}

// describe describes the identifier at the end of the way.
func (s *Session) describe(k *checker, way []ast.Node) *description {
	id, ok := way[len(way)-1].(*ast.Ident)
	if !ok {
		return nil
	}
	obj := k.info.Defs[id]
	if obj == nil {
		obj = k.info.Uses[id]
	}
	if obj == nil {
		return s.describeUnimported(k, way, id)
	}
	if v, ok := obj.(*types.Var); ok && v.Embedded() && k.info.Uses[id] != nil && k.info.Defs[id] != nil {
		obj = k.info.Uses[id]
	}
	d := &description{signature: signature(obj)}
	if inst, ok := k.info.Instances[id]; ok {
		d.signature += "\n// here: " + typeString(inst.Type)
	}
	switch obj := obj.(type) {
	case *types.PkgName:
		d.doc = s.std.Doc(obj.Imported().Path(), "")
	case *types.Builtin:
		d.doc = builtins[obj.Name()].doc
		if obj.Pkg() == types.Unsafe {
			d.signature = "func unsafe." + obj.Name()
		}
	default:
		if obj.Pkg() != nil && obj.Pkg().Path() != "main" {
			d.doc = s.std.Doc(obj.Pkg().Path(), qualified(k, obj))
			break
		}
		s.describeOwn(k, obj, d)
	}
	return d
}

// describeUnimported describes a member of a standard package that has not
// been imported, or that package.
func (s *Session) describeUnimported(k *checker, way []ast.Node, id *ast.Ident) *description {
	name, member := id.Name, ""
	if len(way) > 1 {
		if sel, ok := way[len(way)-2].(*ast.SelectorExpr); ok {
			x, ok := sel.X.(*ast.Ident)
			if !ok || k.info.Uses[x] != nil {
				return nil
			}
			if sel.Sel == id {
				name, member = x.Name, id.Name
			}
		}
	}
	path := importFor(name, member)
	if path == "" {
		return nil
	}
	d := &description{signature: "package " + name, doc: stdlib.Doc(path, member), where: fmt.Sprintf("not imported: import %q", path)}
	if member != "" {
		obj := stdlib.Peek(path).Scope().Lookup(member)
		if obj == nil {
			return nil
		}
		d.signature = signature(obj)
	}
	return d
}

// signature writes an object as it would be declared.
func signature(obj types.Object) string {
	switch obj := obj.(type) {
	case *types.PkgName:
		return "package " + obj.Imported().Name() + " // import " + strconv.Quote(obj.Imported().Path())
	case *types.Builtin:
		return builtins[obj.Name()].signature
	case *types.Const:
		s := types.ObjectString(obj, qualify)
		if b, ok := obj.Type().(*types.Basic); ok && b.Info()&types.IsUntyped != 0 {
			s = strings.Replace(s, " "+b.Name(), "", 1)
		}
		return s + " = " + obj.Val().String()
	case *types.TypeName:
		if obj.Pkg() == nil || obj.IsAlias() {
			return types.ObjectString(obj, qualify)
		}
		return typeSignature(obj)
	}
	return types.ObjectString(obj, qualify)
}

// typeSignature writes a type with its exported fields, and its methods.
func typeSignature(obj *types.TypeName) string {
	var b strings.Builder
	own := obj.Pkg().Path() == "main"
	head, _, _ := strings.Cut(types.ObjectString(obj, qualify), " struct{")
	st, ok := obj.Type().Underlying().(*types.Struct)
	if !ok {
		b.WriteString(types.ObjectString(obj, qualify))
	} else {
		b.WriteString(head + " struct {")
		hidden := false
		for f := range st.Fields() {
			switch {
			case !own && !f.Exported():
				hidden = true
			case f.Embedded():
				b.WriteString("\n\t" + typeString(f.Type()))
			default:
				b.WriteString("\n\t" + f.Name() + " " + typeString(f.Type()))
			}
		}
		if hidden {
			b.WriteString("\n\t// unexported fields")
		}
		if st.NumFields() > 0 {
			b.WriteByte('\n')
		}
		b.WriteByte('}')
	}
	if named, ok := obj.Type().(*types.Named); ok && !types.IsInterface(named) {
		var methods []string
		for m := range named.Methods() {
			if visible(m) {
				methods = append(methods, types.ObjectString(m, qualify))
			}
		}
		slices.Sort(methods)
		if len(methods) > 0 {
			b.WriteString("\n\n" + strings.Join(methods, "\n"))
		}
	}
	return b.String()
}

// qualified is how documentation names an object of a package.
func qualified(k *checker, obj types.Object) string {
	if fn, ok := obj.(*types.Func); ok {
		if recv := fn.Signature().Recv(); recv != nil {
			if name := typeName(recv.Type()); name != "" {
				return name + "." + fn.Name()
			}
		}
		return fn.Name()
	}
	if v, ok := obj.(*types.Var); ok && v.IsField() {
		return fieldOwner(v) + "." + v.Name()
	}
	return obj.Name()
}

// typeName is the name of a named type or of what a pointer to one points to.
func typeName(t types.Type) string {
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	if n, ok := t.(*types.Named); ok {
		return n.Obj().Name()
	}
	return ""
}

// fieldOwner is the name of the package-level type that declares a field.
func fieldOwner(v *types.Var) string {
	scope := v.Pkg().Scope()
	for _, name := range scope.Names() {
		if tn, ok := scope.Lookup(name).(*types.TypeName); ok {
			if st := structOf(tn.Type()); st != nil {
				for f := range st.Fields() {
					if f.Origin() == v.Origin() {
						return name
					}
				}
			}
		}
	}
	return ""
}

// describeOwn adds what the source of cells says about an object that one of
// them declared.
func (s *Session) describeOwn(k *checker, obj types.Object, d *description) {
	for _, c := range s.cells(k, obj) {
		if src, ok := sourceOf(c, obj); ok {
			d.doc, d.source = src.doc, c.Slice(src.node)
			if c.ID > 0 {
				d.where = "declared in " + c.Name
			}
			return
		}
	}
}

// cells are the cells that may have declared the object: the one that is being
// typed for its own, otherwise those of the session.
func (s *Session) cells(k *checker, obj types.Object) []*cell.Cell {
	if obj.Pkg() == k.pkg {
		return []*cell.Cell{k.c}
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	if fn, ok := obj.(*types.Func); ok && s.methods[fn] != nil {
		return []*cell.Cell{s.methods[fn].cell}
	}
	if e := s.live[obj.Name()]; e != nil && e.obj == obj {
		return []*cell.Cell{e.cell}
	}
	var list []*cell.Cell
	for _, e := range s.live {
		if tn, ok := e.obj.(*types.TypeName); ok && tn.Pkg() == obj.Pkg() && !slices.Contains(list, e.cell) {
			list = append(list, e.cell)
		}
	}
	return list
}

// sourceOf finds the declaration of an object in a cell by its position.
func sourceOf(c *cell.Cell, obj types.Object) (source, bool) {
	if src, ok := declarations(c)[obj.Name()]; ok && obj.Parent() == obj.Pkg().Scope() {
		return src, true
	}
	if off := c.Offset(obj.Pos()); off < 0 || !strings.HasPrefix(c.Src[off:], obj.Name()) {
		return source{}, false
	}
	for _, n := range slices.Backward(path(c, func(n ast.Node) bool { return n.Pos() == obj.Pos() })) {
		switch n := n.(type) {
		case *ast.FuncDecl:
			return source{n, n.Doc.Text()}, true
		case *ast.Field:
			return source{n, n.Doc.Text() + n.Comment.Text()}, true
		case *ast.AssignStmt, *ast.ValueSpec, *ast.RangeStmt:
			return source{node: n}, true
		}
	}
	return source{}, false
}

// inspection words the description.
func (d *description) inspection(detail int) Inspection {
	var plain, md strings.Builder
	plain.WriteString(d.signature)
	md.WriteString("```go\n" + d.signature + "\n```")
	if d.doc != "" {
		var p comment.Parser
		parsed := p.Parse(d.doc)
		pr := &comment.Printer{
			HeadingLevel: 4,
			HeadingID:    func(*comment.Heading) string { return "" },
			DocLinkURL:   func(*comment.DocLink) string { return "" },
		}
		plain.WriteString("\n\n" + strings.TrimRight(string(pr.Text(parsed)), "\n"))
		md.WriteString("\n\n" + strings.TrimRight(string(pr.Markdown(parsed)), "\n"))
	}
	if d.where != "" {
		plain.WriteString("\n\n" + d.where)
		md.WriteString("\n\n*" + d.where + "*")
	}
	if detail > 0 && d.source != "" {
		plain.WriteString("\n\n" + d.source)
		md.WriteString("\n\n```go\n" + d.source + "\n```")
	}
	return Inspection{Plain: plain.String(), Markdown: md.String()}
}
