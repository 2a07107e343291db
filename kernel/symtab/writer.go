package symtab

import (
	"bytes"
	"fmt"
	"go/constant"
	"go/types"
	"maps"
	"math/big"
	"slices"
	"strings"
)

// A Writer collects the table of one package and the imports that it needs.
type Writer struct {
	pkg     *types.Package
	alias   func(path string) string
	imports map[string]bool
	syms    bytes.Buffer
	wraps   bytes.Buffer
}

// Kinds are the kinds of rows: in a table that comes from elsewhere they are numbers,
// the places here.
func Kinds() []string {
	return []string{"value", "addr", "typ", "wrap", "intLit", "floatLit", "stringLit"}
}

// Write makes the table of p. alias is what a package is called in the text.
func Write(p *types.Package, alias func(path string) string) *Writer {
	w := &Writer{pkg: p, alias: alias, imports: map[string]bool{}}
	w.all()
	return w
}

// Imports are the paths of the packages that the text names, sorted.
func (w *Writer) Imports() []string { return slices.Sorted(maps.Keys(w.imports)) }

// Rows are the table's: {"Name", kind, expression}, one a line. The kinds are value, addr,
// typ, wrap, intLit, floatLit and stringLit.
func (w *Writer) Rows() []byte { return w.syms.Bytes() }

// Wrappers declare the types of the rows of kind wrap.
func (w *Writer) Wrappers() []byte { return w.wraps.Bytes() }

func (w *Writer) all() {
	scope := w.pkg.Scope()
	for _, name := range scope.Names() {
		o := scope.Lookup(name)
		if !o.Exported() {
			continue
		}
		switch o := o.(type) {
		case *types.Const:
			w.constant(o)
		case *types.Func:
			if o.Signature().TypeParams().Len() == 0 {
				w.sym(name, "value", w.qualified(name))
			}
		case *types.Var:
			w.sym(name, "addr", "&"+w.qualified(name))
		case *types.TypeName:
			w.type_(o)
		}
	}
}

func (w *Writer) sym(name, kind, expr string) {
	fmt.Fprintf(&w.syms, "\t{%q, %s, %s},\n", name, kind, expr)
}

func (w *Writer) qualified(name string) string { return w.qualifier(w.pkg) + "." + name }

func (w *Writer) qualifier(p *types.Package) string {
	w.imports[p.Path()] = true
	return w.alias(p.Path())
}

// constant writes an untyped constant with all its digits, since its default
// type need not hold it.
func (w *Writer) constant(o *types.Const) {
	b, ok := o.Type().(*types.Basic)
	if !ok || b.Info()&types.IsUntyped == 0 {
		w.sym(o.Name(), "value", w.qualified(o.Name()))
		return
	}
	switch v := o.Val(); v.Kind() {
	case constant.Int:
		w.sym(o.Name(), "intLit", fmt.Sprintf("%q", v.ExactString()))
	case constant.Float:
		var f *big.Float
		switch x := constant.Val(v).(type) {
		case *big.Rat:
			f = new(big.Float).SetPrec(512).SetRat(x)
		case *big.Float:
			f = x
		}
		w.sym(o.Name(), "floatLit", fmt.Sprintf("%q", f.Text('g', 150)))
	case constant.String:
		// By name: runtime.GOOS is another string on another platform.
		w.sym(o.Name(), "stringLit", w.qualified(o.Name()))
	default:
		w.sym(o.Name(), "value", w.qualified(o.Name()))
	}
}

// type_ writes a type and, for an interface that code outside its package can
// implement, a struct that does.
func (w *Writer) type_(o *types.TypeName) {
	switch t := o.Type().(type) {
	case *types.Named:
		if t.TypeParams().Len() > 0 {
			return
		}
	case *types.Alias:
		if t.TypeParams().Len() > 0 {
			return
		}
	}
	iface, ok := o.Type().Underlying().(*types.Interface)
	if ok && !iface.IsMethodSet() {
		return // a constraint: it is no type of a value
	}
	w.sym(o.Name(), "typ", "(*"+w.qualified(o.Name())+")(nil)")
	if !ok || iface.NumMethods() == 0 || o.IsAlias() {
		return
	}
	for i := range iface.NumMethods() {
		if m := iface.Method(i); !m.Exported() || !public(m.Signature()) {
			return
		}
	}
	name := "w_" + w.alias(w.pkg.Path()) + "_" + o.Name()
	w.sym(o.Name(), "wrap", "(*"+name+")(nil)")
	w.wrapper(name, iface)
}

// wrapper writes a struct with a function for each method, and the methods that
// call them.
func (w *Writer) wrapper(name string, iface *types.Interface) {
	var methods bytes.Buffer
	fmt.Fprintf(&w.wraps, "\ntype %s struct {\n\tIValue any\n", name)
	for i := range iface.NumMethods() {
		m := iface.Method(i)
		params, results, args := w.signature(m.Signature())
		fmt.Fprintf(&w.wraps, "\tW%s func(%s) %s\n", m.Name(), params, results)
		ret := ""
		if results != "" {
			ret = "return "
		}
		fmt.Fprintf(&methods, "\nfunc (w %s) %s(%s) %s { %sw.W%s(%s) }\n", name, m.Name(), params, results, ret, m.Name(), args)
	}
	w.wraps.WriteString("}\n")
	w.wraps.Write(methods.Bytes())
}

// signature gives parameters and results as Go text, and the arguments of a call
// that hands the parameters on.
func (w *Writer) signature(s *types.Signature) (params, results, args string) {
	var ps, rs, as []string
	for i := range s.Params().Len() {
		t := s.Params().At(i).Type()
		arg, text := fmt.Sprintf("a%d", i), ""
		if s.Variadic() && i == s.Params().Len()-1 {
			text = "..." + types.TypeString(t.(*types.Slice).Elem(), w.qualifier)
			as = append(as, arg+"...")
		} else {
			text = types.TypeString(t, w.qualifier)
			as = append(as, arg)
		}
		ps = append(ps, arg+" "+text)
	}
	for i := range s.Results().Len() {
		rs = append(rs, types.TypeString(s.Results().At(i).Type(), w.qualifier))
	}
	results = strings.Join(rs, ", ")
	if len(rs) > 1 {
		results = "(" + results + ")"
	}
	return strings.Join(ps, ", "), results, strings.Join(as, ", ")
}

// public reports whether code of another module can write the type down.
func public(t types.Type) bool {
	switch t := t.(type) {
	case *types.Named:
		for i := range t.TypeArgs().Len() {
			if !public(t.TypeArgs().At(i)) {
				return false
			}
		}
		return publicName(t.Obj())
	case *types.Alias:
		return publicName(t.Obj())
	case *types.Pointer:
		return public(t.Elem())
	case *types.Slice:
		return public(t.Elem())
	case *types.Array:
		return public(t.Elem())
	case *types.Chan:
		return public(t.Elem())
	case *types.Map:
		return public(t.Key()) && public(t.Elem())
	case *types.Signature:
		return public(t.Params()) && public(t.Results())
	case *types.Tuple:
		for i := range t.Len() {
			if !public(t.At(i).Type()) {
				return false
			}
		}
	case *types.Struct:
		for i := range t.NumFields() {
			if !t.Field(i).Exported() || !public(t.Field(i).Type()) {
				return false
			}
		}
	}
	return true
}

func publicName(o *types.TypeName) bool {
	return o.Pkg() == nil || o.Exported() && !Hidden(o.Pkg().Path())
}

// Hidden reports whether a path names a package that user code may not import.
func Hidden(path string) bool {
	for e := range strings.SplitSeq(path, "/") {
		if e == "internal" || e == "vendor" {
			return true
		}
	}
	return false
}
