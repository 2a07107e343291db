package session

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// implicitField is what go/types says of T{1, 2} when T has an unexported field
// and is of another package. Cells are one package to their reader, but each is
// one of its own to the checker.
const implicitField = "implicit assignment to unexported field"

// keyLiterals gives such literals of types of earlier cells their field names,
// which says the same, and asks for another pass.
func (k *checker) keyLiterals() (again bool) {
	places := map[ast.Node]bool{}
	for _, e := range k.raw {
		if strings.HasPrefix(e.Msg, implicitField) {
			ast.Inspect(k.lay.file, func(n ast.Node) bool {
				if lit, ok := n.(*ast.CompositeLit); ok && lit.Pos() <= e.Pos && e.Pos < lit.End() {
					places[lit] = true
				}
				return true
			})
		}
	}
	for n := range places {
		lit := n.(*ast.CompositeLit)
		t := k.info.Types[lit].Type
		if t == nil {
			continue
		}
		if p, ok := t.Underlying().(*types.Pointer); ok { // &T{…} with the type elided
			t = p.Elem()
		}
		s, ok := t.Underlying().(*types.Struct)
		if n, named := types.Unalias(t).(*types.Named); !ok || named && (n.Obj().Pkg() == nil || n.Obj().Pkg().Path() != k.pkg.Path()) {
			continue
		}
		if len(lit.Elts) != s.NumFields() {
			// Said by another message; this one would only puzzle.
			k.raw = slices.DeleteFunc(k.raw, func(e types.Error) bool {
				return strings.HasPrefix(e.Msg, implicitField) && lit.Pos() <= e.Pos && e.Pos < lit.End()
			})
			continue
		}
		again = keyFields(lit, s) || again
	}
	return again
}

// keyFields names the fields of an unkeyed literal. One that does not fit is
// left alone: the checker will say why.
func keyFields(lit *ast.CompositeLit, s *types.Struct) bool {
	for i, e := range lit.Elts {
		if _, keyed := e.(*ast.KeyValueExpr); keyed || s.Field(i).Name() == "_" {
			return false
		}
	}
	for i, e := range lit.Elts {
		key := &ast.Ident{NamePos: e.Pos(), Name: s.Field(i).Name()}
		lit.Elts[i] = &ast.KeyValueExpr{Key: key, Colon: e.Pos(), Value: e}
	}
	return true
}
