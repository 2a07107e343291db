package session

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"schedtick/kernel/cell"
)

// seeds are cells that build on each other, and broken ones.
var seeds = []string{
	`import "fmt"`, "x := 1", "x := x + 1\nfmt.Println(x)", "type T struct{ A int }\nfunc (t T) M() T { return t }",
	"func (t *T) N() {}", "a, err := f(); b, err := g()", "package main\nfunc main() {}", "func f[T any](x T) T { return x }\nf(1)",
	"for i := range 3 { go func() { _ = i }() }", "var x, y = y, x", "L: z := 1\ngoto L", "x.", "fmt.Println(", "import . \"time\"\nSecond",
	"type I interface{ M() T }\nvar i I = T{}", "const c = iota\nc", "func (d Duration) Q() {}", "v, ok := <-make(chan int)", "switch x := any(1).(type) {",
}

// corpus are the programs of the consistency corpus; a sample of them where nobody
// searches.
func corpus(f *testing.F) (out []string) {
	files, err := filepath.Glob("../corpus/testdata/consistency/*.go")
	if err != nil || len(files) == 0 {
		f.Fatalf("no corpus: %v", err)
	}
	for i, file := range files {
		if i%16 != 0 && flag.Lookup("test.fuzz").Value.String() == "" {
			continue
		}
		src, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		out = append(out, string(src))
	}
	return out
}

func FuzzCheck(f *testing.F) {
	for i, src := range corpus(f) {
		f.Add(seeds[i%len(seeds)], src, 13*i)
	}
	for i, s := range seeds {
		f.Add(s, seeds[(i+1)%len(seeds)], i)
		f.Add(seeds[0]+"\n"+seeds[3], s, 3*i)
	}
	f.Fuzz(func(t *testing.T, first, second string, cursor int) {
		s := New()
		for i, src := range []string{first, second} {
			c, err := cell.Parse(i+1, "cell", src)
			if err != nil {
				continue
			}
			u, err := s.Check(c)
			if err != nil {
				list := cell.Errors(err)
				if len(list) == 0 {
					t.Fatalf("error %v", err)
				}
				for _, e := range list {
					if strings.Contains(e.Msg, "internal error") || strings.Contains(e.Msg, "·") && !strings.Contains(src, "·") || e.Line < 1 {
						t.Fatalf("%s\n%v", src, e)
					}
				}
				continue
			}
			for id, obj := range u.Info.Uses {
				if obj != nil && strings.Contains(obj.Name(), lateSuffix) && !strings.Contains(src, "·") {
					t.Fatalf("%s: %s means %v", src, id.Name, obj)
				}
			}
			s.Commit(u)
		}
		s.Complete(second, cursor)
		s.Inspect(second, cursor, 1)
		s.Names()
	})
}
