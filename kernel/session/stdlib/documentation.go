package stdlib

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
)

// Documentation collects the doc comments of a package's exported names from its
// files: "" is the package's own, then "Name", "Type.Method", "Type.Field".
func Documentation(path, dir string, names []string) (map[string]string, error) {
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range names {
		f, err := parser.ParseFile(fset, filepath.Join(dir, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	p, err := doc.NewFromFiles(fset, files, path)
	if err != nil {
		return nil, err
	}
	m := make(map[string]string)
	add := func(name, text string) {
		if text = strings.TrimSpace(text); text != "" && m[name] == "" {
			m[name] = text
		}
	}
	values := func(list []*doc.Value) {
		for _, v := range list {
			for _, spec := range v.Decl.Specs {
				vs := spec.(*ast.ValueSpec)
				for _, id := range vs.Names {
					add(id.Name, vs.Doc.Text())
					add(id.Name, vs.Comment.Text())
					add(id.Name, v.Doc)
				}
			}
		}
	}
	funcs := func(recv string, list []*doc.Func) {
		for _, f := range list {
			add(recv+f.Name, f.Doc)
		}
	}
	add("", p.Doc)
	values(p.Consts)
	values(p.Vars)
	funcs("", p.Funcs)
	for _, t := range p.Types {
		add(t.Name, t.Doc)
		values(t.Consts)
		values(t.Vars)
		funcs("", t.Funcs)
		funcs(t.Name+".", t.Methods)
		for _, spec := range t.Decl.Specs {
			ts, ok := spec.(*ast.TypeSpec)
			if !ok {
				continue
			}
			var list *ast.FieldList
			switch x := ts.Type.(type) {
			case *ast.StructType:
				list = x.Fields
			case *ast.InterfaceType:
				list = x.Methods
			default:
				continue
			}
			for _, f := range list.List {
				for _, id := range f.Names {
					if id.IsExported() {
						add(ts.Name.Name+"."+id.Name, f.Doc.Text())
						add(ts.Name.Name+"."+id.Name, f.Comment.Text())
					}
				}
			}
		}
	}
	return m, nil
}
