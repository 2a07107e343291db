package rt

import (
	"sync"
	"testing"
	"time"

	"schedtick/kernel/program"
)

// TestWhoWaitsForWhat builds one of each and looks at it.
func TestWhoWaitsForWhat(t *testing.T) {
	AddSites([]program.Site{{ID: 801, Text: "ch"}})
	var m sync.Mutex
	var rw sync.RWMutex
	var wg sync.WaitGroup
	ch := make(chan int, 2)
	MakeChan(800, ch)
	var nilChan chan string
	var main uint64
	c, done := startCell(func() {
		main = current().id
		MutexLock(700, &m)
		RWRLock(701, &rw)
		v := 1
		Send(801, ch, &v)
		Send(801, ch, &v)
		Go(1, func() { Send(801, ch, &v) })
		Go(2, func() { MutexLock(802, &m); MutexUnlock(1, &m) })
		Go(3, func() { RWLock(803, &rw); RWUnlock(1, &rw) })
		Go(4, func() { Select(804, true, R(ch2, nil, nil), S(nilChan, new(string))) })
		Go(5, func() { Sleep(805, time.Hour) })
		WgAdd(806, &wg, 3)
		WgWait(806, &wg)
	})
	at := func(op Op) GInfo { return blocked(t, c, op, 1)[0] }
	if g := at(OpSend); g.Site != 1 || g.OpSite != 801 || g.Object != "ch" || g.Parent != main ||
		len(g.Waits) != 1 || !g.Waits[0].Send || g.Waits[0].Made != 800 || g.Waits[0].Len != 2 || g.Waits[0].Cap != 2 {
		t.Errorf("send %+v", g)
	}
	if g := at(OpMutexLock); len(g.Waits[0].Holders) != 1 || g.Waits[0].Holders[0] != main || g.Waits[0].Held != 700 {
		t.Errorf("lock %+v", g)
	}
	if g := at(OpRWLock); len(g.Waits[0].Holders) != 1 || g.Waits[0].Holders[0] != main {
		t.Errorf("write lock %+v", g)
	}
	if g := at(OpSelect); len(g.Waits) != 2 || g.Waits[0].Addr == 0 || g.Waits[1].Addr != 0 || !g.Waits[1].Send {
		t.Errorf("select %+v", g)
	}
	if g := at(OpSleep); g.Waits[0].Left < time.Minute {
		t.Errorf("sleep %+v", g)
	}
	if g := at(OpWgWait); g.ID != main || g.Waits[0].Count != 3 || g.String() == "" {
		t.Errorf("wait %+v", g)
	}
	if n := len(Goroutines()); n != 6 {
		t.Errorf("%d goroutines in all", n)
	}
	c.Stop()
	<-done
	if !c.Wait(5 * time.Second) {
		t.Errorf("left %+v", c.Alive())
	}
}

var ch2 = make(chan int)

// TestStopReachesCompiledGoroutines stops one that a compiled library started and that
// waits here.
func TestStopReachesCompiledGoroutines(t *testing.T) {
	var lib sync.WaitGroup
	c, done := startCell(func() {
		lib.Go(func() { Recv(1, make(chan int), nil) })
		Recv(2, make(chan int), nil)
	})
	for _, g := range blocked(t, c, OpRecv, 2) {
		if g.Compiled != (g.OpSite == 1) {
			t.Errorf("%+v", g)
		}
	}
	c.Stop()
	<-done
	lib.Wait()
}
