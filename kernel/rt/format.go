package rt

import (
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"schedtick/kernel/program"
)

// Verbs that package fmt keeps to itself, as Printf hands them to a box.
const (
	verbType    = '\uE054' // %T
	verbPointer = '\uE070' // %p
	verbWrap    = '\uE077' // %w of what is no error, or elsewhere than in Errorf
)

// Format formats the value as package fmt formats one of the user's type: by its
// methods where it has them, else by its structure.
func (b Boxed) Format(f fmt.State, verb rune) {
	switch verb {
	case verbType:
		fmt.Fprintf(f, fmt.FormatString(f, 's'), b.T.Name)
		return
	case verbPointer:
		verb = 'p'
	case verbWrap:
		verb = 'w'
	}
	p := &printer{State: f, verb: verb, sharpV: verb == 'v' && f.Flag('#'), plusV: verb == 'v' && f.Flag('+')}
	p.spec = fmt.FormatString(f, verb)
	v := b.reflect()
	if verb == 'p' {
		if hasPointer(v.Kind()) {
			p.pointer(b.T, v)
		} else {
			p.bad(b.T, v)
		}
		return
	}
	if verb == 'w' {
		p.bad(b.T, v)
		return
	}
	p.value(b.T, v, 0, true)
}

// reflect returns the erased value; it may be a nil pointer, map and so on, but is valid.
func (b Boxed) reflect() reflect.Value {
	if b.V == nil && b.T.rtype != nil {
		return reflect.Zero(b.T.rtype)
	}
	return reflect.ValueOf(b.V)
}

// opened is v without the any that values of opaque types travel in.
func (t *Type) opened(v reflect.Value) reflect.Value {
	if t == nil || v.Kind() != reflect.Interface || t.isInterface() {
		return v
	}
	if v.IsNil() && t.rtype != nil {
		return reflect.Zero(t.rtype)
	}
	return v.Elem()
}

// printer is package fmt's printValue over the types that the user sees.
type printer struct {
	fmt.State
	verb          rune
	spec          string // the directive, for leaves
	sharpV, plusV bool
}

// print writes to a fmt.State, which keeps text in memory: it does not fail.
func (p *printer) print(s string) { _, _ = io.WriteString(p.State, s) }

// value prints v of type t. open says that v was reached through exported fields
// only: fmt does not call methods of others.
func (p *printer) value(t *Type, v reflect.Value, depth int, open bool) {
	v = t.opened(v)
	if open && t.Erased && !t.isInterface() && p.methods(t, v) {
		return
	}
	if !t.Erased && !t.isInterface() {
		p.leaf(t, v, depth, open)
		return
	}
	switch t.Kind {
	case program.Struct:
		p.structure(t, v, depth, open)
	case program.Interface:
		p.iface(t, v, depth, open)
	case program.Map:
		p.mapping(t, v, depth, open)
	case program.Slice, program.Array:
		p.list(t, v, depth, open)
	case program.Pointer:
		if depth == 0 && !v.IsNil() {
			switch e := typeOf(t.Elem); e.kindUnder() {
			case program.Struct, program.Slice, program.Array, program.Map:
				p.print("&")
				p.value(e, target(v, e), depth+1, open)
				return
			}
		}
		p.pointer(t, v)
	case program.Chan, program.Signature:
		p.pointer(t, v)
	default:
		if t.isInterface() {
			p.iface(t, v, depth, open)
			return
		}
		p.leaf(t, v, depth, open)
	}
}

// bad prints what fmt prints for a verb that does not fit the value.
func (p *printer) bad(t *Type, v reflect.Value) {
	p.print("%!" + string(p.verb) + "(" + t.Name + "=")
	q := &printer{State: p.State, verb: 'v', sharpV: p.Flag('#'), plusV: p.Flag('+')}
	q.spec = fmt.FormatString(p.State, 'v')
	q.value(t, v, 0, false)
	p.print(")")
}

// hasPointer reports whether %p prints the address of a value of kind k.
func hasPointer(k reflect.Kind) bool {
	switch k {
	case reflect.Chan, reflect.Func, reflect.Map, reflect.Pointer, reflect.Slice, reflect.UnsafePointer:
		return true
	}
	return false
}

// kindUnder is the kind of t, looking at the erased form of a type without description.
func (t *Type) kindUnder() program.Kind {
	if t.Kind != program.Opaque && t.Kind != program.Basic || t.rtype == nil {
		return t.Kind
	}
	switch t.rtype.Kind() {
	case reflect.Struct:
		return program.Struct
	case reflect.Slice:
		return program.Slice
	case reflect.Array:
		return program.Array
	case reflect.Map:
		return program.Map
	}
	return t.Kind
}

// target is *v as the interpreter's type for elem.
func target(v reflect.Value, elem *Type) reflect.Value {
	e := v.Elem()
	if elem.rtype != nil && e.Type() != elem.rtype {
		return reflect.NewAt(elem.rtype, v.UnsafePointer()).Elem()
	}
	return e
}

func (p *printer) structure(t *Type, v reflect.Value, depth int, open bool) {
	if p.sharpV {
		p.print(t.Name)
	}
	p.print("{")
	for i, f := range t.Fields {
		if i > 0 {
			p.print(p.comma())
		}
		if p.plusV || p.sharpV {
			p.print(f.Name + ":")
		}
		p.value(typeOf(f.Type), v.Field(i), depth+1, open && exported(f.Name))
	}
	p.print("}")
}

func (p *printer) comma() string {
	if p.sharpV {
		return ", "
	}
	return " "
}

func exported(name string) bool {
	r, _ := utf8.DecodeRuneInString(name)
	return unicode.IsUpper(r)
}

func (p *printer) iface(t *Type, v reflect.Value, depth int, open bool) {
	if v.IsNil() {
		if p.sharpV {
			p.print(t.ifaceName() + "(nil)")
		} else {
			p.print("<nil>")
		}
		return
	}
	x := bare(v.Elem().Interface())
	if b, ok := boxed(x); ok {
		p.value(b.T, b.reflect(), depth+1, open)
		return
	}
	r := reflect.ValueOf(x)
	p.compiled(r, depth+1, open)
}

// leaf prints a value whose type is compiled.
func (p *printer) leaf(t *Type, v reflect.Value, depth int, open bool) {
	if t.Named && v.Kind() <= reflect.Complex128 || t.Named && v.Kind() == reflect.String {
		p.basic(v, t.Name)
		return
	}
	p.compiled(v, depth, open)
}

// compiled prints v, all of whose types are compiled. Package fmt does it, except
// that it may not call methods here that it could not call there, and writes
// pointers below the top as addresses.
func (p *printer) compiled(v reflect.Value, depth int, open bool) {
	switch k := v.Kind(); {
	case !open && (k <= reflect.Complex128 || k == reflect.String):
		p.basic(v, v.Type().String())
	case !open && hiddenIn(v, map[visit]bool{}) != nil:
		p.parts(v, depth)
	case !open && (k == reflect.Struct || k == reflect.Slice || k == reflect.Array || k == reflect.Map || k == reflect.Interface || k == reflect.Pointer):
		// Inside an unexported field of a struct of ours, so that fmt sees it as such.
		p.closed(v, depth)
	case depth > 0 && p.sharpV && v.Type() == bytesType:
		// fmt knows []byte by its shorter name at the top only.
		p.print("[]uint8" + strings.TrimPrefix(fmt.Sprintf(p.spec, v.Interface()), "[]byte"))
	case depth > 0 && (k == reflect.Pointer || k == reflect.UnsafePointer) && !hasMethods(v.Type(), p.verb):
		p.rawPointer(v, v.Type().String())
	default:
		fmt.Fprintf(p.State, p.spec, v.Interface())
	}
}

// parts prints v, of a compiled type without a name, in which are values of a cell's type,
// as fmt prints a value it reached through an unexported field.
func (p *printer) parts(v reflect.Value, depth int) {
	part := func(e reflect.Value) {
		if e.Kind() != reflect.Interface {
			p.compiled(e, depth+1, false)
			return
		}
		p.iface(&Type{Type: program.Type{Name: e.Type().String()}}, e, depth, false)
	}
	before, after := "[", "]"
	if v.Kind() == reflect.Map {
		before = "map["
	}
	if p.sharpV {
		before, after = v.Type().String()+"{", "}"
	}
	switch v.Kind() {
	case reflect.Interface:
		part(v)
	case reflect.Slice, reflect.Array:
		p.print(before)
		for i := range v.Len() {
			if i > 0 {
				p.print(p.comma())
			}
			part(v.Index(i))
		}
		p.print(after)
	case reflect.Map:
		p.print(before)
		for i, k := range sortedKeys(v) {
			if i > 0 {
				p.print(p.comma())
			}
			part(k.key)
			p.print(":")
			part(k.value)
		}
		p.print(after)
	default:
		p.closed(v, depth)
	}
}

// closed prints v as fmt prints a value it reached through an unexported field.
func (p *printer) closed(v reflect.Value, depth int) {
	if v.Kind() == reflect.Pointer {
		p.rawPointer(v, v.Type().String())
		return
	}
	h := struct{ v any }{v.Interface()}
	s := fmt.Sprintf(p.spec, h)
	// {…} of the holder goes; %+v and %#v also name its field and types.
	switch {
	case p.sharpV:
		s = strings.TrimPrefix(s, "struct { v interface {} }{v:")
	case p.plusV:
		s = strings.TrimPrefix(s, "{v:")
	default:
		s = strings.TrimPrefix(s, "{")
	}
	p.print(strings.TrimSuffix(s, "}"))
}

var (
	formatterType = reflect.TypeFor[fmt.Formatter]()
	stringerType  = reflect.TypeFor[fmt.Stringer]()
	errorType     = reflect.TypeFor[error]()
	bytesType     = reflect.TypeFor[[]byte]()
	goStringType  = reflect.TypeFor[fmt.GoStringer]()
)

// hasMethods reports whether fmt formats values of t by a method.
func hasMethods(t reflect.Type, verb rune) bool {
	return t.Implements(formatterType) || t.Implements(goStringType) || verb != 'p' && (t.Implements(errorType) || t.Implements(stringerType))
}

// basic prints a value of a basic kind, by its kind alone. name is its type's, for
// a verb that does not fit.
func (p *printer) basic(v reflect.Value, name string) {
	var x any
	switch v.Kind() {
	case reflect.Bool:
		x = v.Bool()
	case reflect.String:
		x = v.String()
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		x = v.Int()
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		x = v.Uint()
	case reflect.Uintptr:
		x = uintptr(v.Uint())
	case reflect.Float32:
		x = float32(v.Float())
	case reflect.Float64:
		x = v.Float()
	case reflect.Complex64:
		x = complex64(v.Complex())
	default:
		x = v.Complex()
	}
	s := fmt.Sprintf(p.spec, x)
	if bad := "%!" + string(p.verb) + "(" + reflect.TypeOf(x).String() + "="; strings.HasPrefix(s, bad) {
		s = "%!" + string(p.verb) + "(" + name + "=" + s[len(bad):]
	}
	p.print(s)
}

func (p *printer) list(t *Type, v reflect.Value, depth int, open bool) {
	e := typeOf(t.Elem)
	if v.Type().Elem().Kind() == reflect.Uint8 && (p.verb == 's' || p.verb == 'q' || p.verb == 'x' || p.verb == 'X') {
		b := make([]byte, v.Len())
		reflect.Copy(reflect.ValueOf(b), v)
		fmt.Fprintf(p.State, p.spec, b)
		return
	}
	open0, close0 := "[", "]"
	if p.sharpV {
		p.print(t.Name)
		if t.Kind == program.Slice && v.IsNil() {
			p.print("(nil)")
			return
		}
		open0, close0 = "{", "}"
	}
	p.print(open0)
	for i := range v.Len() {
		if i > 0 {
			p.print(p.comma())
		}
		p.value(e, v.Index(i), depth+1, open)
	}
	p.print(close0)
}

func (p *printer) mapping(t *Type, v reflect.Value, depth int, open bool) {
	if p.sharpV {
		p.print(t.Name)
		if v.IsNil() {
			p.print("(nil)")
			return
		}
		p.print("{")
	} else {
		p.print("map[")
	}
	key, elem := typeOf(t.MapKey), typeOf(t.Elem)
	for i, k := range sortedKeys(v) {
		if i > 0 {
			p.print(p.comma())
		}
		p.value(key, k.key, depth+1, open)
		p.print(":")
		p.value(elem, k.value, depth+1, open)
	}
	if p.sharpV {
		p.print("}")
	} else {
		p.print("]")
	}
}

func (p *printer) pointer(t *Type, v reflect.Value) {
	switch p.verb {
	case 'v', 'p', 'b', 'o', 'd', 'x', 'X':
		p.rawPointer(v, t.Name)
	default:
		p.bad(t, v)
	}
}

// pad prints s in the directive's width.
func (p *printer) pad(s string) {
	w, _ := p.Width()
	fill := strings.Repeat(" ", max(0, w-len(s)))
	switch {
	case p.Flag('-'):
		s += fill
	case p.Flag('0'):
		s = strings.Repeat("0", len(fill)) + s
	default:
		s = fill + s
	}
	p.print(s)
}

// rawPointer is fmt's fmtPointer.
func (p *printer) rawPointer(v reflect.Value, name string) {
	u := v.Pointer()
	switch p.verb {
	case 'v':
		switch {
		case p.sharpV && u == 0:
			p.print("(" + name + ")(nil)")
		case p.sharpV:
			p.print("(" + name + ")(0x" + strconv.FormatUint(uint64(u), 16) + ")")
		case u == 0:
			p.pad("<nil>")
		case p.Flag('#'):
			fmt.Fprintf(p.State, p.spec, u)
		default:
			fmt.Fprintf(p.State, strings.TrimRight(p.spec, "v")+"s", "0x"+strconv.FormatUint(uint64(u), 16))
		}
	case 'p':
		s := "0x" + strconv.FormatUint(uint64(u), 16)
		if p.Flag('#') {
			s = s[2:]
		}
		fmt.Fprintf(p.State, strings.ReplaceAll(strings.TrimRight(p.spec, "p"), "#", "")+"s", s)
	case 'b', 'o', 'd', 'x', 'X':
		fmt.Fprintf(p.State, p.spec, u)
	default:
		at := "0x" + strconv.FormatUint(uint64(u), 16)
		if u == 0 {
			at = "<nil>"
		}
		p.print("%!" + string(p.verb) + "(" + name + "=" + at + ")")
	}
}
