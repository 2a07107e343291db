package rt

import (
	"sync"
	"unsafe"
)

// onceTable holds the calls of Once.Do in progress.
var onceTable struct {
	mu   sync.Mutex
	runs map[*sync.Once]*onceRun
}

type onceRun struct {
	g    *G
	done chan struct{}
}

// OnceDo is o.Do(f). Who comes while f runs waits here, where Stop reaches it.
func OnceDo(site int, o *sync.Once, f func()) {
	var g *G
	for {
		onceTable.mu.Lock()
		run := onceTable.runs[o]
		if run == nil {
			break
		}
		onceTable.mu.Unlock()
		if g == nil {
			g = current()
		}
		select {
		case <-run.done:
		case <-g.park(OpOnce, site, unsafe.Pointer(o)):
			g.leave()
		}
		g.unpark()
	}
	if onceTable.runs == nil {
		onceTable.runs = map[*sync.Once]*onceRun{}
	}
	run := &onceRun{current(), make(chan struct{})}
	onceTable.runs[o] = run
	onceTable.mu.Unlock()
	defer func() {
		onceTable.mu.Lock()
		delete(onceTable.runs, o)
		onceTable.mu.Unlock()
		close(run.done)
	}()
	o.Do(f)
}
