package stdlib

import (
	"go/token"
	"go/types"
	"sync"
)

// peek caches packages that were looked at without adding them to an Importer
// that others use.
var peek = sync.OnceValue(NewImporter)

// Exports reports whether the package of that import path exports name.
func Exports(path, name string) bool {
	if path == "unsafe" {
		return types.Unsafe.Scope().Lookup(name) != nil
	}
	pkg := Peek(path)
	return pkg != nil && token.IsExported(name) && pkg.Scope().Lookup(name) != nil
}

// Peek reads a package for looking only: its types are not identical to those
// that any Importer gives. It is nil if there is no such package.
func Peek(path string) *types.Package {
	pkg, err := peek().Import(path)
	if err != nil {
		return nil
	}
	return pkg
}
