package rt

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"time"

	"schedtick/kernel/display"
	"schedtick/kernel/program"
)

// MIMEPassed is the form of a value for another process: a [Passed] as JSON.
const MIMEPassed = "application/vnd.schedtick.passed+json"

// Passed is a value as a Go expression, or why it has none.
type Passed struct {
	// Text is the expression. Packages stand in it as "\x00path\x00", since only the
	// reader knows what they are called there; session types by their names.
	Text string `json:"text,omitempty"`
	// Refs are the addresses that it reaches: a value that shares one with another
	// would be two after both were copied.
	Refs []uintptr `json:"refs,omitempty"`
	// Error says what cannot be passed: "is locked", "x.ch is a chan int"…
	Error string `json:"error,omitempty"`
}

// maxPassed bounds a value's text, in bytes: the compiler has to read it.
const maxPassed = 4 << 20

// Pass shows a value like [Result], in the form for another process.
func Pass(id int, v any) {
	current().check()
	FlushOutput()
	data, err := json.Marshal(pass(id, v))
	if err != nil {
		panic(err) // strings and numbers only
	}
	display.Result(display.Bundle{MIMEPassed: string(data)})
}

func pass(id int, v any) Passed {
	if _, ok := boxed(v); !ok && id != 0 {
		v = Box(id, v)
	}
	w := &passer{refs: make(map[uintptr]bool)}
	if v = bare(v); v == nil {
		w.b.WriteString("nil")
	} else {
		s := shapeOf(v)
		w.value(s.t, s.v, id == 0, "")
	}
	p := Passed{Text: w.b.String(), Error: w.err}
	for r := range w.refs {
		p.Refs = append(p.Refs, r)
	}
	return p
}

// passer writes a value as an expression.
type passer struct {
	b    bytes.Buffer
	refs map[uintptr]bool
	err  string
}

// fail notes the first thing that cannot be passed. path is what follows the
// variable's name.
func (w *passer) fail(path, format string, args ...any) {
	if w.err == "" {
		w.err = strings.TrimPrefix(path+" ", " ") + fmt.Sprintf(format, args...)
	}
}

func (w *passer) write(s string) { w.b.WriteString(s) }

// value writes v. t is its type, nil when v's own type says everything. explicit:
// where it stands does not say its type.
func (w *passer) value(t *Type, v reflect.Value, explicit bool, path string) {
	if w.err != "" {
		return
	}
	if w.b.Len() > maxPassed {
		w.fail(path, "is beyond the %d MB that can be passed", maxPassed>>20)
		return
	}
	v = t.opened(v)
	if t != nil && !t.Erased && !t.isInterface() {
		t = nil
	}
	if t == nil && w.known(v, path) {
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		w.structure(t, v, path)
	case reflect.Slice, reflect.Array:
		w.list(t, v, path)
	case reflect.Map:
		w.mapping(t, v, path)
	case reflect.Interface:
		w.iface(v, path)
	case reflect.Pointer:
		w.pointer(t, v, path)
	case reflect.Chan, reflect.Func, reflect.UnsafePointer:
		if v.IsNil() {
			w.nothing(t, v)
			return
		}
		what := map[reflect.Kind]string{reflect.Chan: "a channel", reflect.Func: "a function", reflect.UnsafePointer: "a pointer"}[v.Kind()]
		w.fail(path, "is %s (%s), which exists in its process only", what, typeText(t, v))
	default:
		text := w.basic(v, path)
		if explicit || strings.HasPrefix(text, "\x00") {
			text = w.typ(t, v.Type(), path) + "(" + text + ")"
		}
		w.write(text)
	}
}

// nothing writes nil.
func (w *passer) nothing(t *Type, v reflect.Value) {
	w.write("(" + w.typ(t, v.Type(), "") + ")(nil)")
}

func (w *passer) basic(v reflect.Value, path string) string {
	switch v.Kind() {
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.String:
		return strconv.Quote(v.String())
	case reflect.Float32:
		return float(v.Float(), 32)
	case reflect.Float64:
		return float(v.Float(), 64)
	case reflect.Complex64, reflect.Complex128:
		c := v.Complex()
		return "complex(" + float(real(c), 64) + ", " + float(imag(c), 64) + ")"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return strconv.FormatUint(v.Uint(), 10)
	}
	w.fail(path, "is a %s", v.Kind())
	return ""
}

func float(f float64, bits int) string {
	switch {
	case math.IsNaN(f):
		return "\x00math\x00.NaN()"
	case math.IsInf(f, 1):
		return "\x00math\x00.Inf(1)"
	case math.IsInf(f, -1):
		return "\x00math\x00.Inf(-1)"
	case f == 0 && math.Signbit(f):
		return "\x00math\x00.Copysign(0, -1)"
	}
	return strconv.FormatFloat(f, 'g', -1, bits)
}

// ref notes an address. false: it was reached before.
func (w *passer) ref(t *Type, v reflect.Value, path string) bool {
	p := v.Pointer()
	if w.refs[p] {
		w.fail(path, "holds the same %s as another place, and two copies would be two", typeText(t, v))
		return false
	}
	w.refs[p] = true
	return true
}

func (w *passer) pointer(t *Type, v reflect.Value, path string) {
	if v.IsNil() {
		w.nothing(t, v)
		return
	}
	if !w.ref(t, v, path) {
		return
	}
	e, ev := part(t, (*Type).elem), v.Elem()
	if e != nil {
		ev = target(v, e)
	}
	if k := ev.Kind(); (k == reflect.Struct || k == reflect.Slice || k == reflect.Array || k == reflect.Map) && !isKnown(ev.Type()) && !(k != reflect.Struct && k != reflect.Array && ev.IsNil()) {
		w.write("&")
		w.value(e, ev, false, path)
		return
	}
	w.write("func() *" + w.typ(e, ev.Type(), path) + " { v := new(" + w.typ(e, ev.Type(), path) + "); *v = ")
	w.value(e, ev, false, path)
	w.write("; return v }()")
}

func (w *passer) structure(t *Type, v reflect.Value, path string) {
	w.write(w.typ(t, v.Type(), path) + "{")
	first := true
	for i := range v.NumField() {
		var ft *Type
		sf := v.Type().Field(i)
		name := sf.Name
		if t != nil {
			name, ft = t.Fields[i].Name, typeOf(t.Fields[i].Type)
		}
		f := v.Field(i)
		if f.IsZero() || name == "_" {
			continue
		}
		if t == nil && !sf.IsExported() {
			w.fail(path, "is a %s, whose state only its package can copy", v.Type())
			return
		}
		if !first {
			w.write(", ")
		}
		first = false
		w.write(name + ": ")
		w.value(ft, f, false, path+"."+name)
	}
	w.write("}")
}

func (w *passer) list(t *Type, v reflect.Value, path string) {
	if v.Kind() == reflect.Slice && v.IsNil() {
		w.nothing(t, v)
		return
	}
	e := part(t, (*Type).elem)
	typ := w.typ(t, v.Type(), path)
	if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 && (e == nil || !e.Named) {
		w.write(typ + "(" + strconv.Quote(string(v.Bytes())) + ")")
		return
	}
	w.write(typ + "{")
	for i := range v.Len() {
		if w.err != "" {
			return
		}
		if i > 0 {
			w.write(", ")
		}
		w.value(e, v.Index(i), false, fmt.Sprintf("%s[%d]", path, i))
	}
	w.write("}")
}

func (w *passer) mapping(t *Type, v reflect.Value, path string) {
	if v.IsNil() {
		w.nothing(t, v)
		return
	}
	if !w.ref(t, v, path) {
		return
	}
	key, elem := part(t, (*Type).key), part(t, (*Type).elem)
	typ := w.typ(t, v.Type(), path)
	var entries []string
	outer := w.b
	for it := v.MapRange(); it.Next(); {
		w.b = bytes.Buffer{}
		if k := it.Key(); k.Kind() == reflect.Float64 && math.IsNaN(k.Float()) {
			w.fail(path, "has NaN among its keys")
		}
		w.value(key, it.Key(), false, path+"[key]")
		at := w.b.String()
		w.write(": ")
		w.value(elem, it.Value(), false, path+"["+at+"]")
		entries = append(entries, w.b.String())
		if w.err != "" {
			break
		}
	}
	w.b = outer
	sort.Strings(entries) // the same value, the same text: builds are found by it
	w.write(typ + "{" + strings.Join(entries, ", ") + "}")
}

func (w *passer) iface(v reflect.Value, path string) {
	if v.IsNil() {
		w.write("nil")
		return
	}
	if !v.CanInterface() {
		w.fail(path, "is out of reach")
		return
	}
	s := shapeOf(bare(v.Interface()))
	if k := s.v.Kind(); k == reflect.Pointer && s.t == nil && !isKnown(s.v.Type().Elem()) {
		w.fail(path, "holds a %s, which a copy would not be equal to", s.v.Type())
		return
	}
	w.value(s.t, s.v, true, path)
}

// typ writes a type.
func (w *passer) typ(t *Type, r reflect.Type, path string) string {
	if t == nil || !t.Erased {
		return w.compiled(r, path)
	}
	if t.Named {
		name := strings.ReplaceAll(t.Name, "main.", "")
		if strings.ContainsAny(name, "./") {
			w.fail(path, "is a %s, whose type has no short name", t.Name)
		}
		return name
	}
	part := func(id int, r func() reflect.Type) string {
		e := typeOf(id)
		if e.Erased {
			return w.typ(e, nil, path)
		}
		if e.rtype != nil {
			return w.compiled(e.rtype, path)
		}
		return w.compiled(r(), path)
	}
	switch t.Kind {
	case program.Pointer:
		return "*" + part(t.Elem, func() reflect.Type { return r.Elem() })
	case program.Slice:
		return "[]" + part(t.Elem, func() reflect.Type { return r.Elem() })
	case program.Array:
		return "[" + strconv.FormatInt(t.Len, 10) + "]" + part(t.Elem, func() reflect.Type { return r.Elem() })
	case program.Map:
		return "map[" + part(t.MapKey, func() reflect.Type { return r.Key() }) + "]" + part(t.Elem, func() reflect.Type { return r.Elem() })
	}
	name := strings.ReplaceAll(t.Name, "main.", "")
	if strings.Contains(name, ".") {
		w.fail(path, "is a %s, which cannot be written here", t.Name)
	}
	return name
}

func (w *passer) compiled(r reflect.Type, path string) string {
	if r == nil {
		w.fail(path, "has a type that is not known")
		return ""
	}
	if r.Name() != "" {
		switch {
		case r.PkgPath() == "":
			return r.Name()
		case strings.ContainsAny(r.Name(), "./") || !exported(r.Name()):
			w.fail(path, "is a %s, which cannot be written here", r)
		}
		return "\x00" + r.PkgPath() + "\x00." + r.Name()
	}
	switch r.Kind() {
	case reflect.Pointer:
		return "*" + w.compiled(r.Elem(), path)
	case reflect.Slice:
		return "[]" + w.compiled(r.Elem(), path)
	case reflect.Array:
		return "[" + strconv.Itoa(r.Len()) + "]" + w.compiled(r.Elem(), path)
	case reflect.Map:
		return "map[" + w.compiled(r.Key(), path) + "]" + w.compiled(r.Elem(), path)
	case reflect.Interface:
		if r.NumMethod() == 0 {
			return "any"
		}
	}
	s := r.String()
	if strings.Contains(s, ".") {
		w.fail(path, "is a %s, which cannot be written here", r)
	}
	return s
}

var timeType = reflect.TypeFor[time.Time]()

// isKnown reports whether values of a compiled struct type are passed by what
// they mean.
func isKnown(r reflect.Type) bool {
	return r == timeType || r.PkgPath() == "sync" || r.PkgPath() == "sync/atomic"
}

// known writes the values of types whose fields are their own: locks that nobody
// holds, which are new ones; atomic numbers; times.
func (w *passer) known(v reflect.Value, path string) bool {
	r := v.Type()
	if r.Kind() != reflect.Struct || !isKnown(r) {
		return false
	}
	name := w.compiled(r, path)
	switch {
	case v.IsZero():
		w.write(name + "{}")
	case r == timeType && v.CanInterface():
		t := v.Interface().(time.Time)
		w.write(fmt.Sprintf("\x00time\x00.Unix(%d, %d)", t.Unix(), t.Nanosecond()))
		if t.Location() == time.UTC {
			w.write(".UTC()")
		}
	case r.PkgPath() == "sync/atomic" && r.Name() == "Bool":
		w.write("*func() *" + name + " { v := new(" + name + "); v.Store(true); return v }()")
	case r.PkgPath() == "sync/atomic" && isNumber(v):
		w.write("*func() *" + name + " { v := new(" + name + "); v.Store(" + w.basic(v.FieldByName("v"), path) + "); return v }()")
	case r.Name() == "Mutex", r.Name() == "RWMutex":
		w.fail(path, "is a %s that is held", r)
	default:
		w.fail(path, "is a %s with a state of its own", r)
	}
	return true
}

func isNumber(v reflect.Value) bool {
	f := v.FieldByName("v")
	return f.IsValid() && (f.CanInt() || f.CanUint())
}
