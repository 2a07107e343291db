package stress

import (
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// fairness is how far, in percentage points, a case's share may be from its share
// in compiled Go.
const fairness = 5

// shares counts how often each of some ready cases is taken. testdata/fairness/shares.go
// has the same function, to be interpreted.
func shares(n int) (counts [6]int) {
	a, b := make(chan int, 1), make(chan int, 1)
	closed := make(chan string)
	close(closed)
	var never chan int
	a <- 0
	for range n {
		select {
		case v := <-a:
			counts[0]++
			a <- v
		case b <- 1:
			counts[1]++
			<-b
		case <-closed:
			counts[2]++
		case _, ok := <-closed:
			if !ok {
				counts[3]++
			}
		case <-never:
			counts[4]++
		case never <- 1:
			counts[5]++
		}
	}
	return counts
}

// TestCorpusSelectIsFair compares how often each ready case is taken with compiled
// Go, and with chance: chi-square of 3 degrees of freedom beyond 27.9 comes once in
// 250,000 runs.
func TestCorpusSelectIsFair(t *testing.T) {
	n := max(ops, 100_000)
	src, err := os.ReadFile("testdata/fairness/shares.go")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("STRESS_OPS", strconv.Itoa(n))
	var got [6]int
	out := newNotebook(t).run(t, "shares.go", string(src))
	if _, err := fmt.Sscan(strings.Trim(out, "[]\n"), &got[0], &got[1], &got[2], &got[3], &got[4], &got[5]); err != nil {
		t.Fatalf("printed %q: %v", out, err)
	}
	want := shares(n)
	percent := func(c int) float64 { return 100 * float64(c) / float64(n) }
	chi := 0.0
	for i := range got {
		if math.Abs(percent(got[i])-percent(want[i])) > fairness {
			t.Errorf("case %d is taken %.2f %% of the time, compiled %.2f %%", i, percent(got[i]), percent(want[i]))
		}
		if i < 4 {
			d := float64(got[i]) - float64(n)/4
			chi += d * d / (float64(n) / 4)
		}
	}
	t.Logf("%d selects: interpreted %v, compiled %v, chi-square %.1f", n, got, want, chi)
	if chi > 27.9 {
		t.Errorf("chi-square %.1f", chi)
	}
}
