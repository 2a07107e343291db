package heapdump

import (
	"errors"
	"fmt"
	"go/version"
	"runtime"
	"runtime/debug"
	"time"
	"unsafe"
)

// ErrLive is wrapped by the errors of a runtime whose own lists are not found.
var ErrLive = errors.New("the runtime's timers are not found")

// LiveTimer is a timer that will go off.
type LiveTimer struct {
	Timer
	// Receiver is the runtime's g of the goroutine that has waited longest for a timer
	// with a channel; 0 if there is none.
	Receiver uintptr
}

// Words of the runtime's structures (1.26). What is read by them is checked.
const (
	beforeTimer = 2 // words of a time.Timer before the runtime's timer in it

	listHeap, listLen = 1, 4 // of a P's timers: behind a lock; the length once more
	entryWords        = 2    // of its entries: the timer and its time

	numberOfG = 19 // of a goroutine: its number

	mostP      = 16 << 10 // bytes: more than a P has
	mostPs     = 1 << 16
	mostStatus = 4       // of a P
	mostTimers = 1 << 24 // of a P
	leastAddr  = 1 << 16
)

// LiveTimers are the timers of package time that will go off, read from the lists that
// each P has, without a dump and without stopping the world. So they are of no one
// instant: they are all if no goroutine ran, which is for the caller to see, after a stop
// of the world, since a timer that goes off is in no list for a moment.
//
// It fails where the lists are not as they are described here, and if they change again and
// again while they are read.
func LiveTimers() (list []LiveTimer, err error) {
	for range 3 {
		if list, err = liveTimers(); err == nil {
			break
		}
	}
	return list, err
}

func liveTimers() (list []LiveTimer, err error) {
	if !canPeek || wordSize != 8 || version.Lang(runtime.Version()) != knownGo || !hostModule.has(unsafe.Pointer(&hostModule)) {
		return nil, fmt.Errorf("heapdump: %w: they are known of %s on 64 bits", ErrLive, knownGo)
	}
	old := debug.SetPanicOnFault(true)
	defer func() {
		debug.SetPanicOnFault(old)
		if r := recover(); r != nil {
			list, err = nil, fmt.Errorf("heapdump: %w: %v", ErrLive, r)
		}
	}()
	// One of our own shows where its P has the list.
	mine := time.AfterFunc(time.Hour, func() {})
	defer mine.Stop()
	own := *(*[timerWords]uintptr)(unsafe.Pointer(mine))
	ps, at, ok := findPs(own[timerInHeap])
	if !ok {
		return nil, fmt.Errorf("heapdump: %w", ErrLive)
	}
	return readLists(ps, at, uintptr(unsafe.Pointer(mine)))
}

// readLists reads the timers of Ps, at bytes into each. One is mine, and must be there.
func readLists(ps []uintptr, at, mine uintptr) (list []LiveTimer, err error) {
	seen := false
	for _, p := range ps {
		addr := p + at
		heap, n := word(addr, listHeap), word(addr, listHeap+1)
		if n > mostTimers || n > word(addr, listHeap+2) || uint32(n) != uint32(word(addr, listLen)) {
			return nil, fmt.Errorf("heapdump: %w: a list is not one", ErrLive)
		}
		for i := range n {
			t := word(heap, int(i)*entryWords) - beforeTimer*uintptr(wordSize)
			if word(t, timerInHeap) != addr {
				return nil, fmt.Errorf("heapdump: %w: a timer is elsewhere", ErrLive)
			}
			if t == mine {
				seen = true
				continue
			}
			if l, ok := liveTimer(t); ok {
				list = append(list, l)
			}
		}
	}
	if !seen {
		return nil, fmt.Errorf("heapdump: %w: one is missing", ErrLive)
	}
	return list, nil
}

// word is the k-th word from addr.
func word(addr uintptr, k int) uintptr { return peek(addr + uintptr(k*wordSize)) }

// liveTimer reads the timer at addr, if it is one of package time and will go off.
func liveTimer(addr uintptr) (l LiveTimer, ok bool) {
	f := timerFuncs()
	fn := word(addr, timerFunc)
	if fn != f.call && fn != f.send || word(addr, timerWhen) == 0 {
		return l, false
	}
	l.When = int64(word(addr, timerWhen))
	if fn == f.call {
		l.Func = word(addr, timerArg)
		return l, true
	}
	if l.Chan = word(addr, timerChan); l.Chan != 0 {
		if first := word(l.Chan, chanReceivers); first != 0 {
			l.Receiver = word(first, 0)
		}
	}
	return l, true
}

// findPs finds the runtime's Ps, and how far into one its timers are, of which list is one.
// The variable that has them all is a slice as long as GOMAXPROCS, of pointers to structures
// that begin with their index and a small number, and the list is in one of them.
//
//go:norace
func findPs(list uintptr) (ps []uintptr, at uintptr, ok bool) {
	n := uintptr(runtime.GOMAXPROCS(0))
	for _, words := range [][]uintptr{between(hostModule.bss, hostModule.ebss), between(hostModule.data, hostModule.edata)} {
		for i := 0; i+2 < len(words); i++ {
			if words[i+1] != n || words[i+2] < n || words[i+2] > mostPs || words[i] < leastAddr {
				continue
			}
			if ps, at, ok = psAt(words[i], n, list); ok {
				return ps, at, true
			}
		}
	}
	return nil, 0, false
}

// psAt takes the n words at addr for the Ps. A fault is no: addr was a number.
func psAt(addr, n, list uintptr) (ps []uintptr, at uintptr, ok bool) {
	old := debug.SetPanicOnFault(true)
	defer func() {
		debug.SetPanicOnFault(old)
		if recover() != nil {
			ok = false
		}
	}()
	for i := range n {
		p := word(addr, int(i))
		if d := list - p; d > 0 && d < mostP && (!ok || d < at) {
			at, ok = d, true
		}
		ps = append(ps, p)
	}
	for i, p := range ps {
		if !ok || p < leastAddr {
			return nil, 0, false
		}
		if v := peek(p); uint32(v) != uint32(i) || v>>32 > mostStatus {
			return nil, 0, false
		}
	}
	return ps, at, ok
}

// Number is the number of the goroutine whose runtime g is at addr, which must live; 0 if it
// cannot be told.
func Number(addr uintptr) (n uint64) {
	if !canPeek || wordSize != 8 || version.Lang(runtime.Version()) != knownGo {
		return 0
	}
	old := debug.SetPanicOnFault(true)
	defer func() {
		debug.SetPanicOnFault(old)
		if recover() != nil {
			n = 0
		}
	}()
	return uint64(word(addr, numberOfG))
}
