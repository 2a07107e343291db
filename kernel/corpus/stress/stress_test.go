package stress

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"schedtick/kernel/cell"
	"schedtick/kernel/engine"
	"schedtick/kernel/lower"
	"schedtick/kernel/rt"
	"schedtick/kernel/session"
)

// limit is how long a program may take.
const limit = 10 * time.Minute

func TestCorpusStress(t *testing.T) {
	files, err := filepath.Glob("testdata/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	n := newNotebook(t)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".go"), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			t.Setenv("STRESS_OPS", strconv.Itoa(ops))
			began := time.Now()
			var did, wrong int
			out := n.run(t, file, string(src))
			if _, err := fmt.Sscan(out, &did, &wrong); err != nil {
				t.Fatalf("printed %q: %v", out, err)
			}
			took := time.Since(began)
			t.Logf("%d operations, %d wrong, %.1f s, %.1f µs each", did, wrong, took.Seconds(), float64(took.Microseconds())/float64(did))
			if wrong != 0 || did < ops*9/10 {
				t.Errorf("%d of %d operations went wrong", wrong, did)
			}
		})
	}
}

// notebook runs cells as the front and a worker do together. There is one, since
// kernel/rt serves one session a process.
type notebook struct {
	session *session.Session
	lower   *lower.Lowerer
	engine  *engine.Engine
	cells   int
}

func newNotebook(t *testing.T) *notebook {
	e, err := engine.New()
	if err != nil {
		t.Fatal(err)
	}
	return &notebook{session: session.New(), lower: lower.New(), engine: e}
}

// load checks, lowers and declares a program.
func (n *notebook) load(t *testing.T, name, src string) (entry func()) {
	t.Helper()
	n.cells++
	c, err := cell.Parse(n.cells, name, src)
	if err != nil {
		t.Fatal(err)
	}
	u, err := n.session.Check(c)
	if err != nil {
		t.Fatal(err)
	}
	p, err := n.lower.Lower(u)
	if err != nil {
		t.Fatal(err)
	}
	if entry, err = n.engine.Load(p); err != nil {
		t.Fatal(err)
	}
	n.lower.Commit(p)
	n.session.Commit(u)
	return entry
}

// run runs a program and returns what it printed.
func (n *notebook) run(t *testing.T, name, src string) string {
	t.Helper()
	entry := n.load(t, name, src)
	var out bytes.Buffer
	rt.SetOutput(&out, nil)
	x := rt.NewCell(n.cells, name)
	x.Start(entry)
	select {
	case <-x.Done():
	case <-x.Decided():
	case <-time.After(limit):
		t.Errorf("not done; blocked: %+v", x.Alive())
		x.Stop()
	}
	<-x.Done()
	if o := x.Ended(); o.Kind != rt.OK {
		t.Fatalf("ended %+v", o)
	}
	if !x.Wait(time.Minute) {
		t.Errorf("goroutines left: %+v", x.Alive())
	}
	rt.FlushOutput()
	return out.String()
}
