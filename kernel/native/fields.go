package native

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

// structRec is a struct type with unexported fields that a cell has declared. The
// same type in another cell has to be that one: Go tells unexported fields of
// different packages apart.
type structRec struct {
	typ  *types.Struct
	home *home
	name string // exported alias, for one without type parameters
}

// hidden reports whether a struct has unexported fields of cells of its own.
func hidden(t *types.Struct) bool {
	for i := range t.NumFields() {
		if f := t.Field(i); !f.Exported() && ofCells(f.Pkg()) {
			return true
		}
	}
	return false
}

// structHome is where a struct type was declared first.
func (w *writer) structHome(t *types.Struct) (structRec, bool) {
	for _, r := range w.structs {
		if types.Identical(r.typ, t) {
			return r, true
		}
	}
	return structRec{}, false
}

// foreignStruct is the name of a struct type that an earlier cell has declared.
func (w *writer) foreignStruct(t *types.Struct) (string, bool) {
	if !hidden(t) {
		return "", false
	}
	r, ok := w.structHome(t)
	if !ok || r.home == w.here {
		return "", false
	}
	return w.in(r.home, r.name), true
}

// declareStruct notes a struct type that this cell is the first to declare, and
// writes what other cells reach its fields by.
func (w *writer) declareStruct(t *types.Struct, offset int) {
	if !hidden(t) || w.here.closed || mentionsParams(t) || mentionsLocals(t) {
		return
	}
	if _, ok := w.structHome(t); ok {
		return
	}
	for _, r := range w.pkg.structs {
		if types.Identical(r.typ, t) {
			return
		}
	}
	r := structRec{t, w.here, fmt.Sprintf("%ss%d", ours, len(w.pkg.structs))}
	w.pkg.structs = append(w.pkg.structs, r)
	fmt.Fprintf(&w.extra, "type %s = %s\n", r.name, w.typeText(t, offset))
	w.accessors(t, r.name, r.name, "", offset)
}

// accessors writes a function for each unexported field of t: owner names the functions,
// typ is the type in their signature, params its parameters.
func (w *writer) accessors(t *types.Struct, owner, typ, params string, offset int) {
	for i := range t.NumFields() {
		if f := t.Field(i); !f.Exported() && f.Name() != "_" {
			fmt.Fprintf(&w.extra, "func %s%s(p *%s) *%s { return &p.%s }\n", accessor(owner, f.Name()), params, typ, w.typeText(f.Type(), offset), f.Name())
		}
	}
}

// forwards writes such functions for a type that is made of another, "type owner of",
// whose fields another cell declared.
func (w *writer) forwards(t *types.Struct, owner string, of types.Type, offset int) {
	n, ok := types.Unalias(of).(*types.Named)
	if !ok || !packageLevel(n.Obj()) {
		return
	}
	h := w.homeOf(n.Obj())
	if h == nil || h.closed {
		return
	}
	for f := range t.Fields() {
		if f.Exported() || f.Name() == "_" || !ofCells(f.Pkg()) {
			continue
		}
		fn := accessor(n.Obj().Name(), f.Name())
		if h != w.here {
			fn = w.in(h, fn)
		}
		fmt.Fprintf(&w.extra, "func %s(p *%s) *%s { return %s((*%s)(p)) }\n", accessor(owner, f.Name()), owner, w.typeText(f.Type(), offset), fn, w.typeText(of, offset))
	}
}

func accessor(owner, field string) string {
	return ours + "f_" + strings.TrimPrefix(owner, ours) + "_" + field
}

// mentionsParams reports whether a type mentions a type parameter.
func mentionsParams(t types.Type) bool {
	return mentions(t, func(t types.Type) bool { _, ok := t.(*types.TypeParam); return ok })
}

// mentionsLocals reports whether a type mentions one that a function declares.
func mentionsLocals(t types.Type) bool {
	return mentions(t, func(t types.Type) bool {
		n, ok := t.(*types.Named)
		return ok && n.Obj().Pkg() != nil && !packageLevel(n.Obj())
	})
}

func mentions(t types.Type, is func(types.Type) bool) bool {
	seen := make(map[types.Type]bool)
	var find func(types.Type) bool
	tuple := func(t *types.Tuple) bool {
		for i := range t.Len() {
			if find(t.At(i).Type()) {
				return true
			}
		}
		return false
	}
	find = func(t types.Type) bool {
		if t == nil || seen[t] {
			return false
		}
		seen[t] = true
		if is(t) {
			return true
		}
		switch t := t.(type) {
		case *types.Alias:
			return find(types.Unalias(t))
		case *types.Named:
			for i := range t.TypeArgs().Len() {
				if find(t.TypeArgs().At(i)) {
					return true
				}
			}
		case interface{ Elem() types.Type }:
			if m, ok := t.(*types.Map); ok && find(m.Key()) {
				return true
			}
			return find(t.Elem())
		case *types.Signature:
			return tuple(t.Params()) || tuple(t.Results())
		case *types.Struct:
			for i := range t.NumFields() {
				if find(t.Field(i).Type()) {
					return true
				}
			}
		case *types.Interface:
			for i := range t.NumMethods() {
				if find(t.Method(i).Type()) {
					return true
				}
			}
		}
		return false
	}
	return find(t)
}

// deref is what a pointer points to, or the type itself.
func deref(t types.Type) (types.Type, bool) {
	if p, ok := types.Unalias(t).Underlying().(*types.Pointer); ok {
		if _, param := types.Unalias(t).(*types.TypeParam); !param {
			return p.Elem(), true
		}
	}
	return t, false
}

// unreachableField begins the message of a field that the text cannot reach.
const unreachableField = "the field "

// fieldHome says how text of this cell reaches the unexported field f of t, a struct
// or what is named after one: by its name ("" and true), or by the function of the cell
// that declared it. arg converts a pointer for that function, "" if it need not.
func (w *writer) fieldHome(t types.Type, f *types.Var, offset int) (fn, arg string, direct bool) {
	if f.Exported() || !ofCells(f.Pkg()) {
		return "", "", true
	}
	st, _ := types.Unalias(t).Underlying().(*types.Struct)
	if n, ok := types.Unalias(t).(*types.Named); ok && packageLevel(n.Obj()) {
		h := w.homeOf(n.Obj())
		if h == w.here && (w.homeOf(f.Origin()) == w.here || w.again.types[n.Origin().Obj()] != nil) {
			return "", "", true
		}
		if h != nil && h != w.here && !h.closed {
			return w.in(h, accessor(n.Obj().Name(), f.Name())), "", false
		}
	}
	if st != nil {
		if r, ok := w.structHome(st); ok && r.home != w.here {
			return w.in(r.home, accessor(r.name, f.Name())), "(*" + w.in(r.home, r.name) + ")", false
		}
	}
	if w.homeOf(f.Origin()) == w.here {
		return "", "", true
	}
	errorf := w.errorf
	if w.homeOf(f.Origin()) == nil {
		errorf = w.consequence
	}
	errorf(offset, unreachableField+"%s of %s belongs to another cell and cannot be reached from a native one", f.Name(), types.TypeString(t, nil))
	return "", "", true
}

// step appends the selection of field f of t to a text. ptr says that the text is a
// pointer to t, addr that it can have its address taken.
func (w *writer) step(text string, t types.Type, f *types.Var, ptr, addr bool, offset int) string {
	fn, conv, direct := w.fieldHome(t, f, offset)
	if direct {
		return text + "." + f.Name()
	}
	switch {
	case ptr:
	case addr:
		text = "&" + text
	default:
		text = hookName + ".Ptr(" + text + ")"
		w.hook = true
	}
	if conv != "" {
		text = conv + "(" + text + ")"
	}
	return "(*" + fn + "(" + text + "))"
}

// path selects the fields of an index path, all but the last skip of them.
func (w *writer) path(text string, t types.Type, index []int, addr bool, offset int) (string, types.Type, bool) {
	for _, i := range index {
		elem, ptr := deref(t)
		st, ok := types.Unalias(elem).Underlying().(*types.Struct)
		if !ok {
			return text, t, addr
		}
		f := st.Field(i)
		text = w.step(text, elem, f, ptr, addr, offset)
		addr = addr || ptr
		t = f.Type()
	}
	return text, t, addr
}

// selection changes x.f where f is a field that is not reached by its name.
func (s *source) selection(e *ast.SelectorExpr, sel *types.Selection) bool {
	f, ok := sel.Obj().(*types.Var)
	if !ok || f.Exported() || !ofCells(f.Pkg()) {
		return false
	}
	// The struct that has the field may be embedded ones below.
	t, addr := sel.Recv(), s.u.Info.Types[e.X].Addressable()
	index := sel.Index()
	at := s.off(e.Pos())
	last := t
	for _, i := range index[:len(index)-1] {
		elem, _ := deref(last)
		last = types.Unalias(elem).Underlying().(*types.Struct).Field(i).Type()
	}
	elem, _ := deref(last)
	if _, _, direct := s.fieldHome(elem, f, at); direct {
		return false
	}
	const hole = "\x00"
	text, _, _ := s.path(hole, t, index, addr, at)
	before, after, _ := strings.Cut(text, hole)
	s.edits.open(at, before)
	s.edits.replace(s.off(e.X.End()), s.off(e.End()), after)
	return true
}

// literal changes a composite literal of a struct whose fields are not reached by
// their names. amp is the & before it, or nil.
func (s *source) literal(e *ast.CompositeLit, amp *ast.UnaryExpr) bool {
	t := s.u.Info.TypeOf(e)
	if t == nil {
		return false
	}
	elem, ptr := t, amp != nil
	if e.Type == nil && !ptr { // elided, of a pointer perhaps
		elem, ptr = deref(t)
	}
	st, ok := types.Unalias(elem).Underlying().(*types.Struct)
	if !ok || !hidden(st) || len(e.Elts) == 0 {
		return false
	}
	at := s.off(e.Pos())
	if amp != nil {
		at = s.off(amp.Pos())
	}
	foreign := false
	field := func(i int) *types.Var {
		if kv, ok := e.Elts[i].(*ast.KeyValueExpr); ok {
			f, _ := s.u.Info.Uses[kv.Key.(*ast.Ident)].(*types.Var)
			for j := range st.NumFields() { // of an instance, not of the generic type
				if f != nil && st.Field(j).Name() == f.Name() {
					return st.Field(j)
				}
			}
			return f
		}
		return st.Field(i)
	}
	for i := range e.Elts {
		if f := field(i); f != nil {
			_, _, direct := s.fieldHome(elem, f, at)
			foreign = foreign || !direct
		}
	}
	if !foreign {
		return false
	}
	name := s.typeText(elem, at)
	v := ours + "v"
	head := "func() " + name + " { var " + v + " " + name + "; "
	tail := "; return " + v + " }()"
	if ptr {
		head = "func() *" + name + " { " + v + " := new(" + name + "); "
	}
	s.edits.replace(at, s.off(e.Lbrace)+1, head)
	for i, x := range e.Elts {
		f := field(i)
		value := x
		target := s.step(v, elem, f, ptr, true, at) + " = "
		if kv, ok := x.(*ast.KeyValueExpr); ok {
			value = kv.Value
		}
		if from, to := s.off(x.Pos()), s.off(value.Pos()); from < to {
			s.edits.replace(from, to, target)
		} else { // before what the value's own changes open there
			s.edits.open(from, target)
		}
		end := s.off(e.Rbrace)
		if i+1 < len(e.Elts) {
			end = s.off(e.Elts[i+1].Pos())
		}
		if comma := strings.IndexByte(s.edits.text[s.off(x.End()):end], ','); comma >= 0 {
			s.edits.replace(s.off(x.End())+comma, s.off(x.End())+comma+1, ";")
		}
		s.walk(value)
	}
	s.edits.replace(s.off(e.Rbrace), s.off(e.Rbrace)+1, strings.TrimPrefix(tail, "; "))
	if last := e.Elts[len(e.Elts)-1]; !strings.Contains(s.edits.text[s.off(last.End()):s.off(e.Rbrace)], ",") {
		s.edits.close(s.off(last.End()), ";")
	}
	return true
}
