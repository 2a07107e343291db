package timeline

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"runtime/trace"
	"sync"
)

// DefaultLimit is how large a recorded trace may become before it is cut, in
// bytes: about 130,000 goroutines that wait once each, with 260,000 switches. A
// goroutine with its waits took 48 to 63 bytes.
const DefaultLimit = 8 << 20

// A Recording is an execution trace of this process, being taken.
//
// Goroutines:
//
//	1  the trace's reader  started by runtime/trace, which hands the trace to Write;
//	                       it ends with the trace
//	2  stop                started by Record; ends the trace when it is full or Stop is
//	                       called; ends with Stop
//	3  stand-in            started by 2 for 1 when the trace is full; ends with Stop
//
// So a program that counts its own goroutines declares Goroutines of them from Record
// to Stop.
type Recording struct {
	limit int64
	full  chan struct{} // closed when the limit is reached
	quit  chan struct{} // closed by Stop
	ended chan struct{} // closed by goroutine 2 as its last act

	mu   sync.Mutex
	buf  bytes.Buffer
	cut  bool  // the limit was reached
	lost int64 // bytes beyond what can be kept
}

// Goroutines is how many goroutines a Recording has, from Record to Stop.
const Goroutines = 2

// Record starts a trace. What fits into limit bytes is kept; then the trace ends, and
// the program goes on without. Its error says why there can be no trace: most often
// somebody else is taking one.
func Record(limit int64) (*Recording, error) {
	r := &Recording{limit: limit, full: make(chan struct{}), quit: make(chan struct{}), ended: make(chan struct{})}
	if err := trace.Start(r); err != nil {
		return nil, fmt.Errorf("timeline: record: %w", err)
	}
	go r.stop()
	return r, nil
}

// stop is goroutine 2. The reader itself cannot end the trace: that waits for it.
func (r *Recording) stop() {
	defer close(r.ended)
	select {
	case <-r.full:
		trace.Stop()
		go func() { <-r.quit }()
		<-r.quit
	case <-r.quit:
		trace.Stop()
	}
}

// Write is for runtime/trace. A trace can only be read in whole generations, so when
// the limit is reached the trace is ended in good order, and what is still on its
// way is kept too.
func (r *Recording) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	size := int64(r.buf.Len() + len(p))
	if size > 4*r.limit+slack {
		r.lost += int64(len(p))
		return len(p), nil
	}
	r.buf.Write(p)
	if size > r.limit && !r.cut {
		r.cut = true
		close(r.full)
	}
	return len(p), nil
}

// slack is what a trace needs to end: the buffers of all threads and the tables.
const slack = 16 << 20

// Stop ends the trace, and reads it.
func (r *Recording) Stop(o Options) (*Timeline, error) {
	data, cut := r.Bytes()
	r.mu.Lock()
	lost := r.lost
	r.mu.Unlock()
	if lost > 0 {
		return nil, fmt.Errorf("timeline: record: the trace grew too fast, %d bytes of it are lost", lost)
	}
	t, err := Parse(bytes.NewReader(data), o)
	if t != nil {
		t.NumCPU = runtime.NumCPU()
		if cut && err == nil {
			t.Cut = &Cut{At: t.Wall, Why: fmt.Sprintf("the trace was ended at %d MB", r.limit>>20)}
		}
		if t.Cut != nil {
			t.Cut.Bytes = int64(len(data))
		}
	}
	return t, err
}

// Bytes ends the trace and returns it, and whether it was cut at the limit.
func (r *Recording) Bytes() (data []byte, cut bool) {
	r.mu.Lock()
	select {
	case <-r.quit:
	default:
		close(r.quit)
	}
	r.mu.Unlock()
	<-r.ended
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.buf.Bytes(), r.cut
}

var _ io.Writer = (*Recording)(nil)
