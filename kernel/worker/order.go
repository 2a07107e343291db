package worker

import (
	"context"
	"errors"

	"schedtick/kernel/sched"
	"schedtick/runtimeprobe"
)

// Look is what can be seen of a process at one instant, while a cell runs too.
type Look struct {
	// Report is of the running cell, with Running set; nil between cells, or when
	// the cell runs unobserved.
	Report *runtimeprobe.Report
	// Snapshot is who lives and waits; nil if no goroutine of a cell does.
	Snapshot *sched.Snapshot
}

// Stopped is what became of the goroutines that earlier cells had left.
type Stopped struct {
	Ended, Left int             // numbers of goroutines
	Before      *sched.Snapshot // of all cells; nil if no goroutine lived
	After       *sched.Snapshot
}

// Procs is a change of GOMAXPROCS.
type Procs struct {
	Before, After int
	SetBy         string // who gave it the new value, as in runtimeprobe.Procs
}

// errNoProcess says that an order finds nobody.
var errNoProcess = errors.New("worker: there is no process at the moment")

// order is an order on its way: its answer arrives on answered.
type order struct {
	p        *process
	answered chan obeyedMsg // capacity 1
}

// Look looks at the process. It never waits for a running cell.
func (w *Worker) Look(ctx context.Context) (Look, error) {
	m, err := w.order(ctx, orderMsg{Kind: orderLook})
	return m.Look, err
}

// LookCloser is Look for somebody who has asked: between cells it searches for leaked
// goroutines first, even where that stops those that run, for some 15 ms.
func (w *Worker) LookCloser(ctx context.Context) (Look, error) {
	m, err := w.order(ctx, orderMsg{Kind: orderLook, Closer: true})
	return m.Look, err
}

// StopCell ends the goroutines that an earlier cell left, or those of all earlier
// cells for 0; their deferred calls run. It gives them half a second to leave.
func (w *Worker) StopCell(ctx context.Context, cell int) (Stopped, error) {
	m, err := w.order(ctx, orderMsg{Kind: orderStop, Cell: cell})
	return m.Stopped, err
}

// GOMAXPROCS returns GOMAXPROCS of the process as it is.
func (w *Worker) GOMAXPROCS(ctx context.Context) (Procs, error) {
	s := w.adjust(func(*settings) {})
	s.Procs = 0
	m, err := w.order(ctx, orderMsg{Kind: orderAdjust, Settings: s})
	return m.Procs, err
}

// SetGOMAXPROCS sets GOMAXPROCS, 0 for the runtime's default, for this process and
// those that replace it when it dies. Restart resets it.
func (w *Worker) SetGOMAXPROCS(ctx context.Context, n int) (Procs, error) {
	s := w.adjust(func(s *settings) { s.Procs = n })
	if n == 0 {
		s.Procs = procsDefault
	}
	m, err := w.order(ctx, orderMsg{Kind: orderAdjust, Settings: s})
	return m.Procs, err
}

// procsDefault asks for the runtime's default, where 0 leaves GOMAXPROCS alone.
const procsDefault = -1

// SetLateOutput says where output goes that comes from a goroutine of an earlier
// cell: to that cell, or to the latest one.
func (w *Worker) SetLateOutput(ctx context.Context, latest bool) error {
	s := w.adjust(func(s *settings) { s.Latest = latest })
	s.Procs = 0
	_, err := w.order(ctx, orderMsg{Kind: orderAdjust, Settings: s})
	return err
}

// LateOutput reports whether it goes to the latest cell.
func (w *Worker) LateOutput() (latest bool) { return w.adjust(func(*settings) {}).Latest }

// adjust changes the settings and returns them.
func (w *Worker) adjust(f func(*settings)) settings {
	w.mu.Lock()
	defer w.mu.Unlock()
	f(&w.settings)
	return w.settings
}

// order sends an order and waits for its answer, without a turn: a cell may run.
func (w *Worker) order(ctx context.Context, m orderMsg) (obeyedMsg, error) {
	o, err := w.file(&m)
	if err != nil {
		return obeyedMsg{}, err
	}
	defer w.unfile(m.ID)
	if err := o.p.send.send(frameOrder, m); err != nil {
		return obeyedMsg{}, err
	}
	select {
	case a := <-o.answered:
		if a.Failure != "" {
			return a, errors.New(a.Failure)
		}
		return a, nil
	case <-o.p.gone:
		return obeyedMsg{}, errNoProcess
	case <-w.done:
		return obeyedMsg{}, ErrClosed
	case <-ctx.Done():
		return obeyedMsg{}, ctx.Err()
	}
}

// file numbers an order, so that its answer finds back.
func (w *Worker) file(m *orderMsg) (*order, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.closed:
		return nil, ErrClosed
	case w.proc == nil:
		return nil, errNoProcess
	}
	w.ordered++
	m.ID = w.ordered
	o := &order{p: w.proc, answered: make(chan obeyedMsg, 1)}
	w.orders[m.ID] = o
	return o, nil
}

func (w *Worker) unfile(id int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.orders, id)
}

// obeyed hands an answer to who waits for it, if somebody still does.
func (w *Worker) obeyed(m obeyedMsg) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if o := w.orders[m.ID]; o != nil {
		delete(w.orders, m.ID)
		o.answered <- m
	}
}
