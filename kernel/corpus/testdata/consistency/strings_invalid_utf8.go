package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

func main() {
	bad := "a\xffb\xc0\xafc\xe4\xb8é日"
	for i, r := range bad {
		fmt.Printf("%d:%U:%q ", i, r, r)
	}
	fmt.Println(len(bad), utf8.RuneCountInString(bad), utf8.ValidString(bad))
	for i := 0; i < len(bad); {
		r, n := utf8.DecodeRuneInString(bad[i:])
		fmt.Print(i, " ", r, " ", n, "; ")
		i += n
	}
	fmt.Println()
	rs := []rune(bad)
	bs := []byte(bad)
	fmt.Println(len(rs), len(bs), string(rs) == bad, string(bs) == bad)
	fmt.Printf("%q %+q %x % x %s %v\n", bad, bad, bad, bad, bad, []byte(bad))
	fmt.Println(string(rune(-1)) == "\uFFFD", string(rune(0x10FFFF+1)), string(rune(0xD800)))
	s := "héllo, 世界"
	for i := range s {
		fmt.Print(i, " ")
	}
	fmt.Println()
	rev := []rune(s)
	for i, j := 0, len(rev)-1; i < j; i, j = i+1, j-1 {
		rev[i], rev[j] = rev[j], rev[i]
	}
	fmt.Println(string(rev), s[1], s[1:3], s[7:])
	fmt.Println(strings.ToUpper(s), strings.Title("ab cd"), strings.Map(func(r rune) rune {
		if unicode.IsUpper(r) || r == 'l' {
			return -1
		}
		return unicode.ToUpper(r)
	}, s))
	fmt.Println(strings.Fields("  a b\t\nc "), len(strings.Split("", ",")), strings.Split("a,b,,c", ","), strings.SplitN("a,b,c,d", ",", 2), strings.SplitAfter("a,b", ","))
	fmt.Println(strings.FieldsFunc("a1b22c", unicode.IsDigit), strings.Index(s, "世"), strings.IndexRune(s, 'l'), strings.LastIndex("go gopher", "go"), strings.IndexAny("golang", "ly"), strings.IndexFunc(s, func(r rune) bool { return r > 127 }))
	fmt.Println(strings.Repeat("ab", 3), strings.Replace("oink oink oink", "k", "ky", 2), strings.ReplaceAll("aaa", "a", "b"), strings.TrimLeft("xxabcxx", "x"), strings.TrimSuffix("a.go", ".go"), strings.TrimFunc("123abc456", unicode.IsDigit))
	before, after, ok := strings.Cut("key=value=x", "=")
	fmt.Println(before, after, ok, strings.EqualFold("Go", "GO"), strings.Compare("a", "b"), strings.Count("cheese", "e"), strings.Count("five", ""), strings.ContainsAny("x", ""), strings.HasPrefix("golang", "go"))
	r := strings.NewReplacer("<", "&lt;", ">", "&gt;")
	fmt.Println(r.Replace("<b>x</b>"))
	var sb strings.Builder
	for i := 3; i > 0; i-- {
		fmt.Fprintf(&sb, "%d...", i)
	}
	sb.WriteByte('!')
	sb.WriteRune('世')
	sb.WriteString("done")
	fmt.Println(sb.String(), sb.Len())
	sb.Reset()
	fmt.Println(sb.Len())
	for part := range strings.SplitSeq("x-y-z", "-") {
		fmt.Print(part, ";")
	}
	for l := range strings.Lines("one\ntwo\nthree") {
		fmt.Printf("%q ", l)
	}
	for f := range strings.FieldsSeq(" p  q ") {
		fmt.Printf("%q ", f)
	}
	fmt.Println()
	b := []byte("xyz")
	str := string(b)
	b[0] = 'Q'
	fmt.Println(str, string(b))
	buf := utf8.AppendRune(nil, '界')
	fmt.Println(buf, utf8.RuneLen('é'), utf8.FullRune(buf[:2]))
	const c = "constant"
	fmt.Println(c[len(c)-1], len(c), c[:3]+c[5:])
	fmt.Println("a" < "b", "a" < "B", "abc" < "abd", "Z" < "a", "" < "a", "é" > "z")
	raw := `a\n
b`
	fmt.Println(raw, len(raw))
	switch {
	case s > "h" && s < "i":
		fmt.Println("between")
	}
	concat := ""
	for _, w := range []string{"x", "y"} {
		concat += w + "|"
	}
	fmt.Println(concat)
	type MyStr string
	ms := MyStr("abc")
	for i, r := range ms {
		fmt.Print(i, r, " ")
	}
	fmt.Println(ms[1:], string(ms)+"d", ms+"e", len(ms), []byte(ms), []rune(ms))
	type MyBytes []byte
	mb := MyBytes("qrs")
	fmt.Println(string(mb), mb)
	fmt.Printf("%T %T %T\n", ms, mb, ms[0])
	caesar := func(s string, k rune) string {
		return strings.Map(func(r rune) rune {
			switch {
			case 'a' <= r && r <= 'z':
				return 'a' + (r-'a'+k+26)%26
			case 'A' <= r && r <= 'Z':
				return 'A' + (r-'A'+k+26)%26
			}
			return r
		}, s)
	}
	e := caesar("Hello, World", 3)
	fmt.Println(e, caesar(e, -3))
}
