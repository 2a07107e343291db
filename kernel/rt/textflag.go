package rt

import (
	"encoding"
	goflag "flag"
	"reflect"
	"sync"
	"unsafe"

	"schedtick/kernel/program"
)

var flagValueType = reflect.TypeFor[goflag.Value]()

// ownFlag is a flag.Value of a cell's type. Package flag makes a zero value of the same
// Go type, for whose text it says no default: so each cell's type has a Go type of its
// own, by the size of N.
type ownFlag[N any] struct{ plainFlag }

// String is the type's own, of the zero flag too.
func (v *ownFlag[N]) String() string {
	if v.Value != nil {
		return v.Value.String()
	}
	var n N
	flagTypes.Lock()
	t := flagTypes.known[unsafe.Sizeof(n)]
	flagTypes.Unlock()
	zero := reflect.Zero(t.rtype)
	if t.Kind == program.Pointer {
		zero = reflect.New(t.rtype.Elem())
	}
	f, ok := t.method("String").(func(any) string)
	if !ok {
		return ""
	}
	return f(t.boxOf(zero))
}

// flagTypes are the cells' types that were made flags, each in its place for good.
var flagTypes struct {
	sync.Mutex
	known [8]*Type
}

// extendFlag makes a flag.Value that may need no argument, and whose zero value is known.
// Types beyond the eighth are compared with the empty text.
func extendFlag(e *extension, w any) any {
	plain := plainFlag{e, w.(goflag.Value)}
	flagTypes.Lock()
	defer flagTypes.Unlock()
	for i, t := range flagTypes.known {
		if t != nil && t != e.t {
			continue
		}
		flagTypes.known[i] = e.t
		switch i {
		case 0:
			return &ownFlag[[0]byte]{plain}
		case 1:
			return &ownFlag[[1]byte]{plain}
		case 2:
			return &ownFlag[[2]byte]{plain}
		case 3:
			return &ownFlag[[3]byte]{plain}
		case 4:
			return &ownFlag[[4]byte]{plain}
		case 5:
			return &ownFlag[[5]byte]{plain}
		case 6:
			return &ownFlag[[6]byte]{plain}
		}
		return &ownFlag[[7]byte]{plain}
	}
	return &plain
}

// plainFlag is an ownFlag without a place.
type plainFlag struct {
	*extension
	goflag.Value
}

// IsBoolFlag is the type's own; false, which package flag takes for none, without one.
func (v *plainFlag) IsBoolFlag() bool {
	f, ok := v.t.method("IsBoolFlag").(func(any) bool)
	return ok && f(v.x)
}

// String is the type's own; empty for the zero flag.
func (v *plainFlag) String() string {
	if v.Value == nil {
		return ""
	}
	return v.Value.String()
}

// FlagTextVar is flag.TextVar.
func FlagTextVar(p encoding.TextUnmarshaler, name string, value encoding.TextMarshaler, usage string) {
	FlagSetTextVar(0, goflag.CommandLine, p, name, value, usage)
}

// FlagSetTextVar is s.TextVar. Package flag compares the types of p and value, which are
// those of wrappers here.
func FlagSetTextVar(_ int, s *goflag.FlagSet, p encoding.TextUnmarshaler, name string, value encoding.TextMarshaler, usage string) {
	b, ok := boxed(p)
	v, both := boxed(value)
	if !ok || !both {
		s.TextVar(p, name, value, usage)
		return
	}
	if b.V == nil || reflect.ValueOf(b.V).Kind() != reflect.Pointer {
		panic("variable value type must be a pointer")
	}
	from := reflect.ValueOf(v.V)
	if from.Kind() == reflect.Pointer {
		from = from.Elem()
	}
	if v.T.ID != b.T.Elem && v.T.ID != b.T.ID {
		panic("default type does not match variable type: " + v.T.Name + " != " + typeOf(b.T.Elem).Name)
	}
	reflect.ValueOf(b.V).Elem().Set(from)
	s.Var(&textFlag{p, b}, name, usage)
}

// textFlag is a flag whose value is of a cell's type.
type textFlag struct {
	encoding.TextUnmarshaler
	box Boxed
}

// Set reads the value.
func (f *textFlag) Set(s string) error { return f.UnmarshalText([]byte(s)) }

// Get returns the pointer to the value.
func (f *textFlag) Get() any { return f.box.T.box(f.box.V) }

// String is the value's text; empty for the zero flag, which package flag asks too.
func (f *textFlag) String() string {
	if f.box.T == nil {
		return ""
	}
	if m, ok := f.Get().(encoding.TextMarshaler); ok {
		if b, err := m.MarshalText(); err == nil {
			return string(b)
		}
	}
	return ""
}
