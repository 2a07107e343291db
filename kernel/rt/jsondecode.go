package rt

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"schedtick/kernel/program"
)

// JSONUnmarshal is json.Unmarshal(data, target), for a target that may point to a
// user's type.
func JSONUnmarshal(data []byte, target any) error {
	b, ok := boxed(target)
	if !ok {
		return json.Unmarshal(data, target)
	}
	if err := json.Unmarshal(data, new(json.RawMessage)); err != nil {
		return err
	}
	return (&jsonDecoder{}).top(b, data)
}

// JSONDecode is d.Decode(target), for a target as in JSONUnmarshal.
func JSONDecode(_ int, d *json.Decoder, target any) error {
	b, ok := boxed(target)
	if !ok {
		return d.Decode(target)
	}
	var raw json.RawMessage
	if err := d.Decode(&raw); err != nil {
		return err
	}
	option := func(name string) bool {
		f := reflect.ValueOf(d).Elem().FieldByName("d")
		if f.Kind() == reflect.Struct {
			f = f.FieldByName(name)
		}
		return f.Kind() == reflect.Bool && f.Bool()
	}
	return (&jsonDecoder{strict: option("disallowUnknownFields"), numbers: option("useNumber")}).top(b, raw)
}

// jsonDecoder stores JSON in values of users' types: package json cannot see their
// names, tags and methods. What it is given is valid.
type jsonDecoder struct {
	strict  bool  // unknown members are an error
	numbers bool  // numbers become json.Number in interfaces
	first   error // the first value that did not fit; decoding goes on after it
	in      string
	path    []string
}

func (d *jsonDecoder) top(b Boxed, raw []byte) error {
	v := b.reflect()
	if b.T.Kind != program.Pointer || v.IsNil() {
		if b.T.Kind == program.Pointer {
			return fmt.Errorf("json: Unmarshal(nil %s)", b.T.Name)
		}
		return fmt.Errorf("json: Unmarshal(non-pointer %s)", b.T.Name)
	}
	e := b.T.elem()
	if err := d.value(e, target(v, e), bytes.TrimSpace(raw)); err != nil {
		return err
	}
	return d.first
}

// kindOf names a JSON value as package json does.
func kindOf(raw []byte) string {
	switch raw[0] {
	case '{':
		return "object"
	case '[':
		return "array"
	case '"':
		return "string"
	case 't', 'f':
		return "bool"
	case 'n':
		return "null"
	}
	return "number"
}

// misfit notes that a value of the given kind does not fit t.
func (d *jsonDecoder) misfit(t *Type, what string) {
	if d.first != nil {
		return
	}
	var r reflect.Type = typeView{t.rtype, t}
	if !t.Erased {
		r = t.rtype
	}
	d.first = &json.UnmarshalTypeError{Value: what, Type: r, Struct: d.in, Field: strings.Join(d.path, ".")}
}

// value stores raw in v, a variable of type t. An error ends it all.
func (d *jsonDecoder) value(t *Type, v reflect.Value, raw []byte) error {
	if v.Kind() == reflect.Interface && !t.isInterface() { // t travels as any
		inner := reflect.New(t.rtype).Elem()
		if !v.IsNil() {
			inner.Set(reflect.ValueOf(reinterpret(v.Elem().Interface(), t.rtype)))
		}
		err := d.value(t, inner, raw)
		if v.SetZero(); !inner.IsZero() {
			v.Set(inner)
		}
		return err
	}
	null := string(raw) == "null"
	if null && t.Kind == program.Pointer {
		v.SetZero()
		return nil
	}
	if done, err := d.byMethod(t, v, raw); done {
		return err
	}
	switch {
	case !t.Erased && !t.isInterface():
		return d.compiled(t, v, raw)
	case t.Kind == program.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		return d.value(t.elem(), target(v, t.elem()), raw)
	case t.isInterface():
		return d.iface(t, v, raw)
	}
	switch t.Kind {
	case program.Struct:
		return d.object(t, v, raw)
	case program.Map:
		return d.mapping(t, v, raw)
	case program.Slice, program.Array:
		return d.list(t, v, raw)
	case program.Chan, program.Signature:
		if !null {
			d.misfit(t, kindOf(raw))
		}
		return nil
	}
	return d.compiled(t, v, raw)
}

// byMethod has the type's own method store raw, if there is one.
func (d *jsonDecoder) byMethod(t *Type, v reflect.Value, raw []byte) (done bool, err error) {
	p := t.addressed(v)
	if p == nil || !t.Erased {
		return false, nil
	}
	if f, ok := p.method("UnmarshalJSON").(func(any, []byte) error); ok {
		return true, f(p.boxOf(v.Addr()), raw)
	}
	f, ok := p.method("UnmarshalText").(func(any, []byte) error)
	switch {
	case !ok:
		return false, nil
	case string(raw) == "null":
		return true, nil
	case raw[0] != '"':
		d.misfit(t, kindOf(raw))
		return true, nil
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return true, err
	}
	return true, f(p.boxOf(v.Addr()), []byte(s))
}

// compiled has package json store raw.
func (d *jsonDecoder) compiled(t *Type, v reflect.Value, raw []byte) error {
	e := json.NewDecoder(bytes.NewReader(raw))
	if d.numbers {
		e.UseNumber()
	}
	if d.strict {
		e.DisallowUnknownFields()
	}
	err := e.Decode(v.Addr().Interface())
	if m := (*json.UnmarshalTypeError)(nil); errors.As(err, &m) {
		if d.first == nil {
			if t.Erased {
				m.Type = typeView{t.rtype, t}
			}
			if len(d.path) > 0 {
				if m.Struct == "" {
					m.Struct = d.in
				}
				m.Field = strings.Join(append(d.path[:len(d.path):len(d.path)], strings.Split(m.Field, ".")...), ".")
				m.Field = strings.TrimSuffix(m.Field, ".")
			}
			d.first = m
		}
		return nil
	}
	return err
}

func (d *jsonDecoder) iface(t *Type, v reflect.Value, raw []byte) error {
	if string(raw) == "null" {
		v.SetZero()
		return nil
	}
	if !v.IsNil() {
		if b, ok := boxed(v.Elem().Interface()); ok && b.T.Kind == program.Pointer && !b.reflect().IsNil() {
			return d.value(b.T.elem(), target(b.reflect(), b.T.elem()), raw)
		}
	}
	if len(t.Methods) > 0 {
		d.misfit(t, kindOf(raw))
		return nil
	}
	var x any
	if err := d.compiled(compiled(reflect.TypeFor[any]()), reflect.ValueOf(&x).Elem(), raw); err != nil {
		return err
	}
	v.Set(reflect.ValueOf(&x).Elem())
	return nil
}

// members calls f for the members of an object, in order.
func members(raw []byte, f func(key string, raw []byte) error) error {
	e := json.NewDecoder(bytes.NewReader(raw))
	if _, err := e.Token(); err != nil { // the bracket
		return err
	}
	for e.More() {
		key, err := e.Token()
		if err != nil {
			return err
		}
		var value json.RawMessage
		if err := e.Decode(&value); err != nil {
			return err
		}
		if err := f(key.(string), value); err != nil {
			return err
		}
	}
	return nil
}

func (d *jsonDecoder) object(t *Type, v reflect.Value, raw []byte) error {
	if raw[0] != '{' {
		if raw[0] != 'n' {
			d.misfit(t, kindOf(raw))
		}
		return nil
	}
	fields := t.jsonFields()
	in, depth := d.in, len(d.path)
	defer func() { d.in, d.path = in, d.path[:depth] }()
	return members(raw, func(key string, raw []byte) error {
		f := findJSON(fields, key)
		if f == nil {
			if d.strict && d.first == nil {
				d.first = fmt.Errorf("json: unknown field %q", key)
			}
			return nil
		}
		d.in, d.path = typeView{t.rtype, t}.Name(), append(append(d.path[:depth], f.through...), f.name)
		fv, _ := f.of(t, v, true)
		if !f.quoted || string(raw) == "null" {
			return d.value(f.t, fv, raw)
		}
		var s string
		if json.Unmarshal(raw, &s) != nil || !json.Valid([]byte(s)) {
			if d.first == nil {
				d.first = fmt.Errorf("json: invalid use of ,string struct tag, trying to unmarshal %s into %s", unquotedJSON(raw), f.t.Name)
			}
			return nil
		}
		return d.value(f.t, fv, []byte(s))
	})
}

func unquotedJSON(raw []byte) string {
	if raw[0] != '"' {
		return "unquoted value"
	}
	return string(raw)
}

// findJSON finds the field for a key: by its exact name, else by one that differs in case.
func findJSON(fields []jsonField, key string) *jsonField {
	for i := range fields {
		if fields[i].name == key {
			return &fields[i]
		}
	}
	for i := range fields {
		if strings.EqualFold(fields[i].name, key) {
			return &fields[i]
		}
	}
	return nil
}

func (d *jsonDecoder) mapping(t *Type, v reflect.Value, raw []byte) error {
	switch raw[0] {
	case 'n':
		v.SetZero()
		return nil
	case '{':
	default:
		d.misfit(t, kindOf(raw))
		return nil
	}
	if v.IsNil() {
		v.Set(reflect.MakeMap(v.Type()))
	}
	return members(raw, func(name string, raw []byte) error {
		e := reflect.New(v.Type().Elem()).Elem()
		if err := d.value(t.elem(), e, raw); err != nil {
			return err
		}
		k := reflect.New(v.Type().Key()).Elem()
		if ok, err := d.key(t.key(), k, name); !ok {
			return err
		}
		v.SetMapIndex(k, e)
		return nil
	})
}

// key stores the name of a member in k; false if it does not fit.
func (d *jsonDecoder) key(t *Type, k reflect.Value, name string) (ok bool, err error) {
	quoted, err := json.Marshal(name)
	if err != nil {
		return false, err
	}
	if p := t.pointer(); t.Erased && p != nil && p.method("UnmarshalText") != nil {
		_, err := d.byMethod(t, k, quoted)
		return err == nil, err
	}
	if k.Kind() == reflect.String {
		k.SetString(name)
		return true, nil
	}
	if !t.Erased {
		m := reflect.New(reflect.MapOf(k.Type(), reflect.TypeFor[struct{}]()))
		if err := json.Unmarshal(fmt.Appendf(nil, "{%s:{}}", quoted), m.Interface()); err == nil {
			for it := m.Elem().MapRange(); it.Next(); {
				k.Set(it.Key())
				return true, nil
			}
		}
	}
	switch {
	case k.CanInt():
		if n, err := strconv.ParseInt(name, 10, k.Type().Bits()); err == nil {
			k.SetInt(n)
			return true, nil
		}
	case k.CanUint():
		if n, err := strconv.ParseUint(name, 10, k.Type().Bits()); err == nil {
			k.SetUint(n)
			return true, nil
		}
	}
	d.misfit(t, "number "+name)
	return false, nil
}

func (d *jsonDecoder) list(t *Type, v reflect.Value, raw []byte) error {
	isSlice := v.Kind() == reflect.Slice
	switch {
	case raw[0] == 'n':
		if isSlice {
			v.SetZero()
		}
		return nil
	case isSlice && raw[0] == '"' && v.Type().Elem().Kind() == reflect.Uint8:
		var b []byte
		err := json.Unmarshal(raw, &b)
		if err == nil {
			v.Set(reflect.MakeSlice(v.Type(), len(b), len(b)))
			reflect.Copy(v, reflect.ValueOf(b).Convert(reflect.SliceOf(v.Type().Elem())))
		}
		return err
	case raw[0] != '[':
		d.misfit(t, kindOf(raw))
		return nil
	}
	e := json.NewDecoder(bytes.NewReader(raw))
	if _, err := e.Token(); err != nil { // the bracket
		return err
	}
	n := 0
	for ; e.More(); n++ {
		var item json.RawMessage
		if err := e.Decode(&item); err != nil {
			return err
		}
		if isSlice && n >= v.Cap() {
			v.Grow(1)
		}
		if isSlice && n >= v.Len() {
			v.SetLen(n + 1)
		}
		if n < v.Len() {
			if err := d.value(t.elem(), v.Index(n), item); err != nil {
				return err
			}
		}
	}
	switch {
	case isSlice && n == 0:
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	case isSlice:
		v.SetLen(n)
	default:
		for ; n < v.Len(); n++ {
			v.Index(n).SetZero()
		}
	}
	return nil
}
