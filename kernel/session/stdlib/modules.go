package stdlib

import (
	"io"
	"slices"
)

// Modules are packages beside the embedded ones that a session can import: those of the
// modules that it got. The methods may be called from any goroutine.
type Modules interface {
	// Paths are the import paths of all packages.
	Paths() []string
	// Has reports whether there is such a package. Ready reports whether it has been
	// built, so that Open can be called.
	Has(path string) bool
	Ready(path string) bool
	// Name is what the package clause says, "" if there is no such package.
	Name(path string) string
	// Open gives the export data as the compiler wrote it.
	Open(path string) (io.ReadCloser, error)
	// Doc is [Doc] for these packages.
	Doc(path, name string) string
	// Sources are the package's Go files by name, for the generic functions.
	Sources(path string) (map[string][]byte, error)
}

// Doc is the doc comment of a name of a package, as [Doc], for all packages that can be
// imported.
func (im *Importer) Doc(path, name string) string {
	if !Has(path) && im.modules != nil {
		return im.modules.Doc(path, name)
	}
	return Doc(path, name)
}

// Has reports whether the package of that import path can be imported.
func (im *Importer) Has(path string) bool {
	return Has(path) || im.modules != nil && im.modules.Has(path)
}

// Paths are the import paths of all packages that can be imported, sorted.
func (im *Importer) Paths() []string {
	if im.modules == nil {
		return Paths()
	}
	more := im.modules.Paths()
	if len(more) == 0 {
		return Paths()
	}
	all := slices.Concat(Paths(), more)
	slices.Sort(all)
	return slices.Compact(all)
}

// Name is the name of the package of an import path.
func (im *Importer) Name(path string) string {
	if !Has(path) && im.modules != nil {
		if name := im.modules.Name(path); name != "" {
			return name
		}
	}
	return Name(path)
}

// Sources are the Go files of a package of a module, by name; nil for other packages.
func (im *Importer) Sources(path string) (map[string][]byte, error) {
	if Has(path) || im.modules == nil || !im.modules.Has(path) {
		return nil, nil
	}
	return im.modules.Sources(path)
}
