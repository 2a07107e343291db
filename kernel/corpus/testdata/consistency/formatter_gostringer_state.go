package main

import (
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"strconv"
	"strings"
)

// fmt with a program's own types: Formatter, GoStringer, Stringer on values and pointers,
// panics in methods, nil receivers, widths, flags, argument indexes, Scanners, Errorf with
// several %w, verbs that do not fit.

type Vec struct{ X, Y float64 }

func (v Vec) Format(s fmt.State, verb rune) {
	w, hasW := s.Width()
	p, hasP := s.Precision()
	if !hasP {
		p = 1
	}
	switch verb {
	case 'v', 's':
		if s.Flag('#') {
			fmt.Fprintf(s, "Vec{%g,%g}", v.X, v.Y)
			return
		}
		if s.Flag('+') {
			io.WriteString(s, "X:"+strconv.FormatFloat(v.X, 'f', p, 64)+" Y:"+strconv.FormatFloat(v.Y, 'f', p, 64))
			return
		}
		fallthrough
	case 'f':
		fmt.Fprintf(s, "(%*.*f;%-*.*f)", w, p, v.X, w, p, v.Y)
	default:
		fmt.Fprintf(s, "%%!%c(%v %t)", verb, fmt.FormatString(s, verb), hasW)
	}
}

type Secret string

func (Secret) GoString() string { return `Secret("***")` }
func (Secret) String() string   { return "***" }

type Ptr struct{ n int }

func (p *Ptr) String() string {
	if p == nil {
		return "Ptr(nil)"
	}
	return "Ptr" + strconv.Itoa(p.n)
}

type Bad struct{ p *int }

func (b Bad) String() string { return strconv.Itoa(*b.p) }
func (b *Bad) Error() string { panic(errors.New("bad error")) }

type Temp int

func (t *Temp) Scan(st fmt.ScanState, verb rune) error {
	tok, err := st.Token(true, func(r rune) bool { return r != '°' })
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(strings.TrimSpace(string(tok)))
	if err != nil {
		return fmt.Errorf("temp: %w", err)
	}
	if r, _, err := st.ReadRune(); err != nil || r != '°' {
		return fmt.Errorf("want °, have %q", r)
	}
	*t = Temp(n)
	return nil
}

type flags uint8

const (
	read flags = 1 << iota
	write
	exec
)

func (f flags) String() string {
	var b strings.Builder
	for i, c := range "rwx" {
		if f&(1<<i) != 0 {
			b.WriteRune(c)
		} else {
			b.WriteByte('-')
		}
	}
	return b.String()
}

type wrap struct {
	flags
	Secret
	ptr *Ptr
	any any
	err error
	m   map[flags]Secret
}

type nested struct {
	A struct{ B []Vec }
	C [2]Secret
	D *Ptr
	E interface{ M() }
	F func()
	g Secret
}

type tree struct {
	l, r *tree
	v    any
}

func main() {
	v := Vec{1.25, -2}
	fmt.Printf("%v|%+v|%#v|%6.2f|%s|%d|%q|%+.3v\n", v, v, v, v, v, v, v, v)
	fmt.Println(v, &v, []Vec{v}, map[string]Vec{"a": v}, struct{ V Vec }{v})
	fmt.Printf("%v %s %q %x %#v %+v %d %T\n", Secret("x"), Secret("x"), Secret("x"), Secret("x"), Secret("x"), []Secret{"y"}, Secret("x"), Secret("x"))
	p := &Ptr{3}
	var nilP *Ptr
	fmt.Printf("%v %v %s %+v %d %v\n", p, nilP, p, *p, *p, []*Ptr{nil}[0])
	fmt.Printf("%v %s %d\n", Bad{}, Bad{}, Bad{})
	fmt.Printf("%v|%s\n", &Bad{}, &Bad{new(int)})
	w := wrap{read | exec, "s", p, write, io.EOF, map[flags]Secret{write: "a", read: "b"}}
	fmt.Printf("%v %d\n", w.flags, w.flags)
	fmt.Printf("%s|%v|%08b|%#x|%o\n", write|exec, flags(9), read|exec, exec, exec)
	fmt.Printf("%+v\n", struct {
		F flags
		S Secret
		P *Ptr
		A any
		E error
		M map[flags]Secret
	}{w.flags, w.Secret, nilP, w.any, w.err, w.m})
	fmt.Printf("%v\n%+v\n%#v\n", nested{}, nested{}, nested{C: [2]Secret{"a"}, g: "h"})
	fmt.Printf("%v %+v\n", tree{nil, nil, Vec{}}, tree{v: []any{1, "a", nil, flags(1)}})
	fmt.Printf("%[2]v %[1]v %[2]*[1]d|%[3]*.[2]*[1]f|%6.2f%%|%-8q|%+q|%x|% X|%#U\n", 7, 3, 8, 2.5, "é", "é", "hi", "hi", 'ß')
	fmt.Printf("%d %s %!|%z %v\n", "str", 5, v, errors.New("e"), 1)
	fmt.Printf("%d\n", []any{1, "a", nil, Temp(3), [2]bool{}})
	fmt.Printf("%t %v %p %c %v\n", 1, struct{}{}, 5, "x", [3]byte{1})
	fmt.Printf("%6d|%-6d|%06d|%+d|% d|%x|%X|%#o|%b\n", 42, 42, -42, 42, 42, -255, 255, 8, -5)
	fmt.Printf("%e|%g|%G|%.3g|%8.3f|%+.1e|%08.2f|%v|%v\n", 12345.678, 1e21, 1e-7, 12345.678, 3.14159, 0.0, -1.5, 1e6, float32(0.1))
	fmt.Printf("%s|%10s|%-10s|%.2s|%x|%q|%v\n", []byte("hé"), "hé", "hé", "héllo", "hé", []string{"a b", "c"}, []byte("a"))
	fmt.Printf("%v %.2f %T %v\n", 1+2i, complex64(1-2i), 'x', uintptr(255))
	var t, u Temp
	n, err := fmt.Sscan("21° -4°", &t, &u)
	fmt.Println(n, err, t, u)
	n, err = fmt.Sscan("x°", &t)
	var ne *strconv.NumError
	fmt.Println(n, err, errors.As(err, &ne))
	var s string
	var f flags
	n, err = fmt.Sscanf("id:7 name:bob", "id:%d name:%s", &f, &s)
	fmt.Println(n, err, f, s)
	err = fmt.Errorf("both %w and %w, %v", io.EOF, os.ErrExist, io.ErrNoProgress)
	fmt.Println(err, errors.Is(err, io.EOF), errors.Is(err, os.ErrExist), errors.Is(err, io.ErrNoProgress), errors.Unwrap(err))
	fmt.Println(fmt.Errorf("%w", nil))
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.0, nil, nil), fmt.Sprintln("a", 1), string(fmt.Appendf(nil, "%03d", 7)))
	x, _ := new(big.Int).SetString("123456789012345678901234567890", 10)
	fmt.Printf("%v %x %s %30d|\n", x, x, new(big.Rat).SetFrac64(3, -6), big.NewInt(-5))
	fmt.Printf("%v %v\n", struct{ v, w any }{Vec{}, p.n}, &struct{ S []Secret }{[]Secret{"q"}})
	fmt.Printf("%s %v\n", error(nil), (*Ptr)(nil))
}
