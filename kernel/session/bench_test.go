package session

import (
	_ "embed"
	"fmt"
	"strings"
	"testing"

	"schedtick/kernel/cell"
)

// cell30 is a cell of 30 lines, as a learner writes them.
//
//go:embed testdata/cell30.txt
var cell30 string

// filled is a session in which n cells ran.
func filled(tb testing.TB, n int) *Session {
	s := New()
	for i := range n {
		src := fmt.Sprintf("type t%d struct{ A, B int }\nfunc (x t%d) M() int { return x.A }\nfunc f%d(x int) int { return x + %d }\nv%d := f%d(1)\nw%d := t%d{}", i, i, i, i, i, i, i, i)
		c, err := cell.Parse(i+1, "cell", src)
		if err != nil {
			tb.Fatal(err)
		}
		u, err := s.Check(c)
		if err != nil {
			tb.Fatal(err)
		}
		s.Commit(u)
	}
	return s
}

func BenchmarkCheck(b *testing.B) {
	for _, n := range []int{0, 200, 1000} {
		b.Run(fmt.Sprintf("after%d", n), func(b *testing.B) {
			s := filled(b, n)
			for b.Loop() {
				c, err := cell.Parse(1, "cell", cell30)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := s.Check(c); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkComplete(b *testing.B) {
	s := filled(b, 200)
	at := strings.Index(cell30, "jobs <- i")
	src := cell30[:at] + "wg.\n" + cell30[at:]
	for _, bm := range []struct {
		name, src string
		cursor    int
	}{{"member", src, at + 3}, {"name", cell30[:at] + "f", at + 1}, {"blank", cell30, at}} {
		b.Run(bm.name, func(b *testing.B) {
			for b.Loop() {
				if len(s.Complete(bm.src, bm.cursor).Items) == 0 {
					b.Fatal("no items")
				}
			}
		})
	}
}
