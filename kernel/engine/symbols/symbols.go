package symbols

import (
	"go/constant"
	"go/token"
	"reflect"
	"unsafe"
)

// kind says how the value of a sym is to be read.
type kind uint8

const (
	value  kind = iota // a function or a typed constant
	addr               // the address of a variable
	typ                // (*T)(nil)
	wrap               // (*W)(nil), W wraps the interface of that name
	intLit             // an untyped constant, as Go writes it
	floatLit
	stringLit
)

// sym is one exported name. Its fields are such that a table of them is static data.
type sym struct {
	name string
	kind kind
	v    any
}

// pkg is one package's table.
type pkg struct {
	name string // as its package clause says
	syms []sym
}

// Package is one importable package.
type Package struct {
	// Name is what the package clause says.
	Name string
	// Symbols are its exported names in the form that yaegi's interp.Exports
	// wants. An interface I has its wrapper beside it under "_I", a variable V
	// a function that returns its address under "Ptr_V".
	Symbols map[string]reflect.Value
}

// Lookup returns the package with the given import path; ok is false if cells
// cannot import it. It builds the map anew at each call: callers keep it.
func Lookup(path string) (p Package, ok bool) {
	t := lookup(path)
	if t == nil {
		return Package{}, false
	}
	return Package{Name: t.name, Symbols: values(t.syms)}, true
}

// values are a table's names as the interpreter wants them.
func values(syms []sym) map[string]reflect.Value {
	m := make(map[string]reflect.Value, len(syms))
	for _, s := range syms {
		switch s.kind {
		case wrap:
			m["_"+s.name] = reflect.ValueOf(s.v)
		case addr:
			m[s.name] = reflect.ValueOf(s.v).Elem()
			m["Ptr_"+s.name] = pointerTo(s.v)
		case intLit:
			m[s.name] = reflect.ValueOf(constant.MakeFromLiteral(s.v.(string), token.INT, 0))
		case floatLit:
			m[s.name] = reflect.ValueOf(constant.MakeFromLiteral(s.v.(string), token.FLOAT, 0))
		case stringLit:
			m[s.name] = reflect.ValueOf(constant.MakeString(s.v.(string)))
		default:
			m[s.name] = reflect.ValueOf(s.v)
		}
	}
	return m
}

// pointerTo is a func() *T that returns p. The interpreter takes a variable of a
// basic type for a constant; lowered text reads and sets it through this function.
func pointerTo(p any) reflect.Value {
	v := []reflect.Value{reflect.ValueOf(p)}
	ft := reflect.FuncOf(nil, []reflect.Type{v[0].Type()}, false)
	return reflect.MakeFunc(ft, func([]reflect.Value) []reflect.Value { return v })
}

// Wrapper returns the struct type that implements the interface type t, which
// must be a named interface of an importable package, or error. Its first field
// is IValue any; for each method M a field WM of the method's function type
// follows. ok is false if there is none: t is unnamed, not exported, or has
// unexported methods.
func Wrapper(t reflect.Type) (w reflect.Type, ok bool) {
	if t.Kind() != reflect.Interface || t.Name() == "" {
		return nil, false
	}
	if t == reflect.TypeFor[error]() {
		return reflect.TypeFor[wrapError](), true
	}
	p := lookup(t.PkgPath())
	if p == nil {
		return nil, false
	}
	return wrapper(p.syms, t)
}

// wrapper finds it in a table.
func wrapper(syms []sym, t reflect.Type) (w reflect.Type, ok bool) {
	for _, s := range syms {
		if s.kind == wrap && s.name == t.Name() {
			w = reflect.TypeOf(s.v).Elem()
			return w, w.Implements(t)
		}
	}
	return nil, false
}

// wrapError wraps the predeclared error.
type wrapError struct {
	IValue any
	WError func() string
}

func (w wrapError) Error() string { return w.WError() }

// Sizeof, Alignof and Offsetof are handled by the interpreter itself; it only
// wants to see their signatures.
var pkgUnsafe = pkg{"unsafe", []sym{
	{"Pointer", typ, (*unsafe.Pointer)(nil)},
	{"Add", value, func(p unsafe.Pointer, n int) unsafe.Pointer { return unsafe.Add(p, n) }},
	{"Sizeof", value, func(v any) uintptr { return reflect.TypeOf(v).Size() }},
	{"Alignof", value, func(v any) uintptr { return uintptr(reflect.TypeOf(v).Align()) }},
	{"Offsetof", value, func(any) uintptr { return 0 }},
}}
