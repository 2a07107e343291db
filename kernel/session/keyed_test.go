package session

import (
	"testing"

	"schedtick/kernel/cell"
)

// TestUnkeyedLiterals: T{1, 2} of an earlier cell's type is legal, whatever the
// case of its fields; a value of the wrong type is still an error.
func TestUnkeyedLiterals(t *testing.T) {
	s := New()
	for i, c := range []struct{ src, want string }{
		{"type p struct{ x, y int }\ntype q struct{ p; s string }", ""},
		{"a := p{1, 2}\nb := []p{{3, 4}}\nc := map[string]*p{\"k\": {5, 6}}\nd := q{p{7, 8}, \"s\"}", ""},
		{"e := p{1, \"no\"}", `cannot use "no" (untyped string constant) as int value in struct literal`},
		{"f := p{1}", "too few values in struct literal of type p"},
	} {
		parsed, err := cell.Parse(i+1, "cell", c.src)
		if err != nil {
			t.Fatal(err)
		}
		u, err := s.Check(parsed)
		switch list := cell.Errors(err); {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", c.src, err)
		case c.want != "" && (len(list) != 1 || list[0].Msg != c.want):
			t.Errorf("%s: got %v, want %q", c.src, err, c.want)
		}
		if err == nil {
			s.Commit(u)
		}
	}
}
