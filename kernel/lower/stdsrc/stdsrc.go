package stdsrc

import (
	"archive/zip"
	"bytes"
	"embed"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"

	"schedtick/kernel/session/stdlib"
)

//go:embed src.zip
var src []byte

//go:embed _own
var own embed.FS

// Prefix begins the paths of packages checked from source: types and functions
// in them are other ones than those of the compiled package of that name.
const Prefix = "std:"

// rtPath is the compiled package whose help the sources in _own take.
const rtPath = "schedtick/kernel/rt"

// Package is a function of the standard library, with what it needs of its
// package, checked from source. Nothing in it may be changed.
type Package struct {
	Fset *token.FileSet
	Pkg  *types.Package // its path begins with Prefix
	Info *types.Info
	// Funcs are the declarations that were checked, by name; methods by "Type.Name".
	Funcs map[string]*ast.FuncDecl
}

// Loader checks functions on first use and keeps them. It is not safe for
// concurrent use.
type Loader struct {
	imp    *stdlib.Importer
	rt     *types.Package
	parsed map[string]*source
	done   map[string]*Package
}

// source is a parsed package.
type source struct {
	fset  *token.FileSet
	files []*ast.File
	funcs map[string]*ast.FuncDecl
	// module: it is a package of a module, whose files import more than its generic
	// functions need.
	module bool
}

// NewLoader makes a Loader that has loaded nothing.
func NewLoader() *Loader { return NewLoaderWith(nil) }

// NewLoaderWith makes one that also knows the packages of modules; nil for none.
func NewLoaderWith(m stdlib.Modules) *Loader {
	return &Loader{imp: stdlib.NewImporterWith(m), parsed: map[string]*source{}, done: map[string]*Package{}}
}

// Load gives the function called name of the package of an import path, or nil
// if no source is kept of it. Only what the function reaches is checked: a
// whole package would take ten times as long.
func (l *Loader) Load(importPath, name string) (*Package, error) {
	full := importPath + "." + name
	if p, ok := l.done[full]; ok {
		return p, nil
	}
	src := l.parsed[importPath]
	if src == nil {
		var err error
		if src, err = l.parse(importPath); err != nil {
			return nil, fmt.Errorf("stdsrc: %s: %w", importPath, err)
		}
		l.parsed[importPath] = src
	}
	var p *Package
	if src.funcs[name] != nil {
		var err error
		if p, err = l.check(importPath, src, name); err != nil && src.module {
			err = fmt.Errorf("%w: %w", ErrOwn, err)
		}
		if err != nil {
			return nil, fmt.Errorf("stdsrc: %s: %w", full, err)
		}
	}
	l.done[full] = p
	return p, nil
}

func (l *Loader) check(importPath string, src *source, name string) (*Package, error) {
	p := &Package{
		Fset: src.fset,
		Info: &types.Info{
			Types:      map[ast.Expr]types.TypeAndValue{},
			Defs:       map[*ast.Ident]types.Object{},
			Uses:       map[*ast.Ident]types.Object{},
			Implicits:  map[ast.Node]types.Object{},
			Selections: map[*ast.SelectorExpr]*types.Selection{},
			Instances:  map[*ast.Ident]types.Instance{},
		},
	}
	var names map[string]bool
	if src.module {
		var err error
		if p.Funcs, names, err = src.reachModule(name); err != nil {
			return nil, err
		}
	} else {
		p.Funcs = src.reach(name)
	}
	var first error
	conf := &types.Config{
		GoVersion: "go1.26",
		Importer:  l,
		Sizes:     types.SizesFor("gc", runtime.GOARCH),
		Error: func(err error) {
			// An import that only other functions use is no error here.
			if e := (types.Error{}); first == nil && (!errors.As(err, &e) || !e.Soft) {
				first = err
			}
		},
	}
	var files []*ast.File
	for _, f := range src.files {
		part := *f
		if src.module {
			part.Decls = needed(f, p.Funcs, names)
		} else {
			part.Decls = slices.DeleteFunc(slices.Clone(f.Decls), func(d ast.Decl) bool {
				fd, ok := d.(*ast.FuncDecl)
				return ok && p.Funcs[declName(fd)] != fd
			})
		}
		files = append(files, &part)
	}
	p.Pkg, _ = conf.Check(Prefix+importPath, src.fset, files, p.Info)
	return p, first
}

// reach finds the functions that name needs, itself and all methods included.
func (s *source) reach(name string) map[string]*ast.FuncDecl {
	out := map[string]*ast.FuncDecl{}
	var add func(name string)
	add = func(name string) {
		d := s.funcs[name]
		if d == nil || out[name] != nil {
			return
		}
		out[name] = d
		ast.Inspect(d, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				add(id.Name)
			}
			return true
		})
	}
	add(name)
	for n, d := range s.funcs {
		if d.Recv != nil {
			add(n)
		}
	}
	return out
}

// Import is for the checker of the sources.
func (l *Loader) Import(importPath string) (*types.Package, error) {
	if importPath != rtPath {
		return l.imp.Import(importPath)
	}
	if l.rt != nil {
		return l.rt, nil
	}
	text, err := own.ReadFile("_own/rt.go")
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "rt.go", text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	conf := &types.Config{IgnoreFuncBodies: true, Importer: l.imp}
	l.rt, err = conf.Check(rtPath, fset, []*ast.File{f}, nil)
	return l.rt, err
}

// parse reads the sources of a package. Functions of ours replace the release's.
func (l *Loader) parse(importPath string) (*source, error) {
	const mode = parser.SkipObjectResolution
	s := &source{fset: token.NewFileSet(), funcs: map[string]*ast.FuncDecl{}}
	add := func(name string, text []byte) error {
		f, err := parser.ParseFile(s.fset, name, text, mode)
		if err != nil {
			return err
		}
		for _, d := range f.Decls {
			if fd, ok := d.(*ast.FuncDecl); ok && fd.Body != nil && s.funcs[declName(fd)] == nil {
				s.funcs[declName(fd)] = fd
			}
		}
		s.files = append(s.files, f)
		return nil
	}
	if text, err := own.ReadFile("_own/" + strings.ReplaceAll(importPath, "/", "_") + ".go"); err == nil {
		if err := add(path.Join(importPath, "own.go"), text); err != nil {
			return nil, err
		}
	}
	more, err := l.imp.Sources(importPath)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(more)) {
		if err := add(path.Join(importPath, name), more[name]); err != nil {
			return nil, err
		}
	}
	s.module = len(more) > 0
	z, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		return nil, err
	}
	for _, f := range z.File {
		if path.Dir(f.Name) != importPath {
			continue
		}
		text, err := content(f)
		if err == nil {
			err = add(f.Name, text)
		}
		if err != nil {
			return nil, err
		}
	}
	return s, nil
}

func content(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// declName is the key of a declaration in Package.Funcs.
func declName(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return d.Name.Name
	}
	t := d.Recv.List[0].Type
	if s, ok := t.(*ast.StarExpr); ok {
		t = s.X
	}
	if id, ok := t.(*ast.Ident); ok {
		return id.Name + "." + d.Name.Name
	}
	return d.Name.Name
}
