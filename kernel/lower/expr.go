package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
)

// expr is the text of an expression, of the lowered form of its own type.
func (f *fn) expr(e ast.Expr) string {
	tv := f.src.Info.Types[e]
	if tv.Value != nil {
		f.dependConsts(e)
		return f.constText(tv.Value, f.subst(tv.Type))
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		return f.expr(e.X)
	case *ast.Ident:
		return f.ident(e)
	case *ast.FuncLit:
		return f.funcLit(e)
	case *ast.CompositeLit:
		return f.composite(e, f.typeOf(e))
	case *ast.SelectorExpr:
		return f.selector(e)
	case *ast.IndexExpr:
		return f.indexExpr(e)
	case *ast.IndexListExpr:
		return f.funcValue(f.genericFunc(e, e.X), f.typeOf(e))
	case *ast.SliceExpr:
		return f.sliceExpr(e)
	case *ast.StarExpr:
		return "(*" + f.base(e.X) + ")"
	case *ast.UnaryExpr:
		return f.unary(e)
	case *ast.BinaryExpr:
		return f.binary(e)
	case *ast.CallExpr:
		return f.call(e)
	case *ast.TypeAssertExpr:
		return f.assertExpr(e)
	}
	f.fail(e.Pos(), "unknown expression %T", e)
	return ""
}

// exprTo is the text of e converted to t, as an assignment would.
func (f *fn) exprTo(e ast.Expr, t types.Type) string {
	t = f.subst(t)
	tv := f.src.Info.Types[ast.Unparen(e)]
	if tv.IsNil() {
		return "nil"
	}
	if f.stdinReader(e, t) {
		return "rt.StdinReader()"
	}
	if tv.Value != nil {
		if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsConstType != 0 {
			f.dependConsts(e)
			return f.constText(tv.Value, t)
		}
	}
	return f.convert(f.expr(e), f.typeOf(e), t)
}

// operand is the other side of an arithmetic operation with a value of type t:
// a constant needs no conversion there.
func (f *fn) operand(e ast.Expr, t types.Type) string {
	if tv := f.src.Info.Types[e]; tv.Value != nil {
		f.dependConsts(e)
		return f.constText(tv.Value, t)
	}
	return f.expr(e)
}

func (f *fn) ident(id *ast.Ident) string {
	switch obj := f.src.Info.ObjectOf(id).(type) {
	case *types.Var:
		return f.varText(obj)
	case *types.Nil:
		return "nil"
	case *types.Func:
		if generic(obj) {
			return f.funcValue(f.genericFunc(id, id), f.typeOf(id))
		}
		return f.funcValue(f.funcName(obj), f.typeOf(id))
	}
	f.fail(id.Pos(), "cannot lower identifier %s", id.Name)
	return ""
}

func (f *fn) unary(e *ast.UnaryExpr) string {
	switch e.Op {
	case token.AND:
		return f.addr(e.X)
	case token.ARROW:
		elem := f.chanElemType(e.X)
		if kind, ok := f.typedChan(elem); ok {
			return fmt.Sprintf("rt.Recv%s(%d, %s)", kind, f.site(e.OpPos, "chan receive", source(e.X)), f.base(e.X))
		}
		return fmt.Sprintf("%s(%d, %s)", f.recvHelper(f.typeOf(e.X).Underlying(), elem), f.site(e.OpPos, "chan receive", source(e.X)), f.base(e.X))
	case token.ADD:
		return f.expr(e.X)
	case token.SUB:
		return "(-" + f.expr(e.X) + ")"
	case token.NOT:
		return "(!" + f.expr(e.X) + ")"
	case token.XOR:
		return "(^" + f.expr(e.X) + ")"
	}
	f.fail(e.Pos(), "unknown operator %s", e.Op)
	return ""
}

// typedChans are the element types that kernel/rt has operations of their own for.
var typedChans = map[string]string{
	"int": "Int", "string": "String", "bool": "Bool", "struct {  }": "Empty", "float64": "Float64",
	"error": "Error", "any": "Any", "int64": "Int64", "uint8": "Byte", "byte": "Byte", "int32": "Rune", "rune": "Rune",
}

func (f *fn) typedChan(elem types.Type) (string, bool) {
	kind, ok := typedChans[f.typ(elem)]
	return kind, ok
}

// recvDrop is a receive whose value nobody wants.
func (f *fn) recvDrop(e *ast.UnaryExpr) string {
	site := f.site(e.OpPos, "chan receive", source(e.X))
	if kind, ok := f.typedChan(f.chanElemType(e.X)); ok {
		return fmt.Sprintf("rt.Recv%s(%d, %s)", kind, site, f.base(e.X))
	}
	return fmt.Sprintf("rt.Recv(%d, %s, nil)", site, f.base(e.X))
}

// recvHelper is a function that receives one value.
func (f *fn) recvHelper(ch, elem types.Type) string {
	ct, et := f.typ(ch), f.typ(elem)
	return f.helper("recv", ct, func(name string) string {
		return fmt.Sprintf("func %s(site int, c %s) %s {\nvar v %s\nrt.Recv(site, c, &v)\nreturn v\n}", name, ct, et, et)
	})
}

// addr is the address of a variable, field, element or composite literal.
func (f *fn) addr(e ast.Expr) string {
	e = ast.Unparen(e)
	switch e := e.(type) {
	case *ast.CompositeLit:
		return f.addrOfLit(e)
	case *ast.StarExpr:
		return f.base(e.X)
	}
	place := f.lvalue(e)
	if p, ok := strings.CutPrefix(place, "*"); ok {
		return p
	}
	return "&" + place
}

// lvalue is the text of a place: assigning to it changes the variable, not a copy.
// It begins with * when it is what a pointer points to.
func (f *fn) lvalue(e ast.Expr) string {
	e = ast.Unparen(e)
	if v := f.compiledVar(e); v != nil {
		return "*" + f.alias(v.Pkg().Path()) + ".Ptr_" + v.Name() + "()"
	}
	switch e := e.(type) {
	case *ast.Ident:
		v, ok := f.src.Info.ObjectOf(e).(*types.Var)
		if ok && !isPackageVar(v) && f.isBoxed(v) {
			return "*" + f.local(v)
		}
		return f.expr(e)
	case *ast.StarExpr:
		return "*" + f.base(e.X)
	case *ast.SelectorExpr:
		sel := f.src.Info.Selections[e]
		t := f.typeOf(e.X)
		if _, ok := coreType(t).(*types.Pointer); ok || sel == nil {
			return f.expr(e)
		}
		x := f.lvalue(e.X)
		if p, ok := strings.CutPrefix(x, "*"); ok {
			x = p // a field of what a pointer points to; e.X itself is no pointer here
		}
		return f.path(x, t, sel.Index())
	case *ast.IndexExpr:
		return f.lvalueIndex(e)
	}
	return f.expr(e)
}

// lvalueIndex is an element as a place.
func (f *fn) lvalueIndex(e *ast.IndexExpr) string {
	t := f.typeOf(e.X)
	if m, ok := coreType(t).(*types.Map); ok {
		return f.mapIndex(e, m)
	}
	sure := f.inBounds(e) || f.proved(e)
	if _, ok := coreType(t).(*types.Array); ok {
		x := f.lvalue(e.X)
		if strings.HasPrefix(x, "*") {
			x = "(" + x + ")"
		}
		if sure {
			return x + "[" + f.expr(e.Index) + "]"
		}
		n, _ := arrayLen(t)
		return fmt.Sprintf("%s[rt.Index(%s, %d)]", x, f.asInt(f.expr(e.Index), f.typeOf(e.Index)), n)
	}
	if sure || simple(e.X) {
		return f.indexText(e)
	}
	// A slice or a pointer to an array that an expression gives.
	xt, et := f.baseTyp(t), f.typ(f.typeOf(e))
	el := "x"
	if _, ok := coreType(t).(*types.Pointer); ok {
		el = "(*x)"
	}
	h := f.helper("pat", xt, func(name string) string {
		return fmt.Sprintf("func %s(x %s, i int) *%s { return &%s[rt.Index(i, len(%s))] }", name, xt, paren(et), el, el)
	})
	return fmt.Sprintf("*%s(%s, %s)", h, f.base(e.X), f.asInt(f.expr(e.Index), f.typeOf(e.Index)))
}

// addrOfLit takes the address of a new variable holding the literal.
func (f *fn) addrOfLit(e *ast.CompositeLit) string { return f.addrOfComposite(e, f.typeOf(e)) }

func (f *fn) addrOfComposite(e *ast.CompositeLit, t types.Type) string {
	if _, ok := coreType(t).(*types.Struct); ok {
		return "&" + f.composite(e, t)
	}
	text := f.typ(t)
	h := f.helper("ptr", text, func(name string) string {
		return fmt.Sprintf("func %s(v %s) *%s {\np := new(%s)\n*p = v\nreturn p\n}", name, text, paren(text), text)
	})
	return h + "(" + f.composite(e, t) + ")"
}

func (f *fn) composite(e *ast.CompositeLit, t types.Type) string {
	if p, ok := coreType(t).(*types.Pointer); ok { // elided &T in a literal
		return f.addrOfComposite(e, f.subst(p.Elem()))
	}
	text := f.baseTyp(t)
	if len(e.Elts) == 0 {
		// The interpreter looks at the first element even where there is none.
		switch coreType(t).(type) {
		case *types.Array:
			return f.zero(t)
		case *types.Slice:
			return f.wrap("make("+text+", 0)", t)
		case *types.Map:
			return f.wrap("make("+text+")", t)
		}
	}
	var parts []string
	switch u := coreType(t).(type) {
	case *types.Struct:
		for i, elt := range e.Elts {
			fi, val := i, elt
			if kv, ok := elt.(*ast.KeyValueExpr); ok {
				fi, val = fieldIndex(u, kv.Key.(*ast.Ident).Name), kv.Value
			}
			fld := u.Field(fi)
			parts = append(parts, fieldName(fld, fi)+": "+f.element(val, fld.Type()))
		}
	case *types.Map:
		for _, elt := range e.Elts {
			kv := elt.(*ast.KeyValueExpr)
			k := f.element(kv.Key, u.Key())
			if k == "nil" {
				k = f.zero(u.Key())
			}
			if f.unsureKey(kv.Key, u.Key()) {
				k = f.checkedKey("Key", k, u.Key(), "1")
			}
			// Type arguments can make keys equal that are written differently: the last counts.
			parts = slices.DeleteFunc(parts, func(p string) bool { return f.tsubst != nil && strings.HasPrefix(p, k+": ") })
			parts = append(parts, k+": "+f.element(kv.Value, u.Elem()))
		}
	case *types.Slice:
		parts = f.elements(e, u.Elem())
	case *types.Array:
		parts = f.elements(e, u.Elem())
	default:
		f.fail(e.Pos(), "composite literal of %s", t)
	}
	return f.wrap(text+"{"+strings.Join(parts, ", ")+"}", t)
}

func (f *fn) elements(e *ast.CompositeLit, elem types.Type) []string {
	var parts []string
	for _, elt := range e.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			k := f.src.Info.Types[kv.Key].Value.ExactString()
			parts = append(parts, k+": "+f.element(kv.Value, elem))
			continue
		}
		parts = append(parts, f.element(elt, elem))
	}
	return parts
}

// element is a value in a composite literal, whose own type may be elided.
func (f *fn) element(e ast.Expr, t types.Type) string {
	if cl, ok := ast.Unparen(e).(*ast.CompositeLit); ok && cl.Type == nil {
		return f.composite(cl, f.subst(t))
	}
	return f.settled(f.exprTo(e, t), t)
}

func fieldIndex(s *types.Struct, name string) int {
	for i := range s.NumFields() {
		if s.Field(i).Name() == name {
			return i
		}
	}
	return -1
}

func (f *fn) selector(e *ast.SelectorExpr) string {
	sel := f.src.Info.Selections[e]
	if sel == nil {
		return f.qualified(e)
	}
	switch sel.Kind() {
	case types.FieldVal:
		f.refuseMethods(e, sel.Obj())
		return f.path(f.expr(e.X), f.typeOf(e.X), sel.Index())
	case types.MethodVal:
		return f.methodValue(e)
	}
	return f.methodExpr(e, sel)
}

// path follows field indexes through embedded structs.
func (f *fn) path(x string, t types.Type, index []int) string {
	x = strings.TrimPrefix(x, "&")            // (&T{…}).f is T{…}.f
	_, double := coreType(t).(*types.Pointer) // (*p).f of a pointer to a pointer is not p.f
	if p, ok := strings.CutPrefix(x, "(*"); ok && !double && !strings.ContainsAny(p[:len(p)-1], "()[].") {
		x = p[:len(p)-1] // the interpreter loses the type of (*p).f in a literal; p.f is the same
	}
	for _, i := range index {
		x = f.unwrap(x, t)
		st := coreType(deref(f.subst(t))).(*types.Struct)
		x = x + "." + fieldName(st.Field(i), i)
		t = st.Field(i).Type()
	}
	return x
}

// qualified is a name of an imported package.
func (f *fn) qualified(e *ast.SelectorExpr) string {
	obj := f.src.Info.Uses[e.Sel]
	full := obj.Pkg().Path() + "." + obj.Name()
	if door, ok := variableDoors[full]; ok {
		return door
	}
	if v, ok := obj.(*types.Var); ok {
		if _, ok := v.Type().Underlying().(*types.Basic); ok {
			return f.packageVar(v)
		}
	}
	if fn, ok := obj.(*types.Func); ok {
		if fn.Signature().TypeParams().Len() > 0 {
			return f.funcValue(f.genericFunc(e, e), f.typeOf(e))
		}
		if r, ok := rules[full]; ok {
			f.refuse(e.Pos(), r.Construct, r.Reason, r.Advice)
		}
		if d, ok := doors[full]; ok && !d.site {
			return "rt." + d.name
		}
	}
	return f.alias(obj.Pkg().Path()) + "." + obj.Name()
}

// packageVar is a variable of a compiled package as a place.
func (f *fn) packageVar(v *types.Var) string {
	return "(*" + f.alias(v.Pkg().Path()) + ".Ptr_" + v.Name() + "())"
}

// compiledVar is the variable of a compiled package that e names, or nil.
func (f *fn) compiledVar(e ast.Expr) *types.Var {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok || f.src.Info.Selections[sel] != nil {
		return nil
	}
	v, _ := f.src.Info.Uses[sel.Sel].(*types.Var)
	return v
}

func (f *fn) indexExpr(e *ast.IndexExpr) string {
	if tv := f.src.Info.Types[e.Index]; tv.IsType() {
		return f.funcValue(f.genericFunc(e, e.X), f.typeOf(e))
	}
	if m, ok := coreType(f.typeOf(e.X)).(*types.Map); ok {
		return f.mapIndex(e, m)
	}
	return f.indexText(e)
}

// indexText is an element of a slice, array or string, with Go's own bounds
// check unless it cannot fail.
func (f *fn) indexText(e *ast.IndexExpr) string {
	t := f.typeOf(e.X)
	x, el, deref := f.base(e.X), "%s", "x" // once: to lower an operand twice doubles the work at each level
	if _, ok := coreType(t).(*types.Pointer); ok {
		el, deref = "(*%s)", "(*x)"
	}
	i := f.expr(e.Index)
	if f.inBounds(e) || f.proved(e) {
		return fmt.Sprintf(el+"[%s]", x, i)
	}
	i = f.asInt(i, f.typeOf(e.Index))
	if simple(e.X) {
		el = fmt.Sprintf(el, x)
		return fmt.Sprintf("%s[rt.Index(%s, len(%s))]", el, i, el)
	}
	xt, et := f.baseTyp(t), f.typ(f.typeOf(e))
	h := f.helper("at", xt, func(name string) string {
		return fmt.Sprintf("func %s(x %s, i int) %s { return %s[rt.Index(i, len(%s))] }", name, xt, et, deref, deref)
	})
	return fmt.Sprintf("%s(%s, %s)", h, x, i)
}

func (f *fn) asInt(text string, t types.Type) string {
	if b, ok := t.Underlying().(*types.Basic); ok && (b.Kind() == types.Int || b.Kind() == types.UntypedInt) {
		return text
	}
	return "int(" + text + ")"
}

// inBounds reports an index that the checker has proved.
func (f *fn) inBounds(e *ast.IndexExpr) bool {
	v := f.src.Info.Types[e.Index].Value
	if v == nil {
		return false
	}
	a, ok := coreType(deref(f.typeOf(e.X))).(*types.Array)
	if !ok {
		return false
	}
	n, err := strconv.ParseInt(v.ExactString(), 10, 64)
	return err == nil && n < a.Len()
}

func (f *fn) sliceExpr(e *ast.SliceExpr) string {
	t := f.typeOf(e.X)
	_, isString := coreType(t).(*types.Basic)
	x := ""
	if _, ok := coreType(t).(*types.Array); ok {
		x, t = f.addr(e.X), types.NewPointer(t)
	} else {
		x = f.base(e.X)
	}
	idx := func(i ast.Expr) string {
		if i == nil {
			return "rt.Absent"
		}
		return f.asInt(f.expr(i), f.typeOf(i))
	}
	xt := f.baseTyp(t)
	if isString {
		h := f.helper("substr", "", func(name string) string {
			return "func " + name + "(s string, i, j int) string {\nif i == rt.Absent { i = 0 }\nif j == rt.Absent { j = len(s) }\nrt.StringCheck(i, j, len(s))\nreturn s[i:j]\n}"
		})
		return fmt.Sprintf("%s(%s, %s, %s)", h, x, idx(e.Low), idx(e.High))
	}
	_, ptr := coreType(t).(*types.Pointer)
	h := f.helper("slice", xt, func(name string) string {
		star, xs, check := "", "x", "SliceCheck"
		if ptr {
			star, xs, check = "*", "(*x)", "ArrayCheck"
		}
		return fmt.Sprintf("func %s(x %s, i, j, k int) %s {\nif i == rt.Absent { i = 0 }\nif j == rt.Absent { j = len(%sx) }\nrt.%s(i, j, k, cap(%sx))\nif k == rt.Absent { return %s[i:j] }\nreturn %s[i:j:k]\n}",
			name, xt, f.baseTyp(f.typeOf(e)), star, check, star, xs, xs)
	})
	return f.wrap(fmt.Sprintf("%s(%s, %s, %s, %s)", h, x, idx(e.Low), idx(e.High), idx(e.Max)), f.typeOf(e))
}

func (f *fn) binary(e *ast.BinaryExpr) string {
	x, y := e.X, e.Y
	switch e.Op {
	case token.LAND, token.LOR:
		return "(" + f.expr(x) + " " + e.Op.String() + " " + f.expr(y) + ")"
	case token.SHL, token.SHR:
		return "(" + f.shift(f.operand(x, f.typeOf(e)), e.Op.String(), y) + ")"
	case token.EQL, token.NEQ:
		xt, yt := f.typeOf(x), f.typeOf(y)
		if f.src.Info.Types[x].IsNil() {
			x, y, xt, yt = y, x, yt, xt
		}
		return "(" + f.compare(f.operandFor(x, yt), xt, f.src.Info.Types[y].IsNil(), e.Op, f.operandFor(y, xt), yt) + ")"
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		t := f.typeOf(x)
		if f.src.Info.Types[x].Value != nil {
			t = f.typeOf(y)
		}
		return "(" + f.operand(x, t) + " " + e.Op.String() + " " + f.operand(y, t) + ")"
	}
	t := f.typeOf(e)
	return "(" + f.operand(x, t) + " " + e.Op.String() + " " + f.operand(y, t) + ")"
}

// shift makes the count unsigned, as the interpreter wants it, and checks its sign.
func (f *fn) shift(left, op string, count ast.Expr) string {
	if v := f.src.Info.Types[count].Value; v != nil {
		return left + " " + op + " " + v.ExactString()
	}
	t := f.typeOf(count)
	c := f.expr(count)
	if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsUnsigned != 0 {
		return left + " " + op + " uint64(" + c + ")"
	}
	return left + " " + op + " rt.Shift(int64(" + c + "))"
}

// compare is == or != of two operands.
func (f *fn) compare(x string, xt types.Type, yNil bool, op token.Token, y string, yt types.Type) string {
	not := ""
	if op == token.NEQ {
		not = "!"
	}
	switch {
	case yNil:
		return x + " " + op.String() + " nil"
	case f.isInterface(xt) || f.isInterface(yt):
		return fmt.Sprintf("%srt.Equal(%s, %s)", not, f.convert(x, xt, anyType), f.convert(y, yt, anyType))
	}
	if f.opaque(xt) {
		return fmt.Sprintf("%srt.Equal(%s, %s)", not, x, y)
	}
	if xs, ys := f.typ(types.Default(xt)), f.typ(types.Default(yt)); xs != ys {
		if _, ok := coreType(xt).(*types.Chan); ok { // directions differ
			if strings.HasPrefix(xs, "chan ") {
				x = f.as(x, xs, ys)
			} else {
				y = f.as(y, ys, xs)
			}
		}
	}
	if hasBlank(xt) {
		f.refuse(f.at, "== of "+types.TypeString(xt, shortQualifier), "it has blank fields, which Go leaves out of the comparison", native)
	}
	switch coreType(xt).(type) {
	case *types.Struct, *types.Array:
		return fmt.Sprintf("%srt.Equal(%s, %s)", not, x, y)
	}
	return x + " " + op.String() + " " + y
}

// hasBlank reports a cell's struct or array with blank fields at any depth.
func hasBlank(t types.Type) bool {
	if n, ok := types.Unalias(t).(*types.Named); ok {
		if _, ok := isSessionNamed(n); !ok {
			return false // compiled types compare themselves
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Array:
		return hasBlank(u.Elem())
	case *types.Struct:
		for i := range u.NumFields() {
			if u.Field(i).Name() == "_" || hasBlank(u.Field(i).Type()) {
				return true
			}
		}
	}
	return false
}

// as is an assignment of text, of type from, to a variable of type to.
func (f *fn) as(text, from, to string) string {
	h := f.helper("conv", from+" to "+to, func(name string) string {
		return fmt.Sprintf("func %s(x %s) %s { return x }", name, from, to)
	})
	return h + "(" + text + ")"
}

// settled is an address of an element as an operand: the interpreter loses it in
// literals and in arguments of compiled functions, but not in a call's result.
func (f *fn) settled(text string, t types.Type) string {
	if !strings.HasPrefix(text, "&") || !strings.Contains(text, "[") || strings.HasSuffix(text, "}") {
		return text
	}
	pt := f.typ(t)
	return f.as(text, pt, pt)
}

func (f *fn) assertExpr(e *ast.TypeAssertExpr) string {
	t := f.typeOf(e.Type)
	text, id := f.typ(t), f.typeID(t)
	h := f.helper("must", fmt.Sprint(id), func(name string) string {
		return fmt.Sprintf("func %s(site, from int, x any) %s {\nvar v %s\nrt.Must(site, %d, from, x, &v)\nreturn v\n}", name, text, text, id)
	})
	return fmt.Sprintf("%s(%d, %d, %s)", h, f.site(e.Lparen, "type assertion", source(e)), f.typeID(f.typeOf(e.X)), f.toAny(e.X))
}
