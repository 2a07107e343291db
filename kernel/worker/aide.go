package worker

import (
	"runtime"

	"schedtick/kernel/rt"
	"schedtick/kernel/sched"
)

// maxOrders bounds the orders that wait.
const maxOrders = 16

// setByMagic is who set GOMAXPROCS, in reports.
const setByMagic = "%set"

// aide is goroutine 5: it carries out orders, one at a time, while a cell may run.
func (c *child) aide() {
	<-c.ready
	for m := range c.orders {
		a := obeyedMsg{ID: m.ID}
		switch m.Kind {
		case orderLook:
			a.Look = c.look(m.Closer)
		case orderStop:
			a.Stopped = c.stopEarlier(m.Cell)
		case orderAdjust:
			a.Procs = c.adjust(m.Settings)
		default:
			a.Failure = "worker: an order of no known kind"
		}
		_ = c.send.send(frameObeyed, a) // if the front is gone, listen ends the process
	}
}

// order takes an order without waiting.
func (c *child) order(m orderMsg) {
	select {
	case c.orders <- m:
	default:
		_ = c.send.send(frameObeyed, obeyedMsg{ID: m.ID, Failure: "worker: too many orders at once"})
	}
}

// look looks at the running cell, if there is one, and at who lives; closer: for a user
// who asks.
func (c *child) look(closer bool) Look {
	c.searchBetween(closer)
	c.mu.Lock()
	cell, observed := c.cell, c.observe
	c.mu.Unlock()
	var l Look
	if observed != nil {
		count(observed, cell)
		r := observed.Report()
		l.Report = &r
	}
	l.Snapshot = c.snapshot(closer)
	return l
}

// snapshot is nil if no goroutine of a cell lives; closer: for a user who asks.
func (c *child) snapshot(closer bool) *sched.Snapshot {
	if s := rt.Snapshot(); s != nil && s.Total > 0 {
		s = c.inCompiledCode(s, closer)
		c.search.mark(s)
		s.Unconfirmed = c.doubted()
		return s
	}
	return nil
}

// stopEarlier ends what cell left, or all earlier cells for 0.
func (c *child) stopEarlier(cell int) Stopped {
	c.mu.Lock()
	running := c.cell
	c.mu.Unlock()
	s := Stopped{Before: c.snapshot(false)}
	s.Ended, s.Left = rt.StopCells(cell, running, leaveTime)
	rt.FlushOutput() // what their deferred calls printed
	s.After = c.snapshot(false)
	return s
}

// adjust makes the settings count; Procs of 0 leaves GOMAXPROCS alone.
func (c *child) adjust(s settings) Procs {
	p := Procs{Before: runtime.GOMAXPROCS(0)}
	switch {
	case s.Procs == procsDefault:
		c.probe.ResetGOMAXPROCS()
	case s.Procs > 0:
		c.probe.SetGOMAXPROCS(s.Procs, setByMagic)
	}
	c.origin.Store(!s.Latest)
	if c.captured {
		if s.Latest {
			rt.SetLateOutput(nil)
		} else {
			rt.SetLateOutput(c.late)
		}
	}
	p.After, p.SetBy = c.probe.GOMAXPROCS()
	return p
}

// owner is the cell that output of the calling goroutine belongs to: its own, or the
// latest.
func (c *child) owner(latest int) int {
	if c.origin.Load() {
		if id := rt.CellID(); id > 0 {
			return id
		}
	}
	return latest
}

// late hands over what a goroutine of an earlier cell printed.
func (c *child) late(cell int, stream string, p []byte) error {
	return c.send.send(frameLate, lateMsg{cell, stream, p})
}
