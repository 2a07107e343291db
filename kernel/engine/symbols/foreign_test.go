package symbols

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"schedtick/kernel/symtab"
)

// The numbers of kinds are those that plugins are written with.
func TestKinds(t *testing.T) {
	want := []string{value: "value", addr: "addr", typ: "typ", wrap: "wrap", intLit: "intLit", floatLit: "floatLit", stringLit: "stringLit"}
	if got := symtab.Kinds(); !slices.Equal(got, want) {
		t.Errorf("plugins have %q, the interpreter %q", got, want)
	}
}

type stranger interface{ Name() string }

type wrapStranger struct {
	IValue any
	WName  func() string
}

func (w wrapStranger) Name() string { return w.WName() }

func TestForeign(t *testing.T) {
	n := 7
	f, err := NewForeign([]Row{
		{"F", uint8(value), strings.ToUpper},
		{"N", uint8(addr), &n},
		{"stranger", uint8(typ), (*stranger)(nil)},
		{"stranger", uint8(wrap), (*wrapStranger)(nil)},
		{"Big", uint8(intLit), "1267650600228229401496703205376"},
	})
	if err != nil {
		t.Fatal(err)
	}
	names := slices.Sorted(maps.Keys(f.Symbols()))
	if want := []string{"Big", "F", "N", "Ptr_N", "_stranger", "stranger"}; !slices.Equal(names, want) {
		t.Errorf("names %q, want %q", names, want)
	}
	if w, ok := f.Wrapper(reflect.TypeFor[stranger]()); !ok || w != reflect.TypeFor[wrapStranger]() {
		t.Errorf("wrapper %v, %t", w, ok)
	}
	for _, bad := range []Row{{"X", 99, nil}, {"X", uint8(intLit), 1}, {"X", uint8(addr), 1}, {"X", uint8(typ), nil}} {
		if _, err := NewForeign([]Row{bad}); err == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
}
