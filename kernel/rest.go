package kernel

import (
	"sync"
	"time"

	"schedtick/kernel/resident"
)

// rest lets go of the front's memory when no request has been served for a while. Its
// only goroutine is that of the timer, while it lets go; close waits for that one.
type rest struct {
	letGo func() // one call at a time

	mu      sync.Mutex
	serving int         // requests
	timer   *time.Timer // nil when closed

	letting sync.Mutex // held while memory is let go; before mu
}

// start begins the first rest.
func (r *rest) start() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.timer = time.AfterFunc(resident.After, r.due)
}

// due is called by the timer.
func (r *rest) due() {
	r.letting.Lock()
	defer r.letting.Unlock()
	r.mu.Lock()
	calm := r.timer != nil && r.serving == 0
	r.mu.Unlock()
	if calm {
		r.letGo()
	}
}

// busy tells that a request is being served.
func (r *rest) busy() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.serving++
	if r.timer != nil {
		r.timer.Stop()
	}
}

// idle tells that it has been.
func (r *rest) idle() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.serving--; r.serving == 0 && r.timer != nil {
		r.timer.Reset(resident.After)
	}
}

// close ends it.
func (r *rest) close() {
	r.mu.Lock()
	if r.timer != nil {
		r.timer.Stop()
		r.timer = nil
	}
	r.mu.Unlock()
	r.letting.Lock() // nobody lets go any more
	defer r.letting.Unlock()
}
