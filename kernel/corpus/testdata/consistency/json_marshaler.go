package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
)

type temp float64

func (t temp) MarshalJSON() ([]byte, error) { return []byte(fmt.Sprintf(`"%.1fC"`, float64(t))), nil }
func (t *temp) UnmarshalJSON(b []byte) error {
	s := strings.TrimSuffix(strings.Trim(string(b), `"`), "C")
	_, err := fmt.Sscanf(s, "%g", (*float64)(t))
	return err
}

type level int

func (l level) MarshalText() ([]byte, error) { return []byte([]string{"low", "high"}[l]), nil }
func (l *level) UnmarshalText(b []byte) error {
	switch string(b) {
	case "low":
		*l = 0
	case "high":
		*l = 1
	default:
		return errors.New("bad level " + string(b))
	}
	return nil
}

type base struct {
	ID int `json:"id"`
}
type doc struct {
	base
	Name   string         `json:"name"`
	Opt    *string        `json:"opt,omitempty"`
	Tags   []string       `json:"tags"`
	M      map[string]any `json:"m,omitempty"`
	T      temp           `json:"t"`
	L      level          `json:"level"`
	Lv     map[level]int  `json:"lv,omitempty"`
	hidden int
	Skip   int             `json:"-"`
	Raw    json.RawMessage `json:"raw,omitempty"`
	Child  *doc            `json:"child,omitempty"`
	Any    any             `json:"any"`
	N      int64           `json:"n,string"`
}

type pt struct{ X, Y int }

func main() {
	o := "yes"
	d := doc{base: base{1}, Name: "a<b", Opt: &o, T: 36.6, L: 1, Lv: map[level]int{1: 5}, hidden: 3, Skip: 4, Child: &doc{Name: "c"}, Any: pt{1, 2}, N: 7}
	b, err := json.Marshal(d)
	fmt.Println(string(b), err)
	var back doc
	err = json.Unmarshal(b, &back)
	fmt.Println(err, back.ID, back.Name, *back.Opt, back.T == 36.6, back.L, back.Child.Name, back.Any, back.N, back.Lv)
	err = json.Unmarshal([]byte(`{"level":"mid"}`), &back)
	fmt.Println(err)
	var se *json.SyntaxError
	err = json.Unmarshal([]byte(`{"a":`), &back)
	fmt.Println(errors.As(err, &se), err)
	var te *json.UnmarshalTypeError
	err = json.Unmarshal([]byte(`{"name":5}`), &back)
	fmt.Println(errors.As(err, &te), te.Field, te.Value)
	var a any
	json.Unmarshal([]byte(`{"x":[1,2.5,"s",null,true],"y":{"z":1}}`), &a)
	fmt.Println(a)
	m := a.(map[string]any)
	fmt.Printf("%T %T\n", m["x"], m["x"].([]any)[0])
	enc := json.NewEncoder(os.Stdout)
	enc.SetIndent("", " ")
	enc.Encode([]pt{{1, 2}, {3, 4}})
	dec := json.NewDecoder(strings.NewReader(`{"X":1,"Y":2} {"X":3} {"Z":1}`))
	for {
		var p pt
		if err := dec.Decode(&p); err != nil {
			fmt.Println(err)
			break
		}
		fmt.Println(p)
	}
	dec = json.NewDecoder(bytes.NewBufferString(`{"Q":1}`))
	dec.DisallowUnknownFields()
	fmt.Println(dec.Decode(&pt{}))
	ps := map[string]*pt{}
	fmt.Println(json.Unmarshal([]byte(`{"a":{"x":9}}`), &ps), ps["a"].X)
	_, err = json.Marshal(map[string]any{"c": make(chan int)})
	fmt.Println(err)
	anon := struct {
		A int `json:"a"`
		B []temp
	}{1, []temp{1, 2}}
	b, _ = json.Marshal(anon)
	fmt.Println(string(b))
	json.Unmarshal([]byte(`{"a":5,"B":["3C"]}`), &anon)
	fmt.Println(anon.A, float64(anon.B[0]))
}
