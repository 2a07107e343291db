package rt

import (
	"fmt"
	"os"
	"reflect"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

type node struct{ n int }

func TestSendRecvKeepOrder(t *testing.T) {
	o := inCell(t, func() {
		c, d, done := make(chan int), make(chan *node, 3), make(chan struct{})
		Go(1, func() {
			for i := range 1000 {
				Send(2, c, &i)
				n := &node{i}
				Send(3, (chan<- *node)(d), &n)
			}
			Close(4, c)
			Close(5, d)
			Close(6, done)
		})
		for i := range 1000 {
			var v int
			if !Recv(7, (<-chan int)(c), &v) || v != i {
				t.Errorf("got %d, want %d", v, i)
			}
			var n *node
			if !Recv(8, d, &n) || n.n != i {
				t.Errorf("got %v, want %d", n, i)
			}
		}
		v := 7
		if Recv(9, c, &v) || v != 0 {
			t.Errorf("closed channel gave %d", v)
		}
		Recv(10, done, nil)
	})
	if o.Kind != OK {
		t.Errorf("outcome %+v", o)
	}
}

func TestChannelPanics(t *testing.T) {
	var nilChan chan int
	closed := make(chan int)
	close(closed)
	closedNodes := make(chan *node)
	close(closedNodes)
	v, n := 1, &node{}
	for want, f := range map[string]func(){
		"send on closed channel":   func() { Send(1, closed, &v) },
		"close of closed channel":  func() { Close(1, closed) },
		"close of nil channel":     func() { Close(1, nilChan) },
		"send on closed channel ":  func() { Send(1, closedNodes, &n) },
		"send on closed channel  ": func() { Select(1, true, S(closed, &v), R(make(chan int), nil, nil)) },
	} {
		o := inCell(t, f)
		for want[len(want)-1] == ' ' {
			want = want[:len(want)-1]
		}
		if o.Kind != Panicked || o.Message != "panic: "+want {
			t.Errorf("want %q, got %+v", want, o)
		}
		if _, ok := o.Value.(runtime.Error); !ok {
			t.Errorf("%q is no runtime.Error: %T", want, o.Value)
		}
	}
}

// TestStopEndsEveryWait blocks a goroutine in each operation and stops the cell.
func TestStopEndsEveryWait(t *testing.T) {
	var nilChan chan int
	var nilNodes chan *node
	v, n := 1, &node{}
	held, wg := new(sync.Mutex), new(sync.WaitGroup)
	rw, rd := new(sync.RWMutex), new(sync.RWMutex)
	held.Lock()
	rw.Lock()
	rd.RLock()
	wg.Add(1)
	cond := sync.NewCond(new(sync.Mutex))
	for name, k := range map[string]struct {
		op Op
		f  func()
	}{
		"send":          {OpSend, func() { Send(1, make(chan int), &v) }},
		"send nil":      {OpSend, func() { Send(1, nilChan, &v) }},
		"send reflect":  {OpSend, func() { Send(1, make(chan *node), &n) }},
		"recv":          {OpRecv, func() { Recv(1, make(chan string), nil) }},
		"recv nil":      {OpRecv, func() { Recv(1, nilNodes, nil) }},
		"select":        {OpSelect, func() { Select(1, true, R(nilChan, nil, nil), S(make(chan int), &v)) }},
		"select none":   {OpSelect, func() { Select(1, true) }},
		"lock":          {OpMutexLock, func() { MutexLock(1, held) }},
		"write lock":    {OpRWLock, func() { RWLock(1, rw) }},
		"write readers": {OpRWLock, func() { RWLock(1, rd) }},
		"read lock":     {OpRWRLock, func() { RWRLock(1, rw) }},
		"wait":          {OpWgWait, func() { WgWait(1, wg) }},
		"sleep":         {OpSleep, func() { Sleep(1, time.Hour) }},
		"cond": {OpCondWait, func() {
			d := Defer0()
			defer func() { RunDefers(d, recover()) }()
			locker(1, cond.L)
			Push(d, 1, false, func() { unlocker(1, cond.L) })
			CondWait(1, cond)
		}},
		"once": {OpOnce, func() {
			var o sync.Once
			gate := make(chan struct{})
			Go(1, func() { OnceDo(1, &o, func() { Close(1, gate); Recv(1, gate2, nil) }) })
			Recv(1, gate, nil)
			OnceDo(1, &o, func() {})
		}},
	} {
		t.Run(name, func(t *testing.T) {
			ran := false
			c, done := startCell(func() {
				d := Defer0()
				defer func() { RunDefers(d, recover()) }()
				Push(d, 1, false, func() { ran = true })
				k.f()
			})
			g := blocked(t, c, k.op, 1)
			if g[0].OpSite != 1 {
				t.Errorf("site %d", g[0].OpSite)
			}
			c.Stop()
			if o := <-done; o.Kind != Stopped || !ran {
				t.Errorf("outcome %+v, deferred ran: %t", o, ran)
			}
			if !c.Wait(5 * time.Second) {
				t.Errorf("left: %+v", c.Alive())
			}
		})
	}
	// What was stopped must have left nothing locked or waiting.
	held.Unlock()
	rw.Unlock()
	rd.RUnlock()
	wg.Done()
	if !held.TryLock() || !rw.TryLock() || !rd.TryLock() || !cond.L.(*sync.Mutex).TryLock() {
		t.Error("a stopped goroutine kept a lock")
	}
	for i := range lockTable {
		if n := len(lockTable[i].locks); n != 0 {
			t.Errorf("lock table shard %d keeps %d entries", i, n)
		}
	}
	if len(wgTable.wait)+len(condTable.wait)+len(onceTable.runs) != 0 {
		t.Error("wait tables keep entries")
	}
}

var gate2 chan int

func TestSelectIsFair(t *testing.T) { inCell(t, func() { selectIsFair(t) }) }

func selectIsFair(t *testing.T) {
	for _, n := range []int{2, 3, 5, 9} {
		chans := make([]chan int, n)
		cases := make([]Case, n)
		for i := range chans {
			chans[i] = make(chan int, 1)
			chans[i] <- i
			cases[i] = R(chans[i], nil, nil)
		}
		const rounds = 6000
		count := make([]int, n)
		for range rounds {
			i := Select(1, true, cases...)
			count[i]++
			chans[i] <- i
		}
		for i, k := range count {
			if k < rounds/n*8/10 || k > rounds/n*12/10 {
				t.Errorf("of %d ready cases, case %d was taken %d times in %d", n, i, k, rounds)
			}
		}
	}
}

func TestSelectDeliversEachValueOnce(t *testing.T) {
	var sum, got atomic.Int64
	const senders, each = 8, 2000
	o := inCell(t, func() {
		var wg sync.WaitGroup
		a, b, n, quit := make(chan int), make(chan string), make(chan *node, 4), make(chan struct{})
		for range senders {
			WgGo(1, &wg, func() {
				for i := range each {
					v, s, p := i, fmt.Sprint(i), &node{i}
					Select(1, true, S(a, &v), S(b, &s), S(n, &p))
					sum.Add(int64(i))
				}
			})
		}
		var rec sync.WaitGroup
		for range 3 {
			WgGo(2, &rec, func() {
				for {
					var v int
					var s string
					var p *node
					var ok bool
					switch Select(2, true, R(a, &v, nil), R(b, &s, nil), R(n, &p, &ok), R(quit, nil, nil)) {
					case 1:
						if _, err := fmt.Sscan(s, &v); err != nil {
							t.Error(err)
						}
					case 2:
						if !ok {
							t.Error("n is not closed")
						}
						v = p.n
					case 3:
						return
					}
					got.Add(int64(v))
				}
			})
		}
		WgWait(3, &wg)
		for len(n) > 0 {
			runtime.Gosched()
		}
		Close(4, quit)
		WgWait(3, &rec)
	})
	if o.Kind != OK || sum.Load() != got.Load() {
		t.Errorf("outcome %+v, sent %d, received %d", o, sum.Load(), got.Load())
	}
}

func TestSelectDefault(t *testing.T) { inCell(t, func() { selectDefault(t) }) }

func selectDefault(t *testing.T) {
	c, n := make(chan int, 1), make(chan *node)
	if i := Select(1, false, R(c, nil, nil)); i != -1 {
		t.Errorf("one case: %d", i)
	}
	if i := Select(1, false, R(n, nil, nil), R(c, nil, nil)); i != -1 {
		t.Errorf("two cases: %d", i)
	}
	if i := Select(1, false); i != -1 {
		t.Errorf("no case: %d", i)
	}
	v := 3
	if i := Select(1, false, R(n, nil, nil), S(c, &v)); i != 1 || <-c != 3 {
		t.Errorf("ready case: %d", i)
	}
}

func TestMutexExcludes(t *testing.T) {
	var m sync.Mutex
	var rw sync.RWMutex
	n, k := 0, 0
	o := inCell(t, func() {
		var wg sync.WaitGroup
		for i := range 16 {
			WgGo(1, &wg, func() {
				for j := range 500 {
					MutexLock(1, &m)
					n++
					MutexUnlock(1, &m)
					if i%2 == 0 && j%5 == 0 {
						RWLock(1, &rw)
						k++
						RWUnlock(1, &rw)
					} else {
						RWRLock(1, &rw)
						_ = k
						RWRUnlock(1, &rw)
					}
				}
			})
		}
		WgWait(1, &wg)
	})
	if o.Kind != OK || n != 8000 || k != 800 {
		t.Errorf("%+v n=%d k=%d", o, n, k)
	}
}

func TestLocksAndCompiledCode(t *testing.T) {
	var m sync.Mutex
	var rw sync.RWMutex
	var wg sync.WaitGroup
	m.Lock()
	rw.Lock()
	wg.Add(1)
	c, done := startCell(func() {
		Go(1, func() { MutexLock(1, &m); MutexUnlock(1, &m) })
		Go(1, func() { RWRLock(1, &rw); RWRUnlock(1, &rw) })
		WgWait(1, &wg)
	})
	blocked(t, c, OpMutexLock, 1)
	blocked(t, c, OpRWRLock, 1)
	blocked(t, c, OpWgWait, 1)
	m.Unlock() // as compiled code does it: rt is not told
	rw.Unlock()
	wg.Done()
	if o := <-done; o.Kind != OK || !c.Wait(5*time.Second) {
		t.Errorf("%+v %+v", o, c.Alive())
	}
}

func TestFatalLockErrors(t *testing.T) {
	for want, f := range map[string]func(){
		"fatal error: sync: unlock of unlocked mutex":    func() { MutexUnlock(1, new(sync.Mutex)) },
		"fatal error: sync: Unlock of unlocked RWMutex":  func() { RWUnlock(1, new(sync.RWMutex)) },
		"fatal error: sync: RUnlock of unlocked RWMutex": func() { RWRUnlock(1, new(sync.RWMutex)) },
	} {
		if o := inCell(t, f); o.Kind != Fatal || o.Message != want {
			t.Errorf("%+v", o)
		}
	}
	o := inCell(t, func() { WgDone(1, new(sync.WaitGroup)) })
	if o.Kind != Panicked || o.Message != "panic: sync: negative WaitGroup counter" {
		t.Errorf("%+v", o)
	}
}

func TestReadersWaitBehindAWriter(t *testing.T) {
	var rw sync.RWMutex
	gate := make(chan struct{})
	c, done := startCell(func() {
		RWRLock(1, &rw)
		Go(2, func() { RWLock(2, &rw); RWUnlock(2, &rw) })
		Recv(3, gate, nil)
		if RWTryRLock(4, &rw) {
			t.Error("a reader overtook a writer")
		}
		RWRUnlock(5, &rw)
	})
	blocked(t, c, OpRWLock, 1)
	close(gate)
	if o := <-done; o.Kind != OK || !c.Wait(5*time.Second) {
		t.Errorf("%+v %+v", o, c.Alive())
	}
}

func TestExitReleasesWhatTheCellLocked(t *testing.T) {
	var m sync.Mutex
	var rw sync.RWMutex
	o := inCell(t, func() {
		MutexLock(1, &m)
		RWRLock(1, &rw)
		Exit(3)
	})
	if o.Kind != Exited || o.ExitCode != 3 {
		t.Errorf("%+v", o)
	}
	if !m.TryLock() || !rw.TryLock() {
		t.Error("still locked")
	}
}

func TestCondWakesInOrder(t *testing.T) {
	var m sync.Mutex
	c := sync.NewCond(&m)
	var order []int
	cell, done := startCell(func() {
		for i := range 3 {
			Go(1, func() {
				MutexLock(1, &m)
				CondWait(1, c)
				order = append(order, i)
				MutexUnlock(1, &m)
			})
			until(t, "waiting", func() bool { condTable.mu.Lock(); defer condTable.mu.Unlock(); return len(condTable.wait[c]) == i+1 })
		}
	})
	<-done
	blocked(t, cell, OpCondWait, 3)
	CondSignal(1, c)
	until(t, "one woken", func() bool { m.Lock(); defer m.Unlock(); return len(order) == 1 })
	CondBroadcast(1, c)
	if !cell.Wait(5*time.Second) || order[0] != 0 || len(order) != 3 {
		t.Errorf("order %v", order)
	}
}

// Waits here and in compiled code end in the order in which they began, whoever signals.
func TestCondAndCompiledCode(t *testing.T) {
	var m sync.Mutex
	c := sync.NewCond(&m)
	order := make(chan int, 4)
	waiting := func(n uint32) func() bool {
		return func() bool { m.Lock(); defer m.Unlock(); s := condState(c); return s.wait-s.notify == n }
	}
	var wg sync.WaitGroup
	cell, done := startCell(func() {
		for i := range 4 {
			if i%2 == 0 {
				Go(1, func() { MutexLock(1, &m); CondWait(1, c); MutexUnlock(1, &m); order <- i })
			} else {
				wg.Go(func() { m.Lock(); c.Wait(); m.Unlock(); order <- i })
			}
			until(t, "waiting", waiting(uint32(i+1)))
		}
	})
	<-done
	for i := range 4 {
		if i < 2 {
			c.Signal()
		} else {
			CondSignal(1, c)
		}
		if got := <-order; got != i {
			t.Errorf("%d woke, want %d", got, i)
		}
	}
	wg.Wait()
	cell.Wait(5 * time.Second)
}

// A stopped waiter neither takes a signal away nor stays in the table.
func TestCondForgetsStoppedWaiters(t *testing.T) {
	c := sync.NewCond(new(sync.Mutex))
	wait := func() { locker(1, c.L); CondWait(1, c); unlocker(1, c.L) }
	a, aDone := startCell(func() { Go(1, wait); Go(1, wait) })
	<-aDone
	blocked(t, a, OpCondWait, 2)
	b, bDone := startCell(wait)
	blocked(t, b, OpCondWait, 1)
	a.Stop()
	if !a.Wait(5 * time.Second) {
		t.Fatal("not stopped")
	}
	CondSignal(1, c)
	if o := <-bDone; o.Kind != OK {
		t.Errorf("%+v", o)
	}
	condTable.mu.Lock()
	defer condTable.mu.Unlock()
	if s := condState(c); len(condTable.wait) != 0 || s.wait != s.notify {
		t.Errorf("%d left, tickets %d to %d", len(condTable.wait), s.notify, s.wait)
	}
}

func TestCopiedCond(t *testing.T) {
	o := inCell(t, func() {
		c := sync.NewCond(new(sync.Mutex))
		CondSignal(1, c)
		d := reflect.New(reflect.TypeFor[sync.Cond]())
		d.Elem().Set(reflect.ValueOf(c).Elem())
		CondWait(1, d.Interface().(*sync.Cond))
	})
	if o.Message != "panic: sync.Cond is copied" {
		t.Errorf("%+v", o)
	}
}

func TestOnce(t *testing.T) {
	var o sync.Once
	n := 0
	inCell(t, func() {
		var wg sync.WaitGroup
		for range 10 {
			WgGo(1, &wg, func() { OnceDo(1, &o, func() { n++; runtime.Gosched() }) })
		}
		WgWait(1, &wg)
	})
	if n != 1 {
		t.Errorf("ran %d times", n)
	}
	var p sync.Once
	if out := inCell(t, func() { OnceDo(1, &p, func() { Panic(1, "x") }) }); out.Message != "panic: x" {
		t.Errorf("%+v", out)
	}
	inCell(t, func() { OnceDo(1, &p, func() { t.Error("a panicked Once ran again") }) })
}

// TestDeferredCallsOfAStoppedCellPrint: they run, print and unlock, but do not block.
func TestDeferredCallsOfAStoppedCellPrint(t *testing.T) {
	w := &sinkWriter{}
	SetOutput(w, nil)
	defer SetOutput(os.Stdout, nil)
	c, done := startCell(func() {
		fn(func(d *Defers) {
			Push(d, 1, false, func() { Println("last") })
			Push(d, 1, false, func() { Recv(1, make(chan int), nil) })
			Push(d, 1, false, func() { Println("first"); Sleep(1, 0); NumGoroutine() })
			Recv(1, make(chan int), nil)
		})
	})
	blocked(t, c, OpRecv, 1)
	c.Stop()
	<-done
	FlushOutput()
	if w.text() != "first\nlast\n" {
		t.Errorf("printed %q", w.text())
	}
}
