package linked

import (
	"embed"
	"errors"
	"fmt"
	"go/build"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"

	"schedtick/kernel/display"
	"schedtick/runtimeprobe"
)

// Module is the name of this module: its packages work in the session's process only.
const Module = "schedtick"

// XSync is the module of the others, at the version of go.mod.
const XSync = "golang.org/x/sync"

// copies is the source of its packages, which a test compares.
//
//go:embed _modules
var copies embed.FS

const root = "_modules"

// anchors are a function of each package, by which it is known where the package's
// source was when schedtick was compiled.
var anchors = map[string]any{
	Module + "/kernel/display": display.Text,
	Module + "/runtimeprobe":   runtimeprobe.Last,
	XSync + "/errgroup":        (*errgroup.Group).Go,
	XSync + "/semaphore":       (*semaphore.Weighted).Acquire,
	XSync + "/singleflight":    (*singleflight.Group).Do,
}

// Has reports whether a package is one of these.
func Has(importPath string) bool { return anchors[importPath] != nil }

// Package is the source of one, as the compiler is given it.
type Package struct {
	Path    string
	Files   map[string][]byte // by name; assembly too
	Imports []string          // packages of the standard library
	// Dir is where the source was when this binary was compiled.
	Dir string
}

// Packages reads them.
type Packages struct {
	own fs.FS
}

// New returns the packages; own is the source of this module by paths below its root,
// nil if there is none. Then only those of golang.org/x/sync can be had.
func New(own fs.FS) *Packages { return &Packages{own} }

// errNoSource is the answer of a front that was started without the module's source.
var errNoSource = errors.New("this schedtick is without its own source")

// Source returns a package as the binary has it that was built with these build tags.
func (p *Packages) Source(importPath string, tags []string) (*Package, error) {
	anchor := anchors[importPath]
	if anchor == nil {
		return nil, fmt.Errorf("linked: %s: not linked into schedtick", importPath)
	}
	files, dir := fs.FS(copies), root+"/"+importPath
	if rest, ok := strings.CutPrefix(importPath, Module+"/"); ok {
		files, dir = p.own, rest
	}
	if files == nil {
		return nil, fmt.Errorf("linked: %s: %w", importPath, errNoSource)
	}
	pkg := &Package{Path: importPath, Files: make(map[string][]byte)}
	list, err := fs.ReadDir(files, dir)
	if err != nil {
		return nil, fmt.Errorf("linked: %s: %w", importPath, err)
	}
	c := buildContext(files, tags)
	for _, f := range list {
		name := f.Name()
		if ext := path.Ext(name); f.IsDir() || ext != ".go" && ext != ".s" || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if ok, err := c.MatchFile(dir, name); err != nil {
			return nil, fmt.Errorf("linked: %s: %w", importPath, err)
		} else if !ok {
			continue
		}
		if pkg.Files[name], err = fs.ReadFile(files, dir+"/"+name); err != nil {
			return nil, fmt.Errorf("linked: %s: %w", importPath, err)
		}
	}
	if pkg.Imports, err = imports(pkg.Files); err != nil {
		return nil, fmt.Errorf("linked: %s: %w", importPath, err)
	}
	pkg.Dir, err = compiledIn(anchor, pkg.Files)
	if err != nil {
		return nil, fmt.Errorf("linked: %s: %w", importPath, err)
	}
	return pkg, nil
}

// compiledIn is the directory of a function's file in this binary.
func compiledIn(function any, files map[string][]byte) (string, error) {
	fn := runtime.FuncForPC(reflect.ValueOf(function).Pointer())
	at, _ := fn.FileLine(fn.Entry())
	dir, name := path.Split(filepath.ToSlash(at))
	if files[name] == nil {
		return "", fmt.Errorf("the binary was made from %s, which is not there", at)
	}
	return strings.TrimSuffix(dir, "/"), nil
}

// imports are the packages that files import, sorted.
func imports(files map[string][]byte) ([]string, error) {
	set := make(map[string]bool)
	for name, text := range files {
		if path.Ext(name) != ".go" {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
		if err != nil {
			return nil, err
		}
		for _, spec := range f.Imports {
			p, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return nil, err
			}
			set[p] = true
		}
	}
	return slices.Sorted(maps.Keys(set)), nil
}

// buildContext decides which files belong to a package here.
func buildContext(files fs.FS, tags []string) *build.Context {
	c := build.Default
	c.GOOS, c.GOARCH, c.CgoEnabled, c.BuildTags = runtime.GOOS, runtime.GOARCH, true, tags
	c.JoinPath = func(elem ...string) string { return path.Join(elem...) }
	c.OpenFile = func(name string) (io.ReadCloser, error) { return files.Open(name) }
	return &c
}

// Copies are the packages of golang.org/x/sync, below the module's root.
func Copies() fs.FS {
	sub, err := fs.Sub(copies, root+"/"+XSync)
	if err != nil {
		panic(err) // the path is well formed
	}
	return sub
}
