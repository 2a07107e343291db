package standalone

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"schedtick/kernel/linked"
	"schedtick/kernel/session"
)

// modulesRoot is the directory of the modules that a program brings.
const modulesRoot = "_modules"

// addModules gives the program what it imports from outside the standard library.
func (m *maker) addModules() error {
	xsync := false
	for _, imp := range m.imports() {
		m.p.imports = append(m.p.imports, imp.Path)
		switch {
		case strings.HasPrefix(imp.Path, linked.Module+"/") && linked.Has(imp.Path):
			at := m.u.Cell.PositionAt(0)
			for _, spec := range m.u.Cell.Imports {
				if strings.Trim(spec.Path.Value, "\"`") == imp.Path {
					at = m.u.Cell.Position(spec.Pos())
				}
			}
			return &CannotError{at, fmt.Sprintf("%s works in the session's process only, and this cell runs as a program of its own", imp.Path)}
		case strings.HasPrefix(imp.Path, linked.XSync+"/"):
			xsync = true
		}
	}
	if !xsync {
		return nil
	}
	root := path.Join(modulesRoot, linked.XSync)
	m.p.inside(linked.XSync, root)
	m.p.Files[path.Join(root, "go.mod")] = []byte("module " + linked.XSync + "\n\ngo 1.24\n") // none newer than the program's
	copies := linked.Copies()
	return fs.WalkDir(copies, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(file) != ".go" {
			return err
		}
		text, err := fs.ReadFile(copies, file)
		if err != nil {
			return fmt.Errorf("standalone: %s: %w", file, err)
		}
		m.p.Files[path.Join(root, file)] = text
		return nil
	})
}

// imports are the packages that the program's text names.
func (m *maker) imports() []session.ImportRef {
	var list []session.ImportRef
	for _, p := range m.u.Imports {
		if m.used[p.Path] || m.u.Cell.File != nil {
			list = append(list, p)
		}
	}
	for p := range m.used {
		if !slices.ContainsFunc(list, func(r session.ImportRef) bool { return r.Path == p }) {
			list = append(list, session.ImportRef{Path: p})
		}
	}
	return list
}
