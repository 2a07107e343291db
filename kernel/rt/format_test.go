package rt

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

type (
	point  struct{ X, Y int }
	secret struct {
		Name string
		dur  time.Duration
		p    *point
		at   color
		e    error
		t    time.Month
		list []time.Duration
	}
	list struct {
		V    int
		next *list
	}
	color     int
	label_    string
	temp      float64
	ints      []int
	names     map[string]point
	grid      [2]color
	raw       []byte
	myErr     struct{ Code int }
	ptrStr    struct{ N int }
	goStr     int
	fmtr      int
	boom      int
	withBytes struct {
		B, N, C []byte
		I, J    any
	}
	wrap_ struct{ err error }
	outer struct {
		point
		C color
		M map[color]label_
		I any
		S fmt.Stringer
		F func()
		P *point
	}
)

func (c color) String() string               { return [...]string{"red", "green", "blue"}[c] }
func (e myErr) Error() string                { return fmt.Sprint("code ", e.Code) }
func (p *ptrStr) String() string             { return fmt.Sprint("N=", p.N) }
func (g goStr) GoString() string             { return "goStr!" }
func (f fmtr) Format(s fmt.State, verb rune) { fmt.Fprintf(s, "<%c %d>", verb, int(f)) }
func (b boom) String() string                { panic("bang") }
func (w wrap_) Error() string                { return "wrapped: " + w.err.Error() }
func (w wrap_) Unwrap() error                { return w.err }

func formatSamples() map[string]any {
	return map[string]any{
		"struct": point{1, 2}, "pointer": &point{1, 2}, "nil pointer": (*point)(nil), "color": color(1), "label": label_("hi"),
		"temp": temp(1.5), "ints": ints{1, 2}, "nil ints": ints(nil), "names": names{"b": {1, 2}, "a": {3, 4}}, "nil names": names(nil),
		"grid": grid{0, 2}, "raw": raw("ab"), "error": myErr{7}, "ptrStr": &ptrStr{3}, "ptrStr value": ptrStr{3}, "nil ptrStr": (*ptrStr)(nil),
		"goStr": goStr(3), "fmtr": fmtr(4), "boom": boom(1), "points": []point{{1, 2}, {3, 4}}, "pointers": []*point{nil},
		"slice pointer": &[]point{{1, 2}}, "map pointer": &map[string]point{"a": {1, 2}}, "errors": []myErr{{1}}, "map": map[color]point{2: {}, 0: {1, 1}},
		"secret": secret{Name: "s", dur: 5, at: 1, t: 3, list: []time.Duration{7}}, "list": list{1, nil},
		"outer":      outer{point: point{1, 2}, C: 2, M: map[color]label_{1: "x"}, I: 3, S: time.Second},
		"outer zero": outer{}, "array": [2]point{{1, 2}}, "colors": []color{0, 1}, "bytes": withBytes{B: []byte("hi"), C: []byte{1}, I: []byte{2}}, "anonymous": struct{ A color }{1},
	}
}

// TestFormatAsFmt compares every verb and flag on every kind of value with package fmt.
func TestFormatAsFmt(t *testing.T) {
	verbs := strings.Fields("%v %+v %#v %d %s %q %x %X %5v|%-5v| %05d %6.2f %T %t %p %e %c %U %#x %+d %o %b")
	for name, v := range formatSamples() {
		b := box(v)
		for _, verb := range verbs {
			want := strings.ReplaceAll(fmt.Sprintf(verb, v), "rt.", "main.")
			if strings.Count(verb, "%") == 2 {
				want = strings.ReplaceAll(fmt.Sprintf(verb, v, v), "rt.", "main.")
			}
			var got string
			if strings.Count(verb, "%") == 2 {
				got = Sprintf(verb, b, b)
			} else {
				got = Sprintf(verb, b)
			}
			if addresses(got) != addresses(want) {
				t.Errorf("%s %s: got %q, want %q", verb, name, got, want)
			}
		}
		if got, want := Sprint(b, b, 1, "x", b), strings.ReplaceAll(fmt.Sprint(v, v, 1, "x", v), "rt.", "main."); addresses(got) != addresses(want) {
			t.Errorf("Sprint %s: got %q, want %q", name, got, want)
		}
	}
}

// addresses replaces heap addresses, which differ.
func addresses(s string) string {
	out := ""
	for {
		before, after, ok := strings.Cut(s, "0xc0")
		out += before
		if !ok {
			return out
		}
		out += "ADDR"
		s = strings.TrimLeft(after, "0123456789abcdef")
	}
}

func TestFormatBoxesInside(t *testing.T) {
	v := box(outer{I: box(color(2))})
	if got := Sprintf("%v", v); got != "{{0 0} red map[] blue <nil> <nil> <nil>}" {
		t.Error(got)
	}
	if got := fmt.Sprint([]any{box(color(1)), box(point{1, 2})}); got != "[green {1 2}]" {
		t.Error(got)
	}
	if got := Sprintf("%[2]T %[1]v %T %d%%", box(color(1)), box(point{}), 3); got != "main.point green main.point 3%" {
		t.Error(got)
	}
	if got := Sprintf("%*d|%T", 5, 1, box(color(1))); got != "    1|main.color" {
		t.Error(got)
	}
}

func TestErrorsThroughBoxes(t *testing.T) {
	base := box(myErr{3}).(error)
	err := Errorf("ctx: %w", box(wrap_{base}).(error))
	if err.Error() != "ctx: wrapped: code 3" || !errors.Is(err, base) || errors.Unwrap(errors.Unwrap(err)) != base { //nolint:errorlint // which error it is, not what it wraps
		t.Errorf("%v", err)
	}
	target := erasedOf(reflect.TypeFor[myErr]())
	p := reflect.New(target)
	if !ErrorsAs(err, p.Interface(), idOf[myErr]()) || p.Elem().Field(0).Int() != 3 {
		t.Error("errors.As missed")
	}
	if ErrorsAs(err, reflect.New(reflect.TypeFor[int]()).Interface(), idOf[color]()) {
		t.Error("errors.As found a color")
	}
	var perr *time.ParseError
	_, e := time.Parse("2006", "x")
	if !ErrorsAs(Errorf("%w", e), &perr, idOf[*time.ParseError]()) || perr == nil {
		t.Error("errors.As of a compiled type")
	}
}
