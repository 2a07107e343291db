package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

type notFound struct{ name string }

func (e notFound) Error() string { return e.name + " not found" }

type wrapErr struct {
	msg string
	err error
}

func (w *wrapErr) Error() string { return w.msg + ": " + w.err.Error() }
func (w *wrapErr) Unwrap() error { return w.err }

type multi []error

func (m multi) Error() string   { return fmt.Sprint("multi of ", len(m)) }
func (m multi) Unwrap() []error { return m }

type isErr struct{ code int }

func (e isErr) Error() string { return fmt.Sprint("code ", e.code) }
func (e isErr) Is(target error) bool {
	t, ok := target.(isErr)
	return ok && t.code/100 == e.code/100
}

type asErr struct{}

func (asErr) Error() string { return "as" }
func (asErr) As(target any) bool {
	if p, ok := target.(*notFound); ok {
		p.name = "from As"
		return true
	}
	return false
}

type coder interface{ Code() int }

func (e isErr) Code() int { return e.code }

var sentinel = errors.New("sentinel")

func open() error { return &wrapErr{"open", notFound{"a.txt"}} }

func main() {
	err := fmt.Errorf("ctx: %w", open())
	fmt.Println(err)
	var nf notFound
	fmt.Println(errors.As(err, &nf), nf.name)
	var we *wrapErr
	fmt.Println(errors.As(err, &we), we.msg, errors.Unwrap(errors.Unwrap(err)) == error(notFound{"a.txt"}))
	fmt.Println(errors.Is(err, notFound{"a.txt"}), errors.Is(err, notFound{"b.txt"}))
	j := errors.Join(sentinel, nil, err)
	fmt.Println(errors.Is(j, sentinel), errors.As(j, &nf), j)
	m := multi{io.EOF, isErr{404}}
	fmt.Println(errors.Is(m, io.EOF), errors.Is(m, isErr{499}), errors.Is(m, isErr{500}))
	var c coder
	fmt.Println(errors.As(m, &c), c != nil && c.Code() == 404)
	var nf2 notFound
	fmt.Println(errors.As(fmt.Errorf("x %w y %w", sentinel, asErr{}), &nf2), nf2.name)
	_, e := os.Open("/does/not/exist")
	var pe *fs.PathError
	fmt.Println(errors.Is(e, fs.ErrNotExist), errors.As(e, &pe), pe.Path, errors.Is(e, os.ErrExist))
	fmt.Println(errors.Join(nil, nil) == nil, errors.Unwrap(sentinel) == nil)
	var nilWrap *wrapErr
	var ne error = nilWrap
	fmt.Println(ne == nil, ne != nil)
	fmt.Printf("%v|%s|%q|%T\n", err, nf, sentinel, err)
	fmt.Printf("%v %+v %#v\n", nf, nf, nf)
	fmt.Printf("%T %T %T\n", nf, we, m)
	w := fmt.Errorf("two %w and %w", io.EOF, sentinel)
	u, ok := w.(interface{ Unwrap() []error })
	fmt.Println(ok, len(u.Unwrap()))
	func() {
		defer func() {
			r := recover()
			if e, ok := r.(error); ok && errors.Is(e, sentinel) {
				fmt.Println("recovered sentinel", e)
			}
		}()
		panic(fmt.Errorf("p: %w", sentinel))
	}()
}
