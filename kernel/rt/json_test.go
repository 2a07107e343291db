package rt

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

type (
	person struct {
		Name   string            `json:"name"`
		Age    int               `json:"age,omitempty"`
		ID     int               `json:"id,string"`
		Tags   []label_          `json:"tags,omitempty"`
		Skip   int               `json:"-"`
		Where  *point            `json:"where"`
		By     map[color]point   `json:"by,omitempty"`
		Any    any               `json:"any"`
		Level  level             `json:"level"`
		Extra  map[string]string `json:"extra,omitzero"`
		secret int
		base
	}
	base   struct{ Base int }
	degree float64
	doc    struct {
		base
		Name  string `json:"name"`
		T     degree
		TS    []degree          `json:"ts"`
		M     map[string]degree `json:"m,omitempty"`
		Child *point            `json:"child,omitempty"`
		Flag  bool              `json:"flag,string"`
		Two   [2]int
		Raw   json.RawMessage
		Any   any
		Time  time.Duration
		Mode  mode
		deep
	}
	deep struct {
		Name  string // hidden by doc's own
		Depth int    `json:"depth"`
		*deeper
	}
	deeper struct{ Depth, Deepest int }
	mode   int
	level  int
)

func (l level) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "L%d", int(l)), nil }

func (d degree) MarshalJSON() ([]byte, error) { return fmt.Appendf(nil, `"%g°"`, float64(d)), nil }
func (d *degree) UnmarshalJSON(b []byte) error {
	_, err := fmt.Sscanf(string(b), `"%g°"`, (*float64)(d))
	return err
}

func (m *mode) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "mode %d", int(*m)), nil }
func (m *mode) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "mode %d", (*int)(m))
	return err
}

// docs are texts that a doc is decoded from, good and bad.
var docs = []string{
	`{"Base":1,"name":"n","T":"3.5°","ts":["1°","2°"],"m":{"a":"4°"},"child":{"x":1,"Y":2},"flag":"true","Two":[1,2,3],"Raw":{"k": 1},"Any":{"a":[1,null]},"Time":5,"Mode":"mode 7","depth":3}`,
	`{"name":5,"T":"1°","child":{"X":"s"},"depth":2}`,
	`{"Two":{},"Time":"x"}`, `{"T":7}`, `{"Mode":7}`, `{"flag":true}`, `{"child":null,"ts":null,"Two":[9]}`, `[]`, `3`, `null`, `{"name"`, `{} x`, `{"Mode":"none"}`,
	`{"m":{"a":1}}`, `{"NAME":"folded","unknown":1,"ts":[]}`,
}

// TestUnmarshalAsJSON compares results and errors with package json.
func TestUnmarshalAsJSON(t *testing.T) {
	idOf[*degree]()
	idOf[*mode]()
	for _, text := range docs {
		want, got := doc{TS: []degree{9, 8, 7}, Two: [2]int{4, 5}}, doc{TS: []degree{9, 8, 7}, Two: [2]int{4, 5}}
		errWant, errGot := json.Unmarshal([]byte(text), &want), JSONUnmarshal([]byte(text), box(&got))
		if w := strings.ReplaceAll(fmt.Sprint(errWant), "rt.", "main."); fmt.Sprint(errGot) != w || !reflect.DeepEqual(got, want) {
			t.Errorf("%s\ngot  %+v %v\nwant %+v %s", text, got, errGot, want, w)
		}
		have, err := JSONMarshal(box(&got))
		if expect, _ := json.Marshal(&want); err != nil || string(have) != string(expect) {
			t.Errorf("%s\ngot  %s %v\nwant %s", text, have, err, expect)
		}
	}
	d := json.NewDecoder(strings.NewReader(`{"X":1} {"Z":1}`))
	d.DisallowUnknownFields()
	var p point
	if err := JSONDecode(0, d, box(&p)); err != nil || p.X != 1 {
		t.Errorf("%+v %v", p, err)
	}
	if err := JSONDecode(0, d, box(&p)); err == nil || err.Error() != `json: unknown field "Z"` {
		t.Error(err)
	}
	_, err := JSONMarshal(map[string]any{"a": box([]level{1}), "b": box(struct{ F func() }{})})
	if err == nil || err.Error() != "json: unsupported type: func()" {
		t.Error(err)
	}
}

func TestMarshalAsJSON(t *testing.T) {
	for _, v := range []any{
		person{},
		person{Name: "a<b>", Age: 3, ID: 7, Tags: []label_{"x"}, Where: &point{1, 2}, By: map[color]point{1: {3, 4}, 0: {}}, Any: 3, Level: 2, base: base{9}},
		[]person{{}},
		map[string]point{"b": {}, "a": {1, 2}},
		color(1), label_("s"), level(3),
		map[level]int{2: 1},
		raw("bytes"), ints(nil), (*point)(nil),
		[2]point{},
	} {
		want, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		got, err := json.Marshal(box(v))
		if err != nil || string(got) != string(want) {
			t.Errorf("got  %s %v\nwant %s", got, err, want)
		}
	}
	if b, err := json.Marshal(map[string]any{"p": box(point{1, 2})}); err != nil || string(b) != `{"p":{"X":1,"Y":2}}` {
		t.Errorf("%s %v", b, err)
	}
	loop := &list{V: 1}
	loop.next = loop
	if _, err := json.Marshal(box(holder{make(chan int)})); err == nil {
		t.Error("a channel was marshalled")
	}
}

func TestUnmarshalJSON(t *testing.T) {
	const text = `{"name":"n","age":3,"id":"7","tags":["x","y"],"where":{"X":5,"Y":6},"any":[1],"Base":4}`
	var want person
	if err := json.Unmarshal([]byte(text), &want); err != nil {
		t.Fatal(err)
	}
	var got person
	target := box(&got)
	if err := JSONUnmarshal([]byte(text), target); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if err := JSONUnmarshal([]byte(`{}`), box(got)); err == nil || err.Error() != "json: Unmarshal(non-pointer main.person)" {
		t.Error(err)
	}
}
