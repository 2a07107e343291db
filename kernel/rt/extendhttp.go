package rt

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"time"
)

// response is an http.ResponseWriter with all that an http.ResponseController asks for:
// what the user's type has not it does as the controller does, by way of Unwrap. Flush
// and WriteString are apart, since others ask for these.
type response struct {
	*extension
	http.ResponseWriter
}

type (
	withFlush struct{ e *extension }

	flushFunc      = func(any)
	unwrapFunc     = func(any) http.ResponseWriter
	flushErrorFunc = func(any) error
	hijackFunc     = func(any) (net.Conn, *bufio.ReadWriter, error)
	deadlineFunc   = func(any, time.Time) error
	duplexFunc     = func(any) error
)

var _ http.Hijacker = response{}

// Flush is the type's own.
func (m withFlush) Flush() {
	f, _ := method[flushFunc](m.e, "Flush")
	f(m.e.x) // net/http recovers what it panics with
}

// within is the controller of the response that Unwrap gives.
func (r response) within() (*http.ResponseController, error) {
	f, ok := method[unwrapFunc](r.extension, "Unwrap")
	if !ok {
		return nil, fmt.Errorf("%w", http.ErrNotSupported)
	}
	return http.NewResponseController(f(r.x)), nil
}

// FlushError is the type's own, or Flush.
func (r response) FlushError() error {
	if f, ok := method[flushErrorFunc](r.extension, "FlushError"); ok {
		return f(r.x)
	}
	if f, ok := method[flushFunc](r.extension, "Flush"); ok {
		f(r.x)
		return nil
	}
	c, err := r.within()
	if err != nil {
		return err
	}
	return c.Flush()
}

// Hijack is the type's own.
func (r response) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	if f, ok := method[hijackFunc](r.extension, "Hijack"); ok {
		return f(r.x)
	}
	c, err := r.within()
	if err != nil {
		return nil, nil, err
	}
	return c.Hijack()
}

// SetReadDeadline is the type's own.
func (r response) SetReadDeadline(t time.Time) error {
	return r.setDeadline("SetReadDeadline", (*http.ResponseController).SetReadDeadline, t)
}

// SetWriteDeadline is the type's own.
func (r response) SetWriteDeadline(t time.Time) error {
	return r.setDeadline("SetWriteDeadline", (*http.ResponseController).SetWriteDeadline, t)
}

func (r response) setDeadline(name string, set func(*http.ResponseController, time.Time) error, t time.Time) error {
	if f, ok := method[deadlineFunc](r.extension, name); ok {
		return f(r.x, t)
	}
	c, err := r.within()
	if err != nil {
		return err
	}
	return set(c, t)
}

// EnableFullDuplex is the type's own.
func (r response) EnableFullDuplex() error {
	if f, ok := method[duplexFunc](r.extension, "EnableFullDuplex"); ok {
		return f(r.x)
	}
	c, err := r.within()
	if err != nil {
		return err
	}
	return c.EnableFullDuplex()
}

func extendResponse(e *extension, w any) any {
	r := response{e, w.(http.ResponseWriter)}
	_, flush := method[flushFunc](e, "Flush")
	_, str := method[writeStringFunc](e, "WriteString")
	switch {
	case flush && str:
		return &struct {
			response
			withFlush
			withWriteString
		}{r, withFlush{e}, withWriteString{e}}
	case flush:
		return &struct {
			response
			withFlush
		}{r, withFlush{e}}
	case str:
		return &struct {
			response
			withWriteString
		}{r, withWriteString{e}}
	}
	return &r
}
