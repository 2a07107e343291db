package rt

import (
	"errors"
	"image"
	"strings"
	"testing"
	"time"
)

func TestFormatResult(t *testing.T) {
	loop := &list{V: 1}
	loop.next = loop
	many := make([]int, 100_000)
	for _, k := range []struct {
		v    any
		text string
	}{
		{nil, "<nil>"},
		{3, "3"},
		{"a b", "a b"},
		{errors.New("oops"), "oops"},
		{time.Second, "1s"},
		{1.5, "1.5"},
		{box(point{1, 2}), "main.point{X:1, Y:2}"},
		{box(&point{1, 2}), "&main.point{X:1, Y:2}"},
		{box((*point)(nil)), "<nil>"},
		{box(color(2)), "blue"},
		{box(myErr{3}), "code 3"},
		{[]string{"a", "b"}, "[a b]"},
		{box([]color{0, 1}), "[red green]"},
		{box(names{"a": {1, 2}}), "map[a:main.point{X:1, Y:2}]"},
		{map[string]int{"b": 1, "a": 2}, "map[a:2 b:1]"},
		{box(secret{Name: "x", at: 1, list: []time.Duration{7}}), `main.secret{Name:"x", dur:0, p:<nil>, at:1, e:<nil>, t:0, list:[7]}`},
		{box(outer{I: box(color(1)), C: 2}), "main.outer{point:main.point{X:0, Y:0}, C:blue, M:map[], I:green, S:<nil>, F:<nil>, P:<nil>}"},
		{box(boom(1)), "main.boom: panic in its text method: bang"},
		{box((*ptrStr)(nil)), "<nil>"},
		{struct{ A string }{"x"}, `struct { A string }{A:"x"}`},
		{make(chan int, 3), ""},
	} {
		if got := Format(0, k.v)["text/plain"]; got != k.text && k.text != "" {
			t.Errorf("got %q, want %q", got, k.text)
		}
	}
	for _, v := range []any{many, box(loop), strings.Repeat("x", 1<<20), map[int][]int{1: many}, box([]*list{loop})} {
		s := Format(0, v)["text/plain"].(string)
		if len(s) > viewBytes+100 || len(s) > 100 && !strings.Contains(s, "more") && !strings.Contains(s, "in all") {
			t.Errorf("%d bytes: %.50q…%q", len(s), s, s[max(0, len(s)-50):])
		}
	}
}

func TestFormatTables(t *testing.T) {
	h := Format(0, box([]point{{1, 2}, {3, 4}}))["text/html"]
	if h != "<table><thead><tr><th>X</th><th>Y</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody></table>" {
		t.Error(h)
	}
	h = Format(0, map[string]int{"<a>": 1})["text/html"]
	if h != "<table><thead><tr><th>key</th><th>value</th></tr></thead><tbody><tr><td>&lt;a&gt;</td><td>1</td></tr></tbody></table>" {
		t.Error(h)
	}
	h = Format(0, box([]*point{{1, 2}, nil}))["text/html"]
	if !strings.Contains(h.(string), "<td>2</td></tr><tr><td>&lt;nil&gt;</td>") {
		t.Error(h)
	}
	many, _ := Format(0, make([]struct{ N int }, 1000))["text/html"].(string)
	if !strings.Contains(many, "… 950 more") {
		t.Error(many)
	}
	for _, v := range []any{[]int{1}, box([]color{1}), box([]myErr{{1}}), []time.Time{{}}, 3} {
		if h := Format(0, v)["text/html"]; h != nil {
			t.Errorf("%v as a table: %v", v, h)
		}
	}
}

func TestFormatPicture(t *testing.T) {
	b := Format(0, image.NewGray(image.Rect(0, 0, 4, 4)))
	if _, ok := b["image/png"].([]byte); !ok || b["text/plain"] != "[a picture of 4 by 4 pixels]" {
		t.Errorf("%v", b)
	}
}
