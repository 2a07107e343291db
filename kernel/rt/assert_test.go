package rt

import (
	"bytes"
	"errors"
	goflag "flag"
	"io"
	"reflect"
	"runtime"
	"sort"
	"strings"
	"testing"
)

type (
	shape_  interface{ Area() float64 }
	namer   interface{ Name(...int) string }
	square  struct{ A float64 }
	upper   struct{ r string }
	byLen   []string
	unequal struct{ L []int }
	holder  struct{ V any }
)

func (s square) Area() float64        { return s.A * s.A }
func (s square) Name(n ...int) string { return strings.Repeat("sq", len(n)) }
func (u *upper) Read(p []byte) (int, error) {
	if u.r == "" {
		return 0, io.EOF
	}
	n := copy(p, strings.ToUpper(u.r))
	u.r = u.r[n:]
	return n, nil
}
func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

// testWrappers are what the interpreter's symbol tables have for two interfaces.
type (
	ioReader struct {
		IValue any
		WRead  func([]byte) (int, error)
	}
	sortInterface struct {
		IValue any
		WLen   func() int
		WLess  func(int, int) bool
		WSwap  func(int, int)
	}
)

func (w ioReader) Read(p []byte) (int, error) { return w.WRead(p) }
func (w sortInterface) Len() int              { return w.WLen() }
func (w sortInterface) Less(i, j int) bool    { return w.WLess(i, j) }
func (w sortInterface) Swap(i, j int)         { w.WSwap(i, j) }

func withWrappers() {
	SetWrapperLookup(func(t reflect.Type) (reflect.Type, bool) {
		switch t {
		case reflect.TypeFor[io.Reader]():
			return reflect.TypeFor[ioReader](), true
		case reflect.TypeFor[sort.Interface]():
			return reflect.TypeFor[sortInterface](), true
		}
		return nil, false
	})
}

func TestAssertions(t *testing.T) {
	sq := box(square{3})
	var any1 any
	var f float64
	var n int
	if !To(idOf[shape_](), sq, &any1) || any1 != sq {
		t.Error("square is a shape")
	}
	if To(idOf[shape_](), box(point{}), &any1) || any1 != nil {
		t.Error("point is no shape")
	}
	if !To(idOf[int](), 3, &n) || n != 3 || To(idOf[int](), box(color(3)), &n) || n != 0 {
		t.Error("int")
	}
	if !To(idOf[color](), box(color(2)), &n) || n != 2 || To(idOf[color](), 2, &n) {
		t.Error("color")
	}
	if To(idOf[error](), sq, nil) || !To(idOf[error](), box(myErr{1}), nil) || !To(idOf[error](), errors.New("x"), nil) {
		t.Error("error")
	}
	if i := Which(sq, 0, idOf[point](), idOf[square](), idOf[shape_]()); i != 2 {
		t.Errorf("Which %d", i)
	}
	if i := Which(nil, idOf[any](), 0); i != 1 {
		t.Errorf("Which nil %d", i)
	}
	if i := Which(new(bytes.Buffer), idOf[shape_](), idOf[io.Reader]()); i != 1 {
		t.Errorf("Which buffer %d", i)
	}
	if f = Fn(sq, "Area").(func(any) float64)(sq); f != 9 {
		t.Errorf("Area %v", f)
	}
	if s := Fn(sq, "Name").(func(any, []int) string)(sq, []int{1, 2}); s != "sqsq" {
		t.Errorf("Name %q", s)
	}
	b := bytes.NewBufferString("abc")
	if l := Fn(b, "Len").(func(any) int)(b); l != 3 {
		t.Errorf("Len %d", l)
	}
	if !To(idOf[namer](), sq, nil) || To(idOf[namer](), b, nil) {
		t.Error("variadic method sets")
	}
}

func TestMustPanicsAsGo(t *testing.T) {
	catch := func(f func()) (text string) {
		defer func() { text = recover().(*runtime.TypeAssertionError).Error() }()
		f()
		return ""
	}
	var e any = "x"
	var s shape_
	for _, k := range []struct {
		want string
		got  string
	}{
		{catch(func() { _ = e.(int) }), catch(func() { Must(1, idOf[int](), idOf[any](), "x", new(int)) })},
		{catch(func() { e = nil; _ = e.(int) }), catch(func() { Must(1, idOf[int](), idOf[any](), nil, new(int)) })},
		{catch(func() { _ = e.(shape_) }), catch(func() { Must(1, idOf[shape_](), idOf[any](), nil, new(any)) })},
		{catch(func() { e = point{}; _ = e.(shape_) }), catch(func() { Must(1, idOf[shape_](), idOf[any](), box(point{}), new(any)) })},
		{catch(func() { e = point{}; _ = e.(color) }), catch(func() { Must(1, idOf[color](), idOf[any](), box(point{}), new(int)) })},
		{catch(func() { _ = s.(square) }), catch(func() { Must(1, idOf[square](), idOf[shape_](), nil, nil) })},
		{catch(func() { e = 3; _ = e.(io.Reader) }), catch(func() { Must(1, idOf[io.Reader](), idOf[any](), 3, new(io.Reader)) })},
	} {
		if want := strings.ReplaceAll(k.want, "rt.", "main."); k.got != want {
			t.Errorf("got %q, want %q", k.got, want)
		}
	}
}

// What compiled code calls back belongs to the cell that handed it over, so this is one.
func TestCompiledCodeCallsMethods(t *testing.T) {
	withWrappers()
	o := inCell(t, func() {
		var r io.Reader
		up := box(&upper{"hello"})
		if !To(idOf[io.Reader](), up, &r) {
			t.Error("no reader")
			return
		}
		if b, err := io.ReadAll(r); string(b) != "HELLO" || err != nil {
			t.Errorf("%q %v", b, err)
		}
		if !Equal(r, up) || TypeName(r) != "*main.upper" || Which(r, idOf[*upper]()) != 0 || Sprintf("%T", r) != "*main.upper" {
			t.Error("the wrapper is seen")
		}
		l := []string{"ccc", "a", "bb"}
		sort.Sort(BoxAs(idOf[byLen](), idOf[sort.Interface](), l).(sort.Interface))
		if strings.Join(l, " ") != "a bb ccc" {
			t.Errorf("sorted %v", l)
		}
		if ConvertI(idOf[io.Reader](), nil) != nil {
			t.Error("nil became something")
		}
	})
	if o.Kind != OK {
		t.Errorf("the cell %+v", o)
	}
}

func TestEqual(t *testing.T) {
	if !Equal(box(point{1, 2}), box(point{1, 2})) || Equal(box(point{1, 2}), box(point{2, 1})) || Equal(box(color(1)), 1) || Equal(nil, box(color(0))) || !Equal(nil, nil) {
		t.Error("Equal")
	}
	p := &point{}
	if !Equal(box(p), box(p)) || Equal(box(p), box(&point{})) {
		t.Error("pointers")
	}
	m := map[any]int{box(point{1, 2}): 3}
	if m[box(point{1, 2})] != 3 {
		t.Error("boxes as map keys")
	}
	for want, v := range map[string]any{
		"runtime error: comparing uncomparable type main.unequal": box(unequal{}),
		"runtime error: comparing uncomparable type main.ints":    box(ints{1}),
		"runtime error: comparing uncomparable type []int":        box(holder{[]int{1}}),
	} {
		func() {
			defer func() {
				if r := recover(); r == nil || r.(error).Error() != want {
					t.Errorf("got %v, want %s", r, want)
				}
			}()
			Equal(v, v)
		}()
	}
}

func TestAssertionErrorLayout(t *testing.T) {
	have, want := reflect.TypeFor[typeAssertionError](), reflect.TypeFor[runtime.TypeAssertionError]()
	if have.Size() != want.Size() || have.NumField() != want.NumField() {
		t.Fatalf("%v, now %v", have, want)
	}
	for i := range have.NumField() {
		h, w := have.Field(i), want.Field(i)
		if h.Offset != w.Offset || h.Type.Kind() != w.Type.Kind() {
			t.Errorf("field %d is %v, now %v", i, h, w)
		}
	}
	// The beginning of a descriptor, up to what the error reads.
	tag, desc := reflect.TypeFor[typeTag](), reflect.TypeOf(reflect.TypeFor[int]()).Elem().Field(0).Type
	for i := range desc.NumField() {
		if h, w := tag.Field(i), desc.Field(i); h.Offset != w.Offset || h.Type.Size() != w.Type.Size() {
			t.Errorf("field %d of a type is %v, now %v", i, h, w)
		}
	}
}

// handles is an error that knows how to be a *point, and a flag without argument.
type handles struct{ on bool }

func (h *handles) Error() string    { return "handles" }
func (h *handles) As(x any) bool    { ok := To(idOf[*point](), x, nil); h.on = ok; return ok }
func (h *handles) Set(string) error { h.on = true; return nil }
func (h *handles) String() string   { return "" }
func (h *handles) IsBoolFlag() bool { return true }

type flagValue struct {
	IValue  any
	WSet    func(string) error
	WString func() string
}

func (w flagValue) Set(s string) error { return w.WSet(s) }
func (w flagValue) String() string     { return w.WString() }

func TestErrorsAsAsksTheError(t *testing.T) {
	err := Errorf("ctx: %w", box(&handles{}).(error))
	target := reflect.New(erasedOf(reflect.TypeFor[point]())).Interface()
	idOf[*point]() // an assertion to it makes it known
	if !ErrorsAs(err, target, idOf[point]()) || ErrorsAs(err, new(int), idOf[color]()) {
		t.Error("its As method was not asked")
	}
}

func TestFlagWithoutArgument(t *testing.T) {
	SetWrapperLookup(func(reflect.Type) (reflect.Type, bool) { return reflect.TypeFor[flagValue](), true })
	h := &handles{}
	fs := goflag.NewFlagSet("", goflag.ContinueOnError)
	v := ConvertI(idOf[goflag.Value](), box(h)).(goflag.Value)
	fs.Var(v, "v", "")
	if err := fs.Parse([]string{"-v", "x"}); err != nil || !h.on || fs.NArg() != 1 || TypeName(v) != "*main.handles" {
		t.Errorf("%v, %t, %d arguments left, %s", err, h.on, fs.NArg(), TypeName(v))
	}
}
