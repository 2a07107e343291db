package main

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

type str string

func (s str) Len() int { return len(s) }

func main() {
	s := "aé世\xff🙂"
	fmt.Println(len(s), utf8.RuneCountInString(s), len([]rune(s)))
	for i, r := range s {
		fmt.Printf("%d:%U ", i, r)
	}
	fmt.Println()
	for i := range s {
		fmt.Print(i, " ")
	}
	fmt.Println()
	for i := 0; i < len(s); i++ {
		fmt.Printf("%02x ", s[i])
	}
	fmt.Println()
	fmt.Println(string(rune(65)), string([]rune{0x4e16, 0x754c}), []byte("é"), string([]byte{104, 105}))
	fmt.Printf("%q %+q %x %X % x\n", s, s, s, s, s)
	fmt.Println(s[1:3], s[:0] == "", s < "b", "a"+"b" == "ab", strings.Compare("a", "b"))
	b := []byte("abc")
	t := string(b)
	b[0] = 'X'
	fmt.Println(t, string(b))
	const c = "constant"
	fmt.Println(c[2], len(c), c[1:4])
	var n str = "named"
	fmt.Println(n.Len(), n[1], n[1:], n+"!", string(n)+"?")
	fmt.Printf("%T %T %T %v\n", n, n[1:], n[0], str("x"))
	rs := []rune(n)
	rs[0] = 'N'
	fmt.Println(string(rs), str(rs), []byte(n))
	acc := ""
	for _, w := range strings.Fields(" a  b c ") {
		acc += w + "-"
	}
	acc += string('!')
	fmt.Println(acc)
	raw := `a\n
b`
	fmt.Printf("%q\n", raw)
	switch x := "go" + string(n[:0]); x {
	case "go":
		fmt.Println("matched")
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		i := 10
		_ = "abc"[i]
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		i := 4
		_ = t[i:]
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		i, j := 2, 1
		_ = t[i:j]
	}()
	fmt.Println('a'+1, string(rune('a'+1)), "\u00e9" == "é", "\x41\101")
	var zero byte
	fmt.Println(zero == '\x00', strings.Map(func(r rune) rune {
		if r == 'l' {
			return -1
		}
		return r + 1
	}, "hello"))
}
