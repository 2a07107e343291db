package bench

import (
	"strings"
	"testing"
)

const output = `goos: linux
pkg: cell
BenchmarkFast-2   	 1000000	       100 ns/op	       0 B/op	       0 allocs/op
BenchmarkFast-2   	 1000000	       101 ns/op	       0 B/op	       0 allocs/op
printed by the benchmark
BenchmarkFast-2   	 1000000	       102 ns/op	       0 B/op	       0 allocs/op
BenchmarkFast-2   	 1000000	       103 ns/op	       0 B/op	       0 allocs/op
BenchmarkFast-2   	 1000000	       104 ns/op	       0 B/op	       0 allocs/op
BenchmarkFast-2   	 1000000	       105 ns/op	       0 B/op	       0 allocs/op
BenchmarkSlow/n=10-2 	 1000	      1000 ns/op	      64 B/op	       2 allocs/op
BenchmarkSlow/n=10-2 	 1000	      1001 ns/op	      64 B/op	       2 allocs/op
BenchmarkSlow/n=10-2 	 1000	      1002 ns/op	      64 B/op	       2 allocs/op
BenchmarkSlow/n=10-2 	 1000	      1003 ns/op	      64 B/op	       2 allocs/op
BenchmarkSlow/n=10-2 	 1000	      1004 ns/op	      64 B/op	       2 allocs/op
BenchmarkSlow/n=10-2 	 1000	      1005 ns/op	      64 B/op	       2 allocs/op
BenchmarkOnce 	 1000	      7 ns/op
PASS
`

func TestRead(t *testing.T) {
	list, err := Read(strings.NewReader(output))
	if err != nil || len(list) != 3 {
		t.Fatalf("%d benchmarks, %v", len(list), err)
	}
	fast, slow, once := list[0], list[1], list[2]
	if fast.Name != "Fast" || slow.Name != "Slow/n=10" || strings.Join(slow.Units(), " ") != "sec/op B/op allocs/op" {
		t.Errorf("%q, %q, %q", fast.Name, slow.Name, slow.Units())
	}
	// Of six sorted values the interval from the first to the last has 1-2/2^6 =
	// 96.9%; the next smaller has 78%.
	if s := fast.Summary(Time); !near(s.Median, 102.5e-9) || !near(s.Low, 100e-9) || !near(s.High, 105e-9) || s.N != 6 || !s.Known {
		t.Errorf("summary %+v", s)
	}
	if s := once.Summary(Time); s.N != 1 || s.Known || !near(s.Median, 7e-9) || !near(s.High, 7e-9) {
		t.Errorf("summary of one %+v", s)
	}
	// The smallest p of the U test for 6 and 6 is 2/C(12,6) = 2/924.
	d := slow.Compare(fast, Time)
	if !d.Sure || !near(d.P, 2.0/924) || !near(d.Ratio, 1002.5/102.5) {
		t.Errorf("difference %+v", d)
	}
	if d := fast.Compare(fast, Time); d.Sure || !near(d.Ratio, 1) {
		t.Errorf("difference to itself %+v", d)
	}
	if d := slow.Compare(fast, Allocs); !d.Sure || d.Ratio != 0 {
		t.Errorf("difference to none %+v", d)
	}
}

func near(a, b float64) bool { return a > b*0.999999 && a < b*1.000001 }
