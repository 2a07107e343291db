package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

type Status int

const (
	Active Status = iota + 1
	Off
)

func (s Status) MarshalText() ([]byte, error) { return []byte([]string{"?", "active", "off"}[s]), nil }
func (s *Status) UnmarshalText(b []byte) error {
	switch string(b) {
	case "active":
		*s = Active
	case "off":
		*s = Off
	default:
		return fmt.Errorf("bad status %q", b)
	}
	return nil
}

type Date struct{ time.Time }

func (d Date) MarshalJSON() ([]byte, error) { return json.Marshal(d.Format("2006-01-02")) }
func (d *Date) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	t, err := time.Parse("2006-01-02", s)
	d.Time = t
	return err
}

type Meta struct {
	ID      int     `json:"id"`
	Created Date    `json:"created"`
	Note    *string `json:"note"`
}
type Addr struct {
	Street string `json:"street,omitempty"`
	Zip    string `json:"zip"`
}
type Person struct {
	Meta
	*Addr  `json:"addr,omitempty"`
	Name   string          `json:"name"`
	Age    int             `json:"age,string"`
	Secret string          `json:"-"`
	Dash   string          `json:"-,"`
	Tags   []string        `json:"tags"`
	Attr   map[string]any  `json:"attr,omitempty"`
	St     Status          `json:"st"`
	BySt   map[Status]int  `json:"by_st,omitempty"`
	F      float64         `json:"f"`
	Raw    json.RawMessage `json:"raw,omitempty"`
	Any    any             `json:"any"`
	priv   int
	Zero   time.Time    `json:"zero,omitzero"`
	Bytes  []byte       `json:"bytes,omitempty"`
	Kids   []*Person    `json:"kids,omitempty"`
	Arr    [2]bool      `json:"arr"`
	Iface  fmt.Stringer `json:"iface,omitempty"`
}
type Shape struct {
	Kind string
	Data any
}
type Circle struct{ R float64 }
type Env[T any] struct {
	Data T      `json:"data"`
	Err  string `json:"error,omitempty"`
}
type Tree struct {
	V    int
	L, R *Tree `json:",omitempty"`
}

func main() {
	note := "n<&>\u2028\"q\""
	p := Person{Meta: Meta{7, Date{time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)}, &note}, Addr: &Addr{Zip: "10115"}, Name: "Zoë", Age: 30, Secret: "x", Dash: "d", St: Off, BySt: map[Status]int{Active: 1, Off: 2}, F: 1e21, Raw: json.RawMessage(`{"a":[1, 2]}`), Any: []any{1, "a", nil, map[string]int{"z": 1, "a": 2}}, Bytes: []byte("hi"), Kids: []*Person{nil}, Attr: map[string]any{"k": 1.5}}
	b, err := json.Marshal(p)
	fmt.Println(string(b), err)
	var q Person
	err = json.Unmarshal(b, &q)
	fmt.Println(err, q.ID, q.Created.Format(time.RFC1123), *q.Note == note, q.Addr.Zip, q.Age, q.St, q.BySt, q.Any, string(q.Raw), string(q.Bytes), q.Kids, q.Dash, q.Attr)
	ind, _ := json.MarshalIndent(Env[[]Circle]{Data: []Circle{{1}, {2.5}}}, "", "  ")
	fmt.Println(string(ind))
	var env Env[map[string]Circle]
	fmt.Println(json.Unmarshal([]byte(`{"data":{"a":{"r":3}},"error":"e","extra":1}`), &env), env)
	for _, bad := range []string{`{"age":"x"}`, `{"age":5}`, `{"st":"zzz"}`, `{"name":5}`, `{"tags":[1]}`, `{`, `{"name":"a",}`, `[]`, `{"created":"nope"}`, `nul`, `{"arr":[true,false,true]}`, `{"id":1.5}`, `{"kids":[{"name":{}}]}`} {
		var r Person
		err := json.Unmarshal([]byte(bad), &r)
		var te *json.UnmarshalTypeError
		var se *json.SyntaxError
		fmt.Println(err, errors.As(err, &te), errors.As(err, &se))
		if te != nil {
			fmt.Println(" ", te.Field, te.Value, te.Type)
		}
	}
	var any1 any
	json.Unmarshal([]byte(`{"a":[1,2.5,"x",null,true,{"b":{}}],"n":12345678901}`), &any1)
	fmt.Println(any1)
	m := any1.(map[string]any)
	for _, x := range m["a"].([]any) {
		fmt.Printf("%T ", x)
	}
	fmt.Println()
	dec := json.NewDecoder(strings.NewReader(`{"V":1,"L":{"V":2}} {"V":3} [1]`))
	for {
		var t Tree
		if err := dec.Decode(&t); err == io.EOF {
			break
		} else if err != nil {
			fmt.Println("err", err)
			break
		}
		o, _ := json.Marshal(t)
		fmt.Println(string(o))
	}
	dec = json.NewDecoder(strings.NewReader(`{"V":1,"W":2}`))
	dec.DisallowUnknownFields()
	var t Tree
	fmt.Println(dec.Decode(&t))
	dec = json.NewDecoder(strings.NewReader(`[{"R":1},{"R":2}]`))
	tok, _ := dec.Token()
	fmt.Printf("%T %v\n", tok, tok)
	for dec.More() {
		var c Circle
		dec.Decode(&c)
		fmt.Print(c, " ")
	}
	fmt.Println()
	dec = json.NewDecoder(strings.NewReader(`{"x": 12345678901234567890}`))
	dec.UseNumber()
	var mm map[string]any
	dec.Decode(&mm)
	fmt.Println(mm["x"].(json.Number).String())
	enc := json.NewEncoder(os.Stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent(">", "\t")
	enc.Encode(map[string]any{"html": "<b>", "c": Circle{1}, "s": Active, "p": &p.Meta.ID})
	shapes := []byte(`[{"Kind":"circle","Data":{"R":2}},{"Kind":"sq","Data":[1]}]`)
	var list []struct {
		Kind string
		Data json.RawMessage
	}
	json.Unmarshal(shapes, &list)
	for _, s := range list {
		if s.Kind == "circle" {
			var c Circle
			json.Unmarshal(s.Data, &c)
			fmt.Println(c.R)
		} else {
			fmt.Println(string(s.Data))
		}
	}
	_, err = json.Marshal(map[string]any{"f": func() {}})
	fmt.Println(err)
	_, err = json.Marshal(make(chan int))
	fmt.Println(err)
	s2 := Shape{Data: &Circle{}}
	fmt.Println(json.Unmarshal([]byte(`{"Kind":"k","Data":{"R":9}}`), &s2), s2.Kind, s2.Data.(*Circle).R)
	var buf bytes.Buffer
	json.Compact(&buf, []byte("{ \"a\" : 1 }"))
	fmt.Println(buf.String(), json.Valid([]byte("{}x")))
	anon := struct {
		A int `json:"a"`
		B []struct{ C string }
	}{}
	json.Unmarshal([]byte(`{"a":1,"B":[{"c":"x"},{"C":"y"}]}`), &anon)
	fmt.Printf("%+v\n", anon)
	o, _ := json.Marshal(anon)
	fmt.Println(string(o))
	type local struct {
		X int `json:"x"`
		Y *local
	}
	o, _ = json.Marshal([]local{{1, &local{X: 2}}})
	fmt.Println(string(o))
	mk := map[int]string{2: "b", 1: "a"}
	o, _ = json.Marshal(mk)
	fmt.Println(string(o))
	var mk2 map[int]string
	fmt.Println(json.Unmarshal(o, &mk2), mk2, json.Unmarshal([]byte(`{"x":"y"}`), &mk2))
	var nilp *Person
	o, _ = json.Marshal(nilp)
	fmt.Println(string(o))
	fmt.Println(json.Unmarshal([]byte(`{}`), nilp), json.Unmarshal([]byte(`{}`), Person{}))
}
