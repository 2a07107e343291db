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

// maxJSONDepth ends pointer cycles, as encoding/json does.
const maxJSONDepth = 1000

func encodeJSON(out *bytes.Buffer, t *Type, v reflect.Value, depth int) error {
	if depth > maxJSONDepth {
		return &json.UnsupportedValueError{Value: v, Str: "encountered a cycle via " + t.Name}
	}
	if !t.Erased && !t.isInterface() {
		return compiledJSON(out, v.Interface())
	}
	if v.Kind() == reflect.Pointer && v.IsNil() || v.Kind() == reflect.Interface && v.IsNil() {
		out.WriteString("null")
		return nil
	}
	if f, ok := t.method("MarshalJSON").(func(any) ([]byte, error)); ok {
		b, err := f(t.box(v.Interface()))
		if err != nil {
			return fmt.Errorf("json: error calling MarshalJSON for type %s: %w", t.Name, err)
		}
		return json.Compact(out, b)
	}
	if f, ok := t.method("MarshalText").(func(any) ([]byte, error)); ok {
		b, err := f(t.box(v.Interface()))
		if err != nil {
			return fmt.Errorf("json: error calling MarshalText for type %s: %w", t.Name, err)
		}
		return compiledJSON(out, string(b))
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
	case t.Kind == program.Slice && v.Type().Elem().Kind() == reflect.Uint8:
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
		return fmt.Errorf("json: unsupported type: %s", t.Name)
	}
	return compiledJSON(out, v.Interface())
}

func compiledJSON(out *bytes.Buffer, x any) error {
	b, err := json.Marshal(x)
	out.Write(b)
	return err
}

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
	var x any = k.Interface()
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
	for _, f := range jsonFields(t, v, nil) {
		if f.omitEmpty && emptyJSON(f.v) || f.omitZero && f.v.IsZero() {
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
		var b bytes.Buffer
		if err := encodeJSON(&b, f.t, f.v, depth+1); err != nil {
			return err
		}
		if f.quoted && b.Len() > 0 && b.Bytes()[0] != '{' && b.Bytes()[0] != '[' && b.String() != "null" {
			if err := compiledJSON(out, b.String()); err != nil {
				return err
			}
			continue
		}
		out.Write(b.Bytes())
	}
	out.WriteByte('}')
	return nil
}

// jsonField is one member of a struct's JSON object.
type jsonField struct {
	name                        string
	t                           *Type
	v                           reflect.Value
	omitEmpty, omitZero, quoted bool
}

// jsonFields lists the members of a struct, those of embedded structs after the
// outer ones that hide them.
func jsonFields(t *Type, v reflect.Value, hidden []string) []jsonField {
	var out []jsonField
	var embedded []shape
	for i, f := range t.Fields {
		tag := reflect.StructTag(f.Tag).Get("json")
		name, options, _ := strings.Cut(tag, ",")
		ft := typeOf(f.Type)
		if tag == "-" || !exported(f.Name) && !f.Embedded {
			continue
		}
		fv := v.Field(i)
		if f.Embedded && name == "" {
			if ft.Kind == program.Pointer && ft.elem().Kind == program.Struct {
				if fv.IsNil() {
					continue
				}
				ft, fv = ft.elem(), target(fv, ft.elem())
			}
			if ft.Kind == program.Struct {
				embedded = append(embedded, shape{ft, fv})
				continue
			}
			if !exported(f.Name) {
				continue
			}
		}
		if name == "" {
			name = f.Name
		}
		if slices.Contains(hidden, name) {
			continue
		}
		has := func(o string) bool { return slices.Contains(strings.Split(options, ","), o) }
		out = append(out, jsonField{name, ft, fv, has("omitempty"), has("omitzero"), has("string")})
	}
	for _, f := range out {
		hidden = append(hidden, f.name)
	}
	for _, e := range embedded {
		out = append(out, jsonFields(e.t, e.v, hidden)...)
	}
	return out
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

// JSONUnmarshal is json.Unmarshal(data, target), for a target that may point to a
// user's type. The user's own UnmarshalJSON methods inside it are not called.
func JSONUnmarshal(data []byte, target any) error {
	p, err := plainPointer(target)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, p)
}

// JSONDecode is d.Decode(target), for a target as in JSONUnmarshal.
func JSONDecode(d *json.Decoder, target any) error {
	p, err := plainPointer(target)
	if err != nil {
		return err
	}
	return d.Decode(p)
}

// plainPointer returns target as a pointer to a type of the same layout whose fields
// have the names and tags that the user gave them.
func plainPointer(target any) (any, error) {
	b, ok := boxed(target)
	if !ok {
		return target, nil
	}
	v := b.reflect()
	if b.T.Kind != program.Pointer || v.IsNil() {
		return nil, fmt.Errorf("json: Unmarshal(non-pointer %s)", b.T.Name)
	}
	if f, ok := b.T.method("UnmarshalJSON").(func(any, []byte) error); ok {
		return unmarshaler(func(data []byte) error { return f(target, data) }), nil
	}
	r, err := b.T.elem().plain(nil)
	if err != nil {
		return nil, err
	}
	return reflect.NewAt(r, v.UnsafePointer()).Interface(), nil
}

type unmarshaler func([]byte) error

func (u unmarshaler) UnmarshalJSON(data []byte) error { return u(data) }

// plain builds the type that compiled Go would have for t, but for methods.
func (t *Type) plain(inside []*Type) (reflect.Type, error) {
	if !t.Erased || t.isInterface() {
		return t.rtype, nil
	}
	if slices.Contains(inside, t) {
		return nil, fmt.Errorf("json: cannot decode into the recursive type %s", t.Name)
	}
	inside = append(inside, t)
	switch t.Kind {
	case program.Struct:
		fields := make([]reflect.StructField, len(t.Fields))
		for i, f := range t.Fields {
			r, err := typeOf(f.Type).plain(inside)
			if err != nil {
				return nil, err
			}
			fields[i] = reflect.StructField{Name: f.Name, Type: r, Tag: reflect.StructTag(f.Tag)}
			switch {
			case !exported(f.Name):
				fields[i].PkgPath = "main"
			case f.Embedded && r.Kind() == reflect.Struct:
				fields[i].Anonymous = true
			}
		}
		return reflect.StructOf(fields), nil
	case program.Pointer, program.Slice, program.Array:
		e, err := t.elem().plain(inside)
		if err != nil {
			return nil, err
		}
		switch t.Kind {
		case program.Pointer:
			return reflect.PointerTo(e), nil
		case program.Slice:
			return reflect.SliceOf(e), nil
		}
		return reflect.ArrayOf(int(t.Len), e), nil
	case program.Map:
		k, err := t.key().plain(inside)
		if err != nil {
			return nil, err
		}
		e, err := t.elem().plain(inside)
		if err != nil {
			return nil, err
		}
		return reflect.MapOf(k, e), nil
	}
	return t.rtype, nil
}
