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
type Loud interface {
	Animal
	Volume() int
}
type dog struct{ n string }

func (d dog) Name() string  { return d.n }
func (d dog) Sound() string { return "woof" }

type mega struct {
	Animal
	vol int
}

func (m mega) Volume() int   { return m.vol }
func (m mega) Sound() string { return strings.ToUpper(m.Animal.Sound()) }

type rev struct{ sort.Interface }

func (r rev) Less(i, j int) bool { return r.Interface.Less(j, i) }

type lockedBuf struct {
	sync.Mutex
	strings.Builder
	io.Reader
}

type logger struct {
	io.Writer
	prefix string
}

func (l logger) Log(s string) { fmt.Fprintf(l, "%s%s\n", l.prefix, s) }

type errWrap struct {
	error
	op string
}

func (e errWrap) Error() string { return e.op + ": " + e.error.Error() }
func (e errWrap) Unwrap() error { return e.error }

func describe(a Animal) string {
	s := a.Name() + " says " + a.Sound()
	if l, ok := a.(Loud); ok {
		s += fmt.Sprint(" at ", l.Volume())
	}
	return s
}

func main() {
	d := dog{"rex"}
	fmt.Println(describe(d), describe(mega{d, 11}), describe(mega{mega{d, 1}, 2}), describe(&mega{d, 3}))
	xs := []int{2, 3, 1}
	sort.Sort(rev{sort.IntSlice(xs)})
	fmt.Println(xs)
	var lb lockedBuf
	lb.Lock()
	lb.WriteString("locked")
	lb.Unlock()
	lb.Reader = strings.NewReader("r")
	b, _ := io.ReadAll(&lb)
	fmt.Println(lb.String(), string(b))
	var sb strings.Builder
	logger{&sb, "> "}.Log("hello")
	fmt.Print(sb.String())
	var e error = errWrap{io.EOF, "read"}
	fmt.Println(e, e.(errWrap).error == io.EOF)
	fmt.Printf("%v %+v %T\n", mega{d, 1}, mega{d, 2}, mega{}.Animal)
	var l Loud = mega{d, 5}
	var a Animal = l
	f := a.Sound
	a = d
	fmt.Println(f(), a.Sound(), Loud.Volume(l), Animal.Name(l))
	arr := []Animal{d, l, &d}
	for _, x := range arr {
		switch v := x.(type) {
		case Loud:
			fmt.Print("loud", v.Volume(), " ")
		case *dog:
			fmt.Print("ptr", v.n, " ")
		case dog:
			fmt.Print("dog", v.n, " ")
		}
	}
	fmt.Println(arr[0] == Animal(d), arr[0] == arr[2])
}
