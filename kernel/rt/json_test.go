package rt

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
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
	base  struct{ Base int }
	level int
)

func (l level) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "L%d", int(l)), nil }

func TestMarshalAsJSON(t *testing.T) {
	for _, v := range []any{
		person{}, person{Name: "a<b>", Age: 3, ID: 7, Tags: []label_{"x"}, Where: &point{1, 2}, By: map[color]point{1: {3, 4}, 0: {}}, Any: 3, Level: 2, base: base{9}},
		[]person{{}}, map[string]point{"b": {}, "a": {1, 2}}, color(1), label_("s"), level(3), map[level]int{2: 1}, raw("bytes"), ints(nil), (*point)(nil), [2]point{},
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
	got.base, want.base = base{}, base{} // an embedded struct that is not exported is left alone
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if err := JSONUnmarshal([]byte(`{}`), box(got)); err == nil || err.Error() != "json: Unmarshal(non-pointer main.person)" {
		t.Error(err)
	}
}
