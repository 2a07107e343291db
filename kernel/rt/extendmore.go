package rt

import (
	"io/fs"
	"math/rand"
	"net/http"
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

type (
	withReadFile struct{ e *extension }
	withStat     struct{ e *extension }
	withReadDir  struct{ e *extension }
	withEntries  struct{ e *extension }

	readFileFunc = func(any, string) ([]byte, error)
	statFunc     = func(any, string) (fs.FileInfo, error)
	readDirFunc  = func(any, string) ([]fs.DirEntry, error)
	entriesFunc  = func(any, int) ([]fs.DirEntry, error)
)

// ReadFile is the type's own.
func (m withReadFile) ReadFile(name string) (b []byte, err error) {
	f, _ := method[readFileFunc](m.e, "ReadFile")
	m.e.call(func() { b, err = f(m.e.x, name) })
	return b, err
}

// Stat is the type's own.
func (m withStat) Stat(name string) (i fs.FileInfo, err error) {
	f, _ := method[statFunc](m.e, "Stat")
	m.e.call(func() { i, err = f(m.e.x, name) })
	return i, err
}

// ReadDir is a file system's own.
func (m withReadDir) ReadDir(name string) (es []fs.DirEntry, err error) {
	f, _ := method[readDirFunc](m.e, "ReadDir")
	m.e.call(func() { es, err = f(m.e.x, name) })
	return es, err
}

// ReadDir is a file's own.
func (m withEntries) ReadDir(n int) (es []fs.DirEntry, err error) {
	f, _ := method[entriesFunc](m.e, "ReadDir")
	m.e.call(func() { es, err = f(m.e.x, n) })
	return es, err
}

func extendFS(e *extension, w any) any {
	base := w.(fs.FS)
	_, read := method[readFileFunc](e, "ReadFile")
	_, stat := method[statFunc](e, "Stat")
	_, dir := method[readDirFunc](e, "ReadDir")
	switch {
	case read && stat && dir:
		return &struct {
			*extension
			fs.FS
			withReadFile
			withStat
			withReadDir
		}{e, base, withReadFile{e}, withStat{e}, withReadDir{e}}
	case read && stat:
		return &struct {
			*extension
			fs.FS
			withReadFile
			withStat
		}{e, base, withReadFile{e}, withStat{e}}
	case read && dir:
		return &struct {
			*extension
			fs.FS
			withReadFile
			withReadDir
		}{e, base, withReadFile{e}, withReadDir{e}}
	case stat && dir:
		return &struct {
			*extension
			fs.FS
			withStat
			withReadDir
		}{e, base, withStat{e}, withReadDir{e}}
	case read:
		return &struct {
			*extension
			fs.FS
			withReadFile
		}{e, base, withReadFile{e}}
	case stat:
		return &struct {
			*extension
			fs.FS
			withStat
		}{e, base, withStat{e}}
	case dir:
		return &struct {
			*extension
			fs.FS
			withReadDir
		}{e, base, withReadDir{e}}
	}
	return nil
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

type (
	withFlush  struct{ e *extension }
	withUnwrap struct{ e *extension }

	flushFunc  = func(any)
	unwrapFunc = func(any) http.ResponseWriter
)

// Flush is the type's own.
func (m withFlush) Flush() {
	f, _ := method[flushFunc](m.e, "Flush")
	f(m.e.x) // net/http recovers what it panics with
}

// Unwrap is the type's own.
func (m withUnwrap) Unwrap() http.ResponseWriter {
	f, _ := method[unwrapFunc](m.e, "Unwrap")
	return f(m.e.x)
}

func extendResponse(e *extension, w any) any {
	base := w.(http.ResponseWriter)
	_, flush := method[flushFunc](e, "Flush")
	_, unwrap := method[unwrapFunc](e, "Unwrap")
	_, str := method[writeStringFunc](e, "WriteString")
	switch {
	case flush && unwrap && str:
		return &struct {
			*extension
			http.ResponseWriter
			withFlush
			withUnwrap
			withWriteString
		}{e, base, withFlush{e}, withUnwrap{e}, withWriteString{e}}
	case flush && unwrap:
		return &struct {
			*extension
			http.ResponseWriter
			withFlush
			withUnwrap
		}{e, base, withFlush{e}, withUnwrap{e}}
	case flush && str:
		return &struct {
			*extension
			http.ResponseWriter
			withFlush
			withWriteString
		}{e, base, withFlush{e}, withWriteString{e}}
	case unwrap && str:
		return &struct {
			*extension
			http.ResponseWriter
			withUnwrap
			withWriteString
		}{e, base, withUnwrap{e}, withWriteString{e}}
	case flush:
		return &struct {
			*extension
			http.ResponseWriter
			withFlush
		}{e, base, withFlush{e}}
	case unwrap:
		return &struct {
			*extension
			http.ResponseWriter
			withUnwrap
		}{e, base, withUnwrap{e}}
	case str:
		return &struct {
			*extension
			http.ResponseWriter
			withWriteString
		}{e, base, withWriteString{e}}
	}
	return nil
}
