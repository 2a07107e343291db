package session

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// inspects checks that what is said about the name at ▮ contains these texts.
func (nb *notebook) inspects(text string, detail int, want ...string) {
	nb.t.Helper()
	before, after, _ := strings.Cut(text, "▮")
	in, ok := nb.s.Inspect(before+after, utf8.RuneCountInString(before), detail)
	if !ok && len(want) > 0 || ok && len(want) == 0 {
		nb.t.Errorf("%s: found %v:\n%s", text, ok, in.Plain)
		return
	}
	for _, w := range want {
		if !strings.Contains(in.Plain, w) {
			nb.t.Errorf("%s\ngot:\n%s\nwant %q", text, in.Plain, w)
		}
	}
	if ok && !strings.HasPrefix(in.Markdown, "```go\n") && !strings.HasPrefix(in.Plain, "help") {
		nb.t.Errorf("%s: markdown %s", text, in.Markdown)
	}
}

func TestInspect(t *testing.T) {
	nb := newNotebook(t)
	nb.run(`import ("fmt"; "sync"; "net/http"; "time")
// A point is a place.
type point struct {
	X, Y int // coordinates
	// mu guards.
	mu sync.Mutex
}

// Norm is the length.
func (p point) Norm() float64 {
	return 0
}
// most is the most.
const most = 10
p := point{}
// double doubles.
func double[T int | float64](x T) T { return 2 * x }
var wg sync.WaitGroup`)
	nb.inspects("fmt.Printl▮n(1)", 0, "func fmt.Println(a ...any) (n int, err error)", "Println formats using the default formats")
	nb.inspects("fmt.Println(1, ▮", 0, "func fmt.Println(")
	nb.inspects("fmt.Println(▮)", 0, "func fmt.Println(")
	nb.inspects("f▮mt.Println(1)", 0, "package fmt // import \"fmt\"", "Package fmt implements formatted I/O")
	nb.inspects("wg.Ad▮d(1)", 0, "func (*sync.WaitGroup).Add(delta int)", "Add adds delta")
	nb.inspects("w▮g", 0, "var wg sync.WaitGroup", "declared in cell[1]")
	nb.inspects("var s http.Server; s.Addr▮", 0, "field Addr string", "Addr optionally specifies")
	nb.inspects("var s http.Serve▮r", 0, "type http.Server struct {\n\tAddr string", "// unexported fields", "func (*http.Server).Close() error")
	nb.inspects("time.Second▮", 0, "const time.Second time.Duration = 1000000000")
	nb.inspects("poin▮t{}", 1, "type point struct {\n\tX int", "A point is a place.", "func (point).Norm() float64", "// coordinates")
	nb.inspects("p.Norm▮()", 1, "func (point).Norm() float64", "Norm is the length.", "return 0", "cell[1]")
	nb.inspects("p.m▮u", 0, "field mu sync.Mutex", "mu guards.")
	nb.inspects("p▮", 1, "var p point", "p := point{}")
	nb.inspects("mos▮t", 0, "const most = 10", "most is the most.")
	nb.inspects("double▮(1)", 0, "func double[T int | float64](x T) T", "doubles", "// here: func(x int) int")
	nb.inspects("x := 1\nx▮", 0, "var x int")
	nb.inspects("func f(n int) { n▮ }", 0, "var n int")
	nb.inspects("append(▮", 0, "func append(slice []T, elems ...T) []T", "adds elements")
	nb.inspects("strings.ToUpper▮(\"\")", 0, "func strings.ToUpper(s string) string", "not imported: import \"strings\"")
	nb.inspects("strin▮gs.ToUpper(\"\")", 0, "package strings")
	nb.inspects("import \"os/sig▮nal\"", 0, "package signal", "Package signal implements access")
	nb.inspects("in▮t", 0, "type int")
	nb.inspects("nosuch▮", 0)
	nb.inspects("// fmt▮", 0)
	nb.inspects("1 + ▮ 2", 0)
	nb.inspects("▮", 0)
	nb.s.SetMagics(testMagics{})
	nb.inspects("%prob▮e full", 0, "help for probe")
}
