package kernel

import (
	"context"
	"errors"
)

// interruptible returns a context that Interrupt ends too: for what a magic does
// outside the worker. end must be called when that is over.
func (n *Notebook) interruptible(ctx context.Context) (_ context.Context, end func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	n.mu.Lock()
	defer n.mu.Unlock()
	n.cancels++
	id := n.cancels
	n.cancel[id] = func() { cancel(errStopped) }
	if n.stopped {
		cancel(errStopped)
	}
	return ctx, func() {
		n.mu.Lock()
		delete(n.cancel, id)
		n.mu.Unlock()
		cancel(nil)
	}
}

// errStopped is the cause of a context that Interrupt ended.
var errStopped = errors.New("interrupted")
