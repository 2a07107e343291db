package session

import (
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"slices"
	"strings"

	"schedtick/kernel/session/stdlib"
)

// suggest adds to the messages what would mend them, where that is known: a
// missing import of the standard library, a misspelt name.
func (s *Session) suggest(k *checker) {
	for _, e := range k.errs {
		if name, ok := strings.CutPrefix(e.Msg, "undefined: "); ok {
			if pkg, member, ok := strings.Cut(name, "."); ok {
				e.Hint = k.nearestMember(pkg, member)
			} else {
				e.Hint = s.nearestName(k, name, e)
			}
			continue
		}
		if hint := s.generations(k, e.Msg); hint != "" {
			e.Hint = hint
			continue
		}
		// "x.widht undefined (type T has no field or method widht)"
		if strings.Contains(e.Msg, " undefined (type ") && strings.Contains(e.Msg, " has no field or method ") && !strings.Contains(e.Msg, "but does have") {
			if sel, ok := k.nodeAt(e, true).(*ast.SelectorExpr); ok {
				if tv, ok := k.info.Types[sel.X]; ok && tv.Type != nil {
					var names []string
					for _, m := range members(tv.Type, true) {
						names = append(names, m.Name())
					}
					e.Hint = meant(sel.Sel.Name, names)
				}
			}
		}
	}
}

// generations is the hint for a message that tells two types of one name apart
// without saying so: one was declared anew, and older values have the old one.
func (s *Session) generations(k *checker, msg string) string {
	count := make(map[string]int)
	for _, word := range strings.FieldsFunc(msg, func(r rune) bool { return !isWord(r) }) {
		count[word]++
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, word := range slices.Sorted(maps.Keys(count)) {
		if count[word] < 2 {
			continue
		}
		e := s.live[word]
		if _, own := k.lay.own[word]; own && e != nil {
			if _, ok := e.obj.(*types.TypeName); ok {
				return "this cell declares " + word + " anew; older values have the " + word + " of " + e.cell.Name
			}
		}
		if at, ok := s.retyped[word]; ok {
			return word + " was declared anew in " + at + "; older values have the older type"
		}
	}
	return ""
}

// nodeAt is the identifier at an error's place, or the selector expression
// that has its X or, with sel, its Sel there.
func (k *checker) nodeAt(e *Error, sel bool) (found ast.Node) {
	at := func(n ast.Node) bool {
		p := k.c.Position(n.Pos())
		return p.Line == e.Line && p.Column == e.Col
	}
	for _, it := range k.c.Items {
		ast.Inspect(it.Node(), func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if sel && at(n.Sel) || !sel && at(n.X) {
					found = n
				}
			case *ast.Ident:
				if found == nil && !sel && at(n) {
					found = n
				}
			}
			return true
		})
	}
	return found
}

// nearestMember is the hint for an unknown member of an imported package.
func (k *checker) nearestMember(pkg, member string) string {
	for _, obj := range k.info.Uses {
		if pn, ok := obj.(*types.PkgName); ok && pn.Name() == pkg {
			return meant(member, exported(pn.Imported()))
		}
	}
	return ""
}

// nearestName is the hint for an unknown name.
func (s *Session) nearestName(k *checker, name string, e *Error) string {
	sel, _ := k.nodeAt(e, false).(*ast.SelectorExpr)
	if sel != nil {
		if path := importFor(name, sel.Sel.Name); path != "" {
			return fmt.Sprintf("add: import %q", path)
		}
	}
	s.mu.RLock()
	names := slices.Collect(maps.Keys(s.live))
	lost := s.lost[name]
	s.mu.RUnlock()
	if lost != "" {
		return "lost with the worker: run " + lost + " again"
	}
	names = append(names, slices.Collect(maps.Keys(k.lay.own))...)
	for n, scope := range k.info.Scopes {
		if file, ok := n.(*ast.File); ok && file == k.lay.file {
			continue
		}
		if k.covers(n, e) {
			names = append(names, scope.Names()...)
		}
	}
	names = append(names, types.Universe.Names()...)
	if hint := meant(name, names); hint != "" {
		return hint
	}
	if sel != nil {
		var pkgs []string
		for _, p := range stdlib.Paths() {
			if !strings.Contains(p, "/") {
				pkgs = append(pkgs, p)
			}
		}
		if hint := meant(name, pkgs); hint != "" {
			return hint
		}
	}
	return ""
}

// covers reports whether the node that opened a scope stretches over the place.
func (k *checker) covers(n ast.Node, e *Error) bool {
	if ft, ok := n.(*ast.FuncType); ok {
		p := k.c.Position(ft.Pos())
		return p.Line <= e.Line // a function's scope hangs on its type, which ends before its body
	}
	from, to := k.c.Position(n.Pos()), k.c.Position(n.End())
	return (from.Line < e.Line || from.Line == e.Line && from.Column <= e.Col) &&
		(to.Line > e.Line || to.Line == e.Line && to.Column >= e.Col)
}

// importFor is the standard package of that name that exports member, or "".
func importFor(name, member string) string {
	paths := stdlib.ByName(name)
	for _, p := range paths {
		if stdlib.Exports(p, member) {
			return p
		}
	}
	if len(paths) > 0 {
		return paths[0]
	}
	return ""
}

func exported(pkg *types.Package) []string {
	var names []string
	for _, n := range pkg.Scope().Names() {
		if ast.IsExported(n) {
			names = append(names, n)
		}
	}
	return names
}

// meant is the hint that names the one of names that was probably meant.
func meant(name string, names []string) string {
	limit := 1
	if len(name) > 5 {
		limit = 2
	}
	if len(name) < 3 {
		limit = 0
	}
	best, dist := "", limit+1
	slices.Sort(names)
	for _, n := range names {
		if n == name || strings.ContainsRune(n, '·') || n == "_" {
			continue
		}
		d := distance(name, n, limit+1)
		if strings.EqualFold(n, name) {
			d = 0
		}
		if d > limit || d > 0 && len(n) < 4 && len(n) != len(name) {
			continue // short names are near to everything
		}
		if d < dist || d == dist && best != "" && len(n) > len(best) {
			best, dist = n, d
		}
	}
	if best == "" {
		return ""
	}
	return "did you mean " + best + "?"
}

// distance is the number of letters to insert, delete, replace or swap with
// their neighbour to get from a to b, or limit if it is not below.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if d := len(x) - len(y); d >= limit || -d >= limit {
		return limit
	}
	var before []int
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		next := make([]int, len(y)+1)
		next[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row = row, next
	}
	return min(row[len(y)], limit)
}
