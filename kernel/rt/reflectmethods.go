package rt

import (
	"reflect"
	"slices"
	"strings"

	"schedtick/kernel/program"
)

// ReflectImplements is t.Implements(u). Package reflect looks into u itself, where a view
// shows the interpreter's type.
func ReflectImplements(t, u reflect.Type) bool {
	i, ours := u.(typeView)
	v, both := t.(typeView)
	switch {
	case !ours && !both:
		return t.Implements(u)
	case u == nil || u.Kind() != reflect.Interface:
		panic("reflect: non-interface type passed to Type.Implements")
	case ours && both:
		_, ok := v.t.lacks(i.t)
		return ok
	case ours:
		_, ok := lacks(t, i.t)
		return ok
	}
	for k := range u.NumMethod() {
		want := u.Method(k)
		j := slices.IndexFunc(v.t.Methods, func(m program.Method) bool { return m.Name == want.Name })
		if j < 0 || !typeOf(v.t.Methods[j].Sig).describes(want.Type, 0) {
			return false
		}
	}
	return true
}

// ReflectAssignableTo is t.AssignableTo(u), as ReflectImplements.
func ReflectAssignableTo(t, u reflect.Type) bool {
	i, ours := u.(typeView)
	v, both := t.(typeView)
	switch {
	case !ours && !both:
		return t.AssignableTo(u)
	case t == u:
		return true
	case u.Kind() == reflect.Interface:
		return ReflectImplements(t, u)
	}
	named, erased := t.Name() != "" && u.Name() != "", t
	if both {
		erased = v.Type
	}
	to := u
	if ours {
		to = i.Type
	}
	return !named && erased == to
}

// ReflectConvertibleTo is t.ConvertibleTo(u), as ReflectImplements.
func ReflectConvertibleTo(t, u reflect.Type) bool {
	if u.Kind() == reflect.Interface {
		return ReflectImplements(t, u)
	}
	return t.ConvertibleTo(u)
}

// NumMethod counts the methods that are exported; of an interface, all.
func (v typeView) NumMethod() int { return len(v.methods()) }

func (v typeView) methods() []program.Method {
	return slices.DeleteFunc(slices.Clone(v.t.Methods), func(m program.Method) bool {
		return !v.t.isInterface() && !isExported(m.Name)
	})
}

// Method is the i-th of them, without its function.
func (v typeView) Method(i int) reflect.Method {
	ms := v.methods()
	if i < 0 || i >= len(ms) {
		panic("reflect: Method index out of range")
	}
	m := ms[i]
	sig := typeOf(m.Sig)
	out := reflect.Method{Name: m.Name, Index: i, Type: typeView{sig.rtype, sig}}
	if !isExported(m.Name) {
		out.PkgPath = "main"
	}
	if v.t.isInterface() || v.Type == nil || sig.rtype == nil || sig.rtype.Kind() != reflect.Func {
		return out
	}
	// The receiver comes first.
	full := &Type{Type: sig.Type, methods: map[string]any{}}
	full.Params = append([]int{v.t.ID}, sig.Params...)
	rest := strings.TrimPrefix(sig.Name, "func(")
	if len(sig.Params) > 0 {
		rest = ", " + rest
	}
	full.Name = "func(" + v.t.Name + rest
	in := []reflect.Type{v.Type}
	for j := range sig.rtype.NumIn() {
		in = append(in, sig.rtype.In(j))
	}
	var results []reflect.Type
	for j := range sig.rtype.NumOut() {
		results = append(results, sig.rtype.Out(j))
	}
	full.rtype = reflect.FuncOf(in, results, sig.Variadic)
	out.Type = typeView{full.rtype, full}
	return out
}

// MethodByName is the method of that name.
func (v typeView) MethodByName(name string) (reflect.Method, bool) {
	i := slices.IndexFunc(v.methods(), func(m program.Method) bool { return m.Name == name })
	if i < 0 {
		return reflect.Method{}, false
	}
	return v.Method(i), true
}

// In is the type of a function's i-th parameter.
func (v typeView) In(i int) reflect.Type {
	return viewOf(v.t.Params[i], func() reflect.Type { return v.Type.In(i) })
}

// Out is the type of a function's i-th result.
func (v typeView) Out(i int) reflect.Type {
	return viewOf(v.t.Results[i], func() reflect.Type { return v.Type.Out(i) })
}

// IsVariadic reports whether the last parameter is.
func (v typeView) IsVariadic() bool { return v.t.Variadic }
