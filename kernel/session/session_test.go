package session

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
	"testing"

	"schedtick/kernel/cell"
)

// A notebook runs cells against one session.
type notebook struct {
	t *testing.T
	s *Session
	n int
}

func newNotebook(t *testing.T) *notebook { return &notebook{t: t, s: New()} }

// check parses and checks a cell.
func (nb *notebook) check(src string) (*Unit, error) {
	nb.n++
	c, err := cell.Parse(nb.n, fmt.Sprintf("cell[%d]", nb.n), src)
	if err != nil {
		return nil, err
	}
	return nb.s.Check(c)
}

// run checks a cell that must check, and commits it.
func (nb *notebook) run(src string) *Unit {
	nb.t.Helper()
	u, err := nb.check(src)
	if err != nil {
		nb.t.Fatalf("cell %d:\n%s\n%v", nb.n, src, err)
	}
	nb.s.Commit(u)
	return u
}

// fails checks a cell that must not check, with exactly these messages.
func (nb *notebook) fails(src string, want ...string) {
	nb.t.Helper()
	_, err := nb.check(src)
	got := ""
	if err != nil {
		got = err.Error()
	}
	if w := strings.ReplaceAll(strings.Join(want, "\n"), "@", fmt.Sprintf("cell[%d]", nb.n)); got != w {
		nb.t.Errorf("cell %d:\n%s\ngot:\n%s\nwant:\n%s", nb.n, src, got, w)
	}
}

// vars writes the variables of a unit with their types.
func vars(u *Unit) string {
	var s []string
	for _, v := range u.Vars {
		s = append(s, v.Name()+" "+typeString(v.Type()))
	}
	return strings.Join(s, ", ")
}

func (nb *notebook) vars(src, want string) {
	nb.t.Helper()
	if got := vars(nb.run(src)); got != want {
		nb.t.Errorf("cell %d: variables %q, want %q", nb.n, got, want)
	}
}

// shows checks that a cell has a result of that type; "" for none.
func (nb *notebook) shows(src, want string) {
	nb.t.Helper()
	u := nb.run(src)
	got := ""
	if u.Result != nil {
		got = typeString(u.Info.TypeOf(u.Result))
	}
	if got != want {
		nb.t.Errorf("cell %d: %s: result %q, want %q", nb.n, src, got, want)
	}
}

func TestCellsBuildOnEachOther(t *testing.T) {
	nb := newNotebook(t)
	nb.run(`import "fmt"`)
	nb.vars("x := 1\nvar y, z = \"a\", 2.5", "x int, y string, z float64")
	nb.run(`fmt.Println(x, y, z)`)
	nb.run("type P struct{ X int }\nfunc (p P) Get() int { return p.X }\np := P{x}")
	nb.shows(`p.Get()`, "int")
	nb.shows(`p`, "P")
	nb.vars(`c := make(chan P); v, ok := p, true`, "c chan P, v P, ok bool")
	nb.vars(`func() { c <- p }(); w, more := <-c`, "w P, more bool")
	nb.shows(`fmt.Sprint(1), 2`[:13], "string")
}

func TestUseBeforeDefinition(t *testing.T) {
	nb := newNotebook(t)
	nb.fails("import \"fmt\"\nfmt.Println(x)\nx := 1", "@:2:13: undefined: x")
	nb.fails("x := x + 1", "@:1:6: undefined: x")
	nb.run("x := 1")
	u := nb.run("y := x\nx := \"s\"\nz := x\nfunc f() string { return x }")
	if vars(u) != "y int, x string, z string" {
		t.Error(vars(u))
	}
	for id, obj := range u.Info.Uses {
		if strings.Contains(id.Name, "·") || strings.Contains(obj.Name(), "·earlier") {
			t.Errorf("%s -> %v", id.Name, obj)
		}
	}
	nb.vars("x := len(x)", "x int")
	nb.vars("x := x + 1", "x int")
	nb.fails("fact := func(n int) int { return fact(n-1) }", "@:1:34: undefined: fact")
}

func TestDefineTwiceInACell(t *testing.T) {
	nb := newNotebook(t)
	nb.run(`import ("os"; "strconv")`)
	nb.vars("a, err := os.Open(\"x\"); b, err := strconv.Atoi(\"1\")", "a *os.File, err error, b int")
	nb.fails("a := 1\na := 2", "@:2:3: no new variables on left side of :=")
	nb.fails("a, a := 1, 2", "@:1:4: a repeated on left side of :=")
	nb.fails("a, q := 1, 2\nb, q := 3, \"s\"", "@:2:12: cannot use \"s\" (untyped string constant) as int value in assignment")
	nb.fails("var v int\nvar v string", "@:2:5: v redeclared in this block\n\t@:1:5: other declaration of v")
}

func TestResult(t *testing.T) {
	nb := newNotebook(t)
	nb.run(`import "fmt"`)
	nb.shows("1+2", "int")
	nb.shows("1+2;", "")
	nb.shows("1.5", "float64")
	nb.shows("min(1, 2)", "int")
	nb.shows("min(1, 2);", "")
	nb.shows("len(\"abc\")", "int")
	nb.shows("float64(3)", "float64")
	nb.shows("float64(3);", "")
	nb.shows("fmt.Println(1)", "(n int, err error)")
	nb.shows("fmt.Println(1);", "")
	nb.shows("func() {}()", "")
	nb.shows("println(1)", "")
	nb.shows("x := 1\nx // shown", "int")
	nb.shows("x == 2\nfunc g() {}", "bool")
	nb.shows("func(int) {}", "func(int)")
	nb.fails("x\ny := 1", "@:1:1: x (variable of type int) is not used")
	nb.run("type T struct{ A int }\nvar p = &T{}\nvar e error\nvar c chan int")
	for src, want := range map[string]string{
		"T{1}": "T", "[]int{1, 2}": "[]int", "map[string]T{}": "map[string]T", "struct{ X int }{1}": "struct{X int}", "*p": "T", "&T{}": "*T", "-1": "int",
		"!true": "bool", "chan int(nil)": "chan int", "interface{}(1)": "interface{}", "\"s\"": "string", "'c'": "rune", "2i": "complex128", "(len(\"a\"))": "int",
		"[...]int{1}": "[1]int", "p.A": "int", "e": "error", "<-c": "int", "(fmt.Sprint())": "string", "append([]int{}, 1)": "[]int", "new(T)": "*T",
		"func() (int, error) { return 1, nil }()": "(int, error)", "p.A == 1 && true": "bool", "fmt.Sprint": "func(a ...any) string", "1 << 3": "int", "recover()": "interface{}",
	} {
		nb.shows(src, want)
	}
	nb.shows("copy([]int{}, []int{})", "int")
	nb.shows("copy([]int{}, []int{});", "")
	nb.shows("x := 3; x;", "")
	nb.shows("%time\nx\n%who", "int")
	nb.fails("nil", "@:1:1: use of untyped nil")
	nb.fails("fmt", "@:1:1: use of package fmt not in selector")
	nb.fails("int", "@:1:1: int (type) is not an expression")
}

func TestWholeFile(t *testing.T) {
	nb := newNotebook(t)
	nb.run("x := 1")
	u := nb.run("package main\n\nimport \"fmt\"\n\nvar a = b\nvar b = f()\n\nfunc f() int { return 1 }\n\nfunc main() { fmt.Println(a) }\n")
	if u.Main == nil || vars(u) != "a int, b int" || len(u.Stmts) != 0 || len(u.Info.InitOrder) != 2 || len(u.Decls) != 4 {
		t.Errorf("main %v, vars %s, %d statements, %d decls", u.Main, vars(u), len(u.Stmts), len(u.Decls))
	}
	nb.shows("f() + a", "int")
	nb.fails("package main\nimport \"os\"\nfunc main() { x }", "@:2:8: \"os\" imported and not used", "@:3:15: undefined: x")
	nb.fails("main()", "@:1:1: undefined: main")
}

func TestRedefinition(t *testing.T) {
	nb := newNotebook(t)
	nb.run("type T struct{ A int }\nvar t T")
	nb.run("type T struct{ B string }")
	nb.fails("t = T{}", "@:1:5: cannot use T{} (value of struct type T) as T value in assignment (T was declared anew in cell[2]; older values have the older type)")
	nb.fails("type T struct{}\nt = T{}", "@:2:5: cannot use T{} (value of struct type T) as T value in assignment (this cell declares T anew; older values have the T of cell[2])")
	nb.run("t := T{B: \"x\"}")
	nb.shows("t.B", "string")
	nb.run("func t() int { return 1 }")
	nb.shows("t()", "int")
}

func TestForgetAndNames(t *testing.T) {
	nb := newNotebook(t)
	nb.run("import \"fmt\"\nx := 1\nfunc f(n int) {}\ntype T int\nconst c = 1")
	var got []string
	for _, n := range nb.s.Names() {
		got = append(got, fmt.Sprint(n.Name, " ", n.Kind, " ", n.Type, " ", n.Cell))
	}
	want := "T type int 1; c const untyped int 1; f func func(n int) 1; fmt import fmt 1; x var int 1"
	if strings.Join(got, "; ") != want {
		t.Error(got)
	}
	nb.s.Forget([]string{"x", "f"})
	nb.fails("x", "@:1:1: undefined: x (lost with the worker: run cell[1] again)")
	nb.run("f(1)\ny := 1")
	nb.run("x := 2")
	nb.run("x")
	nb.s.Reset()
	nb.fails("f(1)", "@:1:1: undefined: f")
}

func TestHints(t *testing.T) {
	nb := newNotebook(t)
	nb.run("import \"fmt\"\ntype point struct{ width, Height int }\nvar counter int\np := point{}")
	nb.fails("strings.ToUpper(\"a\")", "@:1:1: undefined: strings (add: import \"strings\")")
	nb.fails("rand.IntN(3)", "@:1:1: undefined: rand (add: import \"math/rand/v2\")")
	nb.fails("rand.Intn(3)", "@:1:1: undefined: rand (add: import \"math/rand\")")
	nb.fails("template.HTMLEscapeString(\"\")", "@:1:1: undefined: template (add: import \"text/template\")")
	nb.fails("x := template.HTML(\"\")", "@:1:6: undefined: template (add: import \"html/template\")")
	nb.fails("errgroup.Group{}", "@:1:1: undefined: errgroup (add: import \"golang.org/x/sync/errgroup\")")
	nb.fails("fmt.Printn(1)", "@:1:5: undefined: fmt.Printn (did you mean Println?)")
	nb.fails("ftm.Println(1)", "@:1:1: undefined: ftm (did you mean fmt?)")
	nb.fails("conter++", "@:1:1: undefined: conter (did you mean counter?)")
	nb.fails("func f() int {\n\tresult := 1\n\t_ = result\n\treturn reslut\n}", "@:4:9: undefined: reslut (did you mean result?)")
	nb.fails("p.widht", "@:1:3: p.widht undefined (type point has no field or method widht) (did you mean width?)")
	nb.fails("p.height", "@:1:3: p.height undefined (type point has no field or method height, but does have field Height)")
	nb.fails("pritnln(1)", "@:1:1: undefined: pritnln (did you mean println?)")
	nb.fails("q", "@:1:1: undefined: q")
	nb.fails("import \"nosuch/pkg\"", "@:1:8: could not import nosuch/pkg (package nosuch/pkg is not in std)")
	nb.fails("import _ \"internal/abi\"", "@:1:10: could not import internal/abi (use of internal package internal/abi not allowed)")
	nb.fails("import \"example.org/x\"", "@:1:8: could not import example.org/x (it is not in the session: %get example.org/x gets it)")
	nb.fails("import \"\"", "@:1:8: invalid import path (empty string)")
	nb.run("import _ \"embed\"\nimport \"unsafe\"\nunsafe.Sizeof(1)")
}

func TestMethodsInLaterCells(t *testing.T) {
	nb := newNotebook(t)
	nb.run("import \"fmt\"\ntype T struct{ A int }\nfunc NewT() *T { return &T{} }\nt := NewT()\ntype G[P any] struct{}\ntype I interface{ M() }\ntype E struct{ T }")
	nb.fails("func (t T) M() int { return t.B }\nx := t.M()", "@:1:31: t.B undefined (type T has no field or method B)")
	nb.fails("t.M()", "@:1:3: t.M undefined (type *T has no field or method M)")
	nb.fails("var s fmt.Stringer = t", "@:1:22: cannot use t (variable of type *T) as fmt.Stringer value in variable declaration: *T does not implement fmt.Stringer (missing method String)")
	u := nb.run("x := t.M(1)\n// M adds.\nfunc (t *T) M(n int) int { if n == 0 { return t.A }; return t.M(n-1) }\nfunc (T) String() string { return \"\" }")
	if vars(u) != "x int" {
		t.Error(vars(u))
	}
	if len(u.Extends) != 1 || u.Extends[0].Obj().Name() != "T" {
		t.Errorf("extends %v", u.Extends)
	}
	for _, d := range u.Decls {
		fn := d.(*ast.FuncDecl)
		if obj := u.Info.Defs[fn.Name]; obj.Type().(*types.Signature).Recv() == nil {
			t.Errorf("%v has no receiver", obj)
		}
	}
	nb.shows("t.M(2)", "int")
	nb.shows("NewT().String()", "string")
	nb.shows("E{}.String()", "string")
	nb.run("var s fmt.Stringer = t")
	nb.inspects("t.M▮(1)", 1, "func (*T).M(n int) int", "M adds.", "declared in cell[5]")
	nb.offers("t.▮", "A:field", "M:method", "String:method")
	// Again, with another signature.
	nb.run("func (t *T) M() string { return \"\" }")
	nb.shows("t.M()", "string")
	nb.fails("func (t *T) M() int { return x.y }", "@:1:32: x.y undefined (type int has no field or method y)")
	nb.shows("t.M()", "string")
	// A unit that is not committed leaves nothing behind.
	if _, err := nb.check("func (t *T) N() {}\nt.N()"); err != nil {
		t.Fatal(err)
	}
	nb.fails("t.N()", "@:1:3: t.N undefined (type *T has no field or method N)")
	nb.fails("func (t T) A() {}", "@:1:12: field and method with the same name A")
	nb.fails("func (t T) Q() {}\nfunc (t T) Q() {}", "@:2:12: method T.Q already declared at @:1:12")
	nb.fails("func (g G[P]) Q() {}", "@:1:9: methods of generic type G must be declared in the cell that declares the type")
	nb.fails("func (i I) Q() {}", "@:1:9: invalid receiver type I (pointer or interface type)")
	nb.fails("func (g *G[P]) Q(p P) P { return p }", "@:1:9: methods of generic type G must be declared in the cell that declares the type")
	nb.run("import . \"time\"\ntype low int\ntype A = low\ntype D = Duration\ntype N = int")
	nb.run("func (l low) Up() low { return l + 1 }\nfunc (a *A) Down() {}\nlow(1).Up().Up()")
	nb.fails("func (d Duration) Q() {}", "@:1:9: cannot define new methods on non-local type time.Duration")
	nb.fails("func (d D) Q() {}", "@:1:9: cannot define new methods on non-local type D")
	nb.fails("func (d *N) Q() {}", "@:1:10: cannot define new methods on non-local type N")
	nb.fails("func (i int) Q() {}", "@:1:9: cannot define new methods on non-local type int")
}
