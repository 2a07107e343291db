package lower_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"schedtick/kernel/cell"
	"schedtick/kernel/lower"
	"schedtick/kernel/program"
	"schedtick/kernel/session"
)

// constructs are the files of testdata/constructs, in the order in which one may read them.
var constructs = []string{
	"go_statement", "channels", "range_channel", "select", "select_loop", "sync_methods", "context_timer",
	"defer", "panic_recover", "go_defer_order",
	"closures", "loop_variables", "if_for", "switch", "labels_goto", "range_int", "range_func", "range_forms",
	"min_max_clear", "new_expression", "append_copy_delete", "variadic",
	"generic_function", "generic_type", "generic_constraint", "generic_inference", "generic_across_cells", "standard_generics",
	"interfaces", "errors", "type_switch", "type_assertion", "method_value", "method_expression", "struct_embedding",
	"constants", "conversions", "integer_operators", "strings", "arrays", "maps", "struct_values", "pointers",
	"recursive_types", "local_types", "blank_identifier",
	"return_order", "assignment_order", "shadowing", "package_variables",
	"cell_statements", "redefinition", "redefined_types",
}

// A construct is one file of testdata/constructs: words, then
//
//	main.go         a program; or where several cells are needed cell1.go, cell2.go, …,
//	                and main.go is a program that must print what they print
//	cell1.lowered   what the cell is lowered to, in a session that begins with cell1.go;
//	                main.lowered where the program is the cell
//	output          what all print, which the compiled main.go says
//
// `go test ./kernel/lower -run Constructs -update` writes the lowered texts, and the
// output from the compiled program.
type construct struct {
	name, file string
	words      []byte
	main       string
	cells      []txtar.File
	lowered    map[string]string // by the cell's file
	output     *string
}

func readConstruct(t *testing.T, name string) *construct {
	t.Helper()
	c := &construct{name: name, file: filepath.Join("testdata", "constructs", name+".txtar"), lowered: map[string]string{}}
	a, err := txtar.ParseFile(c.file)
	if err != nil {
		t.Fatal(err)
	}
	c.words = a.Comment
	for _, f := range a.Files {
		text := string(f.Data)
		base, isLowered := strings.CutSuffix(f.Name, ".lowered")
		switch {
		case isLowered:
			c.lowered[base+".go"] = text
		case f.Name == "output":
			c.output = &text
		case f.Name == "main.go":
			c.main = text
		case f.Name == fmt.Sprintf("cell%d.go", len(c.cells)+1):
			c.cells = append(c.cells, f)
		default:
			t.Errorf("%s: what is %s for?", c.file, f.Name)
		}
	}
	if len(c.words) == 0 || c.main == "" {
		t.Errorf("%s: no words, or no main.go", c.file)
	}
	if len(c.cells) == 0 {
		c.cells = []txtar.File{{Name: "main.go", Data: []byte(c.main)}}
	}
	return c
}

// write stores c as it is.
func (c *construct) write(t *testing.T) {
	t.Helper()
	a := &txtar.Archive{Comment: c.words}
	add := func(name, text string) { a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(text)}) }
	for _, f := range c.cells {
		if f.Name != "main.go" {
			add(f.Name, string(f.Data))
		}
	}
	add("main.go", c.main)
	for _, f := range c.cells {
		if text, ok := c.lowered[f.Name]; ok {
			add(strings.TrimSuffix(f.Name, ".go")+".lowered", text)
		}
	}
	if c.output != nil {
		add("output", *c.output)
	}
	if err := os.WriteFile(c.file, txtar.Format(a), 0o644); err != nil {
		t.Fatal(err)
	}
}

// lower lowers the cells in a session of their own and returns the texts by file.
func (c *construct) lower(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	s, l := session.New(), lower.New()
	for i, f := range c.cells {
		parsed, err := cell.Parse(i+1, f.Name, string(f.Data))
		if err != nil {
			t.Fatal(err)
		}
		u, err := s.Check(parsed)
		if err != nil {
			t.Fatal(err)
		}
		p, err := l.Lower(u)
		if err != nil {
			t.Fatal(err)
		}
		l.Commit(p)
		s.Commit(u)
		texts[f.Name] = described(p)
	}
	return texts
}

// described is the text of a program after comments that say what its numbers mean.
func described(p *program.Program) string {
	var b strings.Builder
	for _, i := range p.Imports {
		fmt.Fprintf(&b, "// import %s %q\n", i.Alias, i.Path)
	}
	for _, t := range p.Types {
		fmt.Fprintf(&b, "// type %d: %s\n", t.ID, t.Name)
	}
	for _, s := range p.Sites {
		fmt.Fprintf(&b, "// site %d: %s:%d:%d %s %s\n", s.ID, s.Name, s.Line, s.Col, s.What, s.Text)
	}
	for _, f := range p.Funcs {
		fmt.Fprintf(&b, "// func %s: %s, line %d\n", f.Lowered, f.Source, f.Line)
	}
	return b.String() + "\n" + p.Decls
}

// TestConstructsListed holds that the list and the directory are the same.
func TestConstructsListed(t *testing.T) {
	files, err := filepath.Glob("testdata/constructs/*")
	if err != nil {
		t.Fatal(err)
	}
	for i, file := range files {
		files[i] = strings.TrimSuffix(filepath.Base(file), ".txtar")
	}
	if listed := slices.Sorted(slices.Values(constructs)); !slices.Equal(listed, files) {
		t.Errorf("testdata/constructs has\n%q\nthe list has\n%q", files, listed)
	}
}

// TestConstructsLowered holds the text that each construct is lowered to.
func TestConstructsLowered(t *testing.T) {
	for _, name := range constructs {
		t.Run(name, func(t *testing.T) {
			c := readConstruct(t, name)
			got := c.lower(t)
			again := c.lower(t)
			for _, f := range c.cells {
				if again[f.Name] != got[f.Name] {
					t.Errorf("%s is lowered to something else each time:\n%s\nand\n%s", f.Name, got[f.Name], again[f.Name])
				}
			}
			if *update {
				c.lowered = got
				c.write(t)
			}
			for _, f := range c.cells {
				want, ok := c.lowered[f.Name]
				if !ok {
					t.Errorf("%s: no lowered text of %s (see -update)", c.file, f.Name)
				} else if want != got[f.Name] {
					t.Errorf("%s: %s is lowered to something else; look at it, then use -update\n%s", c.file, f.Name, difference(want, got[f.Name]))
				}
				delete(c.lowered, f.Name)
			}
			for left := range c.lowered {
				t.Errorf("%s: a lowered text of %s, which is not there", c.file, left)
			}
		})
	}
}

// difference shows the first line in which two texts differ.
func difference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d of it\nwant %s\ngot  %s", i+1, w[i], g[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// TestConstructsRun holds what the constructs do: each runs after all before it, in one
// session, which changes numbers in their lowered texts and nothing else.
func TestConstructsRun(t *testing.T) {
	for _, name := range constructs {
		t.Run(name, func(t *testing.T) {
			c := readConstruct(t, name)
			if c.output == nil {
				t.Fatalf("%s: no output (see -update)", c.file)
			}
			nb, got := sharedNotebook(t), ""
			for _, f := range c.cells {
				got += nb.run(string(f.Data))
			}
			if got != *c.output {
				t.Errorf("printed:\n%s\nwant:\n%s", got, *c.output)
			}
		})
	}
}

// compiledPackage is what package main of a construct is called where all constructs
// are one program. Only names of types tell.
const compiledPackage = "mainx"

// TestConstructsCompiled holds that the outputs are those of compiled Go. All constructs
// are packages of one program, which is built once and told which to run.
func TestConstructsCompiled(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skipf("needs the go command, to compile the constructs: %v", err)
	}
	dir := t.TempDir()
	var imports, cases strings.Builder
	for i, name := range constructs {
		src := readConstruct(t, name).main
		for old, text := range map[string]string{"package main\n": "package " + compiledPackage + "\n", "\nfunc main() {": "\nfunc Main() {"} {
			if strings.Count(src, old) != 1 {
				t.Fatalf("%s: not exactly one %q", name, old)
			}
			src = strings.Replace(src, old, text, 1)
		}
		store(t, filepath.Join(dir, name, "main.go"), src)
		fmt.Fprintf(&imports, "\tc%d \"constructs/%s\"\n", i, name)
		fmt.Fprintf(&cases, "\tcase %q:\n\t\tc%d.Main()\n", name, i)
	}
	store(t, filepath.Join(dir, "go.mod"), "module constructs\n\ngo 1.26\n")
	store(t, filepath.Join(dir, "main.go"), fmt.Sprintf("package main\n\nimport (\n\t\"os\"\n\n%s)\n\nfunc main() {\n\tswitch os.Args[1] {\n%s\t}\n}\n", imports.String(), cases.String()))
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", "all.exe", ".")
	build.Dir = dir
	build.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=", "GOTOOLCHAIN=local")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, name := range constructs {
		t.Run(name, func(t *testing.T) {
			out, err := exec.Command(filepath.Join(dir, "all.exe"), name).Output()
			if err != nil {
				var exit *exec.ExitError
				if errors.As(err, &exit) {
					err = fmt.Errorf("%w\n%s", err, exit.Stderr)
				}
				t.Fatal(err)
			}
			got := string(bytes.ReplaceAll(out, []byte(compiledPackage+"."), []byte("main.")))
			c := readConstruct(t, name)
			if *update {
				c.output = &got
				c.write(t)
			}
			if c.output == nil || *c.output != got {
				t.Errorf("%s: the compiled program prints something else (see -update):\n%s", c.file, got)
			}
		})
	}
}

func store(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
