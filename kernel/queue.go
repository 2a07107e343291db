package kernel

import "sync"

// queue holds the requests that wait for the cell before them. The reader of the
// shell channel puts, the executor takes.
type queue struct {
	mu     sync.Mutex
	wake   sync.Cond
	waits  []*request
	seq    uint64 // of the request that was put last
	closed bool
}

func newQueue() *queue {
	q := &queue{}
	q.wake.L = &q.mu
	return q
}

// maxQueued bounds the requests that wait.
const maxQueued = 10_000

// put appends a request, or reports false when there are too many.
func (q *queue) put(r *request) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waits) >= maxQueued {
		return false
	}
	q.seq++
	r.seq = q.seq
	q.waits = append(q.waits, r)
	q.wake.Signal()
	return true
}

// take waits for the next request; nil means that the queue is closed.
func (q *queue) take() *request {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.waits) == 0 && !q.closed {
		q.wake.Wait()
	}
	if q.closed {
		return nil
	}
	r := q.waits[0]
	q.waits[0] = nil
	q.waits = q.waits[1:]
	return r
}

// mark returns the number of the newest request, to compare with request.seq.
func (q *queue) mark() uint64 {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.seq
}

// close ends take. What waits is dropped.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.wake.Signal()
}
