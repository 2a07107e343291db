package resident

import (
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// After is how long a process has nothing to do before it lets go. Who runs one cell
// after another, or types between them, does not wait for pages to come back.
const After = 2 * time.Second

// worth is how many bytes must have been allocated for a collection to be worth its
// time.
const worth = 1 << 20

// Memory is that of this process. The zero value is ready; one goroutine at a time may
// use it.
type Memory struct {
	allocated uint64 // bytes, when it last let go of the heap
}

// LetGo gives back what is not in use. It takes a garbage collection, unless hardly
// anything was allocated since the last time.
func (m *Memory) LetGo() {
	if now := allocated(); now-m.allocated >= worth {
		debug.FreeOSMemory()
		m.allocated = allocated()
	}
	unmap()
}

// allocated is how many bytes the process has allocated so far.
func allocated() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
