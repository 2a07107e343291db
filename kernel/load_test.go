package kernel_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"schedtick/kernel/sched"
)

// hammer starts and ends rounds x 500 goroutines from three places, and leaves some of
// them. It prints how many it started, and how many of them it left, by its own count.
const hammer = `var wg sync.WaitGroup
var started, ended atomic.Int64
hold := make(chan bool)
for range %d {
	for range 100 {
		wg.Add(5)
		for i := range 4 {
			started.Add(1)
			go func() {
				defer wg.Done()
				if i == 3 {
					runtime.Gosched()
				}
				ended.Add(1)
			}()
		}
		started.Add(1)
		go func() {
			defer wg.Done()
			started.Add(1)
			wg.Add(1)
			go func() { defer wg.Done(); ended.Add(1) }()
			ended.Add(1)
		}()
	}
	started.Add(1)
	go func() { <-hold }()
}
wg.Wait()
fmt.Println(started.Load(), started.Load()-ended.Load())`

// The report does not lie under load: while tens of thousands of goroutines start and
// end, each look adds up or says that it is torn, and the report at the end agrees with
// what the program has counted itself.
func TestReportUnderLoad(t *testing.T) {
	const rounds = 40
	l := newLab(t, `import ("fmt"; "runtime"; "sync"; "sync/atomic")`)
	out, wait := l.start(fmt.Sprintf(hammer, rounds))

	ctx, cancel := context.WithCancel(t.Context())
	looked := make(chan int)
	go func() { // ends with ctx, before the test looks at the outcome
		n := 0
		for ctx.Err() == nil {
			if s, err := l.Goroutines(ctx); err == nil && s != nil {
				n++
				addsUp(t, s)
			}
		}
		looked <- n
	}()
	o := wait()
	cancel()
	n := <-looked
	if o.Failure != nil {
		t.Fatal(o.Failure.Text())
	}
	t.Logf("%d looks, %d reports; %s", n, len(out.Reports()), o.Text())
	if n == 0 {
		t.Error("nobody has looked while the cell ran")
	}

	var started, left int
	if _, err := fmt.Sscan(out.Text(), &started, &left); err != nil || started != rounds*601 || left != rounds {
		t.Fatalf("the cell printed %q: %v", out.Text(), err)
	}
	g := o.Report.Goroutines
	if g.Counted == nil || int(*g.Counted) != started || int(g.Created) < started {
		t.Errorf("created %d, by go statements %v; the program started %d", g.Created, *g.Counted, started)
	}
	// The cell's own goroutine counts while the report is made, not afterwards.
	if g.Before != 1 || g.After != left+1 {
		t.Errorf("alive %d -> %d, want 1 -> %d", g.Before, g.After, left+1)
	}
	if g.Peak < g.After || g.Peak > started+1 {
		t.Errorf("peak %d, between %d and %d", g.Peak, g.After, started+1)
	}
	s := o.Snapshot
	before, _, _ := strings.Cut(hammer, "<-hold")
	line := strings.Count(before, "\n") + 1
	if s == nil || s.Torn || s.Total != left || s.Groups[0].Start == nil || s.Groups[0].Start.Line != line {
		t.Fatalf("the snapshot: %+v, want %d from line %d", s, left, line)
	}
	addsUp(t, s)
	for _, r := range out.Reports() {
		if r.Snapshot != nil {
			addsUp(t, r.Snapshot)
		}
		data, err := json.Marshal(r.Data())
		if torn := r.Snapshot != nil && r.Snapshot.Torn; err != nil || torn != strings.Contains(string(data), "different moments") {
			t.Errorf("torn is %v: %s, %v", torn, data, err)
		}
	}
}

// addsUp checks that the parts of a snapshot fit: the groups' counts are the total, but
// for those left out, and every index leads somewhere.
func addsUp(t *testing.T, s *sched.Snapshot) {
	t.Helper()
	sum := 0
	for _, g := range s.Groups {
		sum += g.Count
		if g.Count < 1 || len(g.IDs) > g.Count {
			t.Errorf("a group of %d with ids %v", g.Count, g.IDs)
		}
		for _, w := range g.Waits {
			if w.Object < 0 || w.Object >= len(s.Objects) {
				t.Errorf("a group waits for object %d of %d", w.Object, len(s.Objects))
			}
		}
	}
	if sum > s.Total || sum < s.Total && s.LeftOut == 0 {
		t.Errorf("groups have %d goroutines of %d, left out %d groups", sum, s.Total, s.LeftOut)
	}
}
