package runtimeprobe

import (
	"math"
	"runtime/metrics"
	"slices"
	"time"
)

// A Latency summarizes how long goroutines that were ready to run waited for a
// P, in the whole process: /sched/latencies, the difference of two readings of
// its histogram. The runtime looks at about one in eight times that a goroutine
// becomes runnable, and its buckets are up to 25% wide: read the quantiles as
// "at most".
type Latency struct {
	Count uint64        `json:"count"`           // waits in the histogram
	P50   time.Duration `json:"p50_ns,omitzero"` // upper bound of the median's bucket
	P99   time.Duration `json:"p99_ns,omitzero"` // upper bound of the 99th percentile's bucket
	Max   time.Duration `json:"max_ns,omitzero"` // upper bound of the last bucket that is not empty
}

// latencyMark is the histogram at one moment.
type latencyMark []uint64

func markLatency(h *metrics.Float64Histogram) latencyMark {
	if h == nil {
		return nil
	}
	return slices.Clone(h.Counts)
}

// since summarizes what h has counted since the mark was made.
func (m latencyMark) since(h *metrics.Float64Histogram) Latency {
	if h == nil || len(m) != len(h.Counts) {
		return Latency{}
	}
	delta := make([]uint64, len(m))
	var l Latency
	for i, n := range h.Counts {
		delta[i] = n - m[i]
		l.Count += delta[i]
	}
	if l.Count == 0 {
		return l
	}
	var seen uint64
	half, most := (l.Count+1)/2, l.Count-l.Count/100
	for i, n := range delta {
		if n == 0 {
			continue
		}
		upper := bucketEnd(h, i)
		if seen < half && seen+n >= half {
			l.P50 = upper
		}
		if seen < most && seen+n >= most {
			l.P99 = upper
		}
		l.Max = upper
		seen += n
	}
	return l
}

// bucketEnd returns the upper bound of bucket i, or the lower one of the last
// bucket, which has no upper.
func bucketEnd(h *metrics.Float64Histogram, i int) time.Duration {
	s := h.Buckets[i+1]
	if math.IsInf(s, 1) {
		s = h.Buckets[i]
	}
	return time.Duration(math.Round(s * float64(time.Second)))
}
