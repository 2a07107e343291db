package main

import (
	"fmt"
	"os"
	"time"
)

type P struct{ X, Y int }
type N struct {
	Name string
	P    *P
	In   P
	L    []P
	LP   []*P
	M    map[string]P
	A    any
	E    error
	F    func()
	C    chan int
	priv float64
}
type S string
type St struct{ v int }

func (s St) String() string { return fmt.Sprintf("St<%d>", s.v) }

type PSt struct{ v int }

func (s *PSt) String() string { return fmt.Sprintf("PSt<%d>", s.v) }

type G struct{ v int }

func (g G) GoString() string { return "G!" }

type Fm struct{}

func (Fm) Format(s fmt.State, c rune) {
	w, wok := s.Width()
	p, pok := s.Precision()
	fmt.Fprintf(s, "[%c %d %v %d %v %v %v]", c, w, wok, p, pok, s.Flag('+'), s.Flag('#'))
}

type Bad struct{}

func (Bad) String() string { panic("bad stringer") }

type NilS struct{ s string }

func (n *NilS) String() string { return n.s }

type B bool
type By []byte
type Emb struct {
	P
	St
	z int
}
type Cel float64

func (c Cel) String() string { return fmt.Sprintf("%.1f°C", float64(c)) }

func main() {
	fmt.Printf("%d|%5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%#o|%O|%b|%c|%q|%U|%#U\n", 42, 42, 42, 42, 42, 42, 255, 255, 255, 8, 8, 8, 5, 65, 65, 0x1F600, 0x1F600)
	fmt.Printf("%f|%.2f|%8.3f|%-8.1f|%+.1f|%e|%E|%g|%G|%08.2f|%x\n", 3.14159, 3.14159, 3.14159, 3.14159, 3.14159, 123456.789, 0.00001, 1e21, 1e-7, -3.14159, 1.5)
	fmt.Printf("%s|%10s|%-10s|%.2s|%q|%x|%X|% x|%#x|%+q|%#q\n", "go", "go", "go", "golang", "a\"b\n", "hi", "hi", "hi", "hi", "é", "raw`")
	fmt.Printf("%v|%t|%5t|%v|%p\n", true, false, true, nil, nil)
	fmt.Printf("%*d|%-*d|%.*f|%[2]d %[1]d|%[3]*.[2]*[1]f|\n", 5, 42, 5, 42, 2, 3.14159, 7)
	fmt.Printf("%d %s\n", "str", 5)
	fmt.Printf("%d\n", 1, 2)
	fmt.Printf("%d %d\n", 1)
	fmt.Printf("%z %!\n", 3)
	fmt.Printf("%[5]d %[x]d\n", 1)
	fmt.Println(fmt.Sprintf("%v %+v", N{}, N{Name: "n", L: []P{{1, 2}}, M: map[string]P{"b": {3, 4}, "a": {5, 6}}, A: P{7, 8}, In: P{9, 9}}))
	fmt.Printf("%#v\n", N{Name: "n", L: []P{{1, 2}}, M: map[string]P{"b": {3, 4}}, A: S("x"), priv: 1.5})
	n := &N{Name: "p", E: fmt.Errorf("e")}
	fmt.Printf("%v %+v\n", n, n)
	fmt.Printf("%v %+v %#v %v\n", &P{1, 2}, &P{1, 2}, &P{1, 2}, &[]P{{1, 2}})
	fmt.Printf("%v %v %v\n", &map[string]int{"a": 1}, &[2]int{1, 2}, []*P{nil})
	fmt.Println(St{1}, &St{2}, []St{{3}}, map[St]St{{4}: {5}}, struct{ S St }{St{6}}, struct{ s St }{St{7}}, [1]any{St{8}})
	fmt.Println(PSt{1}.v, &PSt{2}, []*PSt{{3}}[0], struct{ S *PSt }{nil}, []PSt{{4}})
	fmt.Printf("%v %s %d %+v %#v %x\n", St{1}, St{1}, St{1}, St{1}, St{1}, St{1})
	fmt.Printf("%v %#v %+v %#v\n", G{1}, G{1}, []G{{1}}, []G{{1}})
	fmt.Printf("%v %+8.3d %#x %s\n", Fm{}, Fm{}, Fm{}, []Fm{{}})
	fmt.Printf("%v %s\n", Bad{}, "after")
	var np *NilS
	fmt.Printf("%v %s %+v\n", np, np, np)
	fmt.Printf("%t %v %s %v %x %q\n", B(true), B(false), By("hey"), By("hey"), By("hey"), By("hey"))
	fmt.Printf("%v %+v %#v\n", Emb{P{1, 2}, St{3}, 4}, Emb{P{1, 2}, St{3}, 4}, P{1, 2})
	fmt.Println(Cel(36.6), []Cel{1, 2}, map[Cel]Cel{1: 2})
	fmt.Printf("%v %.2f %6.1f|%s\n", Cel(36.6), Cel(36.6), Cel(36.6), Cel(1))
	fmt.Printf("%v %d %s %q %x\n", []string{"a", "b c"}, []int{1, 2}, []string{"x"}, []string{"a", "b c"}, []string{"ab", "c"})
	fmt.Printf("%#v %#v %#v %#v %#v %#v\n", []string{"a"}, map[string]bool{"x": true}, 1.0, "q", 'x', uint8(3))
	fmt.Printf("%#v %#v %#v %#v\n", []byte{1, 2}, [2]bool{}, struct{}{}, (*int)(nil))
	fmt.Printf("%T %T %T %T %T\n", St{}, &PSt{}, []Fm{}, map[S]B{}, func(P) (S, error) { return "", nil })
	fmt.Printf("%6.2f|%-8v|%8v|%08v|%+v|%x\n", []float64{1, 2.345}, "ab", []int{1, 2}, 3, -4, -255)
	fmt.Printf("%v %v %.3v %10.2v|\n", 1e6, 1e-5, 3.14159, 2.71828)
	fmt.Printf("%v %v %v\n", 100000000.0, 123456789.0, float32(16777216.0))
	fmt.Printf("%3c|%-3c|%03d|%+.2e|%x|%X\n", 'x', 'y', 7, 12345.678, "hello", []byte{0xab, 0xcd})
	fmt.Printf("%v %v %s\n", time.Duration(1500)*time.Millisecond, 90*time.Minute, time.Second/3)
	fmt.Printf("%v %v\n", complex(1, -2), complex64(complex(0.5, 0)))
	fmt.Printf("%5v|%-5v|%5v|%q\n", true, nil, 'a', 'a')
	fmt.Printf("%%|%c%c|%v\n", 0x4E16, 0x754C, [3]byte{1, 2, 3})
	fmt.Print("a", "b", 1, 2, "c", 3.5, nil, 'x', "\n")
	fmt.Print(1, 2, St{3}, St{4}, "\n")
	fmt.Println("x", 1, true, nil, 2.0, []any{nil, 1})
	fmt.Fprintln(os.Stdout, fmt.Sprint(), fmt.Sprint("a", 1, 2, "b"), fmt.Sprintln("z"))
	var ip *int
	var e error
	var a any
	var m map[string]int
	var s []int
	var f func()
	fmt.Println(ip, e, a, m, s, f == nil)
	fmt.Printf("%v %d %+v %#v %#v %#v %#v\n", ip, s, m, m, s, e, a)
	fmt.Printf("%s %v %d\n", error(nil), e, a)
	var x, y int
	var w string
	c, err := fmt.Sscanf("10-20:abc", "%d-%d:%s", &x, &y, &w)
	fmt.Println(c, err, x, y, w)
	c, err = fmt.Sscanf("ff 077 0x1f 1e3", "%x %o %v", &x, &y, &c)
	fmt.Println(c, err, x, y)
	var fl float64
	var b bool
	var r rune
	c, err = fmt.Sscan("3.5 true word", &fl, &b, &w)
	fmt.Println(c, err, fl, b, w)
	c, err = fmt.Sscanf("Z9", "%c%d", &r, &x)
	fmt.Println(c, err, r, x)
	c, err = fmt.Sscanf("abc", "%d", &x)
	fmt.Println(c, err)
	c, err = fmt.Sscanln("1 2\n3", &x, &y)
	fmt.Println(c, err, x, y)
	fmt.Println(string(fmt.Appendf(nil, "%03d", 7)), string(fmt.Append([]byte("x"), 1, "y")))
	type T struct {
		A any
		B []any
		C map[any]any
		D *T
	}
	t := T{1, []any{"x", nil, T{}}, map[any]any{"k": 1, 2: "v"}, nil}
	fmt.Printf("%v\n%+v\n%#v\n", t, t, t)
	fmt.Printf("%v %s\n", struct {
		a St
		B St
		c *St
		D error
	}{St{1}, St{2}, nil, nil}, []any{St{1}, "s", 1})
	fmt.Printf("%v %v\n", [][]St{{{1}}, nil}, map[string][]*St{"a": nil})
	fmt.Printf("%6d|%-6d|%06d|%x\n", []int{1, 2}, [2]int{3, 4}, St{5}, map[string]int{"a": 255})
	fmt.Printf("%08b %o %#b %x\n", 5, 64, 5, 3.5)
	fmt.Printf("%+q %#q %q\n", 'é', 'é', []rune("hé"))
	fmt.Printf("%s %v\n", []byte(nil), []byte{})
	fmt.Printf("%10.3s|%-10q|%t\n", "abcdef", "a", 1)
	fmt.Printf("%w\n", e)
	fmt.Println(fmt.Errorf("%w", St{1}), fmt.Errorf("%w %v", G{2}, G{2}), fmt.Errorf("%+w", P{1, 2}))
	fmt.Println(fmt.Errorf("%w", []P{{1, 2}}), fmt.Errorf("%[2]w %[1]w", Er{4}, &PSt{3}), fmt.Errorf("é%w %é", Er{5}, Er{6}))
	fmt.Printf("%w %w\n", Er{7}, St{8})
}

type Er struct{ n int }

func (e Er) Error() string { return fmt.Sprint("er", e.n) }
