package rt

import (
	"reflect"
	"strings"
	"sync"

	"schedtick/kernel/program"
)

// mirror registers Go types as if a cell had declared them, so that tests can
// compare what rt does with what Go does. Types of this package play the
// user's; their erased forms have the same layout.
type mirror struct {
	mu    sync.Mutex
	ids   map[reflect.Type]int
	descs map[int]reflect.Type
	sigs  map[string]int
	next  int
}

var types = &mirror{ids: map[reflect.Type]int{}, sigs: map[string]int{}, next: 5000}

func user(r reflect.Type) bool { return strings.HasSuffix(r.PkgPath(), "kernel/rt") }

// erasedOf is what the interpreter would make of r.
func erasedOf(r reflect.Type) reflect.Type {
	if !mentionsUser(r, nil) {
		return r
	}
	switch r.Kind() {
	case reflect.Struct:
		var fs []reflect.StructField
		for i := range r.NumField() {
			f := r.Field(i)
			name := f.Name
			if !f.IsExported() {
				name = "X" + name
			}
			fs = append(fs, reflect.StructField{Name: name, Type: erasedOf(f.Type), Tag: f.Tag})
		}
		return reflect.StructOf(fs)
	case reflect.Pointer:
		if e := r.Elem(); user(e) && selfReferent(e) {
			return reflect.TypeFor[*int]() // as the interpreter: some other pointer type
		}
		return reflect.PointerTo(erasedOf(r.Elem()))
	case reflect.Slice:
		return reflect.SliceOf(erasedOf(r.Elem()))
	case reflect.Array:
		return reflect.ArrayOf(r.Len(), erasedOf(r.Elem()))
	case reflect.Map:
		return reflect.MapOf(erasedOf(r.Key()), erasedOf(r.Elem()))
	case reflect.Interface:
		return reflect.TypeFor[any]()
	case reflect.Chan:
		return reflect.ChanOf(r.ChanDir(), erasedOf(r.Elem()))
	case reflect.Func:
		return reflect.TypeFor[func()]()
	}
	return basicTypes[r.Kind()]
}

var basicTypes = map[reflect.Kind]reflect.Type{
	reflect.Int: reflect.TypeFor[int](), reflect.String: reflect.TypeFor[string](), reflect.Float64: reflect.TypeFor[float64](),
	reflect.Bool: reflect.TypeFor[bool](), reflect.Uint8: reflect.TypeFor[uint8](), reflect.Int64: reflect.TypeFor[int64](),
	reflect.Complex128: reflect.TypeFor[complex128](), reflect.Uint: reflect.TypeFor[uint](),
}

func selfReferent(r reflect.Type) bool {
	for i := 0; r.Kind() == reflect.Struct && i < r.NumField(); i++ {
		if r.Field(i).Type == reflect.PointerTo(r) {
			return true
		}
	}
	return false
}

func mentionsUser(r reflect.Type, seen []reflect.Type) bool {
	for _, s := range seen {
		if s == r {
			return false
		}
	}
	seen = append(seen, r)
	if r.Name() != "" {
		return user(r)
	}
	switch r.Kind() {
	case reflect.Struct:
		return r.NumField() > 0
	case reflect.Map:
		return mentionsUser(r.Key(), seen) || mentionsUser(r.Elem(), seen)
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Chan:
		return mentionsUser(r.Elem(), seen)
	case reflect.Interface:
		return r.NumMethod() > 0
	}
	return false
}

func goName(r reflect.Type) string { return strings.ReplaceAll(r.String(), "rt.", "main.") }

// id returns the type ID of r, registered if need be.
func (m *mirror) id(r reflect.Type) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.idLocked(r)
}

func (m *mirror) idLocked(r reflect.Type) int {
	if id, ok := m.ids[r]; ok {
		return id
	}
	m.next++
	id := m.next
	m.ids[r] = id
	d := program.Type{ID: id, Name: goName(r), Named: user(r), Erased: mentionsUser(r, nil)}
	if d.Erased || r.Name() == "" || r.Kind() == reflect.Interface {
		m.describe(&d, r)
	} else if r.PkgPath() == "" {
		d.Kind = program.Basic
	} else {
		d.Kind = program.Opaque
	}
	if d.Erased && r.Kind() != reflect.Interface {
		for i := range r.NumMethod() {
			d.Methods = append(d.Methods, program.Method{Name: r.Method(i).Name, Sig: m.sig(r.Method(i).Type, 1)})
		}
	}
	AddTypes([]program.Type{d})
	e := erasedOf(r)
	if r.Kind() == reflect.Pointer && d.Erased {
		e = reflect.PointerTo(erasedOf(r.Elem()))
	}
	Bind(id, reflect.Zero(reflect.PointerTo(e)).Interface())
	for _, method := range d.Methods {
		if r.Kind() != reflect.Interface {
			m.bind(id, r, method.Name)
		}
	}
	return id
}

func (m *mirror) describe(d *program.Type, r reflect.Type) {
	switch r.Kind() {
	case reflect.Struct:
		d.Kind = program.Struct
		for i := range r.NumField() {
			f := r.Field(i)
			d.Fields = append(d.Fields, program.Field{Name: f.Name, Type: m.idLocked(f.Type), Tag: string(f.Tag), Embedded: f.Anonymous})
		}
	case reflect.Pointer:
		d.Kind, d.Elem = program.Pointer, m.idLocked(r.Elem())
	case reflect.Slice:
		d.Kind, d.Elem = program.Slice, m.idLocked(r.Elem())
	case reflect.Array:
		d.Kind, d.Elem, d.Len = program.Array, m.idLocked(r.Elem()), int64(r.Len())
	case reflect.Map:
		d.Kind, d.MapKey, d.Elem = program.Map, m.idLocked(r.Key()), m.idLocked(r.Elem())
	case reflect.Chan:
		d.Kind, d.Elem = program.Chan, m.idLocked(r.Elem())
	case reflect.Func:
		d.Kind = program.Signature
	case reflect.Interface:
		d.Kind = program.Interface
		for i := range r.NumMethod() {
			d.Methods = append(d.Methods, program.Method{Name: r.Method(i).Name, Sig: m.sig(r.Method(i).Type, 0)})
		}
	default:
		d.Kind = program.Basic
	}
}

// sig returns the type ID of a method's signature without its receiver.
func (m *mirror) sig(f reflect.Type, skip int) int {
	d := program.Type{Kind: program.Signature, Variadic: f.IsVariadic()}
	name := "func("
	for i := skip; i < f.NumIn(); i++ {
		d.Params = append(d.Params, m.idLocked(f.In(i)))
		name += f.In(i).String() + ","
	}
	name += ")"
	for i := range f.NumOut() {
		d.Results = append(d.Results, m.idLocked(f.Out(i)))
		name += f.Out(i).String() + ","
	}
	if id, ok := m.sigs[name]; ok {
		return id
	}
	m.next++
	d.ID, d.Name = m.next, name
	m.sigs[name] = d.ID
	AddTypes([]program.Type{d})
	return d.ID
}

// bind makes a method callable as lowered text would.
func (m *mirror) bind(id int, r reflect.Type, name string) {
	method, _ := r.MethodByName(name)
	in := []reflect.Type{reflect.TypeFor[any]()}
	for i := 1; i < method.Type.NumIn(); i++ {
		in = append(in, method.Type.In(i))
	}
	var out []reflect.Type
	for i := range method.Type.NumOut() {
		out = append(out, method.Type.Out(i))
	}
	BindMethod(id, name, reflect.MakeFunc(reflect.FuncOf(in, out, false), func(args []reflect.Value) []reflect.Value {
		v := reflect.ValueOf(erased(args[0].Interface()))
		p := reflect.New(v.Type())
		p.Elem().Set(v)
		args[0] = reflect.NewAt(r, p.UnsafePointer()).Elem()
		if method.Type.IsVariadic() {
			return method.Func.CallSlice(args)
		}
		return method.Func.Call(args)
	}).Interface())
}

// box returns v as lowered text would box it. Interfaces inside v that hold the user's
// types are not converted: set them to boxes by hand.
func box(v any) any {
	r := reflect.TypeOf(v)
	id := types.id(r)
	if !mentionsUser(r, nil) {
		return Box(id, v)
	}
	p := reflect.New(r)
	p.Elem().Set(reflect.ValueOf(v))
	return Box(id, reflect.NewAt(typeOf(id).rtype, p.UnsafePointer()).Elem().Interface())
}

func idOf[T any]() int { return types.id(reflect.TypeFor[T]()) }
