package bench

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchmath"
)

// confidence is that of the intervals.
const confidence = 0.95

// The units of what package testing measures by itself.
const (
	Time   = "sec/op"
	Bytes  = "B/op"
	Allocs = "allocs/op"
)

// Benchmark is one benchmark, measured several times.
type Benchmark struct {
	// Name is without "Benchmark" and without GOMAXPROCS: "Fib", "Fib/n=10".
	Name   string
	values map[string][]float64
	units  []string // in the order of the first measurement
}

// Read reads the output of a test program. Lines that are no results are left out.
func Read(r io.Reader) ([]*Benchmark, error) {
	var list []*Benchmark
	in := benchfmt.NewReader(r, "output")
	for in.Scan() {
		res, ok := in.Result().(*benchfmt.Result)
		if !ok {
			continue // what the program printed, or units
		}
		name := string(res.Name.Full())
		if base, parts := res.Name.Parts(); len(parts) > 0 && strings.HasPrefix(string(parts[len(parts)-1]), "-") {
			name = string(base)
			for _, p := range parts[:len(parts)-1] {
				name += string(p)
			}
		}
		i := slices.IndexFunc(list, func(b *Benchmark) bool { return b.Name == name })
		if i < 0 {
			i = len(list)
			list = append(list, &Benchmark{Name: name, values: make(map[string][]float64)})
		}
		b := list[i]
		for _, v := range res.Values {
			if b.values[v.Unit] == nil {
				b.units = append(b.units, v.Unit)
			}
			b.values[v.Unit] = append(b.values[v.Unit], v.Value)
		}
	}
	if err := in.Err(); err != nil {
		return list, fmt.Errorf("bench: output: %w", err)
	}
	return list, nil
}

// Units are what was measured: Time, Bytes, Allocs, and what the benchmark reports.
func (b *Benchmark) Units() []string { return b.units }

// Values are the measurements of a unit, in the order they were made.
func (b *Benchmark) Values(unit string) []float64 { return b.values[unit] }

// Summary is a median, and the interval that the median of ever more measurements
// lies in with 95% confidence. Known is false if there were too few to tell: then
// Low and High are the least and the most measured.
type Summary struct {
	Median, Low, High float64
	N                 int
	Known             bool
}

// Summary sums the measurements of a unit up.
func (b *Benchmark) Summary(unit string) Summary {
	values := b.values[unit]
	if len(values) == 0 {
		return Summary{}
	}
	t := benchmath.DefaultThresholds
	s := benchmath.AssumeNothing.Summary(benchmath.NewSample(slices.Clone(values), &t), confidence)
	out := Summary{Median: s.Center, Low: s.Lo, High: s.Hi, N: len(values), Known: len(s.Warnings) == 0}
	if !out.Known {
		out.Low, out.High = slices.Min(values), slices.Max(values)
	}
	return out
}

// Difference is how a benchmark compares to another.
type Difference struct {
	// Ratio is the median by the other's; 0 if that is 0.
	Ratio float64
	// Sure: that they differ is not chance, by the Mann-Whitney U test at 5%.
	Sure bool
	P    float64 // of that test
}

// Compare compares a unit of b to that of an earlier benchmark.
func (b *Benchmark) Compare(old *Benchmark, unit string) Difference {
	t := benchmath.DefaultThresholds
	now, then := b.values[unit], old.values[unit]
	if len(now) == 0 || len(then) == 0 {
		return Difference{}
	}
	c := benchmath.AssumeNothing.Compare(benchmath.NewSample(slices.Clone(then), &t), benchmath.NewSample(slices.Clone(now), &t))
	d := Difference{P: c.P, Sure: c.P < c.Alpha}
	if m := old.Summary(unit).Median; m != 0 {
		d.Ratio = b.Summary(unit).Median / m
	}
	return d
}
