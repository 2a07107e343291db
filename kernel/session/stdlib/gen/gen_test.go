package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"schedtick/kernel/session/stdlib"
)

// TestCurrent holds that what is embedded is what the toolchain that runs this
// test would make: of the standard library to the byte before compression, which
// is most of the work of generate; of the other packages, which are edited all the
// time, what they export.
func TestCurrent(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skipf("needs the go command, to compile the standard library: %v", err)
	}
	std, err := list("std")
	if err != nil {
		t.Fatal(err)
	}
	for name, part := range map[string]func(pkg) []byte{
		"std.zip":  func(p pkg) []byte { return p.data },
		"docs.zip": func(p pkg) []byte { return p.docs },
	} {
		if err := same(filepath.Join("..", name), std, part); err != nil {
			t.Errorf("%s is out of date: %v: run go generate ./kernel/session/stdlib", name, err)
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

// same compares an archive with one part of the packages.
func same(file string, pkgs []pkg, part func(pkg) []byte) error {
	z, err := zip.OpenReader(file)
	if err != nil {
		return err
	}
	defer z.Close()
	if len(z.File) != len(pkgs) {
		return fmt.Errorf("%d packages, now %d", len(z.File), len(pkgs))
	}
	for i, p := range pkgs {
		if z.File[i].Name != p.path {
			return fmt.Errorf("%s is where %s is now", z.File[i].Name, p.path)
		}
		r, err := z.File[i].Open()
		if err != nil {
			return err
		}
		data, err := io.ReadAll(r)
		if err != nil {
			return fmt.Errorf("%s: %w", p.path, err)
		}
		if !bytes.Equal(data, part(p)) {
			return fmt.Errorf("%s has changed", p.path)
		}
	}
	return nil
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
