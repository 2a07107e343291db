package rt

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"schedtick/kernel/program"
)

const (
	viewBytes = 8 << 10 // of a value's text
	viewItems = 200     // of a list's elements or a map's entries
	viewDepth = 16
)

// view writes a value for a reader who wants to recognise it: structs with their
// type and field names, long lists cut. It is bounded in time and length.
type view struct {
	b     strings.Builder
	limit int
}

// viewText returns x as text of at most about limit bytes.
func viewText(x any, limit int) string {
	w := &view{limit: limit}
	w.any(x, 0, true)
	s := w.b.String()
	if len(s) <= limit {
		return s
	}
	cut := limit
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + fmt.Sprintf("… (%d bytes in all)", len(s))
}

func (w *view) full() bool { return w.b.Len() > w.limit }

func (w *view) any(x any, depth int, open bool) {
	x = bare(x)
	if x == nil {
		w.b.WriteString("<nil>")
		return
	}
	if b, ok := boxed(x); ok {
		w.value(b.T, b.reflect(), depth, open)
		return
	}
	w.value(nil, reflect.ValueOf(x), depth, open)
}

// value writes v. t is its type; nil when v's own type says everything. open says
// that v was reached through exported fields only.
func (w *view) value(t *Type, v reflect.Value, depth int, open bool) {
	v = t.opened(v)
	if t != nil && !t.Erased {
		t = nil
	}
	if open && w.byMethod(t, v) {
		return
	}
	if depth > viewDepth || w.full() {
		w.b.WriteString("…")
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		w.structure(t, v, depth, open)
	case reflect.Slice, reflect.Array:
		w.list(t, v, depth, open)
	case reflect.Map:
		w.mapping(t, v, depth, open)
	case reflect.Interface:
		switch {
		case v.IsNil():
			w.b.WriteString("<nil>")
		case v.CanInterface():
			w.any(v.Interface(), depth, open)
		default:
			w.value(nil, v.Elem(), depth, open)
		}
	case reflect.Pointer:
		switch e := part(t, (*Type).elem); {
		case v.IsNil():
			w.b.WriteString("<nil>")
		case depth == 0 && hasParts(v.Type().Elem().Kind()):
			w.b.WriteByte('&')
			if e != nil {
				w.value(e, target(v, e), depth+1, open)
			} else {
				w.value(nil, v.Elem(), depth+1, open)
			}
		default:
			fmt.Fprintf(&w.b, "%#x", v.Pointer())
		}
	case reflect.Chan:
		if v.IsNil() {
			w.b.WriteString("<nil>")
			return
		}
		fmt.Fprintf(&w.b, "%s %#x", typeText(t, v), v.Pointer())
		if v.Cap() > 0 {
			fmt.Fprintf(&w.b, " (%d of %d buffered)", v.Len(), v.Cap())
		}
	case reflect.Func:
		if v.IsNil() {
			w.b.WriteString("<nil>")
			return
		}
		w.b.WriteString(typeText(t, v))
	case reflect.UnsafePointer:
		fmt.Fprintf(&w.b, "%#x", v.Pointer())
	case reflect.String:
		s := v.String()
		if room := w.limit - w.b.Len(); len(s) > room+utf8.UTFMax {
			// Keep the length honest without writing it all.
			w.b.WriteString(s[:max(room, 0)])
			fmt.Fprintf(&w.b, "… (%d bytes in all)", len(s))
			return
		}
		w.b.WriteString(s)
	default:
		w.basic(v)
	}
}

func (w *view) basic(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		w.b.WriteString(strconv.FormatBool(v.Bool()))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.b.WriteString(strconv.FormatInt(v.Int(), 10))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		w.b.WriteString(strconv.FormatUint(v.Uint(), 10))
	case reflect.Float32:
		fmt.Fprint(&w.b, float32(v.Float()))
	case reflect.Float64:
		fmt.Fprint(&w.b, v.Float())
	case reflect.Complex64:
		fmt.Fprint(&w.b, complex64(v.Complex()))
	case reflect.Complex128:
		fmt.Fprint(&w.b, v.Complex())
	}
}

// byMethod writes an error or a Stringer by its text.
func (w *view) byMethod(t *Type, v reflect.Value) (done bool) {
	var x any
	switch {
	case t != nil:
		if t.boxKind()&(kindError|kindString) == 0 {
			return false
		}
		x = t.box(v.Interface())
	case v.Kind() == reflect.Interface || !v.CanInterface():
		return false
	default:
		x = v.Interface()
	}
	start := w.b.Len()
	defer func() {
		if r := recover(); r != nil {
			s := w.b.String()[:start]
			w.b.Reset()
			w.b.WriteString(s)
			current().clearFlight()
			if done = true; v.Kind() == reflect.Pointer && v.IsNil() {
				w.b.WriteString("<nil>")
				return
			}
			fmt.Fprintf(&w.b, "%s: panic in its text method: %v", typeText(t, v), Translate(r))
		}
	}()
	switch x := x.(type) {
	case error:
		w.b.WriteString(x.Error())
	case fmt.Stringer:
		w.b.WriteString(x.String())
	default:
		return false
	}
	return true
}

// hasParts reports whether a pointer to a value of kind k is followed.
func hasParts(k reflect.Kind) bool {
	return k == reflect.Struct || k == reflect.Slice || k == reflect.Array || k == reflect.Map
}

// part returns a component of t, or nil when t is.
func part(t *Type, of func(*Type) *Type) *Type {
	if t == nil {
		return nil
	}
	return of(t)
}

func (t *Type) elem() *Type { return typeOf(t.Elem) }
func (t *Type) key() *Type  { return typeOf(t.MapKey) }

func typeText(t *Type, v reflect.Value) string {
	if t != nil {
		return t.Name
	}
	return v.Type().String()
}

func (w *view) structure(t *Type, v reflect.Value, depth int, open bool) {
	w.b.WriteString(typeText(t, v) + "{")
	for i := range v.NumField() {
		if i > 0 {
			w.b.WriteString(", ")
		}
		if w.full() {
			w.b.WriteString("…")
			break
		}
		var ft *Type
		var name string
		if t != nil && t.Kind == program.Struct {
			name, ft = t.Fields[i].Name, typeOf(t.Fields[i].Type)
		} else {
			name = v.Type().Field(i).Name
		}
		w.b.WriteString(name + ":")
		f := v.Field(i)
		if f.Kind() == reflect.Interface && !f.IsNil() {
			if f.CanInterface() {
				if s, ok := bare(f.Interface()).(string); ok {
					w.quoted(s)
					continue
				}
			}
		}
		isOpen := open && exported(name)
		if f.Kind() == reflect.String && !(isOpen && w.textual(ft, f)) {
			w.quoted(f.String())
			continue
		}
		w.value(ft, f, depth+1, isOpen)
	}
	w.b.WriteByte('}')
}

func (w *view) quoted(s string) {
	if room := max(w.limit-w.b.Len(), 0); len(s) > room+utf8.UTFMax {
		w.b.WriteString(strconv.Quote(s[:room]) + "…")
		return
	}
	w.b.WriteString(strconv.Quote(s))
}

// textual reports whether a string value has a text method of its own.
func (w *view) textual(t *Type, v reflect.Value) bool {
	if t != nil && t.Erased {
		return t.boxKind()&(kindError|kindString) != 0
	}
	return v.Type().Implements(stringerType) || v.Type().Implements(errorType)
}

func (w *view) list(t *Type, v reflect.Value, depth int, open bool) {
	w.b.WriteByte('[')
	e := part(t, (*Type).elem)
	for i := range v.Len() {
		if i > 0 {
			w.b.WriteByte(' ')
		}
		if i == viewItems || w.full() {
			fmt.Fprintf(&w.b, "… %d more", v.Len()-i)
			break
		}
		w.value(e, v.Index(i), depth+1, open)
	}
	w.b.WriteByte(']')
}

func (w *view) mapping(t *Type, v reflect.Value, depth int, open bool) {
	w.b.WriteString("map[")
	key, elem := part(t, (*Type).key), part(t, (*Type).elem)
	entries := someEntries(v, viewItems)
	for i, e := range entries {
		if i > 0 {
			w.b.WriteByte(' ')
		}
		if w.full() {
			break
		}
		w.value(key, e.key, depth+1, open)
		w.b.WriteByte(':')
		w.value(elem, e.value, depth+1, open)
	}
	if more := v.Len() - len(entries); more > 0 {
		fmt.Fprintf(&w.b, " … %d more", more)
	}
	w.b.WriteByte(']')
}

// sortAtMost is the size beyond which a map is not sorted to be shown.
const sortAtMost = 10_000

// someEntries returns at most n entries of m: the first in order, or any of a large map.
func someEntries(m reflect.Value, n int) []entry {
	if m.Len() <= sortAtMost {
		all := sortedKeys(m)
		return all[:min(n, len(all))]
	}
	out := make([]entry, 0, n)
	for it := m.MapRange(); len(out) < n && it.Next(); {
		out = append(out, entry{it.Key(), it.Value()})
	}
	return out
}
