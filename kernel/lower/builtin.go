package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

func (f *fn) builtin(e *ast.CallExpr, fun ast.Expr, op operandFunc) string {
	name := ""
	switch x := fun.(type) {
	case *ast.Ident:
		name = x.Name
	case *ast.SelectorExpr:
		return f.unsupported(e.Pos(), "unsafe."+x.Sel.Name, "it needs the memory layout of compiled Go")
	}
	if len(e.Args) == 1 {
		if tup, ok := f.typeOf(e.Args[0]).(*types.Tuple); ok {
			return f.spreadBuiltin(e, name, tup)
		}
	}
	arg := func(i int) string { return op(f.base(e.Args[i]), f.typeOf(e.Args[i]).Underlying()) }
	switch name {
	case "len", "cap":
		if n, ok := arrayLen(f.typeOf(e.Args[0])); ok {
			return f.lenAfter(e.Args[0], n, op)
		}
		return name + "(" + arg(0) + ")"
	case "append":
		return f.appendCall(e, op)
	case "copy":
		src := f.expr(e.Args[1])
		if isString(f.typeOf(e.Args[1])) {
			src = "[]byte(" + src + ")"
		}
		return "copy(" + arg(0) + ", " + op(src, types.NewSlice(coreType(f.typeOf(e.Args[0])).(*types.Slice).Elem())) + ")"
	case "delete":
		m := coreType(f.typeOf(e.Args[0])).(*types.Map)
		return f.deleteCall(e, arg(0), m, op)
	case "clear":
		return "rt.Clear(" + f.clearOperand(e.Args[0], op) + ")"
	case "make":
		return f.makeCall(e, op)
	case "new":
		return f.newCall(e, op)
	case "panic":
		v := op(f.exprTo(e.Args[0], anyType), anyType)
		return fmt.Sprintf("rt.Panic(%d, %s)", f.site(e.Pos(), "panic", source(e.Args[0])), v)
	case "print", "println":
		args := make([]string, len(e.Args))
		for i, a := range e.Args {
			args[i] = op(f.exprTo(a, anyType), anyType)
			if f.isInterface(f.typeOf(a)) {
				args[i] = "rt.PrintI{" + args[i] + "}"
			}
		}
		return map[string]string{"print": "rt.PrintB", "println": "rt.PrintlnB"}[name] + "(" + join(args) + ")"
	case "recover":
		if f.deferred {
			// As the deferred call itself recover is too early for the panic of
			// this function; it sees the one that this function runs under.
			return "rt.Recover(" + op("Lrc", nil) + ")"
		}
		if f.loop != nil {
			return "rt.Recover(nil)" // the loop's function calls the body, no defer does
		}
		return "rt.Recover(Lrc)"
	case "close":
		c := arg(0)
		return fmt.Sprintf("rt.Close(%d, %s)", f.site(e.Pos(), "close", source(e.Args[0])), c)
	case "complex":
		t := f.typeOf(e)
		part := types.Typ[types.Float64]
		if coreType(t).(*types.Basic).Kind() == types.Complex64 {
			part = types.Typ[types.Float32]
		}
		return "complex(" + op(f.exprTo(e.Args[0], part), part) + ", " + op(f.exprTo(e.Args[1], part), part) + ")"
	case "real", "imag":
		return name + "(" + arg(0) + ")"
	case "min", "max":
		return f.minMax(e, name, op)
	}
	f.fail(e.Pos(), "unknown builtin %s", name)
	return ""
}

// spreadBuiltin lowers a builtin whose arguments are the results of one call.
func (f *fn) spreadBuiltin(e *ast.CallExpr, name string, tup *types.Tuple) string {
	var params, args []string
	ts := make([]types.Type, tup.Len())
	for i := range ts {
		ts[i] = f.subst(tup.At(i).Type())
		args = append(args, f.tmp())
		params = append(params, args[i]+" "+f.typ(ts[i]))
	}
	res, ret := "", ""
	t := f.typeOf(e)
	switch name {
	case "print", "println":
		name = map[string]string{"print": "rt.PrintB", "println": "rt.PrintlnB"}[name]
		for i := range args {
			args[i] = f.convert(args[i], ts[i], anyType)
			if f.isInterface(ts[i]) {
				args[i] = "rt.PrintI{" + args[i] + "}"
			}
		}
	case "append":
		elem := coreType(t).(*types.Slice).Elem()
		args[0] = f.unwrap(args[0], ts[0])
		for i := 1; i < len(args); i++ {
			args[i] = f.convert(args[i], ts[i], elem)
		}
		res, ret = " "+f.baseTyp(t), "return "
	case "complex":
		res, ret = " "+f.typ(t), "return "
	case "copy":
		args[0], args[1] = f.unwrap(args[0], ts[0]), f.unwrap(args[1], ts[1])
		if isString(ts[1]) {
			args[1] = "[]byte(" + args[1] + ")"
		}
		res, ret = " int", "return "
	case "delete":
		args[0] = f.unwrap(args[0], ts[0])
		args[1] = f.convert(args[1], ts[1], coreType(ts[0]).(*types.Map).Key())
	default:
		return f.unsupported(e.Pos(), name+" of a call with several results", "assign the results to variables first")
	}
	body := "(" + strings.Join(params, ", ") + ")" + res + " {\n" + ret + name + "(" + join(args) + ")\n}"
	h := f.helper("spread", body, func(h string) string { return "func " + h + body })
	out := h + "(" + f.expr(e.Args[0]) + ")"
	if name == "append" {
		out = f.wrap(out, t)
	}
	return out
}

// arrayLen is the length of an array or of an array that t points to.
func arrayLen(t types.Type) (int64, bool) {
	if p, ok := coreType(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	a, ok := coreType(t).(*types.Array)
	if !ok {
		return 0, false
	}
	return a.Len(), true
}

// lenAfter evaluates x for its effects, and gives n. A nil pointer is no error.
func (f *fn) lenAfter(x ast.Expr, n int64, op operandFunc) string {
	if !f.calls(x) {
		return fmt.Sprint(n)
	}
	t := f.typ(f.typeOf(x))
	h := f.helper("len", fmt.Sprint(t, n), func(name string) string {
		return fmt.Sprintf("func %s(x %s) int { return %d }", name, t, n)
	})
	return h + "(" + op(f.expr(x), f.typeOf(x)) + ")"
}

func isString(t types.Type) bool {
	b, ok := coreType(t).(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func (f *fn) appendCall(e *ast.CallExpr, op operandFunc) string {
	t := f.typeOf(e)
	elem := coreType(t).(*types.Slice).Elem()
	args := []string{op(f.exprTo(e.Args[0], t.Underlying()), t.Underlying())}
	if args[0] == "nil" {
		args[0] = f.zero(t.Underlying())
	}
	for i, a := range e.Args[1:] {
		if e.Ellipsis.IsValid() {
			x := f.exprTo(a, t.Underlying())
			if isString(f.typeOf(a)) && !f.src.Info.Types[a].IsNil() {
				x = "[]byte(" + f.expr(a) + ")"
			}
			if x == "nil" {
				x = f.zero(t.Underlying())
			}
			return f.wrap("append("+args[0]+", "+op(x, t.Underlying())+"...)", t)
		}
		_ = i
		args = append(args, op(f.exprTo(a, elem), elem))
	}
	if len(args) > 2 && slices.ContainsFunc(e.Args[1:], f.risky) {
		// The interpreter evaluates one element after having stored the one before.
		st, et := f.baseTyp(t), f.typ(elem)
		h := f.helper("append", fmt.Sprint(st, len(args)), func(name string) string {
			ps := []string{"s " + st}
			as := []string{"s"}
			for i := range args[1:] {
				as = append(as, fmt.Sprintf("a%d", i))
				ps = append(ps, as[i+1]+" "+et)
			}
			return fmt.Sprintf("func %s(%s) %s { return append(%s) }", name, join(ps), st, join(as))
		})
		return f.wrap(h+"("+join(args)+")", t)
	}
	return f.wrap("append("+join(args)+")", t)
}

func (f *fn) clearOperand(x ast.Expr, op operandFunc) string {
	return op(f.base(x), f.typeOf(x).Underlying())
}

func (f *fn) makeCall(e *ast.CallExpr, op operandFunc) string {
	t := f.typeOf(e)
	var sizes []string
	constant := true
	for _, a := range e.Args[1:] {
		sizes = append(sizes, op(f.asInt(f.expr(a), f.typeOf(a)), types.Typ[types.Int]))
		constant = constant && f.src.Info.Types[a].Value != nil
	}
	switch u := coreType(t).(type) {
	case *types.Chan:
		return f.wrap(f.makeChan(e, t.Underlying(), u, sizes), t)
	case *types.Slice:
		if !constant {
			return f.wrap(f.makeSlice(t.Underlying(), sizes), t)
		}
	case *types.Map:
		// The hint is only a hint, but a negative one is an error at run time.
		sizes = nil
	}
	return f.wrap("make("+join(append([]string{f.baseTyp(t)}, sizes...))+")", t)
}

func (f *fn) makeChan(e *ast.CallExpr, t types.Type, c *types.Chan, sizes []string) string {
	both, text := f.typ(types.NewChan(types.SendRecv, c.Elem())), f.typ(t)
	size := "0"
	if len(sizes) > 0 {
		size = sizes[0]
	}
	h := f.helper("chan", text, func(name string) string {
		return fmt.Sprintf("func %s(site, n int) %s {\nc := make(%s, rt.ChanLen(n))\nrt.MakeChan(site, c)\nreturn c\n}", name, text, both)
	})
	return fmt.Sprintf("%s(%d, %s)", h, f.site(e.Pos(), "make", source(e)), size)
}

func (f *fn) makeSlice(t types.Type, sizes []string) string {
	text := f.typ(t)
	h := f.helper("make", text, func(name string) string {
		return fmt.Sprintf("func %s(n, c int) %s {\nrt.SliceLen(n, c)\nreturn make(%s, n, c)\n}", name, text, text)
	})
	if len(sizes) == 1 {
		h1 := f.helper("make1", text, func(name string) string {
			return fmt.Sprintf("func %s(n int) %s {\nrt.SliceLen(n, n)\nreturn make(%s, n)\n}", name, text, text)
		})
		return h1 + "(" + sizes[0] + ")"
	}
	return h + "(" + join(sizes) + ")"
}

func (f *fn) newCall(e *ast.CallExpr, op operandFunc) string {
	a := e.Args[0]
	if f.src.Info.Types[a].IsType() {
		return "new(" + f.typ(f.typeOf(a)) + ")"
	}
	t := coreType(f.typeOf(e)).(*types.Pointer).Elem()
	text := f.typ(t)
	h := f.helper("ptr", text, func(name string) string {
		return fmt.Sprintf("func %s(v %s) *%s {\np := new(%s)\n*p = v\nreturn p\n}", name, text, paren(text), text)
	})
	return h + "(" + op(f.exprTo(a, t), t) + ")"
}

func (f *fn) minMax(e *ast.CallExpr, name string, op operandFunc) string {
	t := f.typeOf(e)
	text := f.typ(t)
	if b := coreType(t).(*types.Basic); b.Info()&types.IsFloat != 0 {
		return f.minMaxFloat(e, name, op)
	}
	less := map[string]string{"min": "b < a", "max": "b > a"}[name]
	h := f.helper(name, text, func(h string) string {
		return fmt.Sprintf("func %s(a, b %s) %s {\nif %s { return b }\nreturn a\n}", h, text, text, less)
	})
	out := op(f.exprTo(e.Args[0], t), t)
	for _, a := range e.Args[1:] {
		out = h + "(" + out + ", " + op(f.exprTo(a, t), t) + ")"
	}
	return out
}

// minMaxFloat is minMax of floating-point operands: NaN wins, and -0, which does
// not come through a call of an interpreted function, is less than 0.
func (f *fn) minMaxFloat(e *ast.CallExpr, name string, op operandFunc) string {
	t := f.typeOf(e)
	fn := map[string]string{"min": "rt.MinFloat", "max": "rt.MaxFloat"}[name]
	operand := func(a ast.Expr) string {
		x := op(f.exprTo(a, t), t)
		if f.typ(t) != "float64" {
			x = "float64(" + x + ")"
		}
		return x
	}
	out := operand(e.Args[0])
	for _, a := range e.Args[1:] {
		out = fn + "(" + out + ", " + operand(a) + ")"
	}
	if text := f.typ(t); text != "float64" {
		out = text + "(" + out + ")"
	}
	return out
}
