package runtimeprobe

import (
	"math"
	"runtime/metrics"
	"testing"
	"time"
)

func TestTrackIsBounded(t *testing.T) {
	const limit, samples, peakAt = 64, 100_000, 77_777
	tr := newTrack(limit)
	for i := range samples {
		n := i % 10
		if i == peakAt {
			n = 5_000
		}
		tr.add(point{at: time.Duration(i) * time.Millisecond, goroutines: n, runnable: n / 2, threads: 4})
	}
	s := tr.series(point{goroutines: 1}, point{at: samples * time.Millisecond, goroutines: 1})
	if s.Len() > limit+3 || s.Len() < limit/2 {
		t.Errorf("%d points, the bound is %d", s.Len(), limit)
	}
	if s.Samples != samples {
		t.Errorf("%d samples", s.Samples)
	}
	if s.Gap != 1000 {
		t.Errorf("a gap of %d µs, want 1000", s.Gap)
	}
	found := false
	for i, n := range s.Goroutines {
		if i > 0 && s.At[i] < s.At[i-1] {
			t.Fatalf("time steps back at %d: %v", i, s.At)
		}
		found = found || n == 5_000 && s.At[i] == peakAt*1000 && s.Runnable[i] == 2_500
	}
	if !found || tr.peak.goroutines != 5_000 {
		t.Error("the peak was lost, or its time")
	}
}

// A sample that is taken while the cell's end is already noted does not lie
// beyond the end.
func TestSampleAfterTheEnd(t *testing.T) {
	tr := newTrack(8)
	tr.add(point{at: 20 * time.Millisecond, goroutines: 3})
	s := tr.series(point{}, point{at: 15 * time.Millisecond})
	if s.Gap != 20_000 {
		t.Errorf("a gap of %d µs, want 20000", s.Gap)
	}
	if s.At[1] != 15_000 || s.At[2] != 15_000 {
		t.Errorf("times %v", s.At)
	}
}

func TestTrackWithoutSamples(t *testing.T) {
	tr := newTrack(8)
	if s := tr.series(point{}, point{}); s != nil || s.Len() != 0 {
		t.Errorf("%+v", s)
	}
}

func TestLatencySince(t *testing.T) {
	us := 1e-6
	h := &metrics.Float64Histogram{
		Counts:  []uint64{5, 5, 5, 5},
		Buckets: []float64{0, 1 * us, 10 * us, 100 * us, math.Inf(1)},
	}
	mark := markLatency(h)
	if l := mark.since(h); l != (Latency{}) {
		t.Errorf("nothing happened: %+v", l)
	}
	h.Counts = []uint64{5 + 90, 5 + 9, 5, 5 + 1}
	want := Latency{Count: 100, P50: time.Microsecond, P99: 10 * time.Microsecond, Max: 100 * time.Microsecond}
	if l := mark.since(h); l != want {
		t.Errorf("got %+v, want %+v", l, want)
	}
	if l := latencyMark(nil).since(h); l != (Latency{}) {
		t.Errorf("without a mark: %+v", l)
	}
	if l := mark.since(nil); l != (Latency{}) {
		t.Errorf("without the metric: %+v", l)
	}
}

// The real histogram moves when goroutines wait.
func TestLatencyIsMeasured(t *testing.T) {
	p := newProbe(t, Options{After: time.Hour})
	c := p.Start("")
	crowd(2000)()
	l := c.Stop().Latency
	if l.Count == 0 || l.P50 > l.P99 || l.P99 > l.Max || l.Max <= 0 {
		t.Errorf("%+v", l)
	}
}
