package native

import (
	"fmt"
	"go/types"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// mark begins the names of functions, variables, constants and unexported methods in
// the packages of cells. It is a capital letter, so they are exported, and one that
// nobody's names begin with.
const mark = "Ʊ"

// ours begins the names that this package makes up; those of cells have one mark.
const ours = mark + mark

// hookName is what package hook is called in the text of cells.
const hookName = ours + "r"

// packageLevel reports whether obj is declared at the level of a package.
func packageLevel(obj types.Object) bool {
	return obj != nil && obj.Pkg() != nil && obj.Parent() == obj.Pkg().Scope()
}

// ofCells reports whether a package is a cell's.
func ofCells(p *types.Package) bool { return p != nil && p.Path() == "main" }

// homeOf is the package that an object of a cell lives in; nil if that cell was
// interpreted.
func (w *writer) homeOf(obj types.Object) *home {
	switch o := obj.(type) {
	case *types.Func:
		key := keyOf(o)
		if w.own[key] != nil || w.again.funcs[key] != nil {
			if packageLevel(obj) || key.recv != nil {
				return w.here
			}
		}
		if r := w.funcs[key]; r != nil && packageLevel(obj) && obj.Pkg() != w.u.Pkg {
			return r.home
		}
	case *types.TypeName:
		if w.again.types[o] != nil {
			return w.here
		}
		if r := w.typeRecs[o]; r != nil {
			return r.home
		}
	}
	if v, ok := obj.(*types.Var); ok {
		if m, ok := w.taken[v]; ok {
			return m.home
		}
		if m, ok := w.moved[v]; ok {
			return m.home
		}
	}
	if obj.Pkg() == w.u.Pkg {
		return w.here
	}
	return w.homes[obj.Pkg()]
}

// marked is the name that a function, variable or constant is declared under.
func (w *writer) marked(name string) string {
	if name == "_" || w.here.closed {
		return name
	}
	return mark + name
}

// in is how text of this cell names what another one declares as name.
func (w *writer) in(h *home, name string) string {
	if h == w.here {
		return name
	}
	w.cells[h] = true
	return h.alias + "." + name
}

// methodName is what a method is called in cells.
func (w *writer) methodName(fn *types.Func) string {
	if fn.Exported() || !ofCells(fn.Pkg()) || fn.Name() == "_" {
		return fn.Name()
	}
	if h := w.homeOf(fn.Origin()); h == nil || h.closed {
		return fn.Name()
	}
	return mark + fn.Name()
}

// typeText is a type as this cell's text names it. What cannot be named is the error of a
// cell, noted at offset.
func (w *writer) typeText(t types.Type, offset int) string {
	p := &typePrinter{w: w, offset: offset}
	p.typ(t)
	return p.String()
}

// typePrinter writes types.
type typePrinter struct {
	strings.Builder
	w      *writer
	offset int
}

func (p *typePrinter) typ(t types.Type) {
	switch t := t.(type) {
	case *types.Basic:
		if t.Kind() == types.UnsafePointer {
			p.WriteString(p.w.importName("unsafe") + ".Pointer")
			return
		}
		p.WriteString(types.Default(t).String())
	case *types.Alias:
		p.named(t.Obj(), t.TypeArgs(), t)
	case *types.Named:
		p.named(t.Obj(), t.TypeArgs(), t)
	case *types.TypeParam:
		p.WriteString(t.Obj().Name())
	case *types.Pointer:
		p.WriteString("*")
		p.typ(t.Elem())
	case *types.Slice:
		p.WriteString("[]")
		p.typ(t.Elem())
	case *types.Array:
		fmt.Fprintf(p, "[%d]", t.Len())
		p.typ(t.Elem())
	case *types.Map:
		p.WriteString("map[")
		p.typ(t.Key())
		p.WriteString("]")
		p.typ(t.Elem())
	case *types.Chan:
		p.WriteString([]string{"chan (", "chan<- (", "<-chan ("}[t.Dir()])
		p.typ(t.Elem())
		p.WriteString(")")
	case *types.Signature:
		p.WriteString("func")
		p.signature(t)
	case *types.Struct:
		p.structType(t)
	case *types.Interface:
		p.interfaceType(t)
	case *types.Union:
		for i := range t.Len() {
			if i > 0 {
				p.WriteString(" | ")
			}
			if t.Term(i).Tilde() {
				p.WriteString("~")
			}
			p.typ(t.Term(i).Type())
		}
	default:
		p.WriteString(t.String())
	}
}

// named writes a named type or an alias.
func (p *typePrinter) named(obj *types.TypeName, args *types.TypeList, t types.Type) {
	switch {
	case obj.Pkg() == nil || !packageLevel(obj):
		p.WriteString(obj.Name()) // predeclared, or declared in the function around
	case !ofCells(obj.Pkg()):
		if !obj.Exported() {
			if a, ok := t.(*types.Alias); ok {
				p.typ(types.Unalias(a))
				return
			}
			p.w.errorf(p.offset, "the type %s has no name that a native cell could use", types.TypeString(t, nil))
		}
		p.WriteString(p.w.importName(obj.Pkg().Path()) + "." + obj.Name())
	default:
		p.WriteString(p.w.typeName(obj, p.offset))
	}
	for i := range args.Len() {
		p.WriteString([]string{"[", ", "}[min(i, 1)])
		p.typ(args.At(i))
		if i == args.Len()-1 {
			p.WriteString("]")
		}
	}
}

// typeName is how a type of a cell is named when it may be out of sight.
func (w *writer) typeName(obj *types.TypeName, offset int) string {
	h := w.homeOf(obj)
	switch {
	case h == nil:
		w.errorf(offset, "%s is a type of an interpreted cell, whose values a native one does not know; run the cell that declares it with %%%%native", obj.Name())
		return obj.Name()
	case h == w.here:
		return obj.Name()
	case h.closed:
		w.errorf(offset, "%s belongs to a program that stands for itself", obj.Name())
	}
	return w.in(h, mark+obj.Name())
}

func (p *typePrinter) signature(t *types.Signature) {
	p.tuple(t.Params(), t.Variadic())
	switch r := t.Results(); r.Len() {
	case 0:
	case 1:
		p.WriteString(" ")
		p.typ(r.At(0).Type())
	default:
		p.WriteString(" ")
		p.tuple(r, false)
	}
}

func (p *typePrinter) tuple(t *types.Tuple, variadic bool) {
	p.WriteString("(")
	for i := range t.Len() {
		if i > 0 {
			p.WriteString(", ")
		}
		typ := t.At(i).Type()
		if variadic && i == t.Len()-1 {
			p.WriteString("...")
			if s, ok := typ.(*types.Slice); ok {
				typ = s.Elem()
			}
		}
		p.typ(typ)
	}
	p.WriteString(")")
}

func (p *typePrinter) structType(t *types.Struct) {
	if alias, ok := p.w.foreignStruct(t); ok {
		p.WriteString(alias)
		return
	}
	p.WriteString("struct{")
	for i := range t.NumFields() {
		f := t.Field(i)
		if i > 0 {
			p.WriteString("; ")
		}
		if f.Embedded() {
			p.embedded(f.Type())
		} else {
			p.WriteString(f.Name() + " ")
			p.typ(f.Type())
		}
		if tag := t.Tag(i); tag != "" {
			p.WriteString(" " + strconv.Quote(tag))
		}
	}
	p.WriteString("}")
}

// embedded writes the type of an embedded field, whose name is the field's.
func (p *typePrinter) embedded(t types.Type) {
	if ptr, ok := t.(*types.Pointer); ok {
		p.WriteString("*")
		t = ptr.Elem()
	}
	var obj *types.TypeName
	switch t := t.(type) {
	case *types.Named:
		obj = t.Obj()
	case *types.Alias:
		obj = t.Obj()
	}
	if obj == nil || !ofCells(obj.Pkg()) || !packageLevel(obj) {
		p.typ(t)
		return
	}
	if h := p.w.homeOf(obj); h == nil || h == p.w.here || h.closed {
		p.typ(t)
		return
	}
	p.w.aliases[obj.Name()] = obj
	q := &typePrinter{w: p.w, offset: p.offset}
	q.typ(t)
	_, args, generic := strings.Cut(q.String(), "[")
	p.WriteString(obj.Name())
	if generic {
		p.WriteString("[" + args)
	}
}

func (p *typePrinter) interfaceType(t *types.Interface) {
	if t.NumExplicitMethods() == 0 && t.NumEmbeddeds() == 0 {
		p.WriteString("interface{}")
		return
	}
	p.WriteString("interface{")
	for i := range t.NumExplicitMethods() {
		m := t.ExplicitMethod(i)
		if i > 0 {
			p.WriteString("; ")
		}
		p.WriteString(p.w.methodName(m))
		p.signature(m.Signature())
	}
	for i := range t.NumEmbeddeds() {
		if i > 0 || t.NumExplicitMethods() > 0 {
			p.WriteString("; ")
		}
		p.typ(t.EmbeddedType(i))
	}
	p.WriteString("}")
}

// typeParams writes the parameters of a generic type, for its declaration, and their
// names alone, for its use; "" for another type.
func (w *writer) typeParams(list *types.TypeParamList, offset int) (declared, used string) {
	if list.Len() == 0 {
		return "", ""
	}
	var d, u strings.Builder
	for i := range list.Len() {
		tp := list.At(i)
		sep := []string{"[", ", "}[min(i, 1)]
		name := tp.Obj().Name()
		if name == "_" {
			name = ours + "t" + strconv.Itoa(i)
		}
		d.WriteString(sep + name + " " + w.typeText(tp.Constraint(), offset))
		u.WriteString(sep + name)
	}
	return d.String() + "]", u.String() + "]"
}

// importName is the name under which generated text uses a package of the standard
// library.
func (w *writer) importName(p string) string {
	if name, ok := w.imports[p]; ok {
		return name
	}
	name := ours + "p" + strconv.Itoa(len(w.imports)) + "_" + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, path.Base(p))
	w.imports[p] = name
	return name
}

// Plain is what a tool says of a package, with names as the cell has them.
func Plain(text string) string {
	return strings.ReplaceAll(plainPath().ReplaceAllString(text, "main."), mark, "")
}

var plainPath = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(regexp.QuoteMeta(Root) + `c[0-9_]+\.`)
})
