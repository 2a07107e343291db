package lower

import (
	"fmt"
	"go/types"
	"strconv"
	"strings"

	"schedtick/kernel/symtab"
)

// isSessionNamed reports whether t is a type that a cell declares.
func isSessionNamed(t types.Type) (*types.Named, bool) {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || !fromSource(n.Obj().Pkg()) {
		return nil, false
	}
	return n, true
}

// namedName gives the lowered name, and identity, of a type that a cell
// declares: T3_Point is the third Point of the session. Instances of generic
// types are told apart by their arguments.
func (lo *lowering) namedName(n *types.Named) string {
	obj := n.Obj()
	if n.TypeArgs().Len() == 0 {
		name, ok := lo.names[obj]
		if !ok {
			name = lo.gen("T", plain(obj.Name()))
			lo.names[obj] = name
		}
		return name
	}
	origin := lo.namedName(n.Origin())
	key := origin
	for i := range n.TypeArgs().Len() {
		key += "," + lo.key(n.TypeArgs().At(i))
	}
	return lo.instanceName(origin, key)
}

func (lo *lowering) instanceName(origin, key string) string {
	if name, ok := lo.instances[key]; ok {
		return name
	}
	name := fmt.Sprintf("%s_i%d", origin, len(lo.instances)+1)
	lo.instances[key] = name
	return name
}

// typ writes t as the interpreter is to see it.
func (lo *lowering) typ(t types.Type) string {
	if lo.opaque(t) {
		return "any"
	}
	return lo.shape(t)
}

// shape is typ for a type that is not opaque, or for what is behind one that is.
func (lo *lowering) shape(t types.Type) string {
	t = types.Unalias(lo.subst(types.Unalias(t)))
	switch t := t.(type) {
	case *types.Basic:
		switch t.Kind() {
		case types.UntypedBool:
			return "bool"
		case types.UntypedInt:
			return "int"
		case types.UntypedRune:
			return "int32"
		case types.UntypedFloat:
			return "float64"
		case types.UntypedComplex:
			return "complex128"
		case types.UntypedString:
			return "string"
		case types.UntypedNil:
			return "any"
		case types.UnsafePointer:
			return lo.alias("unsafe") + ".Pointer"
		}
		return t.Name()
	case *types.Named:
		if n, ok := isSessionNamed(t); ok {
			return lo.sessionNamed(n)
		}
		if t.Obj().Pkg() == nil { // error, comparable
			return t.Obj().Name()
		}
		if t.TypeArgs().Len() > 0 {
			return lo.stdType(t)
		}
		if !t.Obj().Exported() || symtab.Hidden(t.Obj().Pkg().Path()) {
			lo.refuse(lo.at, "type "+types.TypeString(t, shortQualifier), "an unexported type cannot be written down", native)
			return "any"
		}
		return lo.alias(t.Obj().Pkg().Path()) + "." + t.Obj().Name()
	case *types.Pointer:
		return "*" + lo.typ(t.Elem())
	case *types.Slice:
		return "[]" + lo.typ(t.Elem())
	case *types.Array:
		return "[" + strconv.FormatInt(t.Len(), 10) + "]" + lo.typ(t.Elem())
	case *types.Map:
		return "map[" + lo.typ(t.Key()) + "]" + lo.typ(t.Elem())
	case *types.Chan:
		switch t.Dir() {
		case types.SendOnly:
			return "chan<- " + lo.typ(t.Elem())
		case types.RecvOnly:
			return "<-chan " + lo.chanElem(t.Elem())
		}
		return "chan " + lo.chanElem(t.Elem())
	case *types.Signature:
		return "func" + lo.sigText(t)
	case *types.Interface:
		return "any"
	case *types.Struct:
		return lo.structText(t)
	case *types.TypeParam:
		lo.fail(lo.at, "type parameter %s without an instance", t)
	}
	lo.fail(lo.at, "unknown type %T", t)
	return ""
}

func (lo *lowering) chanElem(t types.Type) string {
	s := lo.typ(t)
	if strings.HasPrefix(s, "<-") {
		return "(" + s + ")"
	}
	return s
}

// sigText writes parameters and results without names. A variadic parameter
// becomes a slice: calls build it.
func (lo *lowering) sigText(s *types.Signature) string {
	ps := make([]string, s.Params().Len())
	for i := range ps {
		ps[i] = lo.typ(s.Params().At(i).Type())
	}
	return "(" + strings.Join(ps, ", ") + ")" + lo.resultText(s.Results())
}

func (lo *lowering) resultText(res *types.Tuple) string {
	switch res.Len() {
	case 0:
		return ""
	case 1:
		return " " + lo.typ(res.At(0).Type())
	}
	rs := make([]string, res.Len())
	for i := range rs {
		rs[i] = lo.typ(res.At(i).Type())
	}
	return " (" + strings.Join(rs, ", ") + ")"
}

// structText writes a struct type. Embedding is spelt out by the lowerer, so
// embedded fields are ordinary fields here.
func (lo *lowering) structText(s *types.Struct) string {
	fs := make([]string, s.NumFields())
	for i := range fs {
		f := s.Field(i)
		fs[i] = fieldName(f, i) + " " + lo.typ(f.Type())
		if tag := s.Tag(i); tag != "" {
			fs[i] += " " + strconv.Quote(tag)
		}
	}
	return "struct { " + strings.Join(fs, "; ") + " }"
}

// fieldName is the lowered name of a field; blank ones get a name each.
func fieldName(f *types.Var, i int) string {
	if f.Name() == "_" {
		return fmt.Sprintf("blank_%d", i)
	}
	return f.Name()
}

// sessionNamed writes a type that a cell declares: structs keep a name,
// interfaces become any, the rest its underlying type.
func (lo *lowering) sessionNamed(n *types.Named) string {
	under := n.Underlying()
	if _, ok := under.(*types.Interface); ok {
		return "any"
	}
	_, isStruct := under.(*types.Struct)
	if !isStruct {
		return lo.typ(under)
	}
	name := lo.namedName(n)
	k := "type\x00" + name
	if lo.helpers[k] == nil {
		lo.helpers[k] = &helper{name: name} // before the body: types may be recursive
		lo.types.WriteString("type " + name + " " + lo.typ(under) + "\n")
	}
	return name
}

// recursive reports whether n refers to itself other than through a named
// struct or an interface.
func recursive(n *types.Named) bool {
	seen := map[types.Type]bool{}
	var walk func(t types.Type) bool
	walk = func(t types.Type) bool {
		t = types.Unalias(t)
		if t == types.Type(n) {
			return true
		}
		if seen[t] {
			return false
		}
		seen[t] = true
		switch t := t.(type) {
		case *types.Named:
			if _, ok := isSessionNamed(t); !ok {
				return false
			}
			switch u := t.Underlying().(type) {
			case *types.Interface, *types.Struct:
				return false
			default:
				return walk(u)
			}
		case *types.Pointer:
			return walk(t.Elem())
		case *types.Slice:
			return walk(t.Elem())
		case *types.Array:
			return walk(t.Elem())
		case *types.Map:
			return walk(t.Key()) || walk(t.Elem())
		case *types.Chan:
			return walk(t.Elem())
		case *types.Struct:
			for i := range t.NumFields() {
				if walk(t.Field(i).Type()) {
					return true
				}
			}
		case *types.Signature:
			for _, tup := range []*types.Tuple{t.Params(), t.Results()} {
				for i := range tup.Len() {
					if walk(tup.At(i).Type()) {
						return true
					}
				}
			}
		}
		return false
	}
	return walk(n.Underlying())
}

// erased reports whether values of t lose their type in the interpreter: t
// mentions a type of the session, or an anonymous struct.
func (lo *lowering) erased(t types.Type) bool {
	return mentions(lo.subst(t), map[types.Type]bool{})
}

func mentions(t types.Type, seen map[types.Type]bool) bool {
	t = types.Unalias(t)
	if seen[t] {
		return false
	}
	seen[t] = true
	switch t := t.(type) {
	case *types.Named:
		if _, ok := isSessionNamed(t); ok {
			return true
		}
		return t.TypeArgs().Len() > 0 // written as another type, see stdType
	case *types.Pointer:
		return mentions(t.Elem(), seen)
	case *types.Slice:
		return mentions(t.Elem(), seen)
	case *types.Array:
		return mentions(t.Elem(), seen)
	case *types.Map:
		return mentions(t.Key(), seen) || mentions(t.Elem(), seen)
	case *types.Chan:
		return mentions(t.Elem(), seen)
	case *types.Struct:
		return t.NumFields() > 0
	case *types.Interface:
		return t.NumMethods() > 0
	case *types.Signature:
		if t.Variadic() { // lowered to a slice parameter
			return true
		}
		for _, tup := range []*types.Tuple{t.Params(), t.Results()} {
			for i := range tup.Len() {
				if mentions(tup.At(i).Type(), seen) {
					return true
				}
			}
		}
	}
	return false
}

func shortQualifier(p *types.Package) string { return p.Name() }

// typeName writes t as reflect, and so %T, would.
func typeName(t types.Type) string { return typeNameBy(t, shortQualified) }

// typeArgName writes t as %T does inside brackets: packages by path, also those of
// unexported fields and methods.
func typeArgName(t types.Type) string { return typeNameBy(t, pathQualified) }

// A qualifier writes an object's name.
type qualifier func(obj types.Object) string

func shortQualified(obj types.Object) string {
	if _, ok := obj.(*types.TypeName); !ok {
		return obj.Name()
	}
	return obj.Pkg().Name() + "." + obj.Name()
}

func pathQualified(obj types.Object) string {
	if _, ok := obj.(*types.TypeName); !ok && obj.Exported() {
		return obj.Name()
	}
	return obj.Pkg().Path() + "." + obj.Name()
}

func typeNameBy(t types.Type, q qualifier) string {
	t = types.Unalias(t)
	switch t := t.(type) {
	case *types.Basic:
		switch t.Kind() {
		case types.UnsafePointer:
			return "unsafe.Pointer"
		case types.UntypedNil:
			return "nil"
		}
		return types.Default(t).String()
	case *types.Named:
		obj := t.Obj()
		if obj.Pkg() == nil {
			return obj.Name()
		}
		s := q(obj)
		if n := t.TypeArgs().Len(); n > 0 {
			args := make([]string, n)
			for i := range args {
				args[i] = typeArgName(t.TypeArgs().At(i))
			}
			s += "[" + strings.Join(args, ",") + "]"
		}
		return s
	case *types.Pointer:
		return "*" + typeNameBy(t.Elem(), q)
	case *types.Slice:
		return "[]" + typeNameBy(t.Elem(), q)
	case *types.Array:
		return "[" + strconv.FormatInt(t.Len(), 10) + "]" + typeNameBy(t.Elem(), q)
	case *types.Map:
		return "map[" + typeNameBy(t.Key(), q) + "]" + typeNameBy(t.Elem(), q)
	case *types.Chan:
		e := typeNameBy(t.Elem(), q)
		switch t.Dir() {
		case types.SendOnly:
			return "chan<- " + e
		case types.RecvOnly:
			return "<-chan " + e
		}
		if strings.HasPrefix(e, "<-") {
			e = "(" + e + ")"
		}
		return "chan " + e
	case *types.Signature:
		return "func" + sigName(t, q)
	case *types.Interface:
		if t.NumMethods() == 0 {
			return "interface {}"
		}
		ms := make([]string, t.NumMethods())
		for i := range ms {
			m := t.Method(i)
			ms[i] = q(m) + sigName(m.Type().(*types.Signature), q)
		}
		return "interface { " + strings.Join(ms, "; ") + " }"
	case *types.Struct:
		if t.NumFields() == 0 {
			return "struct {}"
		}
		fs := make([]string, t.NumFields())
		for i := range fs {
			f := t.Field(i)
			fs[i] = q(f) + " " + typeNameBy(f.Type(), q)
			if f.Embedded() {
				fs[i] = typeNameBy(f.Type(), q)
			}
			if tag := t.Tag(i); tag != "" {
				fs[i] += " " + strconv.Quote(tag)
			}
		}
		return "struct { " + strings.Join(fs, "; ") + " }"
	}
	return types.TypeString(t, shortQualifier)
}

func sigName(s *types.Signature, q qualifier) string {
	ps := make([]string, s.Params().Len())
	for i := range ps {
		pt := s.Params().At(i).Type()
		if s.Variadic() && i == len(ps)-1 {
			ps[i] = "..." + typeNameBy(pt.(*types.Slice).Elem(), q)
			continue
		}
		ps[i] = typeNameBy(pt, q)
	}
	out := "(" + strings.Join(ps, ", ") + ")"
	switch s.Results().Len() {
	case 0:
		return out
	case 1:
		return out + " " + typeNameBy(s.Results().At(0).Type(), q)
	}
	rs := make([]string, s.Results().Len())
	for i := range rs {
		rs[i] = typeNameBy(s.Results().At(i).Type(), q)
	}
	return out + " (" + strings.Join(rs, ", ") + ")"
}

// isInterface reports whether t is an interface type after substitution.
func (lo *lowering) isInterface(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := lo.subst(t).Underlying().(*types.Interface)
	return ok
}

func deref(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}
