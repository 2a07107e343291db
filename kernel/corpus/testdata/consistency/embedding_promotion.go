package main

import (
	"fmt"
	"io"
	"sort"
	"strings"
	"sync"
)

type Animal interface {
	Name() string
	Sound() string
}
type Base struct{ name string }

func (b *Base) SetName(n string) { b.name = n }
func (b Base) Name() string      { return b.name }
func (b Base) Sound() string     { return "..." }
func (b Base) Describe() string  { return b.Name() + " says " + b.Sound() }

type Dog struct {
	Base
	breed string
}

func (d Dog) Sound() string { return "woof" }

type Puppy struct {
	*Dog
	age int
}

func (p Puppy) Name() string { return "little " + p.Dog.Name() }

type Logger struct {
	io.Writer
	prefix string
}

func (l Logger) Write(p []byte) (int, error) {
	l.Writer.Write([]byte(l.prefix))
	return l.Writer.Write(p)
}

type Reverse struct{ sort.Interface }

func (r Reverse) Less(i, j int) bool { return r.Interface.Less(j, i) }

type SafeMap struct {
	sync.Mutex
	m map[string]int
}

func (s *SafeMap) Inc(k string) int {
	s.Lock()
	defer s.Unlock()
	s.m[k]++
	return s.m[k]
}

type A struct{ X, Y int }
type B struct{ X, Z int }
type C struct {
	A
	B
	Y string
}

func (A) M() string { return "A.M" }

type D struct {
	*A
	fmt.Stringer
}
type str string

func (s str) String() string { return "str:" + string(s) }

type ReadCounter struct {
	io.Reader
	n int
}

func (r *ReadCounter) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.n += n
	return n, err
}

type L1 struct{ L2 }
type L2 struct{ *L3 }
type L3 struct{ v int }

func (l *L3) Inc() int { l.v++; return l.v }
func (l L3) Get() int  { return l.v }

type Incer interface{ Inc() int }
type IncGetter interface {
	Incer
	interface{ Get() int }
}

type Err struct{ error }
type Mid struct {
	next func(string) string
}
type Handler interface{ Handle(string) string }
type HF func(string) string

func (h HF) Handle(s string) string { return h(s) }

type Chain struct {
	Handler
	tag string
}

func (c Chain) Handle(s string) string { return c.tag + "(" + c.Handler.Handle(s) + ")" }

type Int int

func (i Int) Double() Int { return i * 2 }

type WithInt struct {
	Int
	note string
}
type Gen[T any] struct{ val T }

func (g *Gen[T]) Set(v T) { g.val = v }
func (g Gen[T]) Get() T   { return g.val }

type UsesGen struct {
	Gen[string]
	n int
}

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

func main() {
	d := Dog{Base{"rex"}, "lab"}
	fmt.Println(d.Name(), d.Sound(), d.Describe(), d.Base.Sound())
	d.SetName("max")
	p := Puppy{&d, 1}
	p.SetName("bit")
	fmt.Println(d.name, p.name, p.Name(), p.Sound(), p.Describe(), p.breed)
	for _, a := range []Animal{d, &d, p, &p, d.Base} {
		fmt.Printf("%s/%s ", a.Name(), a.Sound())
	}
	fmt.Println()
	var sb strings.Builder
	l := Logger{&sb, "> "}
	fmt.Fprintf(l, "hello %d\n", 1)
	fmt.Fprintln(Logger{l, "# "}, "nested")
	fmt.Print(sb.String())
	xs := []int{3, 1, 2}
	sort.Sort(Reverse{sort.IntSlice(xs)})
	fmt.Println(xs)
	sm := SafeMap{m: map[string]int{}}
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() { sm.Inc("k") })
	}
	wg.Wait()
	fmt.Println(sm.m, sm.Inc("k"))
	c := C{A{1, 2}, B{3, 4}, "why"}
	fmt.Println(c.A.X, c.B.X, c.Y, c.A.Y, c.Z, c.M())
	dd := D{&A{5, 6}, str("q")}
	fmt.Println(dd.X, dd, dd.M(), dd.String())
	dd.X = 50
	fmt.Println(dd.A.X)
	rc := &ReadCounter{Reader: strings.NewReader("some text here")}
	data, _ := io.ReadAll(rc)
	fmt.Println(string(data), rc.n)
	l1 := L1{L2{&L3{1}}}
	l2 := l1
	l1.Inc()
	fmt.Println(l1.Get(), l2.v, l2.L2.L3.v)
	var ig IncGetter = l1
	ig.Inc()
	fmt.Println(ig.Get(), l2.Get(), ig.(Incer).Inc())
	var inc func() int = l1.Inc
	inc()
	get := l1.Get
	inc()
	fmt.Println(get(), l1.Get(), L1.Get(l1), (*L1).Inc(&l1))
	e := Err{fmt.Errorf("inner")}
	fmt.Println(e, e.Error())
	var h Handler = HF(strings.ToUpper)
	for _, t := range []string{"a", "b", "c"} {
		h = Chain{h, t}
	}
	fmt.Println(h.Handle("x"))
	w := WithInt{21, "n"}
	fmt.Println(w.Double(), w.Int+1, w)
	var ug UsesGen
	ug.Set("gen")
	fmt.Println(ug.Get(), ug.val, ug)
	try(func() { var p Puppy; fmt.Println(p.breed) })
	try(func() { var d D; fmt.Println(d.String()) })
	try(func() { var r Reverse; fmt.Println(r.Len()) })
	try(func() { fmt.Println(Err{}.Error()) })
	anon := struct {
		Base
		*L3
		extra int
	}{Base{"anon"}, &L3{7}, 1}
	anon.Inc()
	fmt.Println(anon.Describe(), anon.Get(), anon.v)
	var an Animal = anon
	fmt.Println(an.Name())
	_, ok := an.(Incer)
	fmt.Println(ok)
	type localT struct {
		Dog
		sync.RWMutex
	}
	lt := &localT{Dog: d}
	lt.RLock()
	lt.SetName("loc")
	lt.RUnlock()
	fmt.Println(lt.Describe())
	if a, ok := any(lt).(Animal); ok {
		fmt.Println(a.Sound())
	}
	fmt.Printf("%v %+v\n", d, p.Dog.Base)
	fmt.Printf("%T %T %T\n", ug, lt, anon.Base)
}
