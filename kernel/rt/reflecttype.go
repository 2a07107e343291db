package rt

import (
	"reflect"
	"strings"

	"schedtick/kernel/program"
)

// ReflectTypeOf is reflect.TypeOf: for a value of a type that a cell declares, a
// type that names itself as Go would. It answers questions; reflect cannot make
// values of it.
func ReflectTypeOf(x any) reflect.Type {
	if b, ok := boxed(x); ok {
		return typeView{b.T.rtype, b.T}
	}
	return reflect.TypeOf(x)
}

// ReflectTypeFor is reflect.TypeFor of the type with that ID.
func ReflectTypeFor(id int) reflect.Type {
	t := typeOf(id)
	if t.Erased {
		return typeView{t.rtype, t}
	}
	return t.rtype
}

// ReflectValueOf is reflect.ValueOf, of values that are as reflect would see them
// compiled.
func ReflectValueOf(x any) reflect.Value {
	x = bare(x)
	if b, ok := boxed(x); ok {
		panic("reflect.ValueOf of " + b.T.Name + shaped)
	}
	return reflect.ValueOf(x)
}

// ReflectNew is reflect.New, of such types.
func ReflectNew(t reflect.Type) reflect.Value {
	if v, ok := t.(typeView); ok {
		panic("reflect.New of " + v.t.Name + shaped)
	}
	return reflect.New(t)
}

const shaped = " cannot be run by the interpreter: the interpreter keeps such values in another shape (begin the cell with %%native)"

// typeView shows a type as the user declared it. Two views are equal if they are
// of the same type.
type typeView struct {
	reflect.Type
	t *Type
}

func (v typeView) String() string { return v.t.Name }

func (v typeView) Name() string {
	if !v.t.Named && v.t.Kind != program.Basic && v.t.Kind != program.Opaque {
		return ""
	}
	_, name, ok := strings.Cut(v.t.Name, ".")
	if !ok {
		return v.t.Name
	}
	return name
}

func (v typeView) PkgPath() string {
	if v.t.Named {
		return "main"
	}
	return v.Type.PkgPath()
}

func (v typeView) Elem() reflect.Type { return viewOf(v.t.Elem, v.Type.Elem) }

func (v typeView) Key() reflect.Type { return viewOf(v.t.MapKey, v.Type.Key) }

func (v typeView) Field(i int) reflect.StructField {
	f := v.Type.Field(i)
	d := v.t.Fields[i]
	f.Name, f.Anonymous, f.Tag = d.Name, d.Embedded, reflect.StructTag(d.Tag)
	f.PkgPath = ""
	if !isExported(d.Name) {
		f.PkgPath = "main"
	}
	f.Type = viewOf(d.Type, func() reflect.Type { return f.Type })
	return f
}

func (v typeView) FieldByName(name string) (reflect.StructField, bool) {
	for i, f := range v.t.Fields {
		if f.Name == name {
			return v.Field(i), true
		}
	}
	return reflect.StructField{}, false
}

func isExported(name string) bool {
	return name != "" && strings.ToUpper(name[:1]) == name[:1] && name[0] != '_'
}

func viewOf(id int, plain func() reflect.Type) reflect.Type {
	if t := typeOf(id); id != 0 && t != nil && t.Erased {
		return typeView{t.rtype, t}
	}
	return plain()
}
