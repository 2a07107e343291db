package modules

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
)

// Inner is the modules as their own source sees them: packages that cells cannot import
// are in it too, and those of which only export data has been made. kernel/lower
// reads generic functions with it. It implements stdlib.Modules.
type Inner struct{ *Set }

// Inner returns the view.
func (s *Set) Inner() Inner { return Inner{s} }

func (i Inner) inside(path string) *pkg {
	i.mu.RLock()
	defer i.mu.RUnlock()
	return i.inner[path]
}

// Has reports whether there is such a package.
func (i Inner) Has(path string) bool { return i.inside(path) != nil }

// Ready is Has: there is export data of all of them.
func (i Inner) Ready(path string) bool { return i.Has(path) }

// Open gives the export data.
func (i Inner) Open(path string) (io.ReadCloser, error) {
	p := i.inside(path)
	if p == nil {
		return nil, fmt.Errorf("modules: %s has not been built", path)
	}
	return os.Open(p.export)
}

// Sources are the package's Go files.
func (i Inner) Sources(path string) (map[string][]byte, error) { return i.inside(path).sources() }

// addInner makes what a package imports known.
func (s *Set) addInner(list []*pkg, std map[string]string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	inner := maps.Clone(s.inner)
	for _, p := range list {
		if inner[p.ImportPath] == nil {
			inner[p.ImportPath] = p
		}
	}
	s.inner = inner
	files := maps.Clone(s.std)
	maps.Copy(files, std)
	s.std = files
}

// Compiled is what compiled cells need to import packages of modules: the files that the
// compiler made of all packages of the session and of what they import, by path, and a
// name for the content of all. Both are empty if there are no modules.
func (s *Set) Compiled() (files map[string]string, content string) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if len(s.inner) == 0 {
		return nil, ""
	}
	files = maps.Clone(s.std)
	h := sha256.New()
	for _, path := range slices.Sorted(maps.Keys(s.inner)) {
		p := s.inner[path]
		files[path] = p.export
		fmt.Fprintf(h, "%q %s\n", path, p.sum)
	}
	return files, hex.EncodeToString(h.Sum(nil)[:16])
}
