package rt

import (
	"reflect"
	"unsafe"
)

// Boxed is a value of a user's type inside an interface. It is comparable as the
// value itself is.
type Boxed struct {
	T *Type
	V any // erased value, of the type bound to T
}

// boxed returns the box inside x, or nil for a value of a compiled type.
func boxed(x any) (Boxed, bool) {
	switch b := x.(type) {
	case Boxed:
		return b, true
	case errorBox:
		return b.Boxed, true
	case stringBox:
		return b.Boxed, true
	}
	return Boxed{}, false
}

type errorBox struct{ Boxed }

func (b errorBox) Error() string { return callMethod(b.Boxed, b, "Error").(func(any) string)(b) }

type stringBox struct{ Boxed }

func (b stringBox) String() string { return callMethod(b.Boxed, b, "String").(func(any) string)(b) }

func callMethod(b Boxed, x any, name string) any { return b.T.method(name) }

// Box returns v as an interface value: in a box when its type is a user's.
func Box(id int, v any) any {
	t := typeOf(id)
	if !t.Erased {
		return v
	}
	if t.rtype != nil {
		v = reinterpret(v, t.rtype)
	}
	b := Boxed{t, v}
	switch {
	case t.method("Error") != nil:
		return errorBox{b}
	case t.method("String") != nil:
		return stringBox{b}
	}
	return b
}

// reinterpret returns v as a value of type t, which has the same layout. The
// interpreter has two reflect types for pointers to a recursive type.
func reinterpret(v any, t reflect.Type) any {
	if v == nil || reflect.TypeOf(v) == t {
		return v
	}
	src := reflect.ValueOf(v)
	p := reflect.New(src.Type())
	p.Elem().Set(src)
	return reflect.NewAt(t, p.UnsafePointer()).Elem().Interface()
}

// BoxAs returns v, of type id, as a value that implements the compiled interface type iface.
func BoxAs(id int, iface int, v any) any { return ConvertI(iface, Box(id, v)) }

// ConvertI returns the interface value x as one that implements the compiled
// interface type iface.
func ConvertI(iface int, x any) any { return x }

// Unbox stores the erased value inside x in the variable that p points to.
func Unbox(x any, p any) { store(p, erased(x)) }

func erased(x any) any {
	if b, ok := boxed(x); ok {
		return b.V
	}
	return x
}

// store is *p = v, where nil means the zero value.
func store(p any, v any) {
	if p == nil {
		return
	}
	dst := reflect.ValueOf(p).Elem()
	if v == nil {
		dst.SetZero()
		return
	}
	if dst.Kind() != reflect.Interface {
		v = reinterpret(v, dst.Type())
	}
	dst.Set(reflect.ValueOf(v))
}

var _ unsafe.Pointer
