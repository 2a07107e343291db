package main

import (
	"bufio"
	"fmt"
	"os"
	"regexp"
	"slices"
	"sort"
	"strings"
	"text/tabwriter"
	"unicode"
)

// Text: wrapping, justifying, counting, caesar, palindromes, anagrams, templates by hand,
// replacing with functions, builders, readers, fields, titles.

type Align int

const (
	Left Align = iota
	Right
	Center
	Full
)

//go:generate stringer
func (a Align) String() string { return [...]string{"left", "right", "center", "full"}[a] }

type Wrapper struct {
	Width int
	Align
	out *strings.Builder
}

func (w *Wrapper) line(words []string, last bool) {
	text := strings.Join(words, " ")
	gap := w.Width - len([]rune(text))
	switch w.Align {
	case Right:
		text = strings.Repeat(" ", gap) + text
	case Center:
		text = strings.Repeat(" ", gap/2) + text
	case Full:
		if n := len(words) - 1; n > 0 && !last {
			var b strings.Builder
			for i, word := range words {
				b.WriteString(word)
				if i < n {
					pad := 1 + gap/n
					if i < gap%n {
						pad++
					}
					b.WriteString(strings.Repeat(" ", pad))
				}
			}
			text = b.String()
		}
	}
	fmt.Fprintf(w.out, "|%-*s|\n", w.Width, text)
}

func (w Wrapper) Wrap(s string) string {
	w.out = new(strings.Builder)
	for para := range strings.SplitSeq(s, "\n\n") {
		var cur []string
		n := 0
		for word := range strings.FieldsSeq(para) {
			l := len([]rune(word))
			if n+l+len(cur) > w.Width && len(cur) > 0 {
				w.line(cur, false)
				cur, n = nil, 0
			}
			cur = append(cur, word)
			n += l
		}
		w.line(cur, true)
	}
	return w.out.String()
}

func caesar(s string, by rune) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z':
			return 'a' + (r-'a'+by+26)%26
		case 'A' <= r && r <= 'Z':
			return 'A' + (r-'A'+by+26)%26
		case r == '!':
			return -1
		}
		return r
	}, s)
}

func palindrome(s string) bool {
	var rs []rune
	for _, r := range strings.ToLower(s) {
		if unicode.IsLetter(r) {
			rs = append(rs, r)
		}
	}
	rev := slices.Clone(rs)
	slices.Reverse(rev)
	return slices.Equal(rs, rev)
}

func anagrams(ws ...string) [][]string {
	groups := map[string][]string{}
	for _, w := range ws {
		rs := []rune(w)
		slices.Sort(rs)
		groups[string(rs)] = append(groups[string(rs)], w)
	}
	var out [][]string
	for _, g := range groups {
		if len(g) > 1 {
			sort.Strings(g)
			out = append(out, g)
		}
	}
	slices.SortFunc(out, slices.Compare[[]string])
	return out
}

var field = regexp.MustCompile(`\{(\w+)(?::(\w+))?\}`)

func fill(t string, vals map[string]any) (string, []string) {
	var missing []string
	return field.ReplaceAllStringFunc(t, func(m string) string {
		sub := field.FindStringSubmatch(m)
		v, ok := vals[sub[1]]
		switch {
		case !ok:
			missing = append(missing, sub[1])
			return "?"
		case sub[2] == "upper":
			return strings.ToUpper(fmt.Sprint(v))
		case sub[2] != "":
			return fmt.Sprintf("%"+sub[2], v)
		}
		return fmt.Sprint(v)
	}), missing
}

func main() {
	text := "The quick brown fox — très rapide — jumps over\nthe lazy dog.\n\nIt barks."
	for a := Left; a <= Full; a++ {
		fmt.Print(a, "\n", Wrapper{20, a, nil}.Wrap(text))
	}
	enc := caesar("Hello, Wörld!", 3)
	fmt.Println(enc, caesar(enc, -3))
	fmt.Println(palindrome("A man, a plan, a canal: Panama"), palindrome("Été"), palindrome("été"), palindrome("go"))
	fmt.Println(anagrams("listen", "silent", "enlist", "google", "gogole", "cat", "act", "tac", "dog"))
	fmt.Println(fill("{name:upper} is {age:05d} and {x} {pi:v}{}", map[string]any{"name": "ann", "age": 42, "pi": []float64{3.14}}))
	counts := map[rune]int{}
	for _, r := range text {
		if unicode.IsLetter(r) {
			counts[unicode.ToLower(r)]++
		}
	}
	type freq struct {
		r rune
		n int
	}
	var fs []freq
	for r, n := range counts {
		fs = append(fs, freq{r, n})
	}
	sort.Slice(fs, func(i, j int) bool {
		if fs[i].n != fs[j].n {
			return fs[i].n > fs[j].n
		}
		return fs[i].r < fs[j].r
	})
	for _, f := range fs[:5] {
		fmt.Printf("%c=%d ", f.r, f.n)
	}
	fmt.Println()
	sc := bufio.NewScanner(strings.NewReader("one two\nthree"))
	sc.Split(bufio.ScanWords)
	n := 0
	for sc.Scan() {
		n++
		fmt.Printf("%d:%s ", n, sc.Text())
	}
	fmt.Println()
	tw := tabwriter.NewWriter(os.Stdout, 0, 8, 2, '.', tabwriter.AlignRight|tabwriter.Debug)
	for i, a := range []Align{Left, Full, Center} {
		fmt.Fprintf(tw, "%v\t%d\t%08.3f\t\n", a, i, float64(i)/3)
	}
	tw.Flush()
	rep := strings.NewReplacer("<", "&lt;", ">", "&gt;", "a", "A")
	before, after, ok := strings.Cut("key = value = x", " = ")
	fmt.Println(rep.Replace("<a>"), before, after, ok, strings.EqualFold("Straße", "STRASSE"), strings.Title("go is fun"), strings.TrimFunc("12ab34", unicode.IsDigit), strings.LastIndexAny("golang", "gn"))
	fmt.Printf("%q %q %q\n", strings.SplitAfterN("a,b,c", ",", 2), strings.FieldsFunc("a1b22c", unicode.IsDigit), strings.Split("", ","))
	fmt.Printf("%x %X % x %#x %+q %U %c\n", "hé", []byte("hé"), "abc", "abc", "日本", 'é', 0x1F600)
}
