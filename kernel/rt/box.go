package rt

import (
	"fmt"
	"reflect"
	"sync"
)

// Boxed is a value of a user's type inside an interface. It is comparable when the
// value itself is, and formats as the value itself would.
//
// A box has the methods that package fmt and others look for only if the user's
// type has them: Box picks among the types below.
type Boxed struct {
	T *Type
	V any // erased value, of the type bound to T
}

// The kinds of box, by the methods of the type inside.
type (
	stringBox      struct{ Boxed }    // String
	textBox        struct{ Boxed }    // MarshalText
	stringTextBox  struct{ textBox }  // String, MarshalText
	errorBox       struct{ Boxed }    // Error
	errorStringBox struct{ errorBox } // Error, String
	joinBox        struct{ Boxed }    // Error, Unwrap() []error
)

var (
	_ fmt.Formatter = Boxed{}
	_ fmt.Stringer  = stringBox{}
	_ error         = errorBox{}
	_ error         = joinBox{}
)

// boxed returns the box inside x; false for a value of a compiled type.
func boxed(x any) (Boxed, bool) {
	switch b := x.(type) {
	case Boxed:
		return b, true
	case stringBox:
		return b.Boxed, true
	case errorBox:
		return b.Boxed, true
	case errorStringBox:
		return b.Boxed, true
	case textBox:
		return b.Boxed, true
	case stringTextBox:
		return b.Boxed, true
	case joinBox:
		return b.Boxed, true
	case logBox:
		return b.Boxed, true
	case loggedError:
		return boxed(b.error)
	case loggedTextError:
		return boxed(b.error)
	}
	if y, ok := unwrap(x); ok {
		return boxed(y)
	}
	return Boxed{}, false
}

// bare returns x without a wrapper for a compiled interface around it.
func bare(x any) any {
	if y, ok := unwrap(x); ok {
		return y
	}
	return x
}

// Box returns v, of type id, as an interface value: in a box when it is a user's
// type. A nil interface stays nil.
func Box(id int, v any) any {
	t := typeOf(id)
	if !t.Erased || t.isInterface() {
		return v
	}
	if t.rtype != nil {
		v = reinterpret(v, t.rtype)
	}
	return t.box(v)
}

// box puts an erased value into the kind of box that t's methods ask for.
func (t *Type) box(v any) any {
	b := Boxed{t, v}
	switch t.boxKind() {
	case kindString:
		return stringBox{b}
	case kindText:
		return textBox{b}
	case kindString | kindText:
		return stringTextBox{textBox{b}}
	case kindError, kindError | kindText:
		return errorBox{b}
	case kindError | kindString, kindError | kindString | kindText:
		return errorStringBox{errorBox{b}}
	case plain:
		return b
	}
	return joinBox{b}
}

const (
	plain      = 0
	kindString = 1 << iota
	kindText
	kindError
	kindJoin
)

// boxKind says which of the methods that boxes offer t has.
func (t *Type) boxKind() int {
	if k := t.kind.Load(); k != 0 {
		return int(k) - 1
	}
	k := plain
	if _, ok := t.method("String").(func(any) string); ok {
		k |= kindString
	}
	if _, ok := t.method("MarshalText").(func(any) ([]byte, error)); ok {
		k |= kindText
	}
	if _, ok := t.method("Error").(func(any) string); ok {
		k |= kindError
		if _, ok := t.method("Unwrap").(func(any) []error); ok {
			k |= kindJoin
		}
	}
	t.kind.Store(int32(k) + 1)
	return k
}

func (b stringBox) String() string      { return b.T.method("String").(func(any) string)(b) }
func (b stringTextBox) String() string  { return b.T.method("String").(func(any) string)(b) }
func (b errorStringBox) String() string { return b.T.method("String").(func(any) string)(b) }
func (b textBox) MarshalText() ([]byte, error) {
	return b.T.method("MarshalText").(func(any) ([]byte, error))(b.T.box(b.V))
}

func (b errorBox) Error() string { return b.T.method("Error").(func(any) string)(b.T.box(b.V)) }
func (b joinBox) Error() string  { return b.T.method("Error").(func(any) string)(b) }

// Unwrap is the type's own; nil, as errors.Unwrap says it, when there is none.
func (b errorBox) Unwrap() error {
	if f, ok := b.T.method("Unwrap").(func(any) error); ok {
		return f(b.T.box(b.V))
	}
	return nil
}

// Unwrap is the type's own.
func (b joinBox) Unwrap() []error { return b.T.method("Unwrap").(func(any) []error)(b) }

// Is is the type's own; false when there is none.
func (b errorBox) Is(target error) bool { return b.Boxed.is(b.T.box(b.V), target) }

// Is is the type's own; false when there is none.
func (b joinBox) Is(target error) bool { return b.Boxed.is(b, target) }

func (b Boxed) is(x any, target error) bool {
	f, ok := b.T.method("Is").(func(any, error) bool)
	return ok && f(x, target)
}

// Timeout is the type's own; false, as compiled code takes it, when there is none.
func (b errorBox) Timeout() bool { return b.Boxed.says("Timeout", b.T.box(b.V)) }

// Timeout is the type's own; false when there is none.
func (b joinBox) Timeout() bool { return b.Boxed.says("Timeout", b) }

// Temporary is the type's own; false, as compiled code takes it, when there is none.
func (b errorBox) Temporary() bool { return b.Boxed.says("Temporary", b.T.box(b.V)) }

// Temporary is the type's own; false when there is none.
func (b joinBox) Temporary() bool { return b.Boxed.says("Temporary", b) }

func (b Boxed) says(method string, x any) bool {
	f, ok := b.T.method(method).(func(any) bool)
	return ok && f(x)
}

// As is the type's own; false when there is none.
func (b errorBox) As(target any) bool { return b.Boxed.as(b.T.box(b.V), target) }

// As is the type's own; false when there is none.
func (b joinBox) As(target any) bool { return b.Boxed.as(b, target) }

func (b Boxed) as(x, target any) bool {
	f, ok := b.T.method("As").(func(any, any) bool)
	return ok && f(x, target)
}

// reinterpret returns v as a value of type t, which has the same layout. The
// interpreter has two reflect types for pointers to a recursive type.
func reinterpret(v any, t reflect.Type) any {
	if v == nil || reflect.TypeOf(v) == t || t.Kind() == reflect.Interface {
		return v
	}
	src := reflect.ValueOf(v)
	if src.Kind() != t.Kind() || src.Type().Size() != t.Size() {
		return v
	}
	p := reflect.New(src.Type())
	p.Elem().Set(src)
	return reflect.NewAt(t, p.UnsafePointer()).Elem().Interface()
}

// erased is the value inside x as the interpreter knows it.
func erased(x any) any {
	if b, ok := boxed(x); ok {
		return b.V
	}
	return x
}

// Unbox stores the erased value inside x in the variable that p points to.
func Unbox(x any, p any) { store(p, erased(x)) }

// store is *p = v, where nil means the zero value.
func store(p any, v any) {
	switch p := p.(type) {
	case nil:
		return
	case *any:
		*p = v
		return
	case *int:
		if n, ok := v.(int); ok {
			*p = n
			return
		}
	case *string:
		if s, ok := v.(string); ok {
			*p = s
			return
		}
	}
	dst := reflect.ValueOf(p).Elem()
	if v == nil {
		dst.SetZero()
		return
	}
	dst.Set(reflect.ValueOf(reinterpret(v, dst.Type())))
}

// wrapperLookup finds the struct type that implements a compiled interface type;
// see SetWrapperLookup.
var wrappers struct {
	mu     sync.RWMutex
	lookup func(reflect.Type) (reflect.Type, bool)
	known  sync.Map // reflect.Type of *wrapper -> struct{}
}

// SetWrapperLookup tells where to find, for a compiled interface type, a struct type
// that implements it with fields: IValue any holds the value, WMethod func(…) runs
// Method.
func SetWrapperLookup(f func(reflect.Type) (reflect.Type, bool)) {
	wrappers.mu.Lock()
	defer wrappers.mu.Unlock()
	wrappers.lookup = f
}

// unwrap returns the value inside a wrapper for a compiled interface.
func unwrap(x any) (any, bool) {
	t := reflect.TypeOf(x)
	if t == nil || t.Kind() != reflect.Pointer {
		return nil, false
	}
	if e, ok := x.(interface{ inner() any }); ok {
		return e.inner(), true
	}
	if _, ok := wrappers.known.Load(t); !ok {
		return nil, false
	}
	return reflect.ValueOf(x).Elem().FieldByName("IValue").Interface(), true
}

// wrap returns the box x as a value that implements the compiled interface type i.
func wrap(x any, i reflect.Type) any {
	if reflect.TypeOf(x).Implements(i) {
		return x
	}
	wrappers.mu.RLock()
	lookup := wrappers.lookup
	wrappers.mu.RUnlock()
	var wrapper reflect.Type
	if lookup != nil {
		wrapper, _ = lookup(i)
	}
	b, _ := boxed(x)
	if wrapper == nil {
		panic(fmt.Sprintf("%s cannot be given to compiled code as %s: no wrapper for that interface", b.T.Name, i))
	}
	// A pointer: the struct holds functions and could not be compared.
	p := reflect.New(wrapper)
	wrappers.known.Store(p.Type(), struct{}{})
	v, w := p.Elem(), guard{current(), 0}
	recovers := i.PkgPath() == "net/http" // what its handlers panic with
	v.FieldByName("IValue").Set(reflect.ValueOf(x))
	for k := range i.NumMethod() {
		name := i.Method(k).Name
		field := v.FieldByName("W" + name)
		fn := reflect.ValueOf(b.T.method(name))
		if !field.IsValid() || !fn.IsValid() {
			continue
		}
		recv := reflect.ValueOf(&x).Elem()
		field.Set(reflect.MakeFunc(field.Type(), func(args []reflect.Value) (out []reflect.Value) {
			args = append([]reflect.Value{recv}, args...)
			if recovers || w.own() {
				return fn.Call(args)
			}
			w.run(func() { out = fn.Call(args) })
			return out
		}))
	}
	return b.T.extended(x, p.Interface(), i)
}

// BoxAs returns v, of type id, as a value that implements the compiled interface type iface.
func BoxAs(id int, iface int, v any) any { return ConvertI(iface, Box(id, v)) }

// ConvertI returns the interface value x as one that implements the compiled
// interface type iface. nil stays nil.
func ConvertI(iface int, x any) any {
	x = bare(x)
	i := typeOf(iface).rtype
	if x == nil || i == nil || i.Kind() != reflect.Interface {
		return x
	}
	if _, ok := boxed(x); ok {
		return wrap(x, i)
	}
	return x
}
