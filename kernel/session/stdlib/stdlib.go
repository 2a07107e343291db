package stdlib

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"path"
	"slices"
	"strings"
	"sync"
)

//go:embed std.zip
var stdZip []byte

//go:embed extra.zip
var extraZip []byte

// index finds the export data of a package by its import path. It is a cache.
var index = sync.OnceValue(func() map[string]*zip.File { return files(stdZip, extraZip) })

// files are the files of embedded archives, by name.
func files(archives ...[]byte) map[string]*zip.File {
	m := make(map[string]*zip.File)
	for _, data := range archives {
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			panic("stdlib: embedded archive: " + err.Error()) // made by gen, tested
		}
		for _, f := range z.File {
			m[f.Name] = f
		}
	}
	return m
}

// Has reports whether the package of that import path can be imported.
func Has(path string) bool { return path == "unsafe" || index()[path] != nil }

// Paths are the import paths of all packages, sorted.
var Paths = sync.OnceValue(func() []string {
	paths := []string{"unsafe"}
	for p := range index() {
		paths = append(paths, p)
	}
	slices.Sort(paths)
	return paths
})

// ByName are the import paths of the packages of that name, the most usual
// one first: math/rand/v2 comes before math/rand, text/template before html/template.
func ByName(name string) []string {
	var found []string
	for _, p := range Paths() {
		if Name(p) == name {
			found = append(found, p)
		}
	}
	slices.SortStableFunc(found, func(a, b string) int { return rank(a) - rank(b) })
	return found
}

// rank orders packages of one name.
func rank(p string) int {
	switch {
	case p == "crypto/rand", p == "html/template", p == "runtime/pprof", p == "runtime/metrics":
		return 2
	case p == "math/rand", strings.HasPrefix(p, "go/"), strings.HasPrefix(p, "debug/"), strings.HasPrefix(p, "internal/"):
		return 1
	case strings.HasPrefix(p, "text/"), !strings.Contains(p, "/"):
		return -1
	}
	return 0
}

// Name is the name of the package of an import path: its last element, a
// version aside.
func Name(p string) string {
	name := path.Base(p)
	if len(name) > 1 && name[0] == 'v' && strings.Trim(name[1:], "0123456789") == "" {
		name = path.Base(path.Dir(p))
	}
	return name
}

// An Importer reads packages on demand. It is safe for concurrent use; so are
// the packages that it gave, as long as they are read through Read while
// others are imported.
type Importer struct {
	mu      sync.RWMutex
	imp     types.Importer
	done    map[string]*types.Package
	modules Modules        // nil for none
	Fset    *token.FileSet // positions in the sources of the packages: file and line
}

// NewImporter makes an Importer with no package read.
func NewImporter() *Importer { return NewImporterWith(nil) }

// NewImporterWith makes one that also reads the packages of modules; nil for none.
func NewImporterWith(m Modules) *Importer {
	im := &Importer{Fset: token.NewFileSet(), modules: m}
	im.Reset()
	return im
}

// Reset forgets what was read: packages of modules may be others by now. Types that were
// given before are not identical to those given from now on.
func (im *Importer) Reset() {
	im.mu.Lock()
	defer im.mu.Unlock()
	im.done = map[string]*types.Package{"unsafe": types.Unsafe}
	im.imp = importer.ForCompiler(im.Fset, "gc", im.open)
}

// Import gives the package of an import path.
func (im *Importer) Import(path string) (*types.Package, error) {
	im.mu.RLock()
	pkg := im.done[path]
	im.mu.RUnlock()
	if pkg != nil {
		return pkg, nil
	}
	if !Has(path) && (im.modules == nil || !im.modules.Ready(path)) {
		return nil, im.unknown(path)
	}
	im.mu.Lock()
	defer im.mu.Unlock()
	pkg, err := im.imp.Import(path)
	if err != nil {
		return nil, fmt.Errorf("stdlib: import %s: %w", path, err)
	}
	im.done[path] = pkg
	return pkg, nil
}

// Read keeps imports away while f looks at packages: reading one package can
// add objects to another that is only known in part. f may only use packages
// through the types.Importer that it is given, which imports nothing new.
func (im *Importer) Read(f func(types.Importer)) {
	im.mu.RLock()
	defer im.mu.RUnlock()
	f(known{im})
}

// known are the packages that have been imported.
type known struct{ im *Importer }

func (k known) Import(path string) (*types.Package, error) {
	if pkg := k.im.done[path]; pkg != nil {
		return pkg, nil
	}
	return nil, k.im.unknown(path)
}

// unknown says why a package cannot be imported.
func (im *Importer) unknown(path string) error {
	elems := strings.Split(path, "/")
	switch {
	case slices.Contains(elems, "internal"):
		return fmt.Errorf("use of internal package %s not allowed", path)
	case strings.Contains(elems[0], "."):
		if im.modules != nil && im.modules.Has(path) {
			return errors.New("it has not been built")
		}
		return fmt.Errorf("it is not in the session: %%get %s gets it", path)
	}
	return fmt.Errorf("package %s is not in std", path)
}

// open gives the export data of a package.
func (im *Importer) open(path string) (io.ReadCloser, error) {
	if !Has(path) && im.modules != nil && im.modules.Ready(path) {
		return im.modules.Open(path)
	}
	return open(path)
}

// open gives the export data of an embedded package.
func open(path string) (io.ReadCloser, error) {
	f := index()[path]
	if f == nil {
		return nil, fmt.Errorf("stdlib: %s: no such package", path)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("stdlib: %s: %w", path, err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("stdlib: %s: %w", path, err)
	}
	return Object(data), nil
}

// Object wraps export data as the compiler does: in the first file of an archive.
func Object(data []byte) io.ReadCloser {
	const head, tail = "go object linux amd64 any X:none\n\n$$B\n", "\n$$\n"
	size := len(head) + len(data) + len(tail)
	b := bytes.NewBuffer(make([]byte, 0, size+80))
	fmt.Fprintf(b, "!<arch>\n%-16s%-12d%-6d%-6d%-8o%-10d`\n%s", "__.PKGDEF", 0, 0, 0, 0o644, size, head)
	b.Write(data)
	b.WriteString(tail)
	return io.NopCloser(b)
}
