package kernel

import (
	"sync"

	"schedtick/kernel/jupyter"
)

// statusBoard publishes busy and idle around each request.
//
// Front ends show the state that was published last, whatever its parent. So when
// an overlapping request ends while a cell runs, busy is published once more,
// without a parent: each request has exactly one busy and one idle.
type statusBoard struct {
	publish func(parent jupyter.Header, c jupyter.Content)

	mu      sync.Mutex // orders the messages
	running bool       // a request of the queue is being served
}

func (s *statusBoard) busy(parent jupyter.Header, overlapping bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !overlapping {
		s.running = true
	}
	s.publish(parent, jupyter.KernelStatus{State: jupyter.Busy})
}

func (s *statusBoard) idle(parent jupyter.Header, overlapping bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.publish(parent, jupyter.KernelStatus{State: jupyter.Idle})
	if !overlapping {
		s.running = false
	} else if s.running {
		s.publish(jupyter.Header{}, jupyter.KernelStatus{State: jupyter.Busy})
	}
}
