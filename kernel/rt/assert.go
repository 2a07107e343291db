package rt

import (
	"reflect"

	"schedtick/kernel/program"
)

// is reports whether the dynamic type of x is t, or implements t.
func is(x any, t *Type) bool {
	if x == nil {
		return false
	}
	b, ok := boxed(x)
	if t.Kind == program.Interface || t.rtype != nil && t.rtype.Kind() == reflect.Interface {
		for _, m := range t.Methods {
			if ok && b.T.method(m.Name) == nil {
				return false
			}
			if !ok {
				if _, has := reflect.TypeOf(x).MethodByName(m.Name); !has {
					return false
				}
			}
		}
		return true
	}
	if ok {
		return b.T.ID == t.ID
	}
	return reflect.TypeOf(x) == t.rtype
}

// To is the assertion x.(T) with comma, ok.
func To(id int, x any, p any) bool {
	t := typeOf(id)
	if !is(x, t) {
		store(p, nil)
		return false
	}
	if t.Kind == program.Interface {
		store(p, x)
	} else {
		store(p, erased(x))
	}
	return true
}

// Must is the assertion x.(T) at site, for x of the interface type from.
func Must(site int, id int, from int, x any, p any) {
	if !To(id, x, p) {
		Panic(site, Error{"interface conversion: " + typeOf(from).Name + " is " + TypeName(x) + ", not " + typeOf(id).Name})
	}
}

// Which returns the index of the first of ids that the dynamic type of x is or
// implements, or -1. ID 0 stands for nil.
func Which(x any, ids ...int) int {
	for i, id := range ids {
		if id == 0 && x == nil || id != 0 && is(x, typeOf(id)) {
			return i
		}
	}
	return -1
}

// Fn returns the func(x any, args…) that runs the named method of x's dynamic type.
func Fn(x any, method string) any {
	if x == nil {
		panic(nilDereference())
	}
	if b, ok := boxed(x); ok {
		return b.T.method(method)
	}
	m := reflect.ValueOf(x).MethodByName(method)
	in := []reflect.Type{reflect.TypeFor[any]()}
	out := []reflect.Type{}
	for i := range m.Type().NumIn() {
		in = append(in, m.Type().In(i))
	}
	for i := range m.Type().NumOut() {
		out = append(out, m.Type().Out(i))
	}
	return reflect.MakeFunc(reflect.FuncOf(in, out, m.Type().IsVariadic()), func(a []reflect.Value) []reflect.Value {
		if m.Type().IsVariadic() {
			return m.CallSlice(a[1:])
		}
		return m.Call(a[1:])
	}).Interface()
}

// Equal is x == y for interface values.
func Equal(x, y any) bool { return x == y }

// TypeName is the dynamic type of x as %T prints it.
func TypeName(x any) string {
	if x == nil {
		return "nil"
	}
	if b, ok := boxed(x); ok {
		return b.T.Name
	}
	return reflect.TypeOf(x).String()
}

// ErrorsAs is errors.As(err, target), where id is the type that target points to.
func ErrorsAs(err error, target any, id int) bool {
	for err != nil {
		if To(id, err, target) {
			return true
		}
		if m, ok := err.(interface{ As(any) bool }); ok && m.As(target) {
			return true
		}
		switch u := err.(type) {
		case interface{ Unwrap() error }:
			err = u.Unwrap()
		case interface{ Unwrap() []error }:
			for _, e := range u.Unwrap() {
				if ErrorsAs(e, target, id) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return false
}
