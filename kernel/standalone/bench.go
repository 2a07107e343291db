package standalone

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"schedtick/kernel/session"
)

// ExpressionBench is the name of the benchmark that a cell without one becomes.
const ExpressionBench = "BenchmarkCell"

// Bench makes a test program that measures the cell's benchmarks: its functions
// named Benchmark…, or, if it has none, its last statement or expression, with
// what stands above as the preparation. It has to be built as a test.
func Bench(u *session.Unit, needs []session.Need) (*Program, error) {
	m := newMaker(u, needs)
	m.p.Bench = benchmarks(u)
	if u.Cell.File != nil {
		m.whole("cell_test.go")
		return m.p, m.addModules()
	}
	m.needs()
	f := newFile()
	m.decls(f)
	items := m.statements()
	switch {
	case len(m.p.Bench) > 0:
		var body strings.Builder
		for _, it := range items {
			m.stmt(f, &body, it.Stmt)
		}
		fmt.Fprintf(&f.body, "func init() {\n%s}\n", body.String())
	case len(items) == 0:
		return nil, &CannotError{u.Cell.PositionAt(0), "there is nothing to measure: neither a func BenchmarkX(b *testing.B) nor a statement"}
	default:
		m.p.Bench = []string{ExpressionBench}
		m.measured(f)
	}
	m.add("cell_test.go", f)
	return m.p, m.addModules()
}

// measured writes the benchmark of the cell's last statement.
func (m *maker) measured(f *file) {
	items := m.statements()
	last := items[len(items)-1].Stmt
	var body strings.Builder
	for _, it := range items[:len(items)-1] {
		m.stmt(f, &body, it.Stmt)
	}
	f.uses(m.src, last)
	a, b := m.src.cell.Offset(last.Pos()), m.src.cell.Offset(last.End())
	f.body.WriteString(m.src.at(a))
	fmt.Fprintf(&f.body, "func %s(%sb *%s.B) {\n%sfor %[2]sb.Loop() {\n", ExpressionBench, generated, f.use("testing"), body.String())
	es, isExpr := last.(*ast.ExprStmt)
	tv := m.u.Info.Types[exprOf(es)]
	_, tuple := tv.Type.(*types.Tuple)
	var text string
	if isExpr && tv.IsValue() && !tuple {
		text, isExpr = f.typ(types.Default(tv.Type))
	} else {
		isExpr = false
	}
	f.body.WriteString(m.src.at(a))
	if isExpr { // the compiler must not find out that nobody looks at the value
		fmt.Fprintf(&f.body, "%ssink = %s", generated, m.src.inline(a))
	}
	f.body.WriteString(m.src.slice(a, b) + "\n}\n}\n")
	if isExpr {
		fmt.Fprintf(&f.body, "var %ssink %s\n", generated, text)
	}
}

func exprOf(s *ast.ExprStmt) ast.Expr {
	if s == nil {
		return nil
	}
	return s.X
}

// benchmarks are the functions that go test measures.
func benchmarks(u *session.Unit) []string {
	var names []string
	for _, d := range u.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Recv != nil || !strings.HasPrefix(fn.Name.Name, "Benchmark") {
			continue
		}
		if sig, ok := u.Info.Defs[fn.Name].(*types.Func); ok && isBench(sig) {
			names = append(names, fn.Name.Name)
		}
	}
	return names
}

// isBench reports whether a function takes a *testing.B and nothing else.
func isBench(fn *types.Func) bool {
	sig := fn.Signature()
	return sig.Params().Len() == 1 && sig.Results().Len() == 0 && types.TypeString(sig.Params().At(0).Type(), nil) == "*testing.B"
}
