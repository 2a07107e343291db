package rt

import (
	"reflect"
	"slices"
	"sync"
)

// Packages that look into the values that they are given (text/template, encoding/xml,
// encoding/gob and others) see the box where a compiled program would have a value of a
// cell's type. kernel/lower refuses such a value where the types show it; where it is
// hidden in an interface, it is found here, as the call runs.

// Whole returns x, what function takes, and panics if it holds a value of a cell's type.
func Whole(function string, x any) any {
	if t := hiddenIn(reflect.ValueOf(&x).Elem(), map[visit]bool{}); t != nil {
		panic(function + " of " + t.Name + shaped)
	}
	return x
}

// Wholes is Whole of each.
func Wholes(function string, xs []any) []any {
	for _, x := range xs {
		Whole(function, x)
	}
	return xs
}

// FuncMap is m, the functions of a template, as the template is to have them: such a
// function is called by reflection. It panics for one that takes or gives a cell's type.
func FuncMap(function string, m map[string]any) map[string]any {
	out := make(map[string]any, len(m))
	for name, x := range m {
		out[name] = templateFunc(function, bare(x))
	}
	return out
}

func templateFunc(function string, x any) any {
	fn := reflect.ValueOf(x)
	if b, ok := boxed(x); ok {
		fn = b.variadic()
		if !fn.IsValid() {
			panic(function + " of " + b.T.Name + shaped)
		}
	}
	if fn.Kind() != reflect.Func || fn.IsNil() || fn.Type().NumOut() == 0 || !mayHide(fn.Type().Out(0)) {
		if fn.IsValid() {
			return fn.Interface()
		}
		return x
	}
	t := fn.Type()
	call := fn.Call
	if t.IsVariadic() {
		call = fn.CallSlice
	}
	return reflect.MakeFunc(t, func(args []reflect.Value) []reflect.Value {
		out := call(args)
		if h := hiddenIn(out[0], map[visit]bool{}); h != nil {
			panic(function + " of " + h.Name + shaped)
		}
		return out
	}).Interface()
}

// variadic is the function in the box as a variadic one of compiled types, which the
// interpreter has as one of a slice; the zero Value if it is none.
func (b Boxed) variadic() reflect.Value {
	fn := b.reflect()
	if b.T.Named || !b.T.Variadic || fn.Kind() != reflect.Func || fn.IsNil() {
		return reflect.Value{}
	}
	for _, id := range slices.Concat(b.T.Params, b.T.Results) {
		if typeOf(id).Erased {
			return reflect.Value{}
		}
	}
	erased := fn.Type()
	ins := make([]reflect.Type, erased.NumIn())
	for i := range ins {
		ins[i] = erased.In(i)
	}
	outs := make([]reflect.Type, erased.NumOut())
	for i := range outs {
		outs[i] = erased.Out(i)
	}
	return reflect.MakeFunc(reflect.FuncOf(ins, outs, true), fn.Call) // the last of args is the slice
}

// visit is what hiddenIn has seen.
type visit struct {
	p uintptr
	n int // elements of a slice: others may begin at the same place
	t reflect.Type
}

// hiddenIn returns the type of a value of a cell's type that v holds, or nil.
func hiddenIn(v reflect.Value, seen map[visit]bool) *Type {
	if !v.IsValid() || !mayHide(v.Type()) {
		return nil
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		at := visit{p: v.Pointer(), t: v.Type()}
		if v.Kind() == reflect.Slice {
			at.n = v.Len()
		}
		if v.IsNil() || seen[at] {
			return nil
		}
		seen[at] = true
	}
	switch v.Kind() {
	case reflect.Interface:
		if v.IsNil() {
			return nil
		}
		if b, ok := boxed(v.Interface()); ok {
			return b.T
		}
		return hiddenIn(v.Elem(), seen)
	case reflect.Pointer:
		return hiddenIn(v.Elem(), seen)
	case reflect.Struct:
		for i := range v.NumField() {
			if !v.Type().Field(i).IsExported() {
				continue
			}
			if t := hiddenIn(v.Field(i), seen); t != nil {
				return t
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if t := hiddenIn(v.Index(i), seen); t != nil {
				return t
			}
		}
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			if t := hiddenIn(it.Key(), seen); t != nil {
				return t
			}
			if t := hiddenIn(it.Value(), seen); t != nil {
				return t
			}
		}
	}
	return nil
}

// hiding says of types whether their values may hold one of a cell's type.
var hiding sync.Map // reflect.Type -> bool

// mayHide reports whether a value of t may hold one of a cell's type.
func mayHide(t reflect.Type) bool {
	if known, ok := hiding.Load(t); ok {
		return known.(bool)
	}
	hides := hides(t, map[reflect.Type]bool{})
	hiding.Store(t, hides)
	return hides
}

func hides(t reflect.Type, seen map[reflect.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Interface:
		return true
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return hides(t.Elem(), seen)
	case reflect.Map:
		return hides(t.Key(), seen) || hides(t.Elem(), seen)
	case reflect.Struct:
		for i := range t.NumField() {
			if t.Field(i).IsExported() && hides(t.Field(i).Type, seen) {
				return true
			}
		}
	}
	return false
}
