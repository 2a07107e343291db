//go:build !race

package rt

import (
	"sync/atomic"
	"unsafe"
)

// gopark and goready are the runtime's, which keeps their signatures: others outside it
// use them as well. g and what unlock gets is the runtime's g.

//go:linkname gopark runtime.gopark
func gopark(unlock func(g uintptr, lock unsafe.Pointer) bool, lock unsafe.Pointer, reason, trace uint8, skip int)

//go:linkname goready runtime.goready
func goready(g uintptr, skip int)

// The runtime's numbers for the reason to wait. They are what traces show, no more;
// TestLineOfReceivers holds them.
const waitReasonChanReceive, traceBlockChanRecv = 19, 7

// parking is where one goroutine waits until it is called.
type parking struct {
	// state is parkingEmpty, the runtime's g once that is parked, or parkingCalled.
	state atomic.Uintptr
}

const (
	parkingEmpty  = 0
	parkingCalled = 1
)

// prepare comes before wait and call.
func (p *parking) prepare() {}

// wait parks the calling goroutine until call. It shows as one that receives from a channel:
// in the runtime's listings by the reason, in runtimeprobe's by this function.
//
//go:noinline
func (p *parking) wait() {
	gopark(stayParked, unsafe.Pointer(&p.state), waitReasonChanReceive, traceBlockChanRecv, 2)
	p.state.Load() // what the one who called has written is seen from here on
}

// stayParked is called by the runtime once g is parked, on another stack. It reports whether
// g is to stay so: it has not been called meanwhile.
//
//go:nosplit
//go:norace
func stayParked(g uintptr, state unsafe.Pointer) bool {
	return atomic.CompareAndSwapUintptr((*uintptr)(state), parkingEmpty, g)
}

// call lets the goroutine go on. It may be called once, before or after wait.
func (p *parking) call() {
	if g := p.state.Swap(parkingCalled); g != parkingEmpty {
		goready(g, 1)
	}
}
