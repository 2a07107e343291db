package lower_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"schedtick/kernel/cell"
	"schedtick/kernel/engine"
	"schedtick/kernel/lower"
	"schedtick/kernel/program"
	"schedtick/kernel/rt"
	"schedtick/kernel/session"
)

var update = flag.Bool("update", false, "write what is expected under testdata: lowered texts, and outputs from compiled programs")

// notebook runs cells in this process, as the front and a worker do together.
// Since kernel/rt serves one session a process, all tests share one.
type notebook struct {
	t   *testing.T
	s   *session.Session
	l   *lower.Lowerer
	e   *engine.Engine
	out bytes.Buffer
	n   int
}

var shared *notebook

func sharedNotebook(t *testing.T) *notebook {
	if shared == nil {
		e, err := engine.New()
		if err != nil {
			t.Fatal(err)
		}
		shared = &notebook{s: session.New(), l: lower.New(), e: e}
		rt.SetOutput(&shared.out, nil)
	}
	shared.t = t
	return shared
}

// lowered checks and lowers a cell.
func (nb *notebook) lowered(src string) (*session.Unit, *program.Program, error) {
	nb.n++
	c, err := cell.Parse(nb.n, fmt.Sprintf("cell[%d]", nb.n), src)
	if err != nil {
		nb.t.Fatal(err)
	}
	u, err := nb.s.Check(c)
	if err != nil {
		nb.t.Fatal(err)
	}
	p, err := nb.l.Lower(u)
	return u, p, err
}

// run runs a cell and returns what it printed.
func (nb *notebook) run(src string) string {
	nb.t.Helper()
	u, p, err := nb.lowered(src)
	if err != nil {
		nb.t.Fatal(err)
	}
	entry, err := nb.e.Load(p)
	if err != nil {
		nb.t.Fatal(err)
	}
	if entry != nil {
		o := rt.NewCell(nb.n, p.Name).Run(entry)
		rt.FlushOutput()
		if o.Kind != rt.OK {
			nb.t.Errorf("outcome: %+v", o)
		}
	}
	nb.l.Commit(p)
	nb.s.Commit(u)
	s := nb.out.String()
	nb.out.Reset()
	return s
}

func stdPrograms(t *testing.T) []string {
	files, err := filepath.Glob("testdata/std/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	return files
}

// TestStdPrograms holds that programs with the standard library's generic
// functions and with loops over functions print what they should.
func TestStdPrograms(t *testing.T) {
	for _, file := range stdPrograms(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(strings.TrimSuffix(file, ".go") + ".out")
			if err != nil {
				t.Fatal(err)
			}
			if got := sharedNotebook(t).run(string(src)); got != string(want) {
				t.Errorf("printed:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// TestStdExpected holds that what the programs should print is what compiled Go does.
func TestStdExpected(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skipf("needs the go command, to compile the programs: %v", err)
	}
	for _, file := range stdPrograms(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			got, err := exec.Command("go", "run", file).Output()
			if err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(file, ".go") + ".out"
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s is out of date: run go test ./kernel/lower -update\n%s", golden, got)
			}
		})
	}
}

// TestStdSession holds that instances live on from cell to cell.
func TestStdSession(t *testing.T) {
	nb := sharedNotebook(t)
	for _, c := range []struct{ src, want string }{
		{"import (\"cmp\"; \"fmt\"; \"iter\"; \"maps\"; \"slices\"; \"sync/atomic\")\ntype P struct{ N int }\nps := []P{{3}, {1}, {2}}", ""},
		{"slices.SortFunc(ps, func(a, b P) int { return cmp.Compare(a.N, b.N) })\nfmt.Println(ps)", "[{1} {2} {3}]\n"},
		{"slices.SortFunc(ps, func(a, b P) int { return cmp.Compare(b.N, a.N) })\nfmt.Println(ps)", "[{3} {2} {1}]\n"},
		{"func evens(n int) iter.Seq[int] {\n\treturn func(yield func(int) bool) {\n\t\tfor i := 0; i < n && yield(i); i += 2 {\n\t\t}\n\t}\n}\ntotal := 0", ""},
		{"for i := range evens(10) {\n\tif i == 6 {\n\t\tbreak\n\t}\n\tdefer fmt.Println(\"deferred\", i)\n\ttotal += i\n}\nfmt.Println(total)", "6\ndeferred 4\ndeferred 2\ndeferred 0\n"},
		{"seq := evens(6)\nfmt.Println(slices.Collect(seq))", "[0 2 4]\n"},
		{"func evens(n int) iter.Seq[int] { return slices.Values([]int{n}) }\nfmt.Println(slices.Collect(evens(7)), slices.Collect(seq))", "[7] [0 2 4]\n"},
		{"type P struct{ S string }\nqs := []P{{\"b\"}, {\"a\"}}\nslices.SortFunc(qs, func(a, b P) int { return cmp.Compare(a.S, b.S) })\nfmt.Println(qs)", "[{a} {b}]\n"},
		{"var cur atomic.Pointer[P]\ncur.Store(&qs[1])", ""},
		{"fmt.Println(cur.Load().S, cur.CompareAndSwap(&qs[1], nil), cur.Load() == nil)", "b true true\n"},
		{"pick := slices.Max[[]int]\nnext, stop := iter.Pull(maps.Keys(map[string]bool{\"k\": true}))", ""},
		{"fmt.Println(pick([]int{4, 8}))\nfmt.Println(next())\nfmt.Println(next())\nstop()", "8\nk true\n false\n"},
	} {
		if got := nb.run(c.src); got != c.want {
			t.Errorf("%s\nprinted %q, want %q", c.src, got, c.want)
		}
	}
}

// TestStdRefused holds that what has no source is refused by name.
func TestStdRefused(t *testing.T) {
	for src, want := range map[string]string{
		"import \"database/sql\"\nvar n sql.Null[int]\n_ = n":                                               "type sql.Null[int]",
		"import (\"crypto/sha256\"; \"crypto/pbkdf2\")\nk, err := pbkdf2.Key(sha256.New, \"p\", nil, 1, 8)": "pbkdf2.Key",
		"import \"runtime\"\nx := new([64]byte)\nc := runtime.AddCleanup(x, func(int) {}, 1)":               "runtime.AddCleanup",
		"func f[T any]() any {\n\ttype g[U any] struct{ u U; t T }\n\treturn g[int]{}\n}\nx := f[string]()": "the generic type g in a generic function",
	} {
		_, _, err := sharedNotebook(t).lowered(src)
		var rs lower.Refusals
		if !errors.As(err, &rs) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\nerror %v, want a refusal of %s", src, err, want)
		}
	}
}

// BenchmarkStdInstance is the cost of one more instance of a function that is loaded.
func BenchmarkStdInstance(b *testing.B) {
	s, l := session.New(), lower.New()
	n := 0
	one := func() {
		n++
		c, err := cell.Parse(n, "cell", fmt.Sprintf("import \"slices\"\nx := slices.Insert([][%d]int{}, 0)", n))
		if err != nil {
			b.Fatal(err)
		}
		u, err := s.Check(c)
		if err != nil {
			b.Fatal(err)
		}
		p, err := l.Lower(u)
		if err != nil {
			b.Fatal(err)
		}
		l.Commit(p)
		s.Commit(u)
	}
	one()
	for b.Loop() {
		one()
	}
}
