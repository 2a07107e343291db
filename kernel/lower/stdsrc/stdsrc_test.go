package stdsrc

import "testing"

// TestLoad holds that every package that has source here checks.
func TestLoad(t *testing.T) {
	for path, names := range map[string][]string{
		"cmp":          {"Compare", "Less", "Or"},
		"maps":         {"All", "Clone", "Collect", "Copy", "DeleteFunc", "Equal", "EqualFunc", "Insert", "Keys", "Values"},
		"slices":       {"SortFunc", "Insert", "Collect", "overlaps", "xorshift.Next"},
		"sync":         {"OnceValue", "OnceValues"},
		"errors":       {"AsType"},
		"iter":         {"Pull", "Pull2"},
		"math/rand/v2": {"N"},
	} {
		l := NewLoader()
		for _, n := range names {
			p, err := l.Load(path, n)
			if err != nil {
				t.Fatal(err)
			}
			if p == nil || p.Funcs[n] == nil || p.Funcs[n].Body == nil {
				t.Errorf("%s.%s: no source", path, n)
			}
			if again, _ := l.Load(path, n); again != p {
				t.Errorf("%s.%s: checked twice", path, n)
			}
		}
	}
	if p, err := NewLoader().Load("os", "Open"); p != nil || err != nil {
		t.Errorf("os.Open: %v, %v; no source is kept of it", p, err)
	}
}

func BenchmarkLoadSortFunc(b *testing.B) {
	for b.Loop() {
		if _, err := NewLoader().Load("slices", "SortFunc"); err != nil {
			b.Fatal(err)
		}
	}
}
