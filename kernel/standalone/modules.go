package standalone

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"schedtick/kernel/session"
)

// modules holds the source of the packages outside the standard library that
// every session has, so that a program can be built without a network: those of
// golang.org/x/sync at the version of go.mod, which a test compares.
//
//go:embed _modules
var modules embed.FS

const (
	modulesRoot = "_modules"
	xsync       = "golang.org/x/sync"
)

// ours are the packages that belong to the session's process.
var ours = []string{"schedtick/kernel/display", "schedtick/runtimeprobe"}

// addModules gives the program what it imports from outside the standard library.
func (m *maker) addModules() error {
	var needed []string
	for _, imp := range m.imports() {
		switch {
		case slices.Contains(ours, imp.Path):
			at := m.u.Cell.PositionAt(0)
			for _, spec := range m.u.Cell.Imports {
				if strings.Trim(spec.Path.Value, "\"`") == imp.Path {
					at = m.u.Cell.Position(spec.Pos())
				}
			}
			return &CannotError{at, fmt.Sprintf("%s works in the session's process only, and this cell runs as a program of its own", imp.Path)}
		case strings.HasPrefix(imp.Path, xsync+"/"):
			needed = append(needed, strings.TrimPrefix(imp.Path, xsync+"/"))
		}
	}
	if len(needed) == 0 {
		return nil
	}
	m.p.Requires = fmt.Sprintf("require %s v0.0.0\nreplace %[1]s => ./_modules/%[1]s\n", xsync)
	root := path.Join(modulesRoot, xsync)
	m.p.Files[path.Join(root, "go.mod")] = []byte("module " + xsync + "\n\ngo 1.24\n") // none newer than the program's
	return fs.WalkDir(modules, root, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(file) != ".go" {
			return err
		}
		text, err := modules.ReadFile(file)
		if err != nil {
			return fmt.Errorf("standalone: %s: %w", file, err)
		}
		m.p.Files[file] = text
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
