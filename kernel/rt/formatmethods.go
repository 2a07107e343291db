package rt

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
)

// methods prints v by a method of t that package fmt would call, and reports
// whether there is one.
func (p *printer) methods(t *Type, v reflect.Value) (handled bool) {
	if len(t.Methods) == 0 {
		return false
	}
	x := t.box(v.Interface())
	if f, ok := t.method("Format").(func(any, fmt.State, rune)); ok {
		handled = true // also when f panics
		defer p.catch(v, "Format")
		f(x, p.State, p.verb)
		return
	}
	if p.sharpV {
		if f, ok := t.method("GoString").(func(any) string); ok {
			handled = true
			defer p.catch(v, "GoString")
			p.print(f(x))
			return
		}
		return false
	}
	switch p.verb {
	case 'v', 's', 'x', 'X', 'q':
	default:
		return false
	}
	for _, name := range [...]string{"Error", "String"} {
		if f, ok := t.method(name).(func(any) string); ok {
			handled = true
			defer p.catch(v, name)
			fmt.Fprintf(p.State, p.spec, f(x))
			return
		}
	}
	return false
}

// catch prints what fmt prints when a method panics.
func (p *printer) catch(v reflect.Value, method string) {
	r := recover()
	if r == nil {
		return
	}
	if v.Kind() == reflect.Pointer && v.IsNil() {
		p.print("<nil>")
		return
	}
	current().clearFlight()
	p.print("%!" + string(p.verb) + "(PANIC=" + method + " method: " + fmt.Sprint(Translate(r)) + ")")
}

// entry is one key of a map with its value.
type entry struct{ key, value reflect.Value }

// sortedKeys returns a map's entries in the order that fmt prints them.
func sortedKeys(m reflect.Value) []entry {
	out := make([]entry, 0, m.Len())
	for it := m.MapRange(); it.Next(); {
		out = append(out, entry{it.Key(), it.Value()})
	}
	slices.SortStableFunc(out, func(a, b entry) int { return compare(a.key, b.key) })
	return out
}

// compare orders map keys as internal/fmtsort does.
func compare(a, b reflect.Value) int {
	if a.Type() != b.Type() {
		return -1
	}
	switch a.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return cmp.Compare(a.Int(), b.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return cmp.Compare(a.Uint(), b.Uint())
	case reflect.String:
		return cmp.Compare(a.String(), b.String())
	case reflect.Float32, reflect.Float64:
		return cmp.Compare(a.Float(), b.Float())
	case reflect.Complex64, reflect.Complex128:
		return cmp.Or(cmp.Compare(real(a.Complex()), real(b.Complex())), cmp.Compare(imag(a.Complex()), imag(b.Complex())))
	case reflect.Bool:
		switch {
		case a.Bool() == b.Bool():
			return 0
		case a.Bool():
			return 1
		}
		return -1
	case reflect.Pointer, reflect.UnsafePointer, reflect.Chan:
		return cmp.Compare(a.Pointer(), b.Pointer())
	case reflect.Struct:
		for i := range a.NumField() {
			if c := compare(a.Field(i), b.Field(i)); c != 0 {
				return c
			}
		}
	case reflect.Array:
		for i := range a.Len() {
			if c := compare(a.Index(i), b.Index(i)); c != 0 {
				return c
			}
		}
	case reflect.Interface:
		switch {
		case a.IsNil() || b.IsNil():
			return cmp.Compare(btoi(!a.IsNil()), btoi(!b.IsNil()))
		case a.Elem().Type() != b.Elem().Type():
			return cmp.Compare(a.Elem().Type().String(), b.Elem().Type().String())
		}
		x, y := a.Elem(), b.Elem()
		if p, ok := boxed(x.Interface()); ok {
			if q, ok := boxed(y.Interface()); ok && p.T == q.T {
				return compare(reflect.ValueOf(p.V), reflect.ValueOf(q.V))
			}
		}
		return compare(x, y)
	}
	return 0
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
