package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

type csv struct{ strings.Builder }

func (c *csv) row(xs ...any) {
	for i, x := range xs {
		if i > 0 {
			c.WriteByte(',')
		}
		fmt.Fprint(c, x)
	}
	c.WriteRune('\n')
}

type lenient string

func (l lenient) String() string { return strconv.Quote(string(l)) }

func main() {
	var c csv
	c.row(1, "a", 2.5)
	c.row(lenient("q"), nil, true)
	fmt.Print(c.String(), c.Len(), "\n")
	re := regexp.MustCompile(`(\w)(\d+)`)
	fmt.Println(re.ReplaceAllStringFunc("a1 b22", func(s string) string { return "<" + s + ">" }))
	fmt.Println(re.FindAllStringSubmatch("a1 b22", -1), re.ReplaceAllString("x9", "$2$1"))
	fmt.Println(strings.FieldsFunc("a1b2c", unicode.IsDigit), strings.TrimFunc("12ab34", func(r rune) bool { return r < 'a' }))
	n, err := strconv.Atoi("12x")
	fmt.Println(n, err)
	_, err = strconv.ParseInt("999999999999999999999", 10, 64)
	ne, ok := err.(*strconv.NumError)
	fmt.Println(ok, ne.Func, ne.Err == strconv.ErrRange)
	fmt.Println(strconv.FormatInt(-255, 16), strconv.Quote("a\n\x00é"), strconv.AppendBool(nil, true))
	before, after, found := strings.Cut("k=v", "=")
	fmt.Println(before, after, found, strings.EqualFold("Go", "GO"), strings.Title("ab cd"))
	r := strings.NewReader("héllo")
	for {
		ch, size, err := r.ReadRune()
		if err != nil {
			break
		}
		fmt.Print(string(ch), size, " ")
	}
	fmt.Println()
}
