package runtimeprobe

import (
	"runtime"
	"time"
)

// A Goroutine is one goroutine as the runtime's own listing shows it, the one
// that stands at the end of a crash.
type Goroutine struct {
	// ID is the number of the goroutine, unique in the life of the process.
	ID uint64 `json:"id"`

	// State is what it does: "running", "runnable", "syscall", or when it is parked
	// the reason, as in "chan receive", "sync.Mutex.Lock", "sleep", "select (no cases)".
	State string `json:"state"`

	// Since is how long it has been parked or in a system call, in whole minutes,
	// as counted by the garbage collector: 0 until a collection has seen it
	// there, and below one minute.
	Since time.Duration `json:"since_ns,omitzero"`

	// Locked is true if it is wired to its thread (runtime.LockOSThread).
	Locked bool `json:"locked,omitzero"`

	// Leaked is true if the runtime's leak detector found that nothing can wake
	// it. It looks only in binaries built with that experiment.
	Leaked bool `json:"leaked,omitzero"`

	// Labels are its profiler labels. The runtime lists them only under
	// GODEBUG=tracebacklabels=1.
	Labels map[string]string `json:"labels,omitempty"`

	// Stack is where it is, the innermost call first. The runtime leaves the
	// middle out of a stack of more than 100 calls.
	Stack []Frame `json:"stack"`

	// CreatedBy is the go statement that started it: the function, file and line.
	// Zero for the main goroutine.
	CreatedBy Frame `json:"created_by,omitzero"`

	// Parent is the ID of the goroutine that ran the go statement; 0 if unknown.
	Parent uint64 `json:"parent,omitzero"`
}

// A Frame is one call on a stack.
type Frame struct {
	Func string `json:"func"` // with import path: "net/http.(*Server).Serve"
	File string `json:"file"`
	Line int    `json:"line"`
}

// Entry is the outermost call: the function that the go statement called. It is
// the zero Frame if the listing has no stack.
func (g Goroutine) Entry() Frame {
	if len(g.Stack) == 0 {
		return Frame{}
	}
	return g.Stack[len(g.Stack)-1]
}

// maxListing bounds the text of a listing, which takes about 300 to 1,000 bytes a
// goroutine.
const maxListing = 64 << 20

// List lists all goroutines of the process but the runtime's own, the calling one
// first. The numbers are of one instant: the runtime stops the world meanwhile,
// about 10 µs a goroutine, so this is for those who ask, not for each cell.
// Beyond some 100,000 goroutines the list is cut, and complete is false.
func List() (list []Goroutine, complete bool) {
	buf := make([]byte, 64<<10+runtime.NumGoroutine()*512)
	for {
		n := runtime.Stack(buf, true)
		if n < len(buf) {
			return parseListing(string(buf[:n])), true
		}
		if len(buf) >= maxListing {
			list = parseListing(string(buf[:n]))
			return list[:max(0, len(list)-1)], false // the last may be cut in the middle
		}
		buf = make([]byte, min(2*len(buf), maxListing))
	}
}
