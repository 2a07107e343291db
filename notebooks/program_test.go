package notebooks

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/scanner"
	"go/token"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// A program is Go that the go command can build: a whole-program cell as it stands, or the
// other cells of one notebook put together. Orders to the kernel are not Go.
type program struct {
	name   string // file name of the notebook, "/" and the cell for a whole program
	source string
}

// programs turns a notebook into programs. Cells that are meant to fail are left out.
func programs(file string, nb Notebook) ([]program, error) {
	var list []program
	var s session
	for _, c := range nb.Cells {
		if c.Type != Code || c.HasTag(RaisesException) || strings.HasPrefix(c.Source, "%") {
			continue
		}
		if _, err := parser.ParseFile(token.NewFileSet(), "", c.Source, parser.PackageClauseOnly); err == nil {
			list = append(list, program{file + "/" + c.ID, c.Source})
			continue
		}
		if err := s.add(c); err != nil {
			return nil, fmt.Errorf("%s: cell %s: %w", file, c.ID, err)
		}
	}
	if s.cells == 0 {
		return list, nil
	}
	source, err := s.source()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return append(list, program{file, source}), nil
}

// A session puts cells together: imports, functions, types and constants go to the top of
// the file; the statements of each cell into a block inside the one of the cell before, so
// that a cell sees earlier variables and may declare their names again.
type session struct {
	cells   int
	imports []string
	decls   []chunk
	body    []chunk
}

// A chunk is one import, declaration or statement at the top level of a cell.
type chunk struct {
	text  string
	kind  chunkKind
	names []string // declared by a variable chunk, or needed and not declared by a function
}

type chunkKind int

const (
	importChunk chunkKind = iota
	declChunk             // func, type, const
	varChunk              // var or :=
	valueChunk            // an expression that is no statement
	stmtChunk
	cellChunk // a cell begins
)

func (s *session) add(c Cell) error {
	s.cells++
	s.body = append(s.body, chunk{kind: cellChunk, text: c.ID})
	for _, text := range split(c.Source) {
		ch, err := classify(text)
		if err != nil {
			return fmt.Errorf("%w in\n%s", err, text)
		}
		switch ch.kind {
		case importChunk:
			s.imports = append(s.imports, ch.names...)
		case declChunk:
			s.decls = append(s.decls, ch)
		default:
			s.body = append(s.body, ch)
		}
	}
	return nil
}

func (s *session) source() (string, error) {
	var b strings.Builder
	b.WriteString("package main\n")
	slices.Sort(s.imports)
	for _, path := range slices.Compact(s.imports) {
		fmt.Fprintf(&b, "import %s\n", path)
	}
	needed := map[string]bool{}
	for _, d := range s.decls {
		fmt.Fprintf(&b, "%s\n", d.text)
		for _, name := range d.names {
			needed[name] = true
		}
	}
	var main strings.Builder
	for _, ch := range s.body {
		switch {
		case ch.kind == cellChunk:
			fmt.Fprintf(&main, "{ // cell %s\n", ch.text)
		case ch.kind == varChunk && slices.ContainsFunc(ch.names, func(n string) bool { return needed[n] }):
			fmt.Fprintf(&b, "%s\n", ch.text) // a function uses it
		case ch.kind == varChunk:
			fmt.Fprintf(&main, "%s\n", ch.text)
			for _, name := range ch.names {
				fmt.Fprintf(&main, "_ = &%s\n", name)
			}
		case ch.kind == valueChunk:
			fmt.Fprintf(&main, "_ = %s\n", ch.text)
		default:
			fmt.Fprintf(&main, "%s\n", ch.text)
		}
	}
	fmt.Fprintf(&b, "func main() {\n%s%s}\n", main.String(), strings.Repeat("}\n", s.cells))
	formatted, err := format.Source([]byte(b.String()))
	if err != nil {
		return "", fmt.Errorf("%w in\n%s", err, b.String())
	}
	return string(formatted), nil
}

// split cuts a cell at the line ends that end an import, a declaration or a statement.
func split(source string) []string {
	var (
		sc     scanner.Scanner
		chunks []string
		depth  int
		begin  = -1
	)
	fset := token.NewFileSet()
	file := fset.AddFile("", fset.Base(), len(source))
	sc.Init(file, []byte(source), nil, 0)
	for {
		pos, tok, lit := sc.Scan()
		offset := file.Offset(pos)
		switch tok {
		case token.LPAREN, token.LBRACE, token.LBRACK:
			depth++
		case token.RPAREN, token.RBRACE, token.RBRACK:
			depth--
		}
		switch end := tok == token.EOF || tok == token.SEMICOLON && lit == "\n" && depth == 0; {
		case end && begin >= 0:
			chunks = append(chunks, source[begin:offset])
			begin = -1
		case !end && begin < 0:
			begin = offset
		}
		if tok == token.EOF {
			return chunks
		}
	}
}

// classify finds out what a chunk is by parsing it at the top of a file, then in a function.
func classify(text string) (chunk, error) {
	const top = "package p\n"
	if f, err := parser.ParseFile(token.NewFileSet(), "", top+text, 0); err == nil {
		switch d := f.Decls[0].(type) {
		case *ast.FuncDecl:
			ch := chunk{text: text, kind: declChunk}
			for _, id := range f.Unresolved {
				ch.names = append(ch.names, id.Name)
			}
			return ch, nil
		case *ast.GenDecl:
			ch := chunk{text: text, kind: declChunk}
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.ImportSpec:
					ch.kind = importChunk
					ch.names = append(ch.names, spec.Path.Value)
				case *ast.ValueSpec:
					if d.Tok == token.VAR {
						ch.kind = varChunk
						ch.names = append(ch.names, identNames(spec.Names)...)
					}
				}
			}
			return ch, nil
		}
	}
	f, err := parser.ParseFile(token.NewFileSet(), "", top+"func _() {\n"+text+"\n}", 0)
	if err != nil {
		return chunk{}, err
	}
	ch := chunk{text: text, kind: stmtChunk}
	switch s := f.Decls[0].(*ast.FuncDecl).Body.List[0].(type) {
	case *ast.AssignStmt:
		if s.Tok == token.DEFINE {
			ch.kind = varChunk
			for _, e := range s.Lhs {
				if id, ok := e.(*ast.Ident); ok {
					ch.names = append(ch.names, identNames([]*ast.Ident{id})...)
				}
			}
		}
	case *ast.ExprStmt:
		call, isCall := s.X.(*ast.CallExpr)
		receive, unary := s.X.(*ast.UnaryExpr)
		if isCall {
			if f, ok := call.Fun.(*ast.Ident); ok && f.Name == "len" { // no statement, unlike other calls
				ch.kind = valueChunk
			}
		}
		if !isCall && !(unary && receive.Op == token.ARROW) {
			ch.kind = valueChunk
		}
	}
	return ch, nil
}

func identNames(ids []*ast.Ident) []string {
	var names []string
	for _, id := range ids {
		if id.Name != "_" {
			names = append(names, id.Name)
		}
	}
	return names
}

func TestSplitAndClassify(t *testing.T) {
	const cell = `import ("fmt"; "os")
// a comment
func (s *T) M() { use(outer) }
func() {
	for i := 0; i < 3; i++ { go f(i) }
}()
a, _ := f(
	1,
)
var b int
if a > 1 {
} else { b = 2 }
<-c
b + 1`
	want := []chunk{
		{`import ("fmt"; "os")`, importChunk, []string{`"fmt"`, `"os"`}},
		{"func (s *T) M() { use(outer) }", declChunk, []string{"T", "use", "outer"}},
		{"func() {\n\tfor i := 0; i < 3; i++ { go f(i) }\n}()", stmtChunk, nil},
		{"a, _ := f(\n\t1,\n)", varChunk, []string{"a"}},
		{"var b int", varChunk, []string{"b"}},
		{"if a > 1 {\n} else { b = 2 }", stmtChunk, nil},
		{"<-c", stmtChunk, nil},
		{"b + 1", valueChunk, nil},
	}
	var got []chunk
	for _, text := range split(cell) {
		ch, err := classify(text)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, ch)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}
