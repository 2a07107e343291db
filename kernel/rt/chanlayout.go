package rt

import (
	"reflect"
	"sync/atomic"
	"time"
	"unsafe"
)

// chanLayout is the beginning of the runtime's channel; TestChanLayout guards it.
// All of it is read without the channel's lock: each field is one word.
type chanLayout struct {
	qcount, dataqsiz uint
	buf              unsafe.Pointer
	elemsize         uint16
	isClosed         uint32
	fedBy            *timerLayout
	elemtype         unsafe.Pointer
	_, _             uint
	recvq, sendq     queueLayout
	bubble           unsafe.Pointer
}

// queueLayout is the runtime's queue of those who wait for a channel.
type queueLayout struct{ first, last atomic.Pointer[object] }

// timerLayout is the beginning of the runtime's timer; TestChanLayout guards it.
type timerLayout struct {
	_       uintptr // a lock
	_       [4]uint8
	_, _    uint32
	_       [timerPad]byte
	when    int64 // 0 when nothing will happen
	period  int64
	_, _, _ unsafe.Pointer
}

// timerPad aligns when: on 32 bits it follows at once.
const timerPad = unsafe.Sizeof(uintptr(0)) - 4

// chanOf looks into the channel at p.
func chanOf(p unsafe.Pointer) *chanLayout { return (*chanLayout)(p) }

func (c *chanLayout) closed() bool { return atomic.LoadUint32(&c.isClosed) != 0 }

// elem is the element type as the interpreter has it.
func (c *chanLayout) elem() reflect.Type {
	if c.elemtype == nil {
		return nil
	}
	zero := [2]unsafe.Pointer{c.elemtype, nil}
	return reflect.TypeOf(*(*any)(unsafe.Pointer(&zero)))
}

// timer is what feeds the channel, if the runtime's clock does.
func (c *chanLayout) timer() (*timerLayout, bool) { return c.fedBy, c.fedBy != nil }

// pending reports whether t will go off.
func (t *timerLayout) pending() bool { return atomic.LoadInt64(&t.when) != 0 }

// left is how long it takes until t goes off; 0 if it will not.
func (t *timerLayout) left() time.Duration {
	when := atomic.LoadInt64(&t.when)
	if when == 0 {
		return 0
	}
	return time.Duration(max(0, when-runtimeNano()))
}

//go:linkname runtimeNano runtime.nanotime
func runtimeNano() int64
