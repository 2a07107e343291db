package kernel

import (
	"go/ast"
	"regexp"
	"strings"
	"sync"

	"schedtick/kernel/cell"
	"schedtick/kernel/toolchain"
)

// started finds where the goroutine of an access was started, if the detector only knows
// that sync.WaitGroup.Go did: that package is compiled without its calls. It is the line
// of the one call of a method Go that is given the function in which the goroutine began.
func started(a *toolchain.Access, cells []*cell.Cell) {
	if a.Main || len(a.Created) > 0 || !strings.HasSuffix(a.By, ".Go") || len(a.Stack) == 0 {
		return
	}
	began := a.Stack[len(a.Stack)-1]
	var found []toolchain.Frame // an empty one for a literal that no such call is given
	for _, c := range cells {
		given := make(map[*ast.FuncLit]toolchain.Frame) // by their arguments
		var open []ast.Node
		depth := 0 // of literals
		for _, it := range c.Items {
			ast.Inspect(it.Node(), func(n ast.Node) bool {
				switch n := n.(type) {
				case nil:
					if _, ok := open[len(open)-1].(*ast.FuncLit); ok {
						depth--
					}
					open = open[:len(open)-1]
					return true
				case *ast.FuncLit:
					depth++
					from, to := c.Position(n.Pos()).Line, c.Position(n.End()).Line
					if c.Name == began.Name && from <= began.Line && began.Line <= to && depth == literals(began.Func) {
						found = append(found, given[n])
					}
				case *ast.CallExpr:
					sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr)
					if !ok || sel.Sel.Name != "Go" || len(n.Args) != 1 {
						break
					}
					at := toolchain.Frame{Place: toolchain.Place{Name: c.Name, Line: c.Position(n.Pos()).Line}}
					name := ""
					switch f := ast.Unparen(n.Args[0]).(type) {
					case *ast.FuncLit:
						given[f] = at
					case *ast.Ident:
						name = f.Name
					case *ast.SelectorExpr:
						name = f.Sel.Name
					}
					if name != "" && declared(began.Func, name) {
						found = append(found, at)
					}
				}
				open = append(open, n)
				return true
			})
		}
	}
	for _, f := range found {
		if f != found[0] {
			return
		}
	}
	if len(found) > 0 && found[0].Line > 0 {
		a.Created = found[:1]
	}
}

var literalPart = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(func)?\d+$`) })

// literals is in how many function literals, one in the other, a function is, itself
// one of them: 2 for "main.main.func1.2".
func literals(fn string) (n int) {
	for part := range strings.SplitSeq(fn, ".") {
		if literalPart().MatchString(part) {
			n++
		}
	}
	return n
}

// declared reports whether fn, as the detector has it, is the declared function or method
// of that name: "main.work", "main.(*T).work", not a literal in it, "main.work.func1".
func declared(fn, name string) bool {
	fn, _, _ = strings.Cut(fn, "[")
	return strings.HasSuffix(fn, "."+name)
}
