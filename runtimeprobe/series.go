package runtimeprobe

import "time"

// A Series is the course of a few numbers over the time of a cell, column by
// column: the i-th entry of each belongs to the i-th time. When a cell runs
// long, neighbours are merged, so the length stays bounded; a merged entry keeps
// the largest value of each number, so no peak that was sampled is lost.
type Series struct {
	// At is the time of each entry since the cell began, in microseconds. The
	// sampler is a goroutine like others: on a busy machine it comes late, and
	// the times say by how much. The first entry is the cell's begin, the last
	// its end.
	At []int64 `json:"at_us"`

	// Goroutines is the number of goroutines, the host's subtracted.
	Goroutines []int `json:"goroutines"`

	// Runnable is the number of goroutines that wait for a P, an approximation
	// for the whole process: /sched/goroutines/runnable.
	Runnable []int `json:"runnable"`

	// Threads is the number of the runtime's threads: /sched/threads/total.
	Threads []int `json:"threads"`

	// Samples is the number of samples taken, begin and end not counted.
	Samples int `json:"samples"`

	// Gap is the longest time that went by without a sample, in microseconds. A
	// peak of shorter life may have been missed.
	Gap int64 `json:"gap_us"`
}

// Len is the number of entries.
func (s *Series) Len() int {
	if s == nil {
		return 0
	}
	return len(s.At)
}

// point is one entry of a series.
type point struct {
	at                            time.Duration
	goroutines, runnable, threads int
}

// merge joins two neighbours: the time of the larger number of goroutines, and
// the larger of everything.
func (p point) merge(q point) point {
	if q.goroutines > p.goroutines {
		p.at, p.goroutines = q.at, q.goroutines
	}
	p.runnable = max(p.runnable, q.runnable)
	p.threads = max(p.threads, q.threads)
	return p
}

// track collects points within a bound: when it is full, it merges pairs and
// from then on as many samples into each new point.
type track struct {
	points   []point
	limit    int // even
	stride   int // samples a point
	pending  point
	fill     int // samples in pending
	samples  int
	peak     point         // the largest of everything so far
	last     time.Duration // of the last sample
	previous int           // goroutines in the last sample
	gap      time.Duration // longest time without a sample
}

func newTrack(limit int) track { return track{limit: max(4, limit&^1), stride: 1} }

func (t *track) add(p point) {
	t.samples++
	t.gap = max(t.gap, p.at-t.last)
	t.last, t.previous = p.at, p.goroutines
	t.peak = t.peak.merge(p)
	if t.fill == 0 {
		t.pending = p
	} else {
		t.pending = t.pending.merge(p)
	}
	if t.fill++; t.fill < t.stride {
		return
	}
	t.fill = 0
	t.points = append(t.points, t.pending)
	if len(t.points) < t.limit {
		return
	}
	for i := range t.limit / 2 {
		t.points[i] = t.points[2*i].merge(t.points[2*i+1])
	}
	t.points = t.points[:t.limit/2]
	t.stride *= 2
}

// series returns the points between two ends, nil if there are none.
func (t *track) series(first, last point) *Series {
	if t.samples == 0 {
		return nil
	}
	all := make([]point, 0, len(t.points)+3)
	all = append(all, first)
	all = append(all, t.points...)
	if t.fill > 0 {
		all = append(all, t.pending)
	}
	all = append(all, last)
	s := &Series{Samples: t.samples, Gap: max(t.gap, last.at-t.last).Microseconds()}
	for _, p := range all {
		// A sample may be taken while the cell's end is already noted.
		s.At = append(s.At, min(p.at, last.at).Microseconds())
		s.Goroutines = append(s.Goroutines, p.goroutines)
		s.Runnable = append(s.Runnable, p.runnable)
		s.Threads = append(s.Threads, p.threads)
	}
	return s
}
