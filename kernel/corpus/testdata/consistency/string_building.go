package main

import (
	"fmt"
	"strings"
)

type table struct {
	head []string
	rows [][]string
}

func (t *table) add(xs ...any) *table {
	r := make([]string, len(xs))
	for i, x := range xs {
		r[i] = fmt.Sprint(x)
	}
	t.rows = append(t.rows, r)
	return t
}

func (t table) String() string {
	w := make([]int, len(t.head))
	for _, r := range append([][]string{t.head}, t.rows...) {
		for i, c := range r {
			w[i] = max(w[i], len([]rune(c)))
		}
	}
	var b strings.Builder
	line := func(r []string) {
		for i, c := range r {
			if i > 0 {
				b.WriteString(" | ")
			}
			fmt.Fprintf(&b, "%-*s", w[i], c)
		}
		b.WriteByte('\n')
	}
	line(t.head)
	for i, n := range w {
		if i > 0 {
			b.WriteString("-+-")
		}
		b.WriteString(strings.Repeat("-", n))
	}
	b.WriteByte('\n')
	for _, r := range t.rows {
		line(r)
	}
	return b.String()
}

func reverse(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}

func palindrome(s string) bool {
	var clean []rune
	for _, c := range strings.ToLower(s) {
		if 'a' <= c && c <= 'z' {
			clean = append(clean, c)
		}
	}
	return string(clean) == reverse(string(clean))
}

func caesar(s string, k int) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return 'a' + (r-'a'+rune(k)+26)%26
		case r >= 'A' && r <= 'Z':
			return 'A' + (r-'A'+rune(k)+26)%26
		}
		return r
	}, s)
}

func main() {
	t := table{head: []string{"name", "n"}}
	t.add("ä", 1).add("longer", true)
	fmt.Print(t)
	fmt.Println(reverse("héllo"), palindrome("A man, a plan, a canal: Panama"), caesar("Hello, Zoo", 3), caesar(caesar("x", 3), -3))
	words := map[string]int{}
	for _, w := range strings.Fields("a b a c b a") {
		words[w]++
	}
	fmt.Println(words)
	b := []byte("bytes")
	for i := range b {
		b[i] ^= 0x20
	}
	fmt.Println(string(b), fmt.Sprintf("%08b|%-6q|%6.2f%%|%+v", 5, 'x', 12.345, struct{ A []int }{[]int{1}}))
}
