package stdsrc

import (
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strconv"

	"schedtick/kernel/session/stdlib"
)

// ErrOwn says that a generic function of a module needs what its package has only once
// and in compiled form: a variable, a type.
var ErrOwn = errors.New("it needs what only its compiled package has")

// reachModule finds the functions that the function called name of a module's package
// needs, as reach does, and the names of all that it needs. Of a module nothing else is looked
// at: its files may import what is not there.
func (s *source) reachModule(name string) (out map[string]*ast.FuncDecl, names map[string]bool, err error) {
	out = map[string]*ast.FuncDecl{}
	specs := specsOf(s.files)
	seen := map[string]bool{}
	var add func(name string)
	visit := func(n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				ast.Inspect(n.X, func(n ast.Node) bool {
					if id, ok := n.(*ast.Ident); ok {
						add(id.Name)
					}
					return true
				})
				return false
			case *ast.Ident:
				add(n.Name)
			}
			return true
		})
	}
	add = func(name string) {
		if seen[name] {
			return
		}
		seen[name] = true
		if d := s.funcs[name]; d != nil {
			out[name] = d
			visit(d)
			return
		}
		switch spec := specs[name].(type) {
		case *ast.TypeSpec:
			if _, ok := spec.Type.(*ast.InterfaceType); !ok {
				err = fmt.Errorf("%w: type %s", ErrOwn, name)
			}
			visit(spec.Type)
		case *ast.ValueSpec:
			if !constant(s.files, spec) {
				err = fmt.Errorf("%w: variable %s", ErrOwn, name)
			}
			for _, v := range spec.Values {
				visit(v)
			}
		}
	}
	add(name)
	return out, seen, err
}

// specsOf are the types, variables and constants that files declare, by name.
func specsOf(files []*ast.File) map[string]ast.Spec {
	specs := map[string]ast.Spec{}
	for _, f := range files {
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range g.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					specs[spec.Name.Name] = spec
				case *ast.ValueSpec:
					for _, id := range spec.Names {
						specs[id.Name] = spec
					}
				}
			}
		}
	}
	return specs
}

// constant reports whether a spec declares constants.
func constant(files []*ast.File, spec *ast.ValueSpec) bool {
	for _, f := range files {
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.CONST {
				for _, s := range g.Specs {
					if s == ast.Spec(spec) {
						return true
					}
				}
			}
		}
	}
	return false
}

// needed are the declarations of a file that some functions need: the functions,
// constants and interface types of those names, and the imports that these name.
func needed(f *ast.File, funcs map[string]*ast.FuncDecl, names map[string]bool) []ast.Decl {
	var decls []ast.Decl
	used := map[string]bool{}
	note := func(n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok {
					used[x.Name] = true
				}
			}
			return true
		})
	}
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if funcs[declName(d)] == d {
				decls = append(decls, d)
				note(d)
			}
		case *ast.GenDecl:
			part := *d
			part.Specs = specsNamed(d, names)
			if len(part.Specs) > 0 {
				decls = append(decls, &part)
				note(&part)
			}
		}
	}
	imports := &ast.GenDecl{Tok: token.IMPORT, Lparen: f.Name.End()}
	for _, spec := range f.Imports {
		if used[importName(spec)] {
			imports.Specs = append(imports.Specs, spec)
		}
	}
	if len(imports.Specs) == 0 {
		return decls
	}
	return append([]ast.Decl{imports}, decls...)
}

// specsNamed are the types of a declaration that have one of the names, or all its
// constants if one has: they count on from each other.
func specsNamed(d *ast.GenDecl, names map[string]bool) []ast.Spec {
	var specs []ast.Spec
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			if names[spec.Name.Name] {
				specs = append(specs, spec)
			}
		case *ast.ValueSpec:
			if d.Tok == token.CONST && slices.ContainsFunc(spec.Names, func(id *ast.Ident) bool { return names[id.Name] }) {
				return d.Specs
			}
		}
	}
	return specs
}

// importName is what an import is called, as far as its text tells.
func importName(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	p, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return ""
	}
	return stdlib.Name(p)
}
