package lower

import (
	"fmt"
	"go/constant"
	"go/types"
	"math"
	"math/big"
	"strconv"
)

// convert is text, of type from, as a value of type to, the way an assignment
// converts: it only matters where an interface comes into being.
func (f *fn) convert(text string, from, to types.Type) string {
	from, to = f.subst(from), f.subst(to)
	fromType, toType := from, to
	if !f.isInterface(to) {
		switch from, to := f.opaque(from), f.opaque(to); {
		case to && !from:
			return f.wrap(text, toType)
		case from && !to:
			return f.unwrap(text, fromType)
		}
		return text
	}
	if b, ok := from.(*types.Basic); ok && b.Kind() == types.UntypedNil {
		return "nil"
	}
	toText := f.typ(to)
	if f.isInterface(from) {
		if toText == "any" || f.typ(from) == toText {
			return text
		}
		if f.typ(from) != "any" {
			return text // from one compiled interface to a smaller one
		}
		return f.asCompiled(to, toText, text)
	}
	from = types.Default(from)
	if !f.erased(from) {
		if b, ok := from.Underlying().(*types.Basic); ok && toText == "any" && b.Info()&types.IsBoolean != 0 {
			return "bool(" + text + ")"
		}
		return text
	}
	boxed := fmt.Sprintf("rt.Box(%d, %s)", f.typeID(from), text)
	if toText == "any" {
		return boxed
	}
	return f.asCompiled(to, toText, boxed)
}

// asCompiled makes a value of a compiled interface type out of an any.
func (f *fn) asCompiled(t types.Type, text, x string) string {
	id := f.typeID(t)
	h := f.helper("as", text, func(name string) string {
		return fmt.Sprintf("func %s(x any) %s {\nvar v %s\nrt.To(%d, x, &v)\nreturn v\n}", name, text, text, id)
	})
	return h + "(" + x + ")"
}

// constText writes a constant of type t so that it has that type on its own.
func (f *fn) constText(v constant.Value, t types.Type) string {
	t = types.Unalias(f.subst(types.Unalias(types.Default(t))))
	b, ok := t.Underlying().(*types.Basic)
	if !ok { // an interface: the constant has its default type
		switch v.Kind() {
		case constant.Bool:
			b = types.Typ[types.Bool]
		case constant.String:
			b = types.Typ[types.String]
		case constant.Int:
			b = types.Typ[types.Int]
		case constant.Float:
			b = types.Typ[types.Float64]
		default:
			b = types.Typ[types.Complex128]
		}
	}
	name := f.typ(b)
	if n, ok := t.(*types.Named); ok { // a compiled package's, or erased
		name = f.typ(n)
	}
	basic := name == f.typ(b)
	switch {
	case b.Info()&types.IsBoolean != 0:
		if !basic {
			return name + "(" + strconv.FormatBool(constant.BoolVal(v)) + ")"
		}
		return strconv.FormatBool(constant.BoolVal(v))
	case b.Info()&types.IsString != 0:
		if !basic {
			return name + "(" + strconv.Quote(constant.StringVal(v)) + ")"
		}
		return strconv.Quote(constant.StringVal(v))
	case b.Info()&types.IsInteger != 0:
		s := constant.ToInt(v).ExactString()
		if b.Kind() == types.Int && basic {
			if s[0] == '-' {
				return "int(" + s + ")"
			}
			return s
		}
		return name + "(" + s + ")"
	case b.Info()&types.IsFloat != 0:
		return name + "(" + floatText(v, b.Kind()) + ")"
	case b.Info()&types.IsComplex != 0:
		part := types.Float64
		if b.Kind() == types.Complex64 {
			part = types.Float32
		}
		h := f.helper("complex", name, func(h string) string {
			pn := types.Typ[part].Name()
			return fmt.Sprintf("func %s(re, im %s) %s { return complex(re, im) }", h, pn, name)
		})
		return fmt.Sprintf("%s(%s, %s)", h, floatText(constant.Real(v), part), floatText(constant.Imag(v), part))
	case b.Kind() == types.UnsafePointer:
		return name + "(nil)"
	}
	return v.ExactString()
}

// floatText writes a floating-point constant exactly as its type holds it.
func floatText(v constant.Value, kind types.BasicKind) string {
	v = constant.ToFloat(v)
	bits := 64
	x, _ := constant.Float64Val(v)
	if kind == types.Float32 {
		bits = 32
		y, _ := constant.Float32Val(v)
		x = float64(y)
	}
	if math.IsInf(x, 0) {
		r, _ := new(big.Rat).SetString(v.ExactString())
		return r.FloatString(0)
	}
	s := strconv.FormatFloat(x, 'g', -1, bits)
	for _, c := range s {
		if c == '.' || c == 'e' {
			return s
		}
	}
	return s + ".0"
}
