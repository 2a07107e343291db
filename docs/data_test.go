package docs

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"schedtick/kernel"
	"schedtick/kernel/program"
	"schedtick/kernel/sched"
	"schedtick/runtimeprobe"
)

// The page on the report as data lists every field of it, in the words of the Go
// declarations.
func TestDataTable(t *testing.T) {
	f := fields{words: map[string]string{}}
	for _, dir := range []string{"../runtimeprobe", "../kernel/sched", "../kernel/program", "../kernel"} {
		f.read(t, dir)
	}
	f.walk(reflect.TypeOf(kernel.Observed{Report: &runtimeprobe.Report{}, Snapshot: &sched.Snapshot{}}.Data()), "")
	checkTable(t, "data.md", "from the Go types -->\n", "<!-- end of fields -->", "\n| field | form | meaning |\n|---|---|---|\n"+f.table.String()+"\n")
}

// fields collects a table of the fields of JSON objects.
type fields struct {
	words map[string]string // by package, type and field: "sched.Group.Count"
	table strings.Builder
}

// read takes in the comments at fields of the types of a package.
func (f *fields) read(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %v", dir, err)
	}
	fset := token.NewFileSet()
	for _, name := range files {
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.TypeSpec); ok {
				if st, ok := s.Type.(*ast.StructType); ok {
					f.comments(file.Name.Name+"."+s.Name.Name, st)
				}
			}
			return true
		})
	}
}

func (f *fields) comments(typ string, st *ast.StructType) {
	text, own := "", ""
	for _, field := range st.Fields.List {
		if own = strings.TrimSpace(field.Doc.Text() + " " + field.Comment.Text()); own != "" {
			text = strings.Join(strings.Fields(own), " ")
		}
		for _, name := range field.Names {
			// A comment that names the next field too is also that one's.
			if own != "" || slices.Contains(strings.FieldsFunc(text, notLetter), name.Name) {
				f.words[typ+"."+name.Name] = text
			}
		}
	}
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

var siteType = reflect.TypeFor[program.Site]()

// walk adds the fields of a struct, and of those in it.
func (f *fields) walk(typ reflect.Type, path string) {
	for i := range typ.NumField() {
		field := typ.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		inner, form := form(field.Type)
		if field.Anonymous && name == "" {
			f.walk(inner, path)
			continue
		}
		if inner == siteType {
			form = "place"
		}
		words := f.words[typ.String()+"."+field.Name]
		fmt.Fprintf(&f.table, "| `%s%s` | %s | %s |\n", path, name, form, cell(words))
		if inner != nil && inner != siteType {
			if strings.HasPrefix(form, "list") {
				name += "[]"
			}
			f.walk(inner, path+name+".")
		}
	}
}

// form says what JSON makes of a type, and which struct of ours is in it, if any.
func form(t reflect.Type) (inner reflect.Type, words string) {
	switch t.Kind() {
	case reflect.Pointer:
		return form(t.Elem())
	case reflect.Slice:
		inner, words = form(t.Elem())
		return inner, "list of " + strings.Replace(words+"s", "list ofs", "lists of", 1)
	case reflect.Struct:
		if t.PkgPath() == "time" {
			return nil, "time"
		}
		return t, "object"
	case reflect.String:
		return nil, "string"
	case reflect.Bool:
		return nil, "boolean"
	}
	return nil, "number"
}
