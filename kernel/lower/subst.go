package lower

import "go/types"

// substitution maps the type parameters of a generic declaration to the type
// arguments of the instance being written.
type substitution struct {
	args   map[*types.TypeParam]types.Type
	parent *substitution
	cache  map[types.Type]types.Type
	locals localTypes
}

func (lo *lowering) subst(t types.Type) types.Type {
	if lo.tsubst == nil || t == nil {
		return t
	}
	return lo.tsubst.apply(t)
}

func (s *substitution) apply(t types.Type) types.Type {
	if r, ok := s.cache[t]; ok {
		return r
	}
	r := s.walk(t)
	s.cache[t] = r
	return r
}

func (s *substitution) walk(t types.Type) types.Type {
	switch t := t.(type) {
	case *types.Alias:
		return s.apply(types.Unalias(t))
	case *types.TypeParam:
		if a, ok := s.args[t]; ok {
			return a
		}
		if s.parent != nil {
			return s.parent.apply(t)
		}
	case *types.Named:
		if t.TypeArgs().Len() == 0 {
			if s.locals.declares(t) {
				return s.local(t)
			}
			return t
		}
		args := make([]types.Type, t.TypeArgs().Len())
		same := true
		for i := range args {
			args[i] = s.apply(t.TypeArgs().At(i))
			same = same && args[i] == t.TypeArgs().At(i)
		}
		if same {
			return t
		}
		inst, err := types.Instantiate(instances, t.Origin(), args, false)
		if err != nil {
			return t
		}
		return inst
	case *types.Pointer:
		if e := s.apply(t.Elem()); e != t.Elem() {
			return types.NewPointer(e)
		}
	case *types.Slice:
		if e := s.apply(t.Elem()); e != t.Elem() {
			return types.NewSlice(e)
		}
	case *types.Array:
		if e := s.apply(t.Elem()); e != t.Elem() {
			return types.NewArray(e, t.Len())
		}
	case *types.Map:
		k, e := s.apply(t.Key()), s.apply(t.Elem())
		if k != t.Key() || e != t.Elem() {
			return types.NewMap(k, e)
		}
	case *types.Chan:
		if e := s.apply(t.Elem()); e != t.Elem() {
			return types.NewChan(t.Dir(), e)
		}
	case *types.Tuple:
		return s.tuple(t)
	case *types.Signature:
		p, r := s.tuple(t.Params()), s.tuple(t.Results())
		if p != t.Params() || r != t.Results() {
			return types.NewSignatureType(nil, nil, nil, p, r, t.Variadic())
		}
	case *types.Struct:
		fs := make([]*types.Var, t.NumFields())
		tags := make([]string, t.NumFields())
		same := true
		for i := range fs {
			f := t.Field(i)
			ft := s.apply(f.Type())
			same = same && ft == f.Type()
			fs[i] = types.NewField(f.Pos(), f.Pkg(), f.Name(), ft, f.Embedded())
			tags[i] = t.Tag(i)
		}
		if !same {
			return types.NewStruct(fs, tags)
		}
	case *types.Interface:
		ms := make([]*types.Func, t.NumMethods())
		same := true
		for i := range ms {
			m := t.Method(i)
			sig := s.apply(m.Type()).(*types.Signature)
			same = same && sig == m.Type()
			ms[i] = types.NewFunc(m.Pos(), m.Pkg(), m.Name(), sig)
		}
		if !same {
			return types.NewInterfaceType(ms, nil).Complete()
		}
	}
	return t
}

func (s *substitution) tuple(t *types.Tuple) *types.Tuple {
	vs := make([]*types.Var, t.Len())
	same := true
	for i := range vs {
		v := t.At(i)
		vt := s.apply(v.Type())
		same = same && vt == v.Type()
		vs[i] = types.NewParam(v.Pos(), v.Pkg(), v.Name(), vt)
	}
	if same {
		return t
	}
	return types.NewTuple(vs...)
}

// instances makes instances of a generic type identical when their arguments are.
var instances = types.NewContext()
