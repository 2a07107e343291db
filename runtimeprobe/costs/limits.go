package costs

import (
	"context"
	"runtime/debug"
)

// limit is a bound of the number of threads.
type limit struct {
	row       Row
	value     float64
	unlimited bool
}

// limits asks how many threads there can be. Nothing is tried: the machine is
// shared with others.
func (m *measuring) limits(context.Context) error {
	list := systemLimits()
	if len(list) == 0 {
		m.missing("the system's limits of threads are read on Linux only")
	}
	most, bound := -1.0, ""
	for _, l := range list {
		l.row.Group, l.row.Unlimited = Limits, l.unlimited
		if l.row.Method == "" {
			l.row.Method = "asked, not tried"
		}
		m.add(read(l.row, l.value))
		if !l.unlimited && (most < 0 || l.value < most) {
			most, bound = l.value, l.row.Source
		}
	}
	if most >= 0 {
		m.add(read(Row{
			Key: KeyMostThreads, Group: Limits, Name: "threads that a program could have, at most",
			Method: "the least of the system's limits; threads that run already count against some of them", Source: bound,
		}, most))
	}
	goMost := debug.SetMaxThreads(10000)
	debug.SetMaxThreads(goMost)
	m.add(read(Row{
		Key: KeyLimitGo, Group: Limits, Name: "threads of a Go program, then it is ended",
		Method: "asked", Source: "debug.SetMaxThreads",
	}, float64(goMost)))
	return nil
}
