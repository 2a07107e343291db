package rt

import (
	"bytes"
	"runtime"
	"sync/atomic"
	"testing"
	"unsafe"
)

// inLine is enough for lines, with some that do not step up at once.
const inLine = lineFrom + 3*lineFirst

// hookRecvInt is hookRecv with a value.
func hookRecvInt(c <-chan int) (v int, ok bool) {
	select {
	case v, ok = <-c:
	case <-hookPark(int(OpRecv), 1, *(*unsafe.Pointer)(unsafe.Pointer(&c))):
		current().leave()
	}
	hookUnpark()
	return v, ok
}

// hookSend is Send of package hook.
func hookSend(c chan<- int, v int) {
	select {
	case c <- v:
	case <-hookPark(int(OpSend), 1, *(*unsafe.Pointer)(unsafe.Pointer(&c))):
		current().leave()
	}
	hookUnpark()
}

// queued counts who stands in line, and the lines.
func queued() (n, all int) {
	for i := range lines {
		s := &lines[i]
		s.mu.Lock()
		for _, l := range s.lines {
			all++
			for p := range l.each {
				if p.g != nil {
					n++
				}
			}
		}
		s.mu.Unlock()
	}
	return n, all
}

func noLines(t *testing.T) {
	t.Helper()
	until(t, "no line is left", func() bool {
		n, all := queued()
		return n == 0 && all == 0
	})
}

// waiting starts a cell whose goroutines each call wait, until all are blocked.
func waiting(t *testing.T, op Op, wait func(i int)) (*Cell, <-chan Outcome) {
	t.Helper()
	c, done := startCell(func() {
		for i := range inLine {
			Go(1, func() { wait(i) })
		}
	})
	blocked(t, c, op, inLine)
	return c, done
}

// TestLineOfReceivers has a crowd wait for a channel: each gets one value, whoever sends, and
// who waits shows as one that receives.
func TestLineOfReceivers(t *testing.T) {
	in := make(chan int)
	var sum, got atomic.Int64
	c, done := waiting(t, OpRecv, func(int) {
		v, _ := hookRecvInt(in)
		sum.Add(int64(v))
		got.Add(1)
	})
	buf := make([]byte, 64<<20)
	until(t, "all in line are parked", func() bool {
		shown := 0
		for trace := range bytes.SplitSeq(buf[:runtime.Stack(buf, true)], []byte("\n\n")) {
			if head, _, _ := bytes.Cut(trace, []byte(":")); bytes.Contains(trace, []byte("(*parking).wait")) {
				if shown++; !bytes.Contains(head, []byte("[chan receive")) && !bytes.Contains(head, []byte("[runn")) {
					t.Fatalf("%s", head)
				}
			}
		}
		n, all := queued()
		return shown == n && n > 0 && all == 1
	})
	want := 0
	for i := range inLine {
		in <- i
		want += i
	}
	<-done
	until(t, "all have ended", func() bool { return c.Stats().Alive == 0 })
	if int(sum.Load()) != want || got.Load() != inLine {
		t.Errorf("%d received %d, want %d and %d", got.Load(), sum.Load(), inLine, want)
	}
	noLines(t)
}

// TestLineSeesTheClose closes a channel that a crowd waits for.
func TestLineSeesTheClose(t *testing.T) {
	in := make(chan int)
	var closed atomic.Int64
	c, done := waiting(t, OpRecv, func(int) {
		if _, ok := hookRecvInt(in); !ok {
			closed.Add(1)
		}
	})
	close(in)
	<-done
	until(t, "all have ended", func() bool { return c.Stats().Alive == 0 })
	if closed.Load() != inLine {
		t.Errorf("%d of %d saw it", closed.Load(), inLine)
	}
	noLines(t)
}

// TestLineIsSeen has a cell try to send to a crowd in line: as long as one receives, none
// of its tries finds that nobody does.
func TestLineIsSeen(t *testing.T) {
	in := make(chan int)
	c, done := waiting(t, OpRecv, func(int) { _, _ = hookRecvInt(in) })
	for i := range inLine {
		if k := S(in, &i); Select(1, false, k) != 0 {
			t.Fatalf("try %d finds nobody", i)
		}
	}
	if k := S(in, new(int)); Select(1, false, k) != -1 {
		t.Error("one receives too many")
	}
	<-done
	until(t, "all have ended", func() bool { return c.Stats().Alive == 0 })
	noLines(t)
}

// TestNoLines has crowds that stand in none: they receive from a channel with a buffer, or send.
func TestNoLines(t *testing.T) {
	in, out := make(chan int, 1), make(chan int)
	for op, wait := range map[Op]func(int){
		OpRecv: func(int) { _, _ = hookRecvInt(in) },
		OpSend: func(int) { hookSend(out, 1) },
	} {
		c, done := waiting(t, op, wait)
		if n, all := queued(); n+all > 0 {
			t.Errorf("%d in %d lines", n, all)
		}
		c.Stop()
		<-done
		until(t, "all have ended", func() bool { return c.Stats().Alive == 0 })
	}
}

// TestLineIsLeft stops one of two cells that wait for the same channel: its goroutines leave,
// with their deferred calls, and those of the other go on waiting, and receive.
func TestLineIsLeft(t *testing.T) {
	in := make(chan int)
	var deferred, got atomic.Int64
	first, firstDone := waiting(t, OpRecv, func(int) {
		defer deferred.Add(1)
		_, _ = hookRecvInt(in)
	})
	second, secondDone := waiting(t, OpRecv, func(int) {
		_, _ = hookRecvInt(in)
		got.Add(1)
	})
	first.Stop()
	<-firstDone
	until(t, "the stopped have left", func() bool { return first.Stats().Alive == 0 })
	if deferred.Load() != inLine {
		t.Errorf("%d of %d deferred calls ran", deferred.Load(), inLine)
	}
	if n := second.Stats().Alive; n != inLine {
		t.Errorf("%d of the other cell's goroutines are alive", n)
	}
	for i := range inLine {
		in <- i
	}
	<-secondDone
	until(t, "the others have ended", func() bool { return second.Stats().Alive == 0 })
	if got.Load() != inLine {
		t.Errorf("%d of %d received", got.Load(), inLine)
	}
	noLines(t)
}
