package rt

import (
	"io/fs"
	"math/rand"
)

type (
	withUint64 struct{ e *extension }
	uint64Func = func(any) uint64
)

// Uint64 is the type's own.
func (m withUint64) Uint64() (n uint64) {
	f, _ := method[uint64Func](m.e, "Uint64")
	m.e.call(func() { n = f(m.e.x) })
	return n
}

// extendSource makes a rand.Source64.
func extendSource(e *extension, w any) any {
	if _, ok := method[uint64Func](e, "Uint64"); !ok {
		return nil
	}
	return &struct {
		*extension
		rand.Source
		withUint64
	}{e, w.(rand.Source), withUint64{e}}
}

func extendFS(e *extension, w any) any { return &fileSystem{globbing{files{e, w.(fs.FS)}}} }

// A file system has all methods that package fs asks for: what the user's type has not
// it does as package fs does it for one that has not. So it need not be told apart. Each
// level lacks what fs must not find when it does the next one's methods.
type (
	files struct { // reads
		*extension
		fs.FS // Open alone
	}
	globbing   struct{ files }
	fileSystem struct{ globbing }

	readFileFunc = func(any, string) ([]byte, error)
	infoFunc     = func(any, string) (fs.FileInfo, error)
	readDirFunc  = func(any, string) ([]fs.DirEntry, error)
	readLinkFunc = func(any, string) (string, error)
	globFunc     = func(any, string) ([]string, error)
	subFunc      = func(any, string) (fs.FS, error)
)

var (
	_ fs.ReadFileFS = files{}
	_ fs.StatFS     = files{}
	_ fs.ReadDirFS  = files{}
	_ fs.ReadLinkFS = files{}
	_ fs.GlobFS     = globbing{}
	_ fs.SubFS      = fileSystem{}
)

// ReadFile is the type's own, or fs.ReadFile.
func (f files) ReadFile(name string) (b []byte, err error) {
	m, ok := method[readFileFunc](f.extension, "ReadFile")
	if !ok {
		return fs.ReadFile(f.FS, name)
	}
	f.call(func() { b, err = m(f.x, name) })
	return b, err
}

// Stat is the type's own, or fs.Stat.
func (f files) Stat(name string) (i fs.FileInfo, err error) {
	m, ok := method[infoFunc](f.extension, "Stat")
	if !ok {
		return fs.Stat(f.FS, name)
	}
	f.call(func() { i, err = m(f.x, name) })
	return i, err
}

// ReadDir is the type's own, or fs.ReadDir.
func (f files) ReadDir(name string) (es []fs.DirEntry, err error) {
	m, ok := method[readDirFunc](f.extension, "ReadDir")
	if !ok {
		return fs.ReadDir(f.FS, name)
	}
	f.call(func() { es, err = m(f.x, name) })
	return es, err
}

// links returns the methods of an fs.ReadLinkFS, which are there both or not at all.
func (f files) links() (readLink readLinkFunc, lstat infoFunc, ok bool) {
	readLink, one := method[readLinkFunc](f.extension, "ReadLink")
	lstat, two := method[infoFunc](f.extension, "Lstat")
	return readLink, lstat, one && two
}

// ReadLink is the type's own, or fs.ReadLink.
func (f files) ReadLink(name string) (to string, err error) {
	m, _, ok := f.links()
	if !ok {
		return fs.ReadLink(f.FS, name)
	}
	f.call(func() { to, err = m(f.x, name) })
	return to, err
}

// Lstat is the type's own, or fs.Lstat.
func (f files) Lstat(name string) (i fs.FileInfo, err error) {
	_, m, ok := f.links()
	if !ok {
		return f.Stat(name)
	}
	f.call(func() { i, err = m(f.x, name) })
	return i, err
}

// Glob is the type's own, or fs.Glob.
func (f globbing) Glob(pattern string) (names []string, err error) {
	m, ok := method[globFunc](f.extension, "Glob")
	if !ok {
		return fs.Glob(f.files, pattern)
	}
	f.call(func() { names, err = m(f.x, pattern) })
	return names, err
}

// Sub is the type's own, or fs.Sub.
func (f fileSystem) Sub(dir string) (sub fs.FS, err error) {
	m, ok := method[subFunc](f.extension, "Sub")
	if !ok {
		return fs.Sub(f.globbing, dir)
	}
	f.call(func() { sub, err = m(f.x, dir) })
	return sub, err
}

type (
	withEntries struct{ e *extension }
	entriesFunc = func(any, int) ([]fs.DirEntry, error)
)

// ReadDir is a file's own.
func (m withEntries) ReadDir(n int) (es []fs.DirEntry, err error) {
	f, _ := method[entriesFunc](m.e, "ReadDir")
	m.e.call(func() { es, err = f(m.e.x, n) })
	return es, err
}

func extendFile(e *extension, w any) any {
	base := w.(fs.File)
	_, dir := method[entriesFunc](e, "ReadDir")
	_, seek := method[seekFunc](e, "Seek")
	switch {
	case dir && seek:
		return &struct {
			*extension
			fs.File
			withEntries
			withSeek
		}{e, base, withEntries{e}, withSeek{e}}
	case dir:
		return &struct {
			*extension
			fs.File
			withEntries
		}{e, base, withEntries{e}}
	case seek:
		return &struct {
			*extension
			fs.File
			withSeek
		}{e, base, withSeek{e}}
	}
	return nil
}
