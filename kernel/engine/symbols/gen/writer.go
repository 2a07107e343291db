package main

import (
	"bytes"
	"fmt"
	"go/constant"
	"go/types"
	"math/big"
	"strings"
)

// writer collects the table of one package and the imports that it needs.
type writer struct {
	pkg     *types.Package
	imports map[string]bool
	syms    bytes.Buffer
	wraps   bytes.Buffer
}

func (w *writer) package_() {
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

func (w *writer) sym(name, kind, expr string) {
	fmt.Fprintf(&w.syms, "\t{%q, %s, %s},\n", name, kind, expr)
}

func (w *writer) qualified(name string) string { return w.qualifier(w.pkg) + "." + name }

// qualifier names every package by its whole path, so that no two collide.
func (w *writer) qualifier(p *types.Package) string {
	w.imports[p.Path()] = true
	return mangle(p.Path())
}

// constant writes an untyped constant with all its digits, since its default
// type need not hold it.
func (w *writer) constant(o *types.Const) {
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
func (w *writer) type_(o *types.TypeName) {
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
	name := "w_" + mangle(w.pkg.Path()) + "_" + o.Name()
	w.sym(o.Name(), "wrap", "(*"+name+")(nil)")
	w.wrapper(name, iface)
}

// wrapper writes a struct with a function for each method, and the methods that
// call them.
func (w *writer) wrapper(name string, iface *types.Interface) {
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
func (w *writer) signature(s *types.Signature) (params, results, args string) {
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
	return o.Pkg() == nil || o.Exported() && !hidden(o.Pkg().Path())
}
