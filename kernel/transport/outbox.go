package transport

import "sync"

// parcel is a message, or a ZMTP command with a body, to be sent.
type parcel struct {
	command string // "" for a message
	frames  [][]byte
	size    int
}

// parcelOverhead is added to the size of each message for the memory around it.
const parcelOverhead = 64

// outbox is the bounded queue of one connection: any goroutine puts, the
// connection's writer takes.
type outbox struct {
	maxBytes, maxCount int
	// wake holds a token if there may be something to take.
	wake chan struct{}

	mu    sync.Mutex
	queue []parcel // queue[head:] is waiting
	head  int
	bytes int  // of what is waiting
	last  bool // nothing will be put any more
}

func newOutbox(l Limits) *outbox {
	return &outbox{maxBytes: l.QueueBytes, maxCount: l.QueueMessages, wake: make(chan struct{}, 1)}
}

// put queues p and never waits. It returns ErrOverflow if there is no room and
// ErrGone after finish.
func (o *outbox) put(p parcel) error {
	p.size = parcelOverhead
	for _, f := range p.frames {
		p.size += len(f) + parcelOverhead
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	waiting := len(o.queue) - o.head
	switch {
	case o.last:
		return ErrGone
	case waiting >= o.maxCount, waiting > 0 && o.bytes+p.size > o.maxBytes:
		return ErrOverflow
	}
	o.queue = append(o.queue, p)
	o.bytes += p.size
	o.signal()
	return nil
}

// take removes the oldest parcel. ok is false if there is none; then last says
// whether there will never be one.
func (o *outbox) take() (p parcel, ok, last bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.head == len(o.queue) {
		return parcel{}, false, o.last
	}
	p, o.queue[o.head] = o.queue[o.head], parcel{}
	o.head++
	o.bytes -= p.size
	switch {
	case o.head == len(o.queue):
		o.head = 0
		if cap(o.queue) > 1024 {
			o.queue = nil // a burst's memory is not kept
		} else {
			o.queue = o.queue[:0]
		}
	case o.head >= 1024 && o.head > len(o.queue)/2:
		n := copy(o.queue, o.queue[o.head:])
		clear(o.queue[n:])
		o.queue, o.head = o.queue[:n], 0
	}
	return p, true, false
}

// finish refuses further parcels; those that are queued can still be taken.
func (o *outbox) finish() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.last = true
	o.signal()
}

// load returns how full the queue is, as a fraction of its bound.
func (o *outbox) load() float64 {
	o.mu.Lock()
	defer o.mu.Unlock()
	return max(float64(o.bytes)/float64(o.maxBytes), float64(len(o.queue)-o.head)/float64(o.maxCount))
}

func (o *outbox) signal() {
	select {
	case o.wake <- struct{}{}:
	default:
	}
}
