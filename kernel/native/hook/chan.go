package hook

import (
	"iter"
	"unsafe"
)

// The operations that a goroutine can wait in, as kernel/rt numbers them.
const (
	opSend = 1
	opRecv = 2
)

// Send is c <- v.
//
// It is one function, as RecvOk is, because a goroutine that waits has little room: in
// the 2 KB it begins with, the runtime still has to find memory for its place in the
// queues. A call more, and one in thirty would need a stack of 4 KB.
func Send[T any](site int, c chan<- T, v T) {
	select {
	case c <- v:
		return
	default:
	}
	select {
	case c <- v:
	case <-host.park(opSend, site, *(*unsafe.Pointer)(unsafe.Pointer(&c))):
		host.leave()
	}
	host.unpark()
}

// Recv is <-c.
func Recv[T any](site int, c <-chan T) T {
	v, _ := RecvOk(site, c)
	return v
}

// RecvOk is v, ok := <-c.
func RecvOk[T any](site int, c <-chan T) (v T, ok bool) {
	select {
	case v, ok = <-c:
		return v, ok
	default:
	}
	stop := host.park(opRecv, site, *(*unsafe.Pointer)(unsafe.Pointer(&c)))
	select { // who stood in line for long need not stand in two queues now
	case v, ok = <-c:
		host.unpark()
		return v, ok
	default:
	}
	select {
	case v, ok = <-c:
	case <-stop:
		host.leave()
	}
	host.unpark()
	return v, ok
}

// Range is range c.
func Range[T any](site int, c <-chan T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for {
			v, ok := RecvOk(site, c)
			if !ok || !yield(v) {
				return
			}
		}
	}
}

// Each is range c without a variable.
func Each[T any](site int, c <-chan T) func(yield func() bool) {
	return func(yield func() bool) {
		for {
			if _, ok := RecvOk(site, c); !ok || !yield() {
				return
			}
		}
	}
}

// In is the channel of a case that receives, in a select statement that may wait.
func In[C any](c C) C {
	host.note(*(*unsafe.Pointer)(unsafe.Pointer(&c)), false)
	return c
}

// Out is that of a case that sends.
func Out[C any](c C) C {
	host.note(*(*unsafe.Pointer)(unsafe.Pointer(&c)), true)
	return c
}

// Try is the channel of a case that sends, in a select statement with a default.
func Try[C any](c C) C {
	host.settle(*(*unsafe.Pointer)(unsafe.Pointer(&c)))
	return c
}

// Park is the last case of a select statement that may wait, after n others: it is ready
// when the cell is being stopped.
func Park(site, n int) <-chan struct{} { return host.parkSelect(site, n) }

// Unpark begins the other cases.
func Unpark() { host.unpark() }

// Leave ends the goroutine.
func Leave() { host.leave() }

// Made notes where a channel was made.
func Made[C any](site int, c C) C {
	host.makeChan(site, c)
	return c
}
