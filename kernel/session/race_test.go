package session

import (
	"fmt"
	"sync"
	"testing"

	"schedtick/kernel/cell"
)

// TestConcurrent completes and inspects while cells are checked, types get
// methods, and packages are imported. The race detector judges.
func TestConcurrent(t *testing.T) {
	s := New()
	run := func(i int, src string) {
		c, err := cell.Parse(i, "cell", src)
		if err != nil {
			t.Error(err)
			return
		}
		u, err := s.Check(c)
		if err != nil {
			t.Error(err)
			return
		}
		s.Commit(u)
	}
	run(1, "type T struct{ A int }\ntype G[P any] struct{ V P }\nt := T{}\ng := G[int]{}")
	done := make(chan struct{})
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-done:
					return
				default:
				}
				switch (n + i) % 4 {
				case 0:
					s.Complete("t.", 2)
				case 1:
					s.Inspect("g.V", 3, 1)
				case 2:
					s.Complete("func f(x T) { x.", 16)
				case 3:
					s.Names()
				}
			}
		})
	}
	for i, p := range []string{"net/http", "encoding/json", "go/types", "text/template", "database/sql", "archive/zip"} {
		run(2*i+2, fmt.Sprintf("import %q\nvar h%d G[T]\nfunc (t T) M%d() int { return t.A }\nt.M%d()", p, i, i, i))
		run(2*i+3, fmt.Sprintf("x%d := t.M%d()\nh%d.V.M%d()", i, i, i, i))
	}
	close(done)
	wg.Wait()
}
