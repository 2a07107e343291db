package lower

import (
	"fmt"
	"go/types"
	"sort"
	"strconv"
	"strings"

	"schedtick/kernel/program"
	"schedtick/kernel/session"
)

// key is the canonical form of a type: equal for identical types only, stable
// over the session, generations told apart.
func (lo *lowering) key(t types.Type) string {
	t = types.Unalias(lo.subst(types.Unalias(t)))
	switch t := t.(type) {
	case *types.Named:
		if n, ok := isSessionNamed(t); ok {
			return lo.namedName(n)
		}
		if t.TypeArgs().Len() > 0 {
			args := make([]string, t.TypeArgs().Len())
			for i := range args {
				args[i] = lo.key(t.TypeArgs().At(i))
			}
			return types.TypeString(t.Obj().Type(), nil) + "<" + strings.Join(args, ",") + ">"
		}
		return types.TypeString(t, nil)
	case *types.Pointer:
		return "*" + lo.key(t.Elem())
	case *types.Slice:
		return "[]" + lo.key(t.Elem())
	case *types.Array:
		return "[" + strconv.FormatInt(t.Len(), 10) + "]" + lo.key(t.Elem())
	case *types.Map:
		return "map[" + lo.key(t.Key()) + "]" + lo.key(t.Elem())
	case *types.Chan:
		return fmt.Sprintf("chan%d(%s)", t.Dir(), lo.key(t.Elem()))
	case *types.Signature:
		return "func" + lo.sigKey(t)
	case *types.Interface:
		ms := make([]string, t.NumMethods())
		for i := range ms {
			ms[i] = t.Method(i).Id() + lo.sigKey(t.Method(i).Type().(*types.Signature))
		}
		sort.Strings(ms)
		return "interface{" + strings.Join(ms, ";") + "}"
	case *types.Struct:
		fs := make([]string, t.NumFields())
		for i := range fs {
			f := t.Field(i)
			fs[i] = fmt.Sprintf("%s %t %s %q", f.Id(), f.Embedded(), lo.key(f.Type()), t.Tag(i))
		}
		return "struct{" + strings.Join(fs, ";") + "}"
	case *types.Tuple:
		ts := make([]string, t.Len())
		for i := range ts {
			ts[i] = lo.key(t.At(i).Type())
		}
		return "(" + strings.Join(ts, ",") + ")"
	}
	return types.TypeString(t, nil)
}

func (lo *lowering) sigKey(s *types.Signature) string {
	return fmt.Sprintf("%s%s%t", lo.key(s.Params()), lo.key(s.Results()), s.Variadic())
}

// typeID numbers a type for kernel/rt and describes it the first time.
func (lo *lowering) typeID(t types.Type) int {
	t = types.Unalias(lo.subst(types.Default(types.Unalias(t))))
	if r, ok := lo.cache[t]; ok {
		return r.desc.ID
	}
	key := lo.key(t)
	if r, ok := lo.typeIDs[key]; ok {
		lo.cache[t] = r
		return r.desc.ID
	}
	lo.nextType++
	r := &typeRec{typ: t, desc: program.Type{ID: lo.nextType, Name: typeName(t), Key: key, Erased: lo.erased(t)}}
	lo.typeIDs[key], lo.cache[t] = r, r
	lo.describe(r, t)
	lo.prog.Types = append(lo.prog.Types, r.desc)
	id, text := r.desc.ID, lo.baseTyp(t)
	if _, ok := t.(*types.Tuple); !ok && bindable(t) {
		fmt.Fprintf(&lo.bind, "\trt.Bind(%d, (*%s)(nil))\n", id, paren(text))
	}
	if r.desc.Erased && !types.IsInterface(t) {
		lo.todo = append(lo.todo, func() { lo.bindMethods(id, t) })
		if lo.encodes(t) {
			lo.typeID(types.NewPointer(t))
		}
	}
	return id
}

// encodes reports whether a pointer to t has methods that package json calls where it
// finds an addressable t, so that they must be known without a pointer in sight.
func (lo *lowering) encodes(t types.Type) bool {
	if _, ok := isSessionNamed(t); !ok {
		return false
	}
	ms := types.NewMethodSet(types.NewPointer(t))
	for _, name := range []string{"MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText"} {
		if m := ms.Lookup(nil, name); m != nil && !hidden(m.Obj()) {
			return true
		}
	}
	return false
}

// bindable reports whether a nil pointer to t can be written in lowered text.
func bindable(t types.Type) bool {
	b, ok := t.(*types.Basic)
	return !ok || b.Kind() != types.UntypedNil && b.Kind() != types.Invalid
}

// paren is the type s as a parenthesis may follow it, which a function without results
// at its end would take for one.
func paren(s string) string {
	if strings.HasPrefix(s, "<-") || strings.HasPrefix(s, "chan") || strings.HasPrefix(s, "func") || strings.Contains(s, "func(") && strings.HasSuffix(s, ")") {
		return "(" + s + ")"
	}
	return s
}

func (lo *lowering) describe(r *typeRec, t types.Type) {
	d := &r.desc
	n, session := isSessionNamed(t)
	if session {
		d.Named = true
		_ = n
	} else if _, ok := t.(*types.Named); ok {
		d.Kind = program.Opaque
		if i, ok := t.Underlying().(*types.Interface); ok {
			d.Kind = program.Interface
			lo.describeMethods(d, i)
		}
		return
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		d.Kind = program.Basic
	case *types.Pointer:
		d.Kind = program.Pointer
		d.Elem = lo.typeID(u.Elem())
	case *types.Slice:
		d.Kind = program.Slice
		d.Elem = lo.typeID(u.Elem())
	case *types.Array:
		d.Kind, d.Len = program.Array, u.Len()
		d.Elem = lo.typeID(u.Elem())
	case *types.Map:
		d.Kind = program.Map
		d.MapKey, d.Elem = lo.typeID(u.Key()), lo.typeID(u.Elem())
	case *types.Chan:
		d.Kind, d.Dir = program.Chan, int(u.Dir())
		d.Elem = lo.typeID(u.Elem())
	case *types.Signature:
		d.Kind, d.Variadic = program.Signature, u.Variadic()
		for i := range u.Params().Len() {
			d.Params = append(d.Params, lo.typeID(u.Params().At(i).Type()))
		}
		for i := range u.Results().Len() {
			d.Results = append(d.Results, lo.typeID(u.Results().At(i).Type()))
		}
	case *types.Interface:
		d.Kind = program.Interface
		lo.describeMethods(d, u)
	case *types.Struct:
		d.Kind = program.Struct
		for i := range u.NumFields() {
			f := u.Field(i)
			d.Fields = append(d.Fields, program.Field{Name: f.Name(), Type: lo.typeID(f.Type()), Tag: u.Tag(i), Embedded: f.Embedded()})
		}
	case *types.Tuple:
		d.Kind = program.Tuple
	}
	if d.Kind != program.Interface && lo.erased(t) {
		lo.describeMethodSet(d, t)
	}
}

// describeMethodSet lists the methods of a concrete type, promoted ones included.
func (lo *lowering) describeMethodSet(d *program.Type, t types.Type) {
	ms := types.NewMethodSet(t)
	for i := range ms.Len() {
		if m := ms.At(i); !hidden(m.Obj()) {
			d.Methods = append(d.Methods, program.Method{Name: m.Obj().Name(), Sig: lo.typeID(m.Type())})
		}
	}
	sort.Slice(d.Methods, func(i, j int) bool { return d.Methods[i].Name < d.Methods[j].Name })
}

// hidden reports whether a method is one that the session took back, or one that
// a compiled package keeps to itself.
func hidden(m types.Object) bool {
	return session.Hidden(m) || !m.Exported() && m.Pkg() != nil && m.Pkg().Path() != "main"
}

func (lo *lowering) describeMethods(d *program.Type, i *types.Interface) {
	for k := range i.NumMethods() {
		m := i.Method(k)
		d.Methods = append(d.Methods, program.Method{Name: m.Name(), Sig: lo.typeID(m.Type())})
	}
	sort.Slice(d.Methods, func(a, b int) bool { return d.Methods[a].Name < d.Methods[b].Name })
}

// bindMethods writes a thunk for every method of t, through which interface
// calls and compiled code reach it.
func (lo *lowering) bindMethods(id int, t types.Type) {
	ms := types.NewMethodSet(t)
	for i := range ms.Len() {
		sel := ms.At(i)
		if sel.Kind() != types.MethodVal || hidden(sel.Obj()) {
			continue
		}
		thunk := lo.methodThunk(id, t, sel)
		fmt.Fprintf(&lo.bind, "\trt.BindMethod(%d, %q, %s)\n", id, sel.Obj().Name(), thunk)
	}
}
