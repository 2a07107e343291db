package rt

import (
	"context"
	"time"
)

// AfterFunc is time.AfterFunc(d, f) at site. Each call of f runs as a goroutine of the
// cell that asked for it: seen, stopped, and its panic reported.
func AfterFunc(site int, d time.Duration, f func()) *time.Timer {
	return time.AfterFunc(d, callback(site, f))
}

// ContextAfterFunc is context.AfterFunc(ctx, f) at site, as AfterFunc.
func ContextAfterFunc(site int, ctx context.Context, f func()) (stop func() bool) {
	return context.AfterFunc(ctx, callback(site, f))
}

// callback returns f for compiled code that calls it on a goroutine of its own.
func callback(site int, f func()) func() {
	parent := current()
	return func() {
		if parent.cell.stopped.Load() {
			return
		}
		g := newG(parent.cell, site, parent)
		parent.cell.add(g)
		g.run(f, nil)
	}
}
