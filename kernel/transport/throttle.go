package transport

import (
	"context"
	"time"
)

const (
	// throttleLoad is the load of a queue above which Throttle waits.
	throttleLoad = 0.25
	// throttlePatience is how long one Throttle waits for one client.
	throttlePatience = time.Second
	// throttleLook is how often it looks at the queues meanwhile.
	throttleLook = 5 * time.Millisecond
)

// Throttle waits while a client that does read is far behind in the broadcasts.
// Who publishes without end, a printing cell, calls it before each broadcast, so
// that a client gets all of what it can keep up with. A client that is still
// behind after a second is not waited for again until it has caught up; its
// queue will overflow and it will be dropped.
//
// Throttle returns early when ctx is done or the channels are closed.
func (c *Channels) Throttle(ctx context.Context) {
	h := &c.hubs[IOPub]
	if !h.behind(false) {
		return
	}
	patience := time.NewTimer(throttlePatience)
	defer patience.Stop()
	look := time.NewTicker(throttleLook)
	defer look.Stop()
	for h.behind(false) {
		select {
		case <-h.ease:
		case <-look.C:
		case <-patience.C:
			h.behind(true)
			return
		case <-ctx.Done():
			return
		case <-c.closing:
			return
		}
	}
}

// behind reports whether there is a subscriber to wait for. With giveUp it marks
// all of those as lagging.
func (h *hub) behind(giveUp bool) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	found := false
	for p := range h.peers {
		load := p.out.load()
		switch {
		case load == 0:
			p.lagging = false
		case load > throttleLoad && !p.lagging && !p.isGone():
			found = true
			p.lagging = giveUp
		}
	}
	return found
}

// eased wakes a Throttle.
func (h *hub) eased() {
	select {
	case h.ease <- struct{}{}:
	default:
	}
}

func (p *peer) isGone() bool {
	select {
	case <-p.gone:
		return true
	default:
		return false
	}
}
