package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"schedtick/kernel/program"
)

// operandFunc places an operand of a call: as it is for an ordinary call, by
// way of a parameter when the operands are evaluated before the call happens.
type operandFunc func(text string, t types.Type) string

func inPlace(text string, _ types.Type) string { return text }

// callee is what a call calls.
type callee struct {
	head     string   // everything up to the arguments: "G1_f", "rt.Send", "x.Read"
	lead     []string // arguments before the written ones: site, receiver
	dynamic  bool     // head is a function value
	compiled bool     // declared by a compiled package: variadic as Go's own
	guards   string   // its name, if it may call its arguments on other goroutines
	sig      *types.Signature
	fn       *types.Func // the compiled function, when it is known
}

// text is the call. With spread the last argument is a slice for the variadic
// parameter.
func (c callee) text(args []string, spread bool) string {
	all := append(append([]string{}, c.lead...), args...)
	dots := ""
	if spread && c.compiled {
		dots = "..."
	}
	return c.head + "(" + strings.Join(all, ", ") + dots + ")"
}

func (f *fn) call(e *ast.CallExpr) string { return f.callWith(e, inPlace) }

func (f *fn) callWith(e *ast.CallExpr, op operandFunc) string {
	fun := ast.Unparen(e.Fun)
	tv := f.src.Info.Types[fun]
	if tv.IsType() {
		return f.conversion(e, f.subst(tv.Type), op)
	}
	if tv.IsBuiltin() {
		return f.builtin(e, fun, op)
	}
	if id, ok := fun.(*ast.Ident); ok {
		if sel := f.imported(id); sel != nil {
			fun = sel
		}
	}
	if s, ok := f.special(e, fun, op); ok {
		return s
	}
	if len(e.Args) == 1 && !f.deferred {
		if tup, ok := f.typeOf(e.Args[0]).(*types.Tuple); ok {
			return f.spreadCall(e, fun, tup)
		}
	}
	c := f.calleeOf(e, fun, op)
	args, spread := f.args(e, c, op)
	return c.text(args, spread)
}

// spreadCall lowers f(g()) by a helper that takes g's results as parameters, so
// that the call stays where it is among others. Where what is called is itself
// evaluated, which comes before g, the helper takes that and returns such a function.
func (f *fn) spreadCall(e *ast.CallExpr, fun ast.Expr, tup *types.Tuple) string {
	var heldParams, held []string
	c := f.calleeOf(e, fun, func(text string, t types.Type) string {
		p := f.tmp()
		heldParams = append(heldParams, p+" "+f.typ(t))
		held = append(held, text)
		return p
	})
	var params, args []string
	for i := range tup.Len() {
		t := f.subst(tup.At(i).Type())
		p := f.tmp()
		params = append(params, p+" "+f.typ(t))
		pt := f.paramType(c.sig, i)
		args = append(args, f.wholeResult(c, e.Args[0], i, t, pt, f.convert(p, t, pt)))
	}
	if c.sig.Variadic() && !c.compiled {
		args = f.packVariadic(args, c.sig)
	}
	res, ret := f.resultText(c.sig.Results()), ""
	if c.sig.Results().Len() > 0 {
		ret = "return "
	}
	body := "(" + strings.Join(params, ", ") + ")" + res + " {\n" + ret + c.text(args, false) + "\n}"
	if len(held) > 0 {
		types := make([]string, len(params))
		for i, p := range params {
			_, types[i], _ = strings.Cut(p, " ")
		}
		body = "(" + strings.Join(heldParams, ", ") + ") func(" + strings.Join(types, ", ") + ")" + res + " {\nreturn func" + body + "\n}"
	}
	h := f.helper("spread", body, func(name string) string { return "func " + name + body })
	if len(held) > 0 {
		h += "(" + join(held) + ")"
	}
	return h + "(" + f.expr(e.Args[0]) + ")"
}

// paramType is the type of the i-th argument's parameter.
func (f *fn) paramType(sig *types.Signature, i int) types.Type {
	np := sig.Params().Len()
	if sig.Variadic() && i >= np-1 {
		if s, ok := coreType(f.subst(sig.Params().At(np - 1).Type())).(*types.Slice); ok {
			return f.subst(s.Elem())
		}
		return types.Typ[types.Byte] // append([]byte, string...)
	}
	return f.subst(sig.Params().At(i).Type())
}

// calleeOf evaluates what is called.
func (f *fn) calleeOf(e *ast.CallExpr, fun ast.Expr, op operandFunc) callee {
	sig, _ := coreType(f.typeOf(fun)).(*types.Signature)
	switch x := fun.(type) {
	case *ast.Ident:
		if fn, ok := f.src.Info.Uses[x].(*types.Func); ok {
			if generic(fn) {
				return callee{head: f.genericFunc(x, x), sig: sig}
			}
			return callee{head: f.funcName(fn), sig: sig}
		}
	case *ast.IndexExpr:
		if f.src.Info.Types[x.Index].IsType() {
			return callee{head: f.genericFunc(x, x.X), sig: sig}
		}
	case *ast.IndexListExpr:
		return callee{head: f.genericFunc(x, x.X), sig: sig}
	case *ast.SelectorExpr:
		sel := f.src.Info.Selections[x]
		if sel != nil && sel.Kind() == types.MethodVal {
			c := f.receiver(x, op)
			c.sig = sig
			if fn, ok := sel.Obj().(*types.Func); ok && program.Starts(methodDoorKey(fn)) {
				f.mentions(x.Sel.Pos(), e)
			}
			return c
		}
		if sel == nil {
			if fn, ok := f.src.Info.Uses[x.Sel].(*types.Func); ok {
				if fn.Signature().TypeParams().Len() > 0 {
					return callee{head: f.genericFunc(x, x), sig: sig}
				}
				return f.packageFunc(e, fn, sig)
			}
		}
	}
	return callee{head: op(f.base(fun), f.typeOf(fun).Underlying()), sig: sig, dynamic: true}
}

// packageFunc is a function of a compiled package, or the door that stands for it.
func (f *fn) packageFunc(e *ast.CallExpr, fn *types.Func, sig *types.Signature) callee {
	full := fn.Pkg().Path() + "." + fn.Name()
	if fn.Pkg().Path() == "reflect" {
		if c, ok := f.reflectCall(e, fn, sig); ok {
			return c
		}
	}
	f.refuseCall(e, fn)
	if d, ok := doors[full]; ok {
		c := f.door(e, d, fn, sig)
		if program.Starts(full) {
			f.mentions(e.Pos(), e)
		}
		return c
	}
	return callee{head: f.alias(fn.Pkg().Path()) + "." + fn.Name(), compiled: true, guards: guards(fn), sig: sig, fn: fn}
}

// door is the door d of the function fn, which at calls or names.
func (f *fn) door(at ast.Expr, d door, fn *types.Func, sig *types.Signature) callee {
	c := callee{head: "rt." + d.name, compiled: true, sig: sig}
	if d.site {
		c.lead = append([]string{f.doorSite(at.Pos(), fn.Pkg().Path()+"."+fn.Name(), source(at))}, slogLevel(fn)...)
	}
	return c
}

// receiver evaluates the receiver of the method x.M.
func (f *fn) receiver(e *ast.SelectorExpr, op operandFunc) callee {
	sel := f.src.Info.Selections[e]
	// A pointer method of an addressable variable takes its address.
	t := f.typeOf(e.X)
	fn, index := f.ofInstance(t, sel.Obj().(*types.Func), sel.Index())
	text := ""
	_, ptrRecv := fn.Signature().Recv().Type().Underlying().(*types.Pointer)
	if _, isPtr := coreType(t).(*types.Pointer); ptrRecv && !isPtr && !sel.Indirect() && !f.isInterface(t) {
		text, t = f.addr(e.X), types.NewPointer(t)
	} else {
		text = f.expr(e.X)
	}
	// What it is called on names the site.
	at := &ast.Ident{NamePos: e.Sel.Pos(), Name: source(e.X)}
	return f.methodCallee(text, t, index, fn, at, op)
}

// ofInstance finds the method of a type parameter in the type that stands for it.
func (f *fn) ofInstance(t types.Type, fn *types.Func, index []int) (*types.Func, []int) {
	if f.tsubst == nil || len(index) != 1 || f.isInterface(t) || !f.isInterface(fn.Signature().Recv().Type()) {
		return fn, index
	}
	obj, ix, _ := types.LookupFieldOrMethod(t, true, fn.Pkg(), fn.Name())
	if m, ok := obj.(*types.Func); ok {
		return m, ix
	}
	return fn, index
}

// methodCallee finds the method at the end of a path of embedded fields.
func (f *fn) methodCallee(x string, t types.Type, index []int, fn *types.Func, at *ast.Ident, op operandFunc) callee {
	for _, i := range index[:len(index)-1] {
		if n, ok := types.Unalias(deref(f.subst(t))).(*types.Named); ok && !fromSource(n.Obj().Pkg()) {
			break // the interpreter finds what a compiled type embeds, and may not write it down
		}
		x = f.unwrap(x, t)
		st := coreType(deref(f.subst(t))).(*types.Struct)
		x += "." + fieldName(st.Field(i), i)
		t = st.Field(i).Type()
	}
	t = f.subst(t)
	if len(index) > 1 && strings.HasPrefix(x, "&") {
		// &a.b.c is the address of the field, unless the field is a pointer.
		if _, ok := coreType(t).(*types.Pointer); ok || f.isInterface(t) {
			x = x[1:]
		} else {
			t = types.NewPointer(t)
		}
	}
	if f.isInterface(t) {
		return f.interfaceCallee(x, t, fn, op)
	}
	_, have := coreType(t).(*types.Pointer)
	_, want := fn.Signature().Recv().Type().Underlying().(*types.Pointer)
	switch {
	case have && !want:
		x, t = "(*"+f.unwrap(x, t)+")", deref(t)
	case !have && want:
		x, t = "&"+x, types.NewPointer(t)
	}
	c := callee{}
	if n, ok := isSessionNamed(deref(t)); ok {
		c.head = f.methodName(n, fn)
		c.lead = []string{op(x, t)}
		return c
	}
	if name, ok := f.stdMethod(t, fn); ok {
		return callee{head: name, lead: []string{op(x, t)}}
	}
	c.compiled, c.fn = true, fn
	if d, ok := methodDoors[methodDoorKey(fn)]; ok {
		c.head = "rt." + d
		site := "0"
		if at != nil {
			site = f.doorSite(at.Pos(), methodDoorKey(fn), strings.TrimPrefix(source(at), "&"))
		}
		c.lead = append([]string{site, op(f.settled(x, t), t)}, slogLevel(fn)...)
		return c
	}
	recv := op(x, t)
	if strings.HasPrefix(recv, "&") || strings.HasPrefix(recv, "*") {
		recv = "(" + recv + ")"
	}
	c.head, c.guards = recv+"."+fn.Name(), guards(fn)
	return c
}

// methodName is the lowered name of a method of a session type.
func (f *fn) methodName(n *types.Named, fn *types.Func) string {
	if n.TypeArgs().Len() > 0 {
		return f.methodInstance(n, fn)
	}
	return f.funcName(fn)
}

// interfaceCallee calls through an interface: compiled ones directly, those
// that cells declare by the table of the value's type.
func (f *fn) interfaceCallee(x string, t types.Type, fn *types.Func, op operandFunc) callee {
	if f.typ(t) != "any" {
		if f.deferred {
			text := f.typ(t)
			x = f.helper("nonnil", text, func(name string) string {
				return fmt.Sprintf("func %s(x %s) %s {\nrt.NonNil(x)\nreturn x\n}", name, text, text)
			}) + "(" + x + ")"
		}
		if d, ok := typeDoors[fn.Name()]; ok && types.TypeString(types.Unalias(t), nil) == "reflect.Type" {
			return callee{head: d, lead: []string{op(x, t)}, compiled: true}
		}
		return callee{head: op(x, t) + "." + fn.Name(), compiled: true}
	}
	sig := f.subst(fn.Signature()).(*types.Signature)
	ps := []string{"x any"}
	as := []string{"x"}
	for i := range sig.Params().Len() {
		p := fmt.Sprintf("a%d", i)
		ps = append(ps, p+" "+f.typ(sig.Params().At(i).Type()))
		as = append(as, p)
	}
	ret := ""
	if sig.Results().Len() > 0 {
		ret = "return "
	}
	ft := "func(any" + strings.TrimPrefix(f.sigText(sig), "(")
	if sig.Params().Len() > 0 {
		ft = "func(any, " + strings.TrimPrefix(f.sigText(sig), "(")
	}
	if f.deferred { // the method is looked up when the statement runs
		x = "rt.NonNil(" + x + ")"
	}
	h := f.helper("call", fn.Name()+ft, func(name string) string {
		return fmt.Sprintf("func %s(%s)%s {\n%srt.Fn(x, %q).(%s)(%s)\n}", name, strings.Join(ps, ", "),
			f.resultText(sig.Results()), ret, fn.Name(), ft, join(as))
	})
	return callee{head: h, lead: []string{op(x, t)}}
}

// args evaluates the written arguments for the parameters of c.sig.
func (f *fn) args(e *ast.CallExpr, c callee, op operandFunc) (args []string, spread bool) {
	sig := c.sig
	np := sig.Params().Len()
	paramType := func(i int) types.Type { return f.paramType(sig, i) }
	if len(e.Args) == 1 && (np > 1 || sig.Variadic()) {
		if tup, ok := f.typeOf(e.Args[0]).(*types.Tuple); ok {
			return f.tupleArgs(e.Args[0], tup, c, paramType, op)
		}
	}
	if e.Ellipsis.IsValid() {
		for i, a := range e.Args {
			t := sig.Params().At(i).Type()
			text := f.logged(c, f.subst(t), f.whole(c, a, f.subst(t), f.exprTo(a, t)))
			args = append(args, op(text, f.subst(t)))
		}
		return args, true
	}
	for i, a := range e.Args {
		t := f.subst(paramType(i))
		text := f.settled(f.guard(e, c, a, t, f.exprTo(a, t)), t)
		text = f.whole(c, a, t, text)
		if i < np && keyed(c.fn) && sig.Params().At(i).Name() == "key" {
			text = "rt.Key(" + text + ", 1)"
		}
		args = append(args, op(f.logged(c, t, text), t))
	}
	if sig.Variadic() && !c.compiled {
		args = f.packVariadic(args, sig)
	}
	return args, false
}

// keyed reports whether fn is a method of sync.Map.
func keyed(fn *types.Func) bool {
	return fn != nil && fn.Signature().Recv() != nil && strings.HasPrefix(methodDoorKey(fn), "sync.Map.")
}

// logged hands values of any type to package log/slog as that looks at them: it asks
// for methods that are not in every box.
func (f *fn) logged(c callee, t types.Type, text string) string {
	if c.fn == nil || c.fn.Pkg() == nil || c.fn.Pkg().Path() != "log/slog" {
		return text
	}
	if isAny(t) {
		return "rt.LogValue(" + text + ")"
	}
	if s, ok := t.(*types.Slice); ok && isAny(s.Elem()) {
		return "rt.LogValues(" + text + ")"
	}
	return text
}

// isAny reports whether t is an interface without methods.
func isAny(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.Empty()
}

// packVariadic gathers the last arguments into a slice: variadic functions of
// cells take one.
func (f *fn) packVariadic(args []string, sig *types.Signature) []string {
	n := sig.Params().Len() - 1
	st := f.typ(sig.Params().At(n).Type())
	if len(args) == n {
		return append(args, paren(st)+"(nil)")
	}
	packed := make([]string, 0, len(args)-n)
	for i, a := range args[n:] {
		packed = append(packed, elementAt(int64(i), a))
	}
	return append(append([]string{}, args[:n]...), st+"{"+join(packed)+"}")
}

// tupleArgs lowers f(g()) where g returns several values.
func (f *fn) tupleArgs(arg ast.Expr, tup *types.Tuple, c callee, paramType func(int) types.Type, op operandFunc) ([]string, bool) {
	n := tup.Len()
	vals := f.tmps(n)
	f.printf("%s := %s\n", join(vals), f.expr(arg))
	args := make([]string, n)
	for i := range args {
		t, from := f.subst(paramType(i)), f.subst(tup.At(i).Type())
		args[i] = op(f.wholeResult(c, arg, i, from, t, f.convert(vals[i], from, t)), t)
	}
	if c.sig.Variadic() && !c.compiled {
		args = f.packVariadic(args, c.sig)
	}
	return args, false
}

// conversion lowers T(x).
func (f *fn) conversion(e *ast.CallExpr, t types.Type, op operandFunc) string {
	x := e.Args[0]
	xt := f.typeOf(x)
	if f.src.Info.Types[x].IsNil() {
		return f.zero(t)
	}
	if f.isInterface(t) {
		return op(f.exprTo(x, t), t)
	}
	if v := f.src.Info.Types[x].Value; v != nil && sameKind(v, t) && !f.opaque(t) {
		return op(f.constText(v, t), t)
	}
	if f.opaque(t) && !reshapes(coreType(xt), coreType(t)) {
		return op(f.convert(f.expr(x), xt, t), t)
	}
	f.refuseBlanks(e, xt, t)
	text := f.base(x)
	from, to := f.baseTyp(xt), f.baseTyp(t)
	if from == to {
		return op(f.wrap(text, t), t)
	}
	if b, ok := coreType(t).(*types.Basic); ok && b.Info()&types.IsString != 0 {
		if xb, ok := coreType(xt).(*types.Basic); ok && xb.Info()&types.IsInteger != 0 {
			return op("rt.RuneString(int64("+text+"))", t)
		}
	}
	if reshapes(coreType(xt), coreType(t)) {
		h := f.helper("conv", from+" to "+to, func(name string) string {
			return fmt.Sprintf("func %s(x %s) %s {\nvar v %s\nrt.Convert(x, &v)\nreturn v\n}", name, from, to, to)
		})
		return f.wrap(h+"("+op(text, xt)+")", t)
	}
	return op(paren(to)+"("+text+")", t)
}

// reshapes reports a conversion that the interpreter cannot do: slices to
// arrays, unsafe pointers, struct types of other names.
func reshapes(from, to types.Type) bool {
	if isUnsafePointer(from) || isUnsafePointer(to) {
		return true
	}
	switch to := to.(type) {
	case *types.Array:
		_, ok := from.(*types.Slice)
		return ok
	case *types.Pointer, *types.Struct:
		_ = to
		return true
	}
	return false
}

// zero is the zero value of t as an expression.
func (f *fn) zero(t types.Type) string {
	text := f.typ(t)
	h := f.helper("zero", text, func(name string) string {
		return fmt.Sprintf("func %s() %s {\nvar v %s\nreturn v\n}", name, text, text)
	})
	return h + "()"
}
