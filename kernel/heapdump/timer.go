package heapdump

import (
	"sync"
	"time"
	"unsafe"
)

// timerWords are the words of the runtime's timer of package time, counted from the
// beginning of the time.Timer; TestTimers guards them.
const (
	timerWords  = 14
	timerChan   = 0
	timerWhen   = 5 // 0: nothing will happen; two words before it are a lock and small fields
	timerFunc   = 7
	timerArg    = 9 // data word of an interface
	timerInHeap = 11
)

// Timer is a timer that will go off.
type Timer struct {
	When int64   // by the runtime's nanotime
	Func uintptr // of time.AfterFunc: the closure that is called; else 0
	Chan uintptr // of a timer with a channel: that
}

// timerFuncs are what the runtime calls for the two kinds of timers.
var timerFuncs = sync.OnceValue(func() (f struct{ call, send uintptr }) {
	call, send := time.AfterFunc(time.Hour, func() {}), time.NewTimer(time.Hour)
	call.Stop()
	send.Stop()
	f.call = (*[timerWords]uintptr)(unsafe.Pointer(call))[timerFunc]
	f.send = (*[timerWords]uintptr)(unsafe.Pointer(send))[timerFunc]
	return f
})

// Timers are the timers of package time that will go off, those with a channel only
// while a goroutine waits for it. It works where a word has 64 bits.
func (d *Dump) Timers() (list []Timer, ok bool) {
	f := timerFuncs()
	if wordSize != 8 {
		return nil, false
	}
	for i := range d.objects {
		o := &d.objects[i]
		if o.size < timerWords || o.size > 2*timerWords {
			continue
		}
		word := func(k int) uintptr { return d.word(o.data + k*wordSize) }
		if fn := word(timerFunc); fn != f.call && fn != f.send || word(timerWhen) == 0 || word(timerInHeap) == 0 {
			continue
		}
		t := Timer{When: int64(word(timerWhen))}
		if word(timerFunc) == f.call {
			t.Func = word(timerArg)
		} else {
			t.Chan = word(timerChan)
		}
		list = append(list, t)
	}
	return list, true
}

// Words of the runtime's channel, and of what stands in its queue of receivers.
const (
	chanReceivers = 8
	chanWords     = 12
)

// Receiver is the runtime's g of the goroutine that has waited longest to receive from
// the channel at addr; 0 if there is none.
func (d *Dump) Receiver(addr uintptr) uintptr {
	i := d.find(addr)
	if i < 0 || d.objects[i].size < chanWords {
		return 0
	}
	i = d.find(d.word(d.objects[i].data + chanReceivers*wordSize))
	if i < 0 {
		return 0
	}
	return d.word(d.objects[i].data)
}
