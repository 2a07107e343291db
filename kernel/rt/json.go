package rt

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"schedtick/kernel/program"
)

// MarshalJSON writes the value as encoding/json writes one of the user's type: by its
// own MarshalJSON or MarshalText, else by exported fields and their tags.
func (b Boxed) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	if err := encodeJSON(&out, b.T, b.reflect(), 0); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// marshals reports whether package json finds a method of t or of its pointer.
func (t *Type) marshals() bool {
	for _, m := range [...]*Type{t, t.pointer()} {
		if m != nil && (m.method("MarshalJSON") != nil || m.method("MarshalText") != nil) {
			return true
		}
	}
	return false
}

// textFailure is what package json says of a failed MarshalText: it alone can say so.
func textFailure(t *Type, err error) error {
	_, said := json.Marshal(failingText{err})
	if m, ok := said.(*json.MarshalerError); ok { //nolint:errorlint // it is just made
		m.Type = typeView{t.rtype, t}
		return m
	}
	return said
}

type failingText struct{ err error }

// MarshalText fails.
func (f failingText) MarshalText() ([]byte, error) { return nil, f.err }

// maxJSONDepth ends pointer cycles, as encoding/json does.
const maxJSONDepth = 1000

func encodeJSON(out *bytes.Buffer, t *Type, v reflect.Value, depth int) error {
	if depth > maxJSONDepth {
		return &json.UnsupportedValueError{Value: v, Str: "encountered a cycle via " + t.Name}
	}
	if !t.Erased && !t.isInterface() {
		return compiledJSON(out, v.Interface())
	}
	v = t.opened(v)
	if v.Kind() == reflect.Pointer && v.IsNil() || v.Kind() == reflect.Interface && v.IsNil() {
		out.WriteString("null")
		return nil
	}
	for _, m := range [...]*Type{t, t.addressed(v)} {
		if m == nil {
			continue
		}
		x := v
		if m != t {
			x = v.Addr()
		}
		if f, ok := m.method("MarshalJSON").(func(any) ([]byte, error)); ok {
			b, err := f(m.boxOf(x))
			if err == nil {
				err = json.Compact(out, b)
			}
			if err != nil {
				return &json.MarshalerError{Type: typeView{m.rtype, m}, Err: err}
			}
			return nil
		}
		if f, ok := m.method("MarshalText").(func(any) ([]byte, error)); ok {
			b, err := f(m.boxOf(x))
			if err != nil {
				return textFailure(m, err)
			}
			return compiledJSON(out, string(b))
		}
	}
	switch {
	case t.isInterface():
		x := bare(v.Interface())
		if b, ok := boxed(x); ok {
			return encodeJSON(out, b.T, b.reflect(), depth+1)
		}
		return compiledJSON(out, x)
	case t.Kind == program.Struct:
		return structJSON(out, t, v, depth)
	case t.Kind == program.Pointer:
		e := t.elem()
		return encodeJSON(out, e, target(v, e), depth+1)
	case t.Kind == program.Map:
		return mapJSON(out, t, v, depth)
	case t.Kind == program.Slice && v.IsNil():
		out.WriteString("null")
		return nil
	case t.Kind == program.Slice && v.Type().Elem().Kind() == reflect.Uint8 && !t.elem().marshals():
		return compiledJSON(out, v.Bytes())
	case t.Kind == program.Slice, t.Kind == program.Array:
		out.WriteByte('[')
		for i := range v.Len() {
			if i > 0 {
				out.WriteByte(',')
			}
			if err := encodeJSON(out, t.elem(), v.Index(i), depth+1); err != nil {
				return err
			}
		}
		out.WriteByte(']')
		return nil
	case t.Kind == program.Chan, t.Kind == program.Signature:
		return &json.UnsupportedTypeError{Type: typeView{t.rtype, t}}
	}
	return compiledJSON(out, v.Interface())
}

// addressed is the type of v's address, or nil if v has none or the type no methods.
func (t *Type) addressed(v reflect.Value) *Type {
	if !v.CanAddr() {
		return nil
	}
	return t.pointer()
}

// boxOf boxes v, a value of t as the interpreter knows it.
func (t *Type) boxOf(v reflect.Value) any {
	x := v.Interface()
	if t.rtype != nil {
		x = reinterpret(x, t.rtype)
	}
	return t.box(x)
}

// compiledJSON writes x without escaping for HTML: package json does that to all of
// a value if it is to be done.
func compiledJSON(out *bytes.Buffer, x any) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	if err := e.Encode(x); err != nil {
		return bareJSON(err)
	}
	out.Truncate(out.Len() - 1) // the newline
	return nil
}

// bareJSON is err without what package json says of the box around the user's value.
func bareJSON(err error) error {
	for {
		m, ok := err.(*json.MarshalerError) //nolint:errorlint // only the outermost: what is inside is the user's
		if !ok || !boxTypes[m.Type] {
			return err
		}
		err = m.Err
	}
}

var boxTypes = map[reflect.Type]bool{
	reflect.TypeFor[Boxed](): true, reflect.TypeFor[stringBox](): true, reflect.TypeFor[textBox](): true, reflect.TypeFor[stringTextBox](): true,
	reflect.TypeFor[errorBox](): true, reflect.TypeFor[errorStringBox](): true, reflect.TypeFor[joinBox](): true,
}

// JSONMarshal is json.Marshal.
func JSONMarshal(v any) ([]byte, error) {
	b, err := json.Marshal(bare(v))
	return b, bareJSON(err)
}

// JSONMarshalIndent is json.MarshalIndent.
func JSONMarshalIndent(v any, prefix, indent string) ([]byte, error) {
	b, err := json.MarshalIndent(bare(v), prefix, indent)
	return b, bareJSON(err)
}

// JSONEncode is e.Encode(v).
func JSONEncode(_ int, e *json.Encoder, v any) error { return bareJSON(e.Encode(bare(v))) }

func mapJSON(out *bytes.Buffer, t *Type, v reflect.Value, depth int) error {
	if v.IsNil() {
		out.WriteString("null")
		return nil
	}
	type pair struct {
		key   string
		value reflect.Value
	}
	var pairs []pair
	for it := v.MapRange(); it.Next(); {
		k, err := keyJSON(t.key(), it.Key())
		if err != nil {
			return err
		}
		pairs = append(pairs, pair{k, it.Value()})
	}
	slices.SortFunc(pairs, func(a, b pair) int { return strings.Compare(a.key, b.key) })
	out.WriteByte('{')
	for i, p := range pairs {
		if i > 0 {
			out.WriteByte(',')
		}
		if err := compiledJSON(out, p.key); err != nil {
			return err
		}
		out.WriteByte(':')
		if err := encodeJSON(out, t.elem(), p.value, depth+1); err != nil {
			return err
		}
	}
	out.WriteByte('}')
	return nil
}

func keyJSON(t *Type, k reflect.Value) (string, error) {
	if k.Kind() == reflect.String {
		return k.String(), nil
	}
	x := k.Interface()
	if t.Erased {
		x = t.box(x)
	}
	if m, ok := x.(encoding.TextMarshaler); ok {
		b, err := m.MarshalText()
		return string(b), err
	}
	switch {
	case k.CanInt():
		return strconv.FormatInt(k.Int(), 10), nil
	case k.CanUint():
		return strconv.FormatUint(k.Uint(), 10), nil
	}
	return "", fmt.Errorf("json: unsupported type: map[%s]", t.Name)
}

func structJSON(out *bytes.Buffer, t *Type, v reflect.Value, depth int) error {
	out.WriteByte('{')
	first := true
	for _, f := range t.jsonFields() {
		fv, ok := f.of(t, v, false)
		if !ok || f.omitEmpty && emptyJSON(f.t.opened(fv)) || f.omitZero && f.zero(fv) {
			continue
		}
		if !first {
			out.WriteByte(',')
		}
		first = false
		if err := compiledJSON(out, f.name); err != nil {
			return err
		}
		out.WriteByte(':')
		if !f.quoted {
			if err := encodeJSON(out, f.t, fv, depth+1); err != nil {
				return err
			}
			continue
		}
		var b bytes.Buffer
		if err := encodeJSON(&b, f.t, fv, depth+1); err != nil {
			return err
		}
		var x any = json.RawMessage(b.Bytes())
		if b.String() != "null" {
			x = b.String()
		}
		if err := compiledJSON(out, x); err != nil {
			return err
		}
	}
	out.WriteByte('}')
	return nil
}

func emptyJSON(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}
