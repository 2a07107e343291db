package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

func (f *fn) binary(e *ast.BinaryExpr) string {
	x, y := e.X, e.Y
	switch e.Op {
	case token.LAND, token.LOR:
		return "(" + f.begun(f.expr(x)) + " " + e.Op.String() + " " + f.expr(y) + ")"
	case token.SHL, token.SHR:
		return "(" + f.shift(f.operand(x, f.typeOf(e)), e.Op.String(), y) + ")"
	case token.EQL, token.NEQ:
		xt, yt := f.typeOf(x), f.typeOf(y)
		if f.src.Info.Types[x].IsNil() {
			x, y, xt, yt = y, x, yt, xt
		}
		if c, ok := ast.Unparen(x).(*ast.CallExpr); ok && f.isInterface(xt) && f.src.Info.Types[c.Fun].IsType() && f.src.Info.Types[y].IsNil() {
			// The interpreter compares what is converted: any(p) is not nil where p is.
			return "(" + f.compare(f.expr(x), xt, false, e.Op, "nil", yt) + ")"
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

// begun is the left side of && or ||, which may not begin with a composite literal: the
// interpreter takes the first step of that for one that yields a bool.
func (f *fn) begun(text string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	yes := f.helper("yes", "", func(name string) string { return "func " + name + "() bool { return true }" })
	return "(" + yes + "() && " + text + ")"
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

// operand is the other side of an arithmetic operation with a value of type t:
// a constant needs no conversion there.
func (f *fn) operand(e ast.Expr, t types.Type) string {
	if tv := f.src.Info.Types[e]; tv.Value != nil {
		f.dependConsts(e)
		return f.constText(tv.Value, t)
	}
	return f.expr(e)
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
	switch coreType(xt).(type) {
	case *types.Struct, *types.Array:
		return fmt.Sprintf("%srt.Equal(%s, %s)", not, x, y)
	}
	return x + " " + op.String() + " " + y
}

// as is an assignment of text, of type from, to a variable of type to.
func (f *fn) as(text, from, to string) string {
	h := f.helper("conv", from+" to "+to, func(name string) string {
		return fmt.Sprintf("func %s(x %s) %s { return x }", name, from, to)
	})
	return h + "(" + text + ")"
}
