package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

// funcLit lowers a function literal to a top-level factory, which takes what
// the literal captures, and a call of it.
//
// A literal in place would share its frame with the function around it; a
// factory's frame belongs to this one closure.
func (f *fn) funcLit(e *ast.FuncLit) string {
	f.nextFactory++
	f.top.lits++
	name := fmt.Sprintf("F%d", f.nextFactory)
	sig := f.typeOf(e).(*types.Signature)
	// The literal's own signature names its parameters.
	if s, ok := f.src.Info.TypeOf(e.Type).(*types.Signature); ok {
		sig = s
	}
	in := &fn{
		lowering: f.lowering, name: name, an: f.an, top: f.top, forced: f.forced,
		source: fmt.Sprintf("%s.func%d", f.top.source, f.top.lits),
	}
	in.at = e.Pos()
	params := in.inner(e, sig, e.Body)
	in.register(f.pos(e.Pos()).Line)
	var caps, args []string
	for _, v := range f.an.free[e] {
		t := f.typ(v.Type())
		if f.isBoxed(v) {
			t = "*" + paren(t)
		}
		caps = append(caps, f.local(v)+" "+t)
		args = append(args, f.local(v))
	}
	fmt.Fprintf(&f.decls, "func %s(%s) %s {\nreturn func%s {\n%s}\n}\n", name, strings.Join(caps, ", "), f.typ(sig), params, in.w.String())
	return name + "(" + join(args) + ")"
}

// thunk makes a func() of a call whose operands are evaluated now, for go and
// defer. It reports whether the function called may recover.
func (f *fn) thunk(e *ast.CallExpr) (text string, canRecover bool) {
	lit, isLit := ast.Unparen(e.Fun).(*ast.FuncLit)
	canRecover = f.mayRecover(e.Fun)
	if isLit && len(e.Args) == 0 && lit.Type.Results.NumFields() == 0 {
		return f.funcLit(lit), canRecover
	}
	var params, args []string
	op := func(text string, t types.Type) string {
		p, pt := f.tmp(), "*rt.Defers"
		if t != nil {
			pt = f.typ(t)
		}
		params = append(params, p+" "+pt)
		args = append(args, text)
		return p
	}
	f.deferred = true
	call := f.callWith(e, op)
	f.deferred = false
	return f.factory(params, args, "func()", "func() {\n"+call+"\n}"), canRecover
}

// factory writes a top-level function that takes params and returns the closure.
func (f *fn) factory(params, args []string, typ, closure string) string {
	key := typ + "\x00" + closure + "\x00" + strings.Join(params, ",")
	h := f.helper("thunk", key, func(name string) string {
		return fmt.Sprintf("func %s(%s) %s {\nreturn %s\n}", name, strings.Join(params, ", "), typ, closure)
	})
	return h + "(" + join(args) + ")"
}

// mayRecover reports whether the deferred function itself contains recover().
// A function value might.
func (f *fn) mayRecover(fun ast.Expr) bool {
	fun = ast.Unparen(fun)
	if lit, ok := fun.(*ast.FuncLit); ok {
		return f.an.frames[lit] != nil && f.an.frames[lit].recovers
	}
	var id *ast.Ident
	switch x := fun.(type) {
	case *ast.Ident:
		id = x
	case *ast.SelectorExpr:
		id = x.Sel
	}
	if id == nil {
		return true
	}
	switch obj := f.src.Info.Uses[id].(type) {
	case *types.Builtin:
		return false
	case *types.Func:
		if obj.Pkg() == nil || obj.Pkg().Path() != "main" {
			return false
		}
		r := f.record(obj)
		if r == nil {
			return true
		}
		return analyze(r.unit.Info, r.decl.Body).frames[nil].recovers
	}
	return true
}

// record finds the declaration of a session function.
func (lo *lowering) record(obj *types.Func) *funcRec {
	key := lo.funcKey(obj)
	for _, r := range lo.funcs {
		if r.key == key {
			return r
		}
	}
	return lo.Lowerer.funcs[key]
}

// methodValue is x.M used as a value: a closure over the receiver as it is now.
func (f *fn) methodValue(e *ast.SelectorExpr) string {
	sig := f.typeOf(e).(*types.Signature)
	var params, args []string
	op := func(text string, t types.Type) string {
		p := f.tmp()
		params = append(params, p+" "+f.typ(t))
		args = append(args, text)
		return p
	}
	old := f.deferred
	f.deferred = true // the receiver is looked at now, the call comes later
	recv := f.receiver(e, op)
	f.deferred = old
	return f.closureOver(recv, e, sig, params, args)
}

// closureOver writes func(params of sig) that calls callee with them; at is where.
func (f *fn) closureOver(c callee, at ast.Node, sig *types.Signature, params, args []string) string {
	var ps, as []string
	for i := range sig.Params().Len() {
		p := f.tmp()
		t := f.subst(sig.Params().At(i).Type())
		ps = append(ps, p+" "+f.typ(t))
		as = append(as, f.wholeParam(c, at, t, f.logged(c, t, p)))
	}
	c = c.unplaced()
	ret := ""
	if sig.Results().Len() > 0 {
		ret = "return "
	}
	body := "func(" + strings.Join(ps, ", ") + ")" + f.resultText(sig.Results()) + " {\n" + ret + c.text(as, sig.Variadic()) + "\n}"
	return f.factory(params, args, f.typ(sig), body)
}

// unplaced is the callee as a value: a function that prints the line of its call is not
// told where it is named, since that is another one.
func (c callee) unplaced() callee {
	if strings.HasPrefix(c.head, "rt.Log") || strings.HasPrefix(c.head, "rt.Slog") {
		c.lead = append([]string{"0"}, c.lead[1:]...)
	}
	return c
}

// packageFuncValue is a function of a compiled package as a value, or the door that
// stands for it. What is variadic becomes a closure with a slice parameter, as the
// cells' own are; the site of a door is where it is named.
func (f *fn) packageFuncValue(e *ast.SelectorExpr, fn *types.Func) string {
	sig := fn.Signature()
	c := callee{head: f.alias(fn.Pkg().Path()) + "." + fn.Name(), compiled: true, sig: sig}
	if d, ok := doors[fn.Pkg().Path()+"."+fn.Name()]; ok {
		c = f.door(e, d, fn, sig)
	}
	c.fn = fn
	if !sig.Variadic() && len(c.lead) == 0 && !looksInto(c) {
		return c.head
	}
	return f.closureOver(c, e, sig, nil, nil)
}

// funcValue is a top-level function as a value. The interpreter's own value of one
// is not a function everywhere; a closure that calls it is.
func (f *fn) funcValue(name string, t types.Type) string {
	sig := coreType(t).(*types.Signature)
	return f.closureOver(callee{head: name, sig: sig}, nil, sig, nil, nil)
}

// methodExpr is T.M: a function whose first parameter is the receiver.
func (f *fn) methodExpr(e *ast.SelectorExpr, sel *types.Selection) string {
	sig := f.typeOf(e).(*types.Signature)
	recv := sig.Params().At(0)
	var ps, as []string
	for i := range sig.Params().Len() {
		p := f.tmp()
		ps = append(ps, p+" "+f.typ(sig.Params().At(i).Type()))
		as = append(as, p)
	}
	first := as[0]
	fn, index := f.ofInstance(f.subst(recv.Type()), sel.Obj().(*types.Func), sel.Index())
	c := f.methodCallee(first, f.subst(recv.Type()), index, fn, e.Sel, inPlace).unplaced()
	ret := ""
	if sig.Results().Len() > 0 {
		ret = "return "
	}
	for i, p := range as[1:] {
		as[i+1] = f.wholeParam(c, e, f.subst(sig.Params().At(i+1).Type()), p)
	}
	body := "func(" + strings.Join(ps, ", ") + ")" + f.resultText(sig.Results()) + " {\n" +
		f.receiverCheck(first, f.subst(recv.Type()), index, fn) + ret + c.text(as[1:], sig.Variadic()) + "\n}"
	return f.factory(nil, nil, f.typ(sig), body)
}

// receiverCheck is the statement that stops a method with a value receiver from being
// reached through the nil pointer text, of type t, in the words that Go has where the
// compiler makes such a method of the pointer's: for interfaces and method expressions.
func (f *fn) receiverCheck(text string, t types.Type, index []int, fn *types.Func) string {
	p, ok := types.Unalias(t).(*types.Pointer)
	if !ok || len(index) > 1 {
		return ""
	}
	n, ok := isSessionNamed(p.Elem())
	if !ok || f.isInterface(n) {
		return ""
	}
	if _, ok := fn.Signature().Recv().Type().Underlying().(*types.Pointer); ok {
		return ""
	}
	name := n.Obj().Name()
	if n.TypeArgs().Len() > 0 {
		name += "[...]"
	}
	return fmt.Sprintf("if %s == nil { rt.NilReceiver(%q, %q, %q) }\n", f.unwrap(text, t), n.Obj().Pkg().Name(), name, fn.Name())
}

// methodThunk writes the function through which interface calls reach a method
// of a boxed type: it takes the interface value as receiver.
func (lo *lowering) methodThunk(id int, t types.Type, sel *types.Selection) string {
	f := lo.newFn("", "", analyze(lo.src.Info))
	sig := sel.Obj().(*types.Func).Signature()
	if s, ok := sel.Type().(*types.Signature); ok {
		sig = s
	}
	lo.nextHelper++
	name := fmt.Sprintf("K%d_%s", lo.nextHelper, sel.Obj().Name())
	var ps, as []string
	for i := range sig.Params().Len() {
		p := f.tmp()
		ps = append(ps, p+" "+f.typ(sig.Params().At(i).Type()))
		as = append(as, p)
	}
	r := f.tmp()
	c := f.methodCallee(r, t, sel.Index(), sel.Obj().(*types.Func), nil, func(text string, _ types.Type) string { return text })
	ret := ""
	if sig.Results().Len() > 0 {
		ret = "return "
	}
	fmt.Fprintf(&lo.decls, "func %s(%s)%s {\nvar %s %s\nrt.Unbox(x, &%s)\n%s%s%s\n}\n", name,
		strings.Join(append([]string{"x any"}, ps...), ", "), f.resultText(sig.Results()), r, f.typ(t), r,
		f.receiverCheck(r, t, sel.Index(), sel.Obj().(*types.Func)), ret, c.text(as, sig.Variadic()))
	return name
}

// dynamicCall reports a call of a function value or of an interface's method, of
// which only the running program knows what it calls.
func (f *fn) dynamicCall(fun ast.Expr) bool {
	switch x := ast.Unparen(fun).(type) {
	case *ast.FuncLit:
		return false
	case *ast.Ident:
		_, declared := f.src.Info.Uses[x].(*types.Func)
		return !declared
	case *ast.SelectorExpr:
		fn, declared := f.src.Info.Uses[x.Sel].(*types.Func)
		return !declared || fn.Signature().Recv() != nil && f.isInterface(fn.Signature().Recv().Type())
	}
	return true
}
