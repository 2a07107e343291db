package lower

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/types"
	"slices"
	"strings"
)

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
			text := f.element(val, fld.Type())
			if fld.Name() == "_" {
				text = f.dropped(text, fld.Type())
			}
			parts = append(parts, fieldName(fld, fi)+": "+text)
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
			if f.tsubst != nil && slices.ContainsFunc(parts, func(p string) bool { return strings.HasPrefix(p, k+": ") }) {
				// Type arguments can make keys equal that are written differently: the last counts.
				k = f.as(k, f.typ(u.Key()), f.typ(u.Key()))
			}
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
	at := int64(0)
	for _, elt := range e.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			k := f.src.Info.Types[kv.Key].Value
			parts = append(parts, k.ExactString()+": "+f.element(kv.Value, elem))
			at, _ = constant.Int64Val(constant.ToInt(k))
		} else {
			parts = append(parts, elementAt(at, f.element(elt, elem)))
		}
		at++
	}
	return parts
}

// elementAt is an element of an array or slice. What a pointer points to gets its index,
// and operations lose the parentheses around them: elsewhere the interpreter takes the
// *p in them for the type of a pointer.
func elementAt(at int64, text string) string {
	text = bare(text)
	if strings.HasPrefix(text, "(*") || strings.HasPrefix(text, "*") {
		return fmt.Sprintf("%d: %s", at, text)
	}
	return text
}

// bare is text without the parentheses around it.
func bare(text string) string {
	if !strings.HasPrefix(text, "(") || !strings.HasSuffix(text, ")") {
		return text
	}
	e, err := parser.ParseExpr(text)
	if _, ok := e.(*ast.ParenExpr); !ok || err != nil {
		return text
	}
	return bare(text[1 : len(text)-1])
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
