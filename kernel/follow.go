package kernel

import (
	"context"
	"slices"
	"time"

	"schedtick/kernel/panel"
	"schedtick/kernel/sched"
	"schedtick/kernel/worker"
)

const (
	// liveAfter is how long a cell runs before its report is there.
	liveAfter = 500 * time.Millisecond
	// livePeriod is the time between two looks.
	livePeriod = 250 * time.Millisecond
	// liveShare bounds what looking takes: at most one part in so many of the time.
	liveShare = 20
	// liveRate bounds the size of what is shown, in bytes a second: servers hand on at
	// most a million, of which most is the program's.
	liveRate = 200 << 10
	// restPeriod is the longest time between two looks at goroutines that stayed: a
	// notebook that nobody works in must not look alive to its server for their sake.
	restPeriod = 10 * time.Second
)

// follower shows a cell's report while the cell runs and, after it, for as long as
// goroutines that the cell or earlier ones left are alive, until the next cell runs.
//
// Goroutines, of which one at most lives:
//
//	1  run   started by follow, ended by stop, which waits for it
//	2  rest  started by stay, of a follower of its own; it ends when nobody is left,
//	         or by stop
type follower struct {
	look   func(context.Context) (worker.Look, error)
	out    Outputs
	mode   panel.Mode
	cancel context.CancelFunc
	done   chan struct{}
	shown  bool // out has a report; the goroutine's until it has ended
}

// follow begins to follow a cell that is about to run.
func follow(look func(context.Context) (worker.Look, error), out Outputs, mode panel.Mode) *follower {
	f := &follower{look: look, out: out, mode: mode}
	f.start(f.run)
	return f
}

func (f *follower) start(body func(context.Context)) {
	ctx, cancel := context.WithCancel(context.Background())
	f.cancel, f.done = cancel, make(chan struct{})
	go func() {
		defer close(f.done)
		body(ctx)
	}()
}

// stop ends the goroutine; nothing is shown after it. A nil follower is stopped.
func (f *follower) stop() {
	if f != nil {
		f.cancel()
		<-f.done
	}
}

// show shows the report in its place.
func (f *follower) show(o Observed) {
	f.out.Report(o, f.shown)
	f.shown = true
}

// run is goroutine 1.
func (f *follower) run(ctx context.Context) {
	t := time.NewTimer(liveAfter)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		began := time.Now()
		l, err := f.look(ctx)
		if ctx.Err() != nil {
			return
		}
		// Without a report the cell has not begun, or its process is another one by
		// now: the cell's end will tell.
		size := 0
		if err == nil && l.Report != nil {
			o := Observed{Report: l.Report, Snapshot: l.Snapshot, Probe: f.mode}
			f.show(o)
			size = o.size()
		}
		t.Reset(pause(livePeriod, time.Since(began), size))
	}
}

// pause is the time until the next look, when the last one took so long, and so many
// bytes were shown.
func pause(period, took time.Duration, size int) time.Duration {
	return max(period-took, liveShare*took, time.Duration(size)*time.Second/liveRate)
}

// stay follows the goroutines that are alive after the cell, whose final report is
// shown already. Call it after stop.
func (f *follower) stay(final Observed) *follower {
	r := &follower{look: f.look, out: f.out, mode: f.mode, shown: true}
	r.start(func(ctx context.Context) { r.rest(ctx, final) })
	return r
}

// rest is goroutine 2. It shows what changed, not that time goes by.
func (f *follower) rest(ctx context.Context, final Observed) {
	ended := time.Now()
	seen := places(final.Snapshot)
	t := time.NewTimer(livePeriod)
	defer t.Stop()
	for period := livePeriod; ; {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		began, size := time.Now(), 0
		l, err := f.look(ctx)
		if err != nil || l.Report != nil { // the process died, or another cell runs
			return
		}
		if now := places(l.Snapshot); !slices.Equal(now, seen) {
			seen, period = now, livePeriod
			final.Snapshot = l.Snapshot
			if l.Snapshot == nil {
				final.Gone = time.Since(ended)
			}
			f.show(final)
			size = final.size()
		} else if time.Since(ended) > 40*period {
			period = min(2*period, restPeriod)
		}
		if l.Snapshot == nil {
			return
		}
		t.Reset(pause(period, time.Since(began), size))
	}
}

// whereabouts is where some goroutines are, without since when.
type whereabouts struct {
	cell, start, at, count int
	state, in, leaked      string
	unsearched             bool
}

// places tells snapshots apart by who is where. It is empty for nil.
func places(s *sched.Snapshot) []whereabouts {
	if s == nil {
		return nil
	}
	list := make([]whereabouts, len(s.Groups), len(s.Groups)+1)
	for i, g := range s.Groups {
		list[i] = whereabouts{cell: g.Cell, count: g.Count, state: g.State, in: g.In, leaked: g.Leaked}
		if g.Start != nil {
			list[i].start = g.Start.ID
		}
		if g.At != nil {
			list[i].at = g.At.ID
		}
	}
	return append(list, whereabouts{count: s.Total, unsearched: s.Unsearched})
}
