package rt

import (
	"io"
	"io/fs"
	"math/rand"
	"net/http"
	"reflect"
)

// Compiled code asks what it is given for more methods than those of the interface that
// it takes: io.Copy for WriteTo and ReadFrom, fs.ReadFile for ReadFile, a response's
// controller for Flush. A wrapper has them if the user's type has.

// extension is the value behind a wrapper, for the methods beyond its interface.
type extension struct {
	x any
	t *Type
	g guard
}

// inner is the value that the cell knows.
func (e *extension) inner() any { return e.x }

// extended returns w, the wrapper of x for the interface i, with such methods.
func (t *Type) extended(x, w any, i reflect.Type) any {
	extend := extensions[i]
	if extend == nil {
		return w
	}
	if more := extend(&extension{x, t, guard{current(), 0}}, w); more != nil {
		return more
	}
	return w
}

// extensions make what takes a wrapper's place, by its interface; nil if nothing does.
var extensions = map[reflect.Type]func(*extension, any) any{
	reflect.TypeFor[io.Writer]():           extendWriter,
	reflect.TypeFor[io.WriteCloser]():      extendWriter,
	reflect.TypeFor[io.Reader]():           extendReader,
	reflect.TypeFor[io.ReadCloser]():       extendReader,
	reflect.TypeFor[fs.FS]():               extendFS,
	reflect.TypeFor[fs.File]():             extendFile,
	reflect.TypeFor[http.ResponseWriter](): extendResponse,
	reflect.TypeFor[rand.Source]():         extendSource,
	flagValueType:                          extendFlag,
}

// method returns the user's method of that name, if it is an F.
func method[F any](e *extension, name string) (f F, ok bool) {
	f, ok = e.t.method(name).(F)
	return f, ok
}

// call runs a method of the user's from compiled code.
func (e *extension) call(f func()) {
	if e.g.own() {
		f()
		return
	}
	e.g.run(f)
}

// The methods. Each is embedded where the user's type has it.
type (
	withWriteString struct{ e *extension }
	withReadFrom    struct{ e *extension }
	withWriteTo     struct{ e *extension }
	withReadByte    struct{ e *extension }
	withClose       struct{ e *extension }
	withSeek        struct{ e *extension }
)

type (
	writeStringFunc = func(any, string) (int, error)
	readFromFunc    = func(any, io.Reader) (int64, error)
	writeToFunc     = func(any, io.Writer) (int64, error)
	readByteFunc    = func(any) (byte, error)
	closeFunc       = func(any) error
	seekFunc        = func(any, int64, int) (int64, error)
)

// WriteString is the type's own.
func (m withWriteString) WriteString(s string) (n int, err error) {
	f, _ := method[writeStringFunc](m.e, "WriteString")
	m.e.call(func() { n, err = f(m.e.x, s) })
	return n, err
}

// ReadFrom is the type's own.
func (m withReadFrom) ReadFrom(r io.Reader) (n int64, err error) {
	f, _ := method[readFromFunc](m.e, "ReadFrom")
	m.e.call(func() { n, err = f(m.e.x, r) })
	return n, err
}

// WriteTo is the type's own.
func (m withWriteTo) WriteTo(w io.Writer) (n int64, err error) {
	f, _ := method[writeToFunc](m.e, "WriteTo")
	m.e.call(func() { n, err = f(m.e.x, w) })
	return n, err
}

// ReadByte is the type's own.
func (m withReadByte) ReadByte() (b byte, err error) {
	f, _ := method[readByteFunc](m.e, "ReadByte")
	m.e.call(func() { b, err = f(m.e.x) })
	return b, err
}

// Close is the type's own.
func (m withClose) Close() (err error) {
	f, _ := method[closeFunc](m.e, "Close")
	m.e.call(func() { err = f(m.e.x) })
	return err
}

// Seek is the type's own.
func (m withSeek) Seek(offset int64, whence int) (n int64, err error) {
	f, _ := method[seekFunc](m.e, "Seek")
	m.e.call(func() { n, err = f(m.e.x, offset, whence) })
	return n, err
}

func extendWriter(e *extension, w any) any {
	_, c := method[closeFunc](e, "Close")
	_, s := method[writeStringFunc](e, "WriteString")
	_, r := method[readFromFunc](e, "ReadFrom")
	base, closer, str, from := w.(io.Writer), withClose{e}, withWriteString{e}, withReadFrom{e}
	switch {
	case c && s && r:
		return &struct {
			*extension
			io.Writer
			withClose
			withWriteString
			withReadFrom
		}{e, base, closer, str, from}
	case c && s:
		return &struct {
			*extension
			io.Writer
			withClose
			withWriteString
		}{e, base, closer, str}
	case c && r:
		return &struct {
			*extension
			io.Writer
			withClose
			withReadFrom
		}{e, base, closer, from}
	case s && r:
		return &struct {
			*extension
			io.Writer
			withWriteString
			withReadFrom
		}{e, base, str, from}
	case c:
		return &struct {
			*extension
			io.Writer
			withClose
		}{e, base, closer}
	case s:
		return &struct {
			*extension
			io.Writer
			withWriteString
		}{e, base, str}
	case r:
		return &struct {
			*extension
			io.Writer
			withReadFrom
		}{e, base, from}
	}
	return nil
}

func extendReader(e *extension, w any) any {
	base := w.(io.Reader)
	_, to := method[writeToFunc](e, "WriteTo")
	_, byt := method[readByteFunc](e, "ReadByte")
	if _, ok := method[closeFunc](e, "Close"); ok {
		return closing(e, base, to, byt)
	}
	switch {
	case to && byt:
		return &struct {
			*extension
			io.Reader
			withWriteTo
			withReadByte
		}{e, base, withWriteTo{e}, withReadByte{e}}
	case to:
		return &struct {
			*extension
			io.Reader
			withWriteTo
		}{e, base, withWriteTo{e}}
	case byt:
		return &struct {
			*extension
			io.Reader
			withReadByte
		}{e, base, withReadByte{e}}
	}
	return nil
}

// closing is a reader with Close.
func closing(e *extension, base io.Reader, to, byt bool) any {
	switch {
	case to && byt:
		return &struct {
			*extension
			io.Reader
			withClose
			withWriteTo
			withReadByte
		}{e, base, withClose{e}, withWriteTo{e}, withReadByte{e}}
	case to:
		return &struct {
			*extension
			io.Reader
			withClose
			withWriteTo
		}{e, base, withClose{e}, withWriteTo{e}}
	case byt:
		return &struct {
			*extension
			io.Reader
			withClose
			withReadByte
		}{e, base, withClose{e}, withReadByte{e}}
	}
	return &struct {
		*extension
		io.Reader
		withClose
	}{e, base, withClose{e}}
}
