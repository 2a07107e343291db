package kernel

import (
	"context"

	"schedtick/kernel/magic"
	"schedtick/kernel/sched"
)

// Goroutines says who lives in the worker, and who waits for whom; nil if nobody
// lives. It does not wait for a running cell.
func (n *Notebook) Goroutines(ctx context.Context) (*sched.Snapshot, error) {
	l, err := n.worker.LookCloser(ctx)
	return l.Snapshot, err
}

// StopCell ends the goroutines that a cell left, or all cells for 0.
func (n *Notebook) StopCell(ctx context.Context, cell int) (magic.Stopped, error) {
	s, err := n.worker.StopCell(ctx, cell)
	return magic.Stopped(s), err
}

// GOMAXPROCS says how GOMAXPROCS is set.
func (n *Notebook) GOMAXPROCS(ctx context.Context) (magic.Procs, error) {
	p, err := n.worker.GOMAXPROCS(ctx)
	return magic.Procs(p), err
}

// SetGOMAXPROCS sets it, 0 for the runtime's default, until %reset or the end of the
// session.
func (n *Notebook) SetGOMAXPROCS(ctx context.Context, procs int) (magic.Procs, error) {
	p, err := n.worker.SetGOMAXPROCS(ctx, procs)
	return magic.Procs(p), err
}

// LateOutput reports whether goroutines of earlier cells print under the latest cell.
func (n *Notebook) LateOutput() bool { return n.worker.LateOutput() }

// SetLateOutput is for the magic.
func (n *Notebook) SetLateOutput(ctx context.Context, latest bool) error {
	return n.worker.SetLateOutput(ctx, latest)
}
