package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// Interfaces: nil ones and ones that hold nil, comparison, embedding, assertion chains,
// method values through them, type switches with several types, the empty interface,
// interfaces as keys, satisfied by functions, maps, channels and structs.

type Speaker interface{ Speak() string }
type Mover interface{ Move(int) int }
type Robot interface {
	Speaker
	Mover
	fmt.Stringer
}

type (
	Person struct{ name string }
	Word   string
	Crowd  []Speaker
	Fn     func() string
	Table  map[string]string
	Line   chan string
	Count  int
)

func (p *Person) Speak() string {
	if p == nil {
		return "nobody"
	}
	return p.name
}
func (w Word) Speak() string { return string(w) + "!" }
func (c Crowd) Speak() string {
	var ss []string
	for _, s := range c {
		if s == nil {
			ss = append(ss, "-")
			continue
		}
		ss = append(ss, s.Speak())
	}
	return strings.Join(ss, "+")
}
func (f Fn) Speak() string      { return f() }
func (t Table) Speak() string   { return t["say"] }
func (l Line) Speak() string    { return <-l }
func (c *Count) Move(n int) int { *c += Count(n); return int(*c) }

type robot struct {
	Speaker
	*Count
	id int
}

func (r robot) String() string { return fmt.Sprintf("R%d(%s)", r.id, r.Speak()) }

type quiet struct{ robot }

func (quiet) Speak() string { return "..." }

type myErr struct{}

func (*myErr) Error() string { return "my error" }

func find(fail bool) error {
	var e *myErr
	if fail {
		e = &myErr{}
	}
	return e
}

func describe(x any) string {
	switch v := x.(type) {
	case nil:
		return "nil"
	case int, int8, Count:
		return fmt.Sprintf("number %v %T", v, v)
	case *Person:
		return "person " + v.Speak()
	case Robot:
		return "robot " + v.String()
	case Speaker:
		return "speaker " + v.Speak()
	case func() string:
		return "func " + v()
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, describe(e))
		}
		return "[" + strings.Join(out, ", ") + "]"
	case error, fmt.Stringer:
		return fmt.Sprintf("text %v", v)
	case interface{ Len() int }:
		return fmt.Sprint("len ", v.Len())
	case struct{ X, Y int }:
		return fmt.Sprint("point ", v.X+v.Y)
	default:
		return fmt.Sprintf("other %T", v)
	}
}

func main() {
	var sp Speaker
	var p *Person
	fmt.Println(sp == nil, p == nil)
	sp = p
	fmt.Println(sp == nil, sp.Speak(), sp == Speaker((*Person)(nil)))
	fmt.Println(find(false) == nil, find(true), errors.Is(find(true), find(true)))
	c := Count(1)
	l := make(Line, 1)
	l <- "from the line"
	say := Fn(func() string { return "fn" })
	crowd := Crowd{Word("hi"), &Person{"ann"}, nil, p, say, Table{"say": "tab"}, l, Crowd{Word("in")}}
	fmt.Println(crowd.Speak())
	r := robot{Word("beep"), &c, 7}
	var rb Robot = r
	fmt.Println(rb, rb.Move(2), c, Robot(quiet{r}), quiet{r}.Speak())
	mv := rb.Move
	r.Count = nil
	fmt.Println(mv(10), Robot.Move(rb, 1), Speaker.Speak(rb), int(*rb.(robot).Count))
	q := quiet{r}
	for _, x := range []any{nil, 1, int8(2), c, p, &Person{"bob"}, rb, &q, Word("w"), func() string { return "f" }, []any{1, "s", nil}, io.EOF, bytes.NewBufferString("abc"), strings.NewReader("ab"), struct{ X, Y int }{1, 2}, 2.5, [0]int{}, os.ErrNotExist, say} {
		fmt.Println(describe(x))
	}
	set := map[Speaker]int{Word("a"): 1, p: 2, (*Person)(nil): 3, nil: 4}
	_, isRobot := set[r]
	fmt.Println(len(set), set[Word("a")], set[p], set[nil], isRobot)
	var x, y any = Word("a"), "a"
	fmt.Println(x == y, x == any(Word("a")), y == "a", any(c) == any(Count(14)), any(1) == any(1.0), any([0]int{}) == any([0]int{}))
	if m, ok := sp.(Mover); !ok {
		fmt.Println(m == nil, ok)
	}
	s, ok := any(rb).(interface {
		Mover
		Speak() string
	})
	fmt.Println(s.Move(0), ok)
	for _, f := range []func(){
		func() { _ = sp.(Mover) },
		func() { _ = x.(string) },
		func() { _ = any(nil).(Speaker) },
		func() { fmt.Println(any(say) == any(say)) },
		func() { set[Table{}] = 1 },
		func() { var none Speaker; none.Speak() },
		func() { fmt.Println(r.Move(1)) },
	} {
		func() {
			defer func() { fmt.Println("!", recover()) }()
			f()
		}()
	}
}
