package runtimeprobe

import (
	"runtime"
	"slices"
	"sync"
	"time"
)

// Options of a Probe. The zero value is meant to be used.
type Options struct {
	// Baseline tells the host's goroutines; nil means that there is no host.
	Baseline *Baseline

	// Living, if not nil, counts the goroutines that the caller knows to stay alive.
	// Where there are more, some are on their way out, and Stop gives them up to 200 ms
	// after that half of one, as long as any can run. Libraries' goroutines that
	// wait do not make it wait.
	Living func() int

	// Calls, if not nil, is held while the operating system is asked, for microseconds:
	// a program that takes heap dumps keeps system calls and dumps apart with it, since the
	// runtime (1.26) does not bear one that returns during a dump.
	Calls sync.Locker

	// After is how long a cell runs before the first sample; 0 means 5 ms. Most
	// cells end earlier and cost no sample.
	After time.Duration

	// Interval is the time between samples; 0 means 10 ms, less is raised to
	// 1 ms. A sample costs a few microseconds. In its first 100 ms a cell is
	// sampled twice as often.
	Interval time.Duration

	// MaxPoints bounds the length of a series; 0 means 256.
	MaxPoints int
}

func (o Options) withDefaults() Options {
	if o.Baseline == nil {
		o.Baseline = new(Baseline)
	}
	if o.Calls == nil {
		o.Calls = noLock{}
	}
	if o.After <= 0 {
		o.After = 5 * time.Millisecond
	}
	if o.Interval <= 0 {
		o.Interval = 10 * time.Millisecond
	}
	o.Interval = max(o.Interval, time.Millisecond)
	if o.MaxPoints <= 0 {
		o.MaxPoints = 256
	}
	return o
}

// early is the time in which a cell is sampled twice as often: most cells that
// live to be sampled at all end within it.
const early = 100 * time.Millisecond

// A Probe observes cells: stretches of a program between Start and Stop. Cells
// may overlap; each then sees what the whole process does.
//
// Goroutines:
//
//	1  sample  started by New, ended by Close, which waits for it. It owns nothing;
//	           it looks at the running cells under mu whenever timer fires, and is
//	           parked while no cell runs. It is declared to the Baseline, so that no
//	           number of a report contains it.
//
// All methods may be called from any goroutine.
type Probe struct {
	opts    Options
	machine Machine
	sys     *system
	quit    chan struct{} // closed by Close
	done    chan struct{} // closed by the sampler as its last act
	timer   *time.Timer   // fires when a sample is due

	mu     sync.Mutex
	read   *reader
	cells  []*Cell // running
	procs  int     // GOMAXPROCS when a cell last ended
	setBy  string  // who gave it that value
	alive  int     // goroutines at the last Start or Stop, confirmed
	last   Report  // of the cell that ended last
	hasOne bool    // last is valid
	closed bool
}

// New makes a Probe and starts its sampler. It reads the limits of the machine
// and takes about 0.2 ms. Close ends it.
func New(opts Options) *Probe {
	p := &Probe{
		opts:    opts.withDefaults(),
		machine: ReadMachine(),
		sys:     newSystem(),
		read:    newReader(),
		quit:    make(chan struct{}),
		done:    make(chan struct{}),
		timer:   time.NewTimer(time.Hour),
		procs:   runtime.GOMAXPROCS(0),
		setBy:   SetByDefault,
	}
	p.timer.Stop()
	if n, ok := procsFromEnv(); ok && n == p.procs {
		p.setBy = SetByEnvironment
	} else if p.procs != p.machine.Default {
		p.setBy = SetByUnknown
	}
	p.opts.Baseline.Started(1)
	go p.sample()
	return p
}

// Close ends the sampler and waits for it. Cells that still run can be stopped
// afterwards, but have no more samples. Closing twice does nothing.
func (p *Probe) Close() {
	p.mu.Lock()
	closed := p.closed
	p.closed = true
	p.mu.Unlock()
	if closed {
		return
	}
	close(p.quit)
	<-p.done
	p.timer.Stop()
	p.opts.Baseline.Ended(1)
}

// Baseline returns the Baseline that the Probe subtracts. Its Goroutines method
// is what the observed code should see as runtime.NumGoroutine.
func (p *Probe) Baseline() *Baseline { return p.opts.Baseline }

// Machine returns the limits as they were when the Probe was made.
func (p *Probe) Machine() Machine { return p.machine }

// Snapshot looks at the scheduler once: about 10 µs, no allocation.
func (p *Probe) Snapshot() Snapshot {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.snapshot()
}

// snapshot reads what samples need. The caller holds mu.
func (p *Probe) snapshot() Snapshot {
	p.opts.Calls.Lock()
	defer p.opts.Calls.Unlock()
	return p.read.snapshot(p.opts.Baseline, p.sys)
}

// full reads everything. The caller holds mu.
func (p *Probe) full() Snapshot {
	p.opts.Calls.Lock()
	defer p.opts.Calls.Unlock()
	return p.read.full(p.opts.Baseline, p.sys)
}

// threads are what the threads do. The caller holds mu.
func (p *Probe) threads() *ThreadStates {
	p.opts.Calls.Lock()
	defer p.opts.Calls.Unlock()
	return threadStates()
}

// noLock locks nothing.
type noLock struct{}

func (noLock) Lock()   {}
func (noLock) Unlock() {}

// Last returns the report of the cell that ended last, and false if none has.
func (p *Probe) Last() (Report, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.last, p.hasOne
}

// GOMAXPROCS returns the setting as it is, and who gave it that value.
func (p *Probe) GOMAXPROCS() (n int, setBy string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now := runtime.GOMAXPROCS(0); now != p.procs {
		return now, SetByUnknown
	}
	return p.procs, p.setBy
}

// SetGOMAXPROCS sets GOMAXPROCS in the name of setBy, as reports then say.
func (p *Probe) SetGOMAXPROCS(n int, setBy string) {
	runtime.GOMAXPROCS(n)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.procs, p.setBy = runtime.GOMAXPROCS(0), setBy
}

// ResetGOMAXPROCS gives GOMAXPROCS back to the runtime, as if neither a cell nor
// the environment had set it, and returns the new value.
func (p *Probe) ResetGOMAXPROCS() int {
	runtime.SetDefaultGOMAXPROCS()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.procs, p.setBy = runtime.GOMAXPROCS(0), SetByDefault
	return p.procs
}

// Start begins to observe. The label names what will run in the report; it may
// be empty. Call it on the goroutine that will run the cell, right before.
func (p *Probe) Start(label string) *Cell {
	p.mu.Lock()
	defer p.mu.Unlock()
	c := &Cell{probe: p, label: label, track: newTrack(p.opts.MaxPoints)}
	c.created = p.opts.Baseline.created.Load()
	p.settleLiving(p.alive)
	c.first = p.full()
	c.first.confirm(p.alive)
	p.alive = c.first.Goroutines
	c.latency = markLatency(p.read.latencies())
	if c.first.GOMAXPROCS != p.procs {
		p.procs, p.setBy = c.first.GOMAXPROCS, SetByUnknown
	}
	p.cells = append(p.cells, c)
	if len(p.cells) == 1 {
		p.timer.Reset(p.opts.After)
	}
	c.cpu = c.first.CPU
	c.began = time.Now()
	return c
}

// remove takes a cell from those that are sampled. The caller holds mu.
func (p *Probe) remove(c *Cell) {
	p.cells = slices.DeleteFunc(p.cells, func(d *Cell) bool { return d == c })
	if len(p.cells) == 0 {
		p.timer.Stop()
	}
}

// sample is goroutine 1.
func (p *Probe) sample() {
	defer close(p.done)
	r := newReader()
	for {
		select {
		case <-p.quit:
			return
		case <-p.timer.C:
			p.tick(r)
		}
	}
}

// tick adds one sample to each cell that runs, and asks for the next.
func (p *Probe) tick(r *reader) {
	r.sched()
	n := p.opts.Baseline.Goroutines()
	now := time.Now()
	if known, ok := p.known(); ok && n > known {
		host := p.opts.Baseline.Host()
		n = max(1, confirm(n+host, known+host)-host) // not under mu: it may take a while
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.cells) == 0 || p.closed {
		return
	}
	next := p.opts.Interval
	for _, c := range p.cells {
		at := now.Sub(c.began)
		if at <= 0 { // started since the sample was taken
			continue
		}
		c.track.add(point{at: at, goroutines: n, runnable: r.int(iRunnable), threads: r.int(iThreads)})
		if at < early {
			next = max(p.opts.Interval/2, time.Millisecond)
		}
	}
	p.timer.Reset(next)
}

// known returns the number of goroutines up to which a sample neither raises the
// peak of a running cell nor is more than the sample before, and false if no cell
// runs.
func (p *Probe) known() (n int, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, c := range p.cells {
		m := c.first.Goroutines
		if c.track.samples > 0 {
			m = min(max(m, c.track.peak.goroutines), c.track.previous)
		}
		if i == 0 || m < n {
			n = m
		}
	}
	return n, len(p.cells) > 0
}
