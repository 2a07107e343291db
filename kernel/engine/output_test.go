package engine

import (
	"strings"
	"sync"

	"schedtick/kernel/rt"
)

// output collects what lowered text prints.
type output struct {
	mu sync.Mutex
	b  strings.Builder
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) text() string {
	rt.FlushOutput()
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}
