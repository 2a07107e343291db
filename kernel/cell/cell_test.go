package cell

import (
	"fmt"
	"go/ast"
	"strings"
	"testing"
)

// describe writes what a cell consists of: "decl FuncDecl; stmt AssignStmt".
func describe(c *Cell) string {
	var s []string
	for _, spec := range c.Imports {
		s = append(s, "import "+spec.Path.Value)
	}
	for _, it := range c.Items {
		kind := "stmt"
		if it.Decl != nil {
			kind = "decl"
		}
		s = append(s, kind+strings.TrimPrefix(fmt.Sprintf("%T", it.Node()), "*ast"))
	}
	if c.Trailing {
		s = append(s, "shown")
	}
	return strings.Join(s, " ")
}

func TestParse(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{"", ""},
		{"// nothing\n/* at all */", ""},
		{`import "fmt"`, `import "fmt"`},
		{"import (\n\t\"fmt\"\n\t. \"os\"\n)", `import "fmt" import "os"`},
		{"fmt.Println(1)\nimport \"fmt\"\nx := 1", `import "fmt" stmt.ExprStmt stmt.AssignStmt`},
		{"x", "stmt.ExprStmt shown"},
		{"x;", "stmt.ExprStmt"},
		{"x // last\n\n", "stmt.ExprStmt shown"},
		{"x ; // last\n\n", "stmt.ExprStmt"},
		{"x\nfunc f() {}", "stmt.ExprStmt decl.FuncDecl shown"},
		{"f := func() {}\nf()", "stmt.AssignStmt stmt.ExprStmt shown"},
		{"func() { x() }()", "stmt.ExprStmt shown"},
		{"func(x int) T { return x }(5)", "stmt.ExprStmt shown"},
		{"func(x int) T[int] { return x }(5)", "stmt.ExprStmt shown"},
		{"func (t *T) M(x int) {}\nfunc(t *T) N() {}", "decl.FuncDecl decl.FuncDecl"},
		{"func (t *T[K, V]) M() (k K) { return }", "decl.FuncDecl"},
		{"func Map[T, U any](s []T, f func(T) U) []U { return nil }", "decl.FuncDecl"},
		{"const (\n\tA = iota\n\tB\n)\nvar x, y = A, B", "decl.GenDecl stmt.DeclStmt"},
		{"type T struct {\n\tx int\n}\ntype (\n\tU = T\n\tV[P any] []P\n)", "decl.GenDecl decl.GenDecl"},
		{"v, ok := <-c", "stmt.AssignStmt"},
		{"<-c", "stmt.ExprStmt shown"},
		{"L:\nfor {\n\tbreak L\n}\ngoto L", "stmt.LabeledStmt stmt.BranchStmt"},
		{"L: x := 1", "stmt.LabeledStmt"},
		{"if x := 1; x > 0 {\n} else if y {\n} else {\n}", "stmt.IfStmt"},
		{"for i := 0; i < 3; i++ { f() }", "stmt.ForStmt"},
		{"if f := func() int { return 1 }; f() > 0 {\n}\nfunc g() {}", "stmt.IfStmt decl.FuncDecl"},
		{"for _, v := range []int{1, 2} {\n\tgo func() { v() }()\n}", "stmt.RangeStmt"},
		{"switch x := v.(type) {\ncase int:\n}", "stmt.TypeSwitchStmt"},
		{"select {\ncase <-c:\ndefault:\n}", "stmt.SelectStmt"},
		{"{ x := 1; _ = x }", "stmt.BlockStmt"},
		{"x := `a\n% b\nfunc f() {}\n`", "stmt.AssignStmt"},
		{"func f() {}; x := 1; func g() {}", "decl.FuncDecl stmt.AssignStmt decl.FuncDecl"},
		{"package main\nimport \"os\"\nvar x = 1\nfunc main() {}", `import "os" stmt.DeclStmt decl.FuncDecl`},
		{"%time\nx := 1\n%probe full\nx", "stmt.AssignStmt stmt.ExprStmt shown"},
		{"%%native -O \"\nx := 1", "stmt.AssignStmt"},
	} {
		c, err := Parse(1, "cell[1]", tt.src)
		if err != nil {
			t.Errorf("%s\n%v", tt.src, err)
		}
		if got := describe(c); got != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.src, got, tt.want)
		}
		checkPositions(t, c)
	}
}

// checkPositions holds that identifiers stand where their positions say, by
// Position and by the file set.
func checkPositions(t *testing.T, c *Cell) {
	t.Helper()
	for _, it := range c.Items {
		ast.Inspect(it.Node(), func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			p := c.Position(id.Pos())
			if id.Name != "_" && !strings.HasPrefix(c.Src[p.Offset:], id.Name) {
				t.Errorf("%s is not at %v", id.Name, p)
			}
			if q := c.Fset.Position(id.Pos()); q.Line != p.Line || q.Column != p.Column {
				t.Errorf("%s: file set says %v, cell says %v", id.Name, q, p)
			}
			return true
		})
	}
}

func TestDocComments(t *testing.T) {
	c, err := Parse(1, "cell[1]", "x := 1 // not of f\n\n// f does.\nfunc f() {} // nor of g\nfunc g() {}\n\n// T is.\ntype T int")
	if err != nil {
		t.Fatal(err)
	}
	docs := map[string]string{}
	for _, it := range c.Items {
		switch d := it.Decl.(type) {
		case *ast.FuncDecl:
			docs[d.Name.Name] = d.Doc.Text()
		case *ast.GenDecl:
			docs["T"] = d.Doc.Text()
		}
	}
	if docs["f"] != "f does.\n" || docs["g"] != "" || docs["T"] != "T is.\n" {
		t.Errorf("%q", docs)
	}
}

func TestMagics(t *testing.T) {
	src := "%time -n 3\n s := \"\n\" \nx := `\n%not`\n%who \n/*\n%nor this */\n%% neither\n%probe full it's\ny := 1"
	c, _ := Parse(1, "cell[1]", src)
	var got []string
	for _, m := range c.Magics {
		got = append(got, fmt.Sprintf("%d:%s(%s)", m.Line, m.Name, m.Args))
	}
	if want := "1:time(-n 3) 6:who() 10:probe(full it's)"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
	if len(c.Text) != len(src) {
		t.Errorf("text has %d bytes, source %d", len(c.Text), len(src))
	}
	m := Magics("\n%%html x\n<b>it's</b>\n%x")
	if len(m) == 0 || !m[0].Whole || m[0].Body != "<b>it's</b>\n%x" || m[0].Line != 2 {
		t.Errorf("%+v", m)
	}
}

func TestSyntaxErrors(t *testing.T) {
	for _, tt := range []struct {
		src  string
		want []string
	}{
		{"x := ", []string{"1:6: expected operand, found 'EOF'"}},
		{"x y\nfunc f(a b c) {\n}\ny = = 3", []string{"1:3: expected ';', found y", "2:12: missing ',' in parameter list", "4:5: expected operand, found '='"}},
		{"for {", []string{"1:6: expected '}', found 'EOF'"}},
		{"}\nx := 1", []string{"1:1: expected statement, found '}'"}},
		{"func f() {} x := 1", []string{"1:13: expected ';', found x"}},
		{"x := \"a", []string{"1:6: string literal not terminated"}},
		{"x := `a", []string{"1:6: raw string literal not terminated"}},
		{"/* x", []string{"1:1: comment not terminated"}},
		{"foo(a\nb)", []string{"1:6: missing ',' before newline in argument list"}},
		{"if x\n{\n}", []string{"1:5: unexpected newline, expecting { after if clause"}},
		{"import fmt", []string{"1:11: missing import path"}},
		{"package foo", []string{"1:9: package foo: a cell is package main"}},
		{"//go:build go1.21\n\npackage main", []string{"3:9: //go:build asks for the language of go1.21: a cell is Go 1.26"}},
		{"//go:build go1.22 && !windows\n\npackage main", nil},
		{"x := 08", []string{"1:7: invalid digit '8' in octal literal"}},
	} {
		_, err := Parse(1, "cell", tt.src)
		got := ""
		if err != nil {
			got = strings.ReplaceAll(err.Error(), "cell:", "")
		}
		if want := strings.Join(tt.want, "\n"); got != want {
			t.Errorf("%s\ngot:\n%s\nwant:\n%s", tt.src, got, want)
		}
	}
}

func TestIsComplete(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{"", "complete"},
		{"x := 1", "complete"},
		{"func f() {\n\treturn\n}", "complete"},
		{"// comment", "complete"},
		{"%time", "complete"},
		{"func f() {", "incomplete \t"},
		{"func f() {\n", "incomplete \t"},
		{"func f() {\n\tfor {\n", "incomplete \t\t"},
		{"func f() {\n    for {", "incomplete         "},
		{"if x {\n\ty()\n} else {", "incomplete \t"},
		{"switch x {", "incomplete "},
		{"switch x := y.(type) {", "incomplete "},
		{"switch x {\ncase 1:", "incomplete \t"},
		{"go func() {\n\tselect {\n", "incomplete \t"},
		{"foo(", "incomplete \t"},
		{"foo(a,", "incomplete \t"},
		{"foo(a,\n\tb,", "incomplete \t"},
		{"foo(func() {", "incomplete \t"},
		{"x := []int{\n\t1,", "incomplete \t"},
		{"x := 1 +", "incomplete \t"},
		{"x :=", "incomplete \t"},
		{"a,", "incomplete \t"},
		{"s.", "incomplete \t"},
		{"s.\n", "incomplete \t"},
		{"x := 1 + // more", "incomplete \t"},
		{"x := `a\n  b", "incomplete "},
		{"/* a", "incomplete "},
		{"L:", "incomplete "},
		{"import (", "incomplete \t"},
		{"type T struct {\n\tx int", "incomplete \t"},
		{"x := \"a", "invalid"},
		{"x := 'a", "invalid"},
		{"x := )", "invalid"},
		{"}", "invalid"},
		{"if x", "invalid"},
		{"for i := range 3", "invalid"},
		{"x y", "invalid"},
		{"func f() {\n\tx y\n", "invalid"},
		{"%%native\nx := 1", "complete"},
		{"%%native\nfor {", "incomplete "},
		{"%%native", "incomplete "},
		{"%%c\nint main() {\n}", "incomplete "},
		{"%%native\nx := {\n", "complete"},
	} {
		s, in := IsComplete(tt.src)
		got := s.String()
		if s == Incomplete {
			got += " " + in
		}
		if got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.src, got, tt.want)
		}
	}
}

func TestCaret(t *testing.T) {
	_, err := Parse(3, "cell[3]", "\tx := \"世界\" + )")
	want := "cell[3]:1:18: expected operand, found ')'\n    \tx := \"世界\" + )\n    \t              ^"
	if got := Errors(err).Detail(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// What is not Go has messages as long as it is itself, not as long as its square.
func TestErrorsOfOneLine(t *testing.T) {
	for _, c := range []string{"\xc3", "`", "'", ")", "(", "x ", "\"\n", "{", "1.", "func ", "%a\n)", "/*"} {
		src := strings.Repeat(c, 4_000)
		_, err := Parse(1, "cell[1]", src)
		IsComplete(src)
		lines := strings.Count(src, "\n") + 1
		if n := len(Errors(err)); n > mostPerLine*lines {
			t.Errorf("%q: %d messages about %d lines", c, n, lines)
		}
		if n := len(Errors(err).Detail()); n > 50*len(src) {
			t.Errorf("%q: %d bytes of messages for %d bytes", c, n, len(src))
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"x := 1", "func f() {", "%a\n}", "package main\n", "L: x", "`", "import \"a\"\nx;", "//line foo:1:2\nx y", "%%x\n\x00", "x\r\n%y\r\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		c, err := Parse(1, "cell[1]", src)
		if len(c.Text) != len(src) {
			t.Fatal("text and source differ in length")
		}
		IsComplete(src)
		if err != nil {
			for _, e := range Errors(err) {
				if e.Line < 1 || e.Col < 1 {
					t.Fatalf("place %v", e)
				}
			}
			Errors(err).Detail()
			return
		}
		for _, it := range c.Items {
			if p := c.Position(it.Pos()); !p.IsValid() {
				t.Fatalf("item at %v", p)
			}
		}
	})
}
