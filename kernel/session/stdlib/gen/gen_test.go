package main

import (
	"bytes"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"schedtick/kernel/session/stdlib"
)

// TestCurrent holds that what is embedded is what the toolchain that runs this
// test would make: of the standard library to the byte; of the other packages,
// which are edited all the time, what they export.
func TestCurrent(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skipf("needs the go command, to compile the standard library: %v", err)
	}
	files, err := generate()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"std.zip", "docs.zip"} {
		old, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(old, files[name]) {
			t.Errorf("%s is out of date: run go generate ./kernel/session/stdlib", name)
		}
	}

	pkgs, err := list(extra...)
	if err != nil {
		t.Fatal(err)
	}
	if len(pkgs) != len(extra) {
		t.Errorf("%d of the %d packages outside the standard library can be compiled", len(pkgs), len(extra))
	}
	embedded := stdlib.NewImporter()
	for _, p := range pkgs {
		old, err := embedded.Import(p.path)
		if err != nil {
			t.Error(err)
			continue
		}
		now, err := importer.ForCompiler(token.NewFileSet(), "gc", func(string) (io.ReadCloser, error) {
			return stdlib.Object(p.data), nil
		}).Import(p.path)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := exports(old), exports(now); a != b {
			t.Errorf("%s has changed: run go generate ./kernel/session/stdlib\nembedded:\n%s\nnow:\n%s", p.path, a, b)
		}
	}
}

// exports writes down what a package exports.
func exports(pkg *types.Package) string {
	var b strings.Builder
	for _, name := range pkg.Scope().Names() {
		obj := pkg.Scope().Lookup(name)
		if !obj.Exported() {
			continue
		}
		b.WriteString(obj.String() + "\n")
		if tn, ok := obj.(*types.TypeName); ok {
			set := types.NewMethodSet(types.NewPointer(tn.Type()))
			for i := range set.Len() {
				if m := set.At(i).Obj(); m.Exported() {
					b.WriteString("\t" + m.String() + "\n")
				}
			}
		}
	}
	return b.String()
}
