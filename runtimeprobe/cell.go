package runtimeprobe

import (
	"time"
)

// A Cell is a stretch of a program under observation, from Start to Stop.
// Its methods may be called from any goroutine.
type Cell struct {
	probe *Probe
	label string
	owned bool // the probe was made for this cell alone

	// Set by Start, then constant.
	began   time.Time
	first   Snapshot
	cpu     CPUTime
	latency latencyMark
	created int64 // host goroutines declared before

	// Guarded by probe.mu.
	track   track
	counts  *Counts
	stopped bool
	report  Report // valid once stopped
}

// Start observes the code up to the Stop of the Cell it returns, with a Probe of
// its own. Programs that observe often keep one Probe for all (New).
func Start(opts Options) *Cell {
	c := New(opts).Start("")
	c.owned = true
	return c
}

// Counted hands over exact numbers, from a caller that counts goroutines one by
// one. Call it before Stop or Report; a later call replaces an earlier one.
func (c *Cell) Counted(n Counts) {
	c.probe.mu.Lock()
	defer c.probe.mu.Unlock()
	c.counts = &n
}

// Report tells how the cell stands while it runs, at the cost of one Snapshot.
// After Stop it returns the final report again.
func (c *Cell) Report() Report {
	now, cpu := time.Now(), processCPU()
	p := c.probe
	p.mu.Lock()
	defer p.mu.Unlock()
	if c.stopped {
		return c.report
	}
	r := c.make(now, cpu)
	r.Running = true
	return r
}

// Stop ends the observation and returns the report. A second call returns the
// same report.
func (c *Cell) Stop() Report {
	now, cpu := time.Now(), processCPU() // first, so that neither contains the probe
	p := c.probe
	p.mu.Lock()
	if c.stopped {
		defer p.mu.Unlock()
		return c.report
	}
	p.remove(c)
	// A goroutine that has called wg.Done is still alive for a moment, and a
	// reader would take it for a leak.
	p.settle(c.first.Goroutines)
	c.report = c.make(now, cpu)
	c.stopped = true
	p.last, p.hasOne = c.report, true
	lastReport.Store(&c.report)
	p.mu.Unlock()
	if c.owned {
		p.Close()
	}
	return c.report
}

const (
	// settleTime bounds how long Stop waits for goroutines on their way out.
	settleTime = 500 * time.Microsecond
	// settleKnown bounds it where it is known that some are. It is time of processors
	// where the system tells: one that is loaded lets them wait for theirs, and so does
	// the clock. It ends as soon as none can run.
	settleKnown = 200 * time.Millisecond
)

// settle waits until no more than before are alive; and then, where the caller knows how
// many are, for those that it no longer counts.
func (p *Probe) settle(before int) {
	settle(p.read, elapsed(), settleTime, func() bool { return p.opts.Baseline.Goroutines() <= before })
	p.settleLiving(before)
}

// settleLiving waits, where the caller knows how many are alive, for those that it no
// longer counts. The goroutine of the cell before may be one, long after it told its end.
func (p *Probe) settleLiving(before int) {
	if p.opts.Living == nil {
		return
	}
	settle(p.read, worked(), settleKnown, func() bool {
		n := p.opts.Baseline.Goroutines()
		return n <= before || n <= p.opts.Living()
	})
}

// worked returns a clock that stands while the process has no processor.
func worked() func() time.Duration {
	if processCPU() == (CPUTime{}) {
		return elapsed()
	}
	return func() time.Duration { return processCPU().Total() }
}

// make builds the report as of now. The caller holds probe.mu.
func (c *Cell) make(now time.Time, cpu CPUTime) Report {
	p := c.probe
	last := p.full()
	first := c.first
	last.confirm(first.Goroutines)
	p.alive = last.Goroutines

	wall := now.Sub(c.began)
	if wall >= p.opts.After { // short cells cost no sample, and no look at threads
		last.Threads.States = p.threads()
	}
	begin := point{goroutines: first.Goroutines, runnable: first.States.Runnable, threads: first.Threads.Runtime}
	end := point{at: wall, goroutines: last.Goroutines, runnable: last.States.Runnable, threads: last.Threads.Runtime}

	if last.GOMAXPROCS != p.procs {
		p.procs, p.setBy = last.GOMAXPROCS, c.label
		if c.label == "" {
			p.setBy = SetByUnknown
		}
	}
	r := Report{
		Schema:     Schema,
		Label:      c.label,
		Started:    c.began,
		Wall:       wall,
		CPU:        cpu.sub(c.cpu),
		Goroutines: c.goroutines(last),
		GOMAXPROCS: Procs{Before: first.GOMAXPROCS, After: last.GOMAXPROCS, SetBy: p.setBy},
		Machine:    p.machine,
		Threads: ThreadCounts{
			Before: first.Threads,
			After:  last.Threads,
			Peak:   max(first.Threads.Runtime, c.track.peak.threads, last.Threads.Runtime),
		},
		Memory: MemoryUse{
			Before:    first.Memory,
			After:     last.Memory,
			Allocated: last.Memory.Allocated - first.Memory.Allocated,
			GCCycles:  last.GCCycles - first.GCCycles,
		},
		Latency: c.latency.since(p.read.latencies()),
		Series:  c.track.series(begin, end),
	}
	r.Caveats = r.caveats(p.opts, c.counts)
	return r
}

// goroutines fills in what is known about goroutines.
func (c *Cell) goroutines(last Snapshot) GoroutineCounts {
	g := GoroutineCounts{
		Before: c.first.Goroutines,
		After:  last.Goroutines,
		Host:   last.Host,
		System: last.System,
		States: last.States,
	}
	g.Peak, g.PeakFrom = max(g.Before, g.After), PeakEnds
	if n := c.track.peak.goroutines; n > g.Peak || n == g.Peak && c.track.samples > 0 {
		g.Peak, g.PeakFrom = n, PeakSampled
	}
	if c.counts != nil {
		// What is not the cell's is of earlier cells, or of libraries.
		others, now := g.Before-1, max(0, g.After-c.counts.Alive)
		if n := c.counts.Peak + min(others, now); n >= g.Peak {
			g.Peak, g.PeakFrom = n, PeakCounted
			if others != now {
				g.PeakFrom = PeakAtLeast
			}
		}
	}

	created := int64(last.Created - c.first.Created)
	created -= c.probe.opts.Baseline.created.Load() - c.created
	created -= int64(max(0, last.System-c.first.System))
	g.Created = uint64(max(0, created))
	if c.counts != nil {
		counted := c.counts.Created
		g.Counted = &counted
		if g.Created > counted && g.PeakFrom == PeakCounted { // libraries' are not in the count
			g.PeakFrom = PeakAtLeast
		}
		g.Created = max(g.Created, counted)
	}
	if g.PeakFrom != PeakCounted && g.Peak >= g.Before+int(g.Created) {
		g.PeakFrom = PeakAll
	}
	return g
}
