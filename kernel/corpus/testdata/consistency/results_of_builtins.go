// Builtin functions and operations as results, beside others and as interfaces.
package main

import (
	"fmt"
	"strings"
)

type P struct {
	a int
	b string
}
type E int

func (e E) Error() string { return fmt.Sprint("E", int(e)) }

func id[T any](x T) T { return x }

var g = []P{{1, "a"}, {2, "b"}}

func a() ([]P, int)               { return g, len(g) }
func b() (string, int)            { return fmt.Sprint("b"), cap(g) }
func c() (int, int)               { return 7, copy(g, g) }
func d() (string, []P)            { return "d", append(g, P{}) }
func e() (float64, float64)       { x := 3 + 4i; return imag(x), real(x) }
func f() (string, complex128)     { x := 3.0; return "f", complex(x, x) }
func h() (string, *P)             { return fmt.Sprint("h"), new(P) }
func i() (string, []P)            { return fmt.Sprint("i"), make([]P, 1) }
func j() (string, any)            { return fmt.Sprint("j"), len(fmt.Sprint("q")) }
func k() (int, any, error)        { return len(g), int(id(2)), E(len(g)) }
func l() (int, any)               { x := 4; return x, x + 1 }
func m() (any, int)               { x := 4; return x + 1, x }
func n() (any, any)               { x := "s"; return len(x), strings.ToUpper(x) }
func o() (any, error)             { return strings.Index("ab", "b"), nil }
func p() (any, any, any)          { x := 3; return -x, !(x == 3), ^x }
func q() (P, int)                 { return *new(P), len(g) }
func r() (map[int]int, int, bool) { m := map[int]int{1: 2}; return m, len(m), len(m) == 1 }
func s() (x, y any)               { return len(g), cap(g) }
func t() (int, int)               { return len(g), len(g[:1]) }
func u() (uint8, any)             { v := 300; return uint8(v), uint8(v) }
func v() (fmt.Stringer, any)      { return nil, len(g) }
func w() (int, string)            { return 1, string(id([]byte("w"))) }
func x() (any, any, any)          { return id(1) < 2, id(1) == 1, g[0] == g[1] }
func y() any                      { return len(g) }
func z() (error, any)             { return fmt.Errorf("z %d", len(g)), fmt.Sprint(1) }

func main() {
	fmt.Println(a())
	fmt.Println(b())
	fmt.Println(c())
	fmt.Println(d())
	fmt.Println(e())
	fmt.Println(f())
	fmt.Println(h())
	fmt.Println(i())
	fmt.Println(j())
	fmt.Println(k())
	fmt.Println(l())
	fmt.Println(m())
	fmt.Println(n())
	fmt.Println(o())
	fmt.Println(p())
	fmt.Println(q())
	fmt.Println(r())
	fmt.Println(s())
	fmt.Println(t())
	fmt.Println(u())
	fmt.Println(v())
	fmt.Println(w())
	fmt.Println(x())
	fmt.Println(y())
	fmt.Println(z())
	func() {
		fmt.Println(func() (string, int) { return "lit", len(g) }())
	}()
}
