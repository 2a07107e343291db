package runtimeprobe

import (
	"errors"
	"fmt"
	"io"
	"runtime/pprof"
)

// ErrNoLeakDetector is the error of Leaks in a binary without leak detector.
var ErrNoLeakDetector = fmt.Errorf("runtimeprobe: find leaks: not built with GOEXPERIMENT=goroutineleakprofile: %w", errors.ErrUnsupported)

// Leaks returns the goroutines that nothing can ever wake: they wait for a channel
// or lock that no goroutine which can still run is able to reach. The runtime
// finds them by a garbage collection of its own, so this costs one, and the
// listing stops the world (see List).
//
// In a binary without the detector it returns ErrNoLeakDetector, on all systems.
//
// What it reports is leaked. What it does not report may still be: a channel that
// a global variable holds counts as reachable, even if nobody will ever use it.
func Leaks() ([]Goroutine, error) {
	p := pprof.Lookup("goroutineleak")
	if p == nil {
		return nil, ErrNoLeakDetector
	}
	if err := p.WriteTo(io.Discard, 0); err != nil {
		return nil, fmt.Errorf("runtimeprobe: find leaks: %w", err)
	}
	list, _ := List()
	var leaked []Goroutine
	for _, g := range list {
		if g.Leaked {
			leaked = append(leaked, g)
		}
	}
	return leaked, nil
}
