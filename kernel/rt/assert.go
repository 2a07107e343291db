package rt

import (
	"errors"
	"reflect"
	"sync"

	"schedtick/kernel/program"
)

// is reports whether the dynamic type of x is t or, for an interface type,
// implements it; if not, the first method it lacks.
func is(x any, t *Type) (missing string, ok bool) {
	if x == nil {
		return "", false
	}
	b, inBox := boxed(x)
	if t.isInterface() {
		if inBox {
			return b.T.lacks(t)
		}
		return lacks(reflect.TypeOf(x), t)
	}
	if inBox {
		return "", b.T == t || b.T.ID == t.ID
	}
	return "", !t.Erased && reflect.TypeOf(x) == t.rtype
}

// isInterface reports whether t is an interface type.
func (t *Type) isInterface() bool {
	return t.Kind == program.Interface || t.Kind == program.Opaque && t.rtype != nil && t.rtype.Kind() == reflect.Interface
}

// lacks reports which method of the interface type i the concrete type t lacks.
func (t *Type) lacks(i *Type) (missing string, ok bool) {
	type pair struct{ t, i int }
	k := pair{t.ID, i.ID}
	if m, found := methodSets.Load(k); found {
		return m.(string), m.(string) == ""
	}
	for _, want := range i.Methods {
		found := false
		for _, m := range t.Methods {
			found = found || m.Name == want.Name && m.Sig == want.Sig
		}
		if !found {
			missing = want.Name
			break
		}
	}
	methodSets.Store(k, missing)
	return missing, missing == ""
}

// methodSets caches which method a type lacks for an interface, "" for none.
var methodSets sync.Map

// lacks is Type.lacks for a compiled type.
func lacks(t reflect.Type, i *Type) (missing string, ok bool) {
	if len(i.Methods) == 0 && (i.rtype == nil || i.rtype.NumMethod() == 0) {
		return "", true
	}
	type pair struct {
		t reflect.Type
		i int
	}
	k := pair{t, i.ID}
	if m, found := methodSets.Load(k); found {
		return m.(string), m.(string) == ""
	}
	if i.rtype != nil && i.rtype.Kind() == reflect.Interface && i.rtype.NumMethod() > 0 {
		if !t.Implements(i.rtype) {
			missing = "?"
			for k := range i.rtype.NumMethod() {
				want := i.rtype.Method(k)
				if m, has := t.MethodByName(want.Name); !has || !sameMethod(m.Type, want.Type) {
					missing = want.Name
					break
				}
			}
		}
	} else {
		for _, want := range i.Methods {
			m, has := t.MethodByName(want.Name)
			if !has || !typeOf(want.Sig).describes(m.Type, 1) {
				missing = want.Name
				break
			}
		}
	}
	methodSets.Store(k, missing)
	return missing, missing == ""
}

// sameMethod compares a method of a concrete type, receiver first, with one of an interface.
func sameMethod(m, want reflect.Type) bool {
	if m.NumIn() != want.NumIn()+1 || m.NumOut() != want.NumOut() || m.IsVariadic() != want.IsVariadic() {
		return false
	}
	for i := range want.NumIn() {
		if m.In(i+1) != want.In(i) {
			return false
		}
	}
	for i := range want.NumOut() {
		if m.Out(i) != want.Out(i) {
			return false
		}
	}
	return true
}

// describes reports whether t, a signature, is the function type f without its
// first skip parameters.
func (t *Type) describes(f reflect.Type, skip int) bool {
	if f.NumIn() != len(t.Params)+skip || f.NumOut() != len(t.Results) || f.IsVariadic() != t.Variadic {
		return false
	}
	for i, p := range t.Params {
		if !typeOf(p).same(f.In(i + skip)) {
			return false
		}
	}
	for i, r := range t.Results {
		if !typeOf(r).same(f.Out(i)) {
			return false
		}
	}
	return true
}

// same reports whether t is the compiled type r.
func (t *Type) same(r reflect.Type) bool {
	switch {
	case !t.Erased:
		return t.rtype == r
	case t.Named:
		return false
	case t.Kind == program.Signature:
		return r.Kind() == reflect.Func && r.Name() == "" && t.describes(r, 0)
	}
	return false
}

// To is the assertion x.(T) with comma, ok. It stores the value, or zero, in the
// variable that p points to; p may be nil.
func To(id int, x any, p any) bool {
	t := typeOf(id)
	x = bare(x)
	if _, ok := is(x, t); !ok {
		store(p, nil)
		return false
	}
	t.assign(p, x)
	return true
}

// assign stores x, which is t or implements it, in the variable that p points to.
func (t *Type) assign(p any, x any) {
	if p == nil {
		return
	}
	if !t.isInterface() {
		store(p, erased(x))
		return
	}
	if i := reflect.TypeOf(p).Elem(); i.Kind() == reflect.Interface && i.NumMethod() > 0 {
		if _, ok := boxed(x); ok {
			x = wrap(x, i)
		}
	}
	store(p, x)
}

// Must is the assertion x.(T) at site, for x of the interface type from. It panics
// with Go's own words.
func Must(site int, id int, from int, x any, p any) {
	t := typeOf(id)
	x = bare(x)
	missing, ok := is(x, t)
	if ok {
		t.assign(p, x)
		return
	}
	e := assertionError{asserted: t.Name, missing: missing}
	if x != nil {
		e.concrete = TypeName(x)
	}
	if missing == "" && (x != nil || !t.isInterface()) {
		e.static = typeOf(from).ifaceName()
	}
	Panic(site, e.make())
}

// ifaceName is how an assertion's panic names the static type.
func (t *Type) ifaceName() string {
	if t.Name == "any" || t.Name == "" {
		return "interface {}"
	}
	return t.Name
}

// Which returns the index of the first of ids that the dynamic type of x is or
// implements, or -1. ID 0 stands for nil.
func Which(x any, ids ...int) int {
	for i, id := range ids {
		if id == 0 {
			if x == nil {
				return i
			}
		} else if _, ok := is(x, typeOf(id)); ok {
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
		if fn := b.T.method(method); fn != nil {
			return fn
		}
		panic("rt: " + b.T.Name + " has no method " + method)
	}
	type key struct {
		t    reflect.Type
		name string
	}
	k := key{reflect.TypeOf(x), method}
	if fn, ok := methodFuncs.Load(k); ok {
		return fn
	}
	fn := methodFunc(k.t, method)
	methodFuncs.Store(k, fn)
	return fn
}

// methodFuncs caches what Fn makes for compiled types.
var methodFuncs sync.Map

// methodFunc returns a method of a compiled type as lowered text calls it: the receiver
// as any, a variadic parameter as a slice.
func methodFunc(t reflect.Type, method string) any {
	m, ok := t.MethodByName(method)
	if !ok {
		panic("rt: " + t.String() + " has no method " + method)
	}
	in := []reflect.Type{reflect.TypeFor[any]()}
	for i := 1; i < m.Type.NumIn(); i++ {
		in = append(in, m.Type.In(i))
	}
	var out []reflect.Type
	for i := range m.Type.NumOut() {
		out = append(out, m.Type.Out(i))
	}
	return reflect.MakeFunc(reflect.FuncOf(in, out, false), func(args []reflect.Value) []reflect.Value {
		args[0] = args[0].Elem()
		if m.Type.IsVariadic() {
			return m.Func.CallSlice(args)
		}
		return m.Func.Call(args)
	}).Interface()
}

// Equal is x == y for interface values. It panics, as Go does, when they are of one
// type that cannot be compared.
func Equal(x, y any) bool {
	x, y = bare(x), bare(y)
	a, ok := boxed(x)
	b, both := boxed(y)
	if !ok || !both {
		return ok == both && equalValues(x, y)
	}
	if a.T != b.T {
		return false
	}
	if t := reflect.TypeOf(a.V); t != nil && !t.Comparable() {
		panic(runtimeError("comparing uncomparable type " + a.T.Name))
	}
	return equalValues(a.V, b.V)
}

// equalValues is x == y for values that are in no box.
func equalValues(x, y any) bool {
	t := reflect.TypeOf(x)
	if t == nil || t != reflect.TypeOf(y) || !t.Comparable() {
		return x == y
	}
	if k := t.Kind(); k != reflect.Struct && k != reflect.Array {
		return x == y
	}
	a, b := reflect.ValueOf(x), reflect.ValueOf(y)
	if a.Comparable() && b.Comparable() {
		return x == y
	}
	return equalParts(a, b)
}

// equalParts compares structs and arrays in which an interface holds what cannot be
// compared. That matters only if it comes before the first difference.
func equalParts(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			if !equalParts(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Array:
		for i := range a.Len() {
			if !equalParts(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Interface:
		return Equal(a.Interface(), b.Interface())
	}
	return a.Equal(b)
}

// TypeName is the dynamic type of x as %T prints it.
func TypeName(x any) string {
	if x == nil {
		return "<nil>"
	}
	if b, ok := boxed(x); ok {
		return b.T.Name
	}
	return reflect.TypeOf(x).String()
}

// ErrorsAs is errors.As(err, target), where id is the type that target points to.
func ErrorsAs(err error, target any, id int) bool {
	if target == nil || reflect.ValueOf(target).IsNil() {
		panic("errors: target must be a non-nil pointer")
	}
	if t := typeOf(id); !t.Erased && t.rtype != nil && t.rtype.Kind() != reflect.Interface {
		return errors.As(err, target)
	}
	return errorsAs(err, target, typeOf(id))
}

func errorsAs(err error, target any, t *Type) bool {
	var own any // target as the As methods of cells know it
	for err != nil {
		if x := bare(err); x != nil {
			if _, ok := is(x, t); ok {
				t.assign(target, x)
				return true
			}
			if b, ok := boxed(x); ok {
				if own == nil {
					own = boxedPointer(target, t)
				}
				if b.as(x, own) {
					return true
				}
			} else if m, ok := x.(interface{ As(any) bool }); ok && m.As(target) {
				return true
			}
		}
		switch u := err.(type) { //nolint:errorlint // this is the walk that errors.As makes
		case interface{ Unwrap() error }:
			err = u.Unwrap()
		case interface{ Unwrap() []error }:
			for _, e := range u.Unwrap() {
				if errorsAs(e, target, t) {
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

// boxedPointer returns target, a pointer to a variable of type t, in its box. No
// assertion can ask for a pointer type that the session does not know.
func boxedPointer(target any, t *Type) any {
	if !t.Erased {
		return target
	}
	if p := t.pointer(); p != nil {
		return Boxed{p, target}
	}
	return target
}
