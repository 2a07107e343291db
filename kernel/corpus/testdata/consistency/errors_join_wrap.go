package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"syscall"
)

var ErrA = errors.New("a")
var ErrB = errors.New("b")

type Code int

func (c Code) Error() string { return fmt.Sprintf("code %d", int(c)) }
func (c Code) Is(target error) bool {
	t, ok := target.(Code)
	return ok && t/100 == c/100
}

type Op struct {
	Name string
	Err  error
}

func (o *Op) Error() string { return o.Name + ": " + o.Err.Error() }
func (o *Op) Unwrap() error { return o.Err }

type Multi []error

func (m Multi) Error() string   { return fmt.Sprint(len(m), " errors") }
func (m Multi) Unwrap() []error { return m }

type Temp interface{ Temporary() bool }
type NetErr struct{ t bool }

func (n NetErr) Error() string   { return "net" }
func (n NetErr) Temporary() bool { return n.t }

type As struct{}

func (As) Error() string { return "as" }
func (As) As(t any) bool {
	if c, ok := t.(*Code); ok {
		*c = 777
		return true
	}
	return false
}
func mayFail(n int) (err error) {
	switch n {
	case 0:
		return nil
	case 1:
		return &Op{"open", ErrA}
	case 2:
		return fmt.Errorf("ctx %q: %w", "x", &Op{"read", Code(404)})
	case 3:
		return errors.Join(ErrA, nil, fmt.Errorf("two: %w", ErrB))
	case 4:
		return fmt.Errorf("%w and %w", ErrA, Code(500))
	case 5:
		return Multi{ErrB, &Op{"q", NetErr{true}}}
	case 6:
		return fmt.Errorf("plain %v", ErrA)
	case 7:
		return As{}
	case 8:
		var o *Op
		return o
	}
	_, err = strconv.Atoi("x1")
	return
}

func main() {
	for i := range 10 {
		if i == 8 {
			err := mayFail(i)
			fmt.Println(err == nil, err != nil)
			continue
		}
		err := mayFail(i)
		fmt.Printf("%d %v a=%v b=%v c404=%v c499=%v c500=%v\n", i, err, errors.Is(err, ErrA), errors.Is(err, ErrB), errors.Is(err, Code(404)), errors.Is(err, Code(499)), errors.Is(err, Code(501)))
		var op *Op
		var code Code
		var tmp Temp
		var num *strconv.NumError
		fmt.Println(errors.As(err, &op), errors.As(err, &code), errors.As(err, &tmp), errors.As(err, &num), int(code))
		if op != nil {
			fmt.Println(op.Name, errors.Unwrap(op))
		}
		if num != nil {
			fmt.Println(num.Func, num.Num, num.Err == strconv.ErrSyntax)
		}
	}
	if c, ok := errors.AsType[Code](mayFail(2)); ok {
		fmt.Println("astype", c)
	}
	fmt.Println(errors.Join() == nil, errors.Join(nil, nil) == nil)
	j := errors.Join(ErrA, ErrB)
	fmt.Printf("%q %v\n", j.Error(), len(j.(interface{ Unwrap() []error }).Unwrap()))
	_, err := os.Open("/nope/x")
	var pe *fs.PathError
	fmt.Println(errors.As(err, &pe), pe.Op, pe.Path, errors.Is(err, os.ErrNotExist), errors.Is(err, fs.ErrNotExist), pe.Err == syscall.ENOENT, err)
	fmt.Println(errors.Unwrap(fmt.Errorf("x: %w", io.EOF)) == io.EOF, errors.Unwrap(j) == nil)
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(Code(3))
	fmt.Println(ctx.Err(), context.Cause(ctx), errors.Is(context.Cause(ctx), Code(5)))
	fmt.Printf("%v|%+v|%s|%q|%T\n", Code(1), Code(1), Code(1), Code(1), Code(1))
	fmt.Printf("%d %x %5d|\n", Code(17), Code(17), Code(17))
	fmt.Printf("%v %v %+v\n", &Op{"n", ErrA}, Multi{ErrA}, struct{ E error }{Code(2)})
	fmt.Printf("%v %v\n", []error{ErrA, Code(1), nil}, map[string]error{"k": &Op{"z", ErrB}})
	fmt.Println(fmt.Errorf("%w %d", nil, 3), fmt.Errorf("%d %w", 1, "notanerr"))
	func() {
		defer func() {
			r := recover()
			if e, ok := r.(error); ok && errors.Is(e, ErrB) {
				fmt.Println("recovered ErrB", e)
			}
		}()
		panic(&Op{"panicking", ErrB})
	}()
	func() {
		defer func() {
			e := recover().(error)
			var re interface{ RuntimeError() }
			fmt.Println(errors.As(e, &re), e)
		}()
		var a []int
		_ = a[len(os.Args)+5]
	}()
	var e1, e2 error = Code(1), Code(1)
	fmt.Println(e1 == e2, e1 == Code(2), ErrA == errors.New("a"), error(nil) == nil)
	var nilOp *Op
	var e3 error = nilOp
	fmt.Println(e3 == nil, e3 == (*Op)(nil))
	panic(fmt.Errorf("final: %w", Code(9)))
}
