package session

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// complete completes at the ▮ in the text; it gives the items as "Text:Kind".
func (nb *notebook) complete(text string) (Completion, []string) {
	before, after, _ := strings.Cut(text, "▮")
	c := nb.s.Complete(before+after, utf8.RuneCountInString(before))
	var list []string
	for _, it := range c.Items {
		list = append(list, it.Text+":"+it.Kind)
	}
	return c, list
}

// offers checks that the first items, or all if exact, are these.
func (nb *notebook) offers(text string, want ...string) {
	nb.t.Helper()
	_, got := nb.complete(text)
	if fmt.Sprint(got) != fmt.Sprint(want) {
		nb.t.Errorf("%s\ngot  %v\nwant %v", text, got, want)
	}
}

// begins checks the first items only.
func (nb *notebook) begins(text string, want ...string) {
	nb.t.Helper()
	_, got := nb.complete(text)
	if len(got) < len(want) || fmt.Sprint(got[:len(want)]) != fmt.Sprint(want) {
		nb.t.Errorf("%s\ngot  %v\nwant %v first", text, got, want)
	}
}

func TestCompleteMembers(t *testing.T) {
	nb := newNotebook(t)
	nb.run(`import ("fmt"; "sync"; t "time"; . "strings")
type Base struct{ ID int; hidden string }
func (b *Base) Touch() {}
type point struct{ Base; X, Y int; mu sync.Mutex }
func (p point) Norm() float64 { return 0 }
type shape interface{ Area() float64; fmt.Stringer }
p := point{}
pp := &p
var s shape
var wg sync.WaitGroup
names := []point{}
m := map[string]*point{}`)
	nb.offers("fmt.Print▮", "Print:function", "Printf:function", "Println:function")
	nb.offers("fmt.Sprintl▮(1)\nx := 2", "Sprintln:function")
	nb.offers("t.Milli▮", "Millisecond:constant")
	nb.offers("p.▮", "Base:field", "ID:field", "Norm:method", "Touch:method", "X:field", "Y:field", "hidden:field", "mu:field")
	nb.offers("pp.N▮", "Norm:method")
	nb.offers("s.▮", "Area:method", "String:method")
	nb.offers("wg.▮\nfmt.Println(1)", "Add:method", "Done:method", "Go:method", "Wait:method")
	nb.offers("names[0].X▮", "X:field")
	nb.offers(`m["a"].N▮`, "Norm:method")
	nb.offers("point.▮", "Norm:method") // point.Touch does not compile
	nb.offers("(*point).▮", "Norm:method", "Touch:method")
	nb.offers("func() point { return p }().▮", "Base:field", "ID:field", "Norm:method", "X:field", "Y:field", "hidden:field", "mu:field")
	nb.offers("point{}.To▮")
	nb.offers("map[int]point{}[1].To▮")
	nb.offers("p.Base.To▮", "Touch:method")
	nb.offers("t.Now().Unm▮")
	nb.offers("q := point{}\nq.To▮", "Touch:method")
	nb.offers("func f(arg *point) {\n\tfor i := range 3 {\n\t\targ.To▮", "Touch:method")
	nb.offers("func f(arg *point) {\n\tif arg.No▮\n}\nx := 1", "Norm:method")
	nb.offers("go func() {\n\twg.Do▮\n}()", "Done:method")
	nb.offers("fmt.Println(p.X, p.No▮", "Norm:method")
	nb.offers("func g[T fmt.Stringer](v T) { v.▮ }", "String:method")
	nb.offers("fmt.println▮", "Println:function")
	nb.offers("strconv.Ato▮", "Atoi:function")
	nb.offers("x := 3.▮")
	c, _ := nb.complete("strconv.Ato▮")
	if c.Items[0].Import != "strconv" || c.Items[0].Type != "func(s string) (int, error)" {
		t.Errorf("%+v", c.Items[0])
	}
}

// A go or defer whose call is not written to its end yet.
func TestCompleteUnfinishedGo(t *testing.T) {
	nb := newNotebook(t)
	nb.run(`import ("fmt"; "sync")
type point struct{ mu sync.Mutex; X int }
func (p *point) Touch() {}
p := &point{}`)
	lock := []string{"Lock:method", "TryLock:method", "Unlock:method"}
	nb.offers("defer p.mu.▮", lock...)
	nb.offers("defer p.mu.▮\nx := 1", lock...)
	nb.offers("go p.T▮", "Touch:method")
	nb.offers("go func() {\n\tp.T▮\n}", "Touch:method")
	nb.offers("go func() {\n\tp.T▮", "Touch:method")
	nb.offers("func() {\n\tdefer func() {\n\t\tp.T▮\n", "Touch:method")
	nb.offers("func f(q *point) {\n\tgo func() {\n\t\tq.mu.TryL▮\n\t}\n}", "TryLock:method")
	nb.offers("for i := range 3 {\n\tgo func(n int) {\n\t\tfmt.Println(p.▮", "Touch:method", "X:field", "mu:field")
	nb.begins("defer pani▮", "panic:function")
	c, _ := nb.complete("go func() {\n\t数 := json.Marsh▮\n}")
	if len(c.Items) == 0 || c.ImportAt != 0 || c.Start != 23 || c.End != 28 {
		t.Errorf("%+v", c)
	}
}

func TestCompleteNames(t *testing.T) {
	nb := newNotebook(t)
	nb.run("import \"fmt\"\ntype counter struct{ n, total int }\ncount := 1\nfunc countAll(c counter) {}")
	nb.offers("cou▮", "count:variable", "countAll:function", "counter:type")
	nb.offers("func f(country string) {\n\tcounty := 1\n\tcou▮\n\tcount3 := 1\n}", "country:variable", "county:variable", "count:variable", "countAll:function", "counter:type")
	nb.offers("var x cou▮", "counter:type")
	nb.offers("func f(x cou▮) {}", "counter:type")
	nb.offers("counted := 1\ncounte▮\ncounter3 := 1", "counted:variable", "counter:type")
	nb.offers("counter{n▮}", "n:field", "new:function", "nil:constant", "net:module", "netip:module")
	nb.offers("counter{n: 1, ▮", "total:field", "count:variable", "countAll:function", "counter:type", "fmt:module")
	nb.offers("x := []*counter{{t▮: 1}}", "total:field")
	nb.begins("sel▮", "select:keyword")
	nb.begins("fm▮", "fmt:module")
	nb.begins("strin▮", "string:type", "strings:module")
	nb.begins("x := func() int { ret▮", "return:keyword")
	nb.begins("switch count {\nca▮", "case:keyword")
	nb.offers("loop:\nfor {\n\tbreak l▮\n}", "loop:label")
	nb.offers("import \"net/ht▮\"", "net/http:module", "net/http/cgi:module", "net/http/cookiejar:module", "net/http/fcgi:module",
		"net/http/httptest:module", "net/http/httptrace:module", "net/http/httputil:module", "net/http/pprof:module")
	nb.offers("import (\n\t\"fmt\"\n\t\"sync/a▮", "sync/atomic:module")
	nb.offers("x := \"cou▮\"")
	nb.offers("// cou▮")
	nb.offers("x := 1 /* cou▮ */")
	nb.offers("cou▮nt", "count:variable", "countAll:function", "counter:type")
}

func TestCompleteUnicode(t *testing.T) {
	nb := newNotebook(t)
	nb.run("import \"fmt\"\ngrün := 1")
	c, got := nb.complete("s := \"世界🙂\"; grü▮ + 1")
	if fmt.Sprint(got) != "[grün:variable]" || c.Start != 12 || c.End != 15 {
		t.Errorf("%v %d %d", got, c.Start, c.End)
	}
	c, _ = nb.complete("fmt.▮")
	if c.Start != 4 || c.End != 4 {
		t.Errorf("%d %d", c.Start, c.End)
	}
	nb.s.Complete("", -5)
	nb.s.Complete("x", 50)
}

type testMagics struct{}

func (testMagics) CompleteMagic(line string) []Item {
	if strings.Contains(line, " ") {
		return []Item{{Text: "full", Kind: "magic"}, {Text: "off", Kind: "magic"}}
	}
	return []Item{{Text: "%probe", Kind: "magic"}, {Text: "%who", Kind: "magic"}}
}

func (testMagics) InspectMagic(name string) (string, bool) {
	return "help for " + name, name == "probe"
}

func TestCompleteMagic(t *testing.T) {
	nb := newNotebook(t)
	nb.offers("%pr▮")
	nb.s.SetMagics(testMagics{})
	nb.offers("%pr▮", "%probe:magic")
	nb.offers("x := 1\n%probe f▮", "full:magic")
	c, _ := nb.complete("x := 1\n%probe f▮")
	if c.Start != 14 || c.End != 15 {
		t.Error(c.Start, c.End)
	}
}
