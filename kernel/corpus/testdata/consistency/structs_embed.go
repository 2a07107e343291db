package main

import "fmt"

type base struct {
	id   int
	Name string
}

func (b base) Describe() string { return fmt.Sprintf("base(%d,%s)", b.id, b.Name) }
func (b *base) SetID(i int)     { b.id = i }
func (b base) who() string      { return "base" }
func (b base) call() string     { return b.who() }

type mid struct {
	base
	Extra []string
}

func (m mid) who() string { return "mid" }

type top struct {
	*mid
	fmt.Stringer
	id string
}

type nm string

func (n nm) String() string { return "nm:" + string(n) }

type iface interface {
	Describe() string
	SetID(int)
}

type A struct{ X int }
type B struct{ X int }
type AB struct {
	A
	B
}

func main() {
	m := mid{base{1, "one"}, nil}
	m.SetID(2)
	fmt.Println(m.Describe(), m.id, m.base.id, m.who(), m.base.who(), m.call())
	t := top{&m, nm("z"), "shadow"}
	t.SetID(3)
	t.Extra = append(t.Extra, "e")
	fmt.Println(t.id, t.mid.id, m.id, t.String(), m.Extra, t.Name)
	var i iface = &m
	i.SetID(4)
	fmt.Println(i.Describe())
	i = t
	i.SetID(5)
	fmt.Println(i.Describe(), m.id)
	fmt.Printf("%v|%+v|%T\n", m, m, m)
	fmt.Printf("%#v\n", m)
	cp := m
	cp.id = 100
	cp.Extra[0] = "shared"
	fmt.Println(m.id, cp.id, m.Extra)
	ab := AB{A{1}, B{2}}
	fmt.Println(ab.A.X, ab.B.X, ab)
	f := m.Describe
	m.SetID(50)
	fmt.Println(f(), m.Describe())
	g := (*mid).SetID
	g(&m, 60)
	h := mid.Describe
	fmt.Println(h(m), base.who(m.base))
	func() {
		defer func() { fmt.Println(recover()) }()
		var tt top
		tt.SetID(1)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var tt top
		fmt.Println(tt.String())
	}()
	p := &top{mid: &mid{}}
	p.mid.base.Name = "deep"
	p.Name += "er"
	fmt.Println(p.Name, p.base.Name, p.Describe())
	anon := struct {
		base
		int
	}{base{7, "a"}, 3}
	fmt.Println(anon.int, anon.id, anon.Describe())
	fmt.Printf("%+v %T\n", anon, anon)
}
