package symbols

import (
	"go/ast"
	"go/build"
	"go/constant"
	"go/parser"
	"go/token"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"testing"
)

func TestLookup(t *testing.T) {
	p, ok := Lookup("fmt")
	if !ok || p.Name != "fmt" {
		t.Fatalf("Lookup(fmt) = %q, %v", p.Name, ok)
	}
	if f := p.Symbols["Sprint"]; f.Call([]reflect.Value{reflect.ValueOf(42)})[0].String() != "42" {
		t.Errorf("fmt.Sprint does not print")
	}
	p, _ = Lookup("os")
	if v := p.Symbols["Args"]; !v.CanAddr() || v.Addr().Interface() != &os.Args {
		t.Errorf("os.Args is not the variable itself")
	}
	p, _ = Lookup("runtime")
	if v := p.Symbols["GOOS"].String(); v != runtime.GOOS {
		t.Errorf("runtime.GOOS = %v", v)
	}
	if v := p.Symbols["Compiler"].Interface().(constant.Value); constant.StringVal(v) != runtime.Compiler {
		t.Errorf("runtime.Compiler = %v", v)
	}
	p, _ = Lookup("math")
	if v := p.Symbols["MaxUint64"].Interface().(constant.Value); v.ExactString() != "18446744073709551615" {
		t.Errorf("math.MaxUint64 = %v", v)
	}
	for _, path := range []string{"syscall", "unsafe", "testing/synctest", "golang.org/x/sync/errgroup"} {
		if p, ok := Lookup(path); !ok || len(p.Symbols) == 0 {
			t.Errorf("Lookup(%s) finds nothing", path)
		}
	}
	for _, path := range []string{"", "internal/abi", "no/such/package"} {
		if _, ok := Lookup(path); ok {
			t.Errorf("Lookup(%q) finds something", path)
		}
	}
}

func TestWrapper(t *testing.T) {
	w, ok := Wrapper(reflect.TypeFor[io.Reader]())
	if !ok {
		t.Fatal("io.Reader has no wrapper")
	}
	v := reflect.New(w).Elem()
	v.FieldByName("WRead").Set(reflect.ValueOf(func(p []byte) (int, error) { return copy(p, "abc"), io.EOF }))
	b, err := io.ReadAll(v.Interface().(io.Reader))
	if string(b) != "abc" || err != nil {
		t.Errorf("read %q, %v", b, err)
	}
	for _, i := range []reflect.Type{reflect.TypeFor[error](), reflect.TypeFor[http.Handler](), reflect.TypeFor[os.FileInfo]()} {
		if w, ok := Wrapper(i); !ok || !w.Implements(i) {
			t.Errorf("%v has no wrapper that implements it", i)
		}
	}
	for _, i := range []reflect.Type{reflect.TypeFor[reflect.Type](), reflect.TypeFor[interface{ F() }](), reflect.TypeFor[int]()} {
		if w, ok := Wrapper(i); ok {
			t.Errorf("%v has wrapper %v", i, w)
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	for b.Loop() {
		Lookup("net/http")
	}
}

// The tables of the project's own packages are as old as these packages: after a
// change of what they export, run go generate here, or go run ./gen -extra.
func TestExtraIsCurrent(t *testing.T) {
	for path, dir := range map[string]string{
		"schedtick/kernel/rt":      "../../rt",
		"schedtick/kernel/display": "../../display",
		"schedtick/runtimeprobe":   "../../../runtimeprobe",
	} {
		p, ok := Lookup(path)
		if !ok {
			t.Errorf("%s is not there", path)
			continue
		}
		for _, name := range exported(t, dir) {
			if !p.Symbols[name].IsValid() {
				t.Errorf("%s.%s is not in the table", p.Name, name)
			}
		}
	}
}

// exported lists the package-level names, generic ones aside, that the package in
// dir exports on this platform.
func exported(t *testing.T, dir string) (names []string) {
	t.Helper()
	p, err := build.ImportDir(dir, 0)
	if err != nil {
		t.Fatal(err)
	}
	add := func(id *ast.Ident, params *ast.FieldList) {
		if id.IsExported() && params == nil {
			names = append(names, id.Name)
		}
	}
	for _, file := range p.GoFiles {
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, file), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil {
					add(d.Name, d.Type.TypeParams)
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					switch s := s.(type) {
					case *ast.TypeSpec:
						add(s.Name, s.TypeParams)
					case *ast.ValueSpec:
						for _, id := range s.Names {
							add(id, nil)
						}
					}
				}
			}
		}
	}
	return names
}
