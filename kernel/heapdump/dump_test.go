package heapdump

import (
	"errors"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unsafe"
)

// disguise keeps the collector, and the dump, from seeing a reference.
const disguise = ^uintptr(0)

func hidden(c chan int) uintptr { return *(*uintptr)(unsafe.Pointer(&c)) ^ disguise }

var global = make(chan int)

//go:noinline
func receive(c chan int) { <-c }

//go:noinline
func receiveThen(c, next chan int) {
	if _, ok := <-c; ok {
		next <- 1
	}
}

// released are the channels of earlier runs. They stay, so that none of theirs becomes the
// address of a new one: an old word of it in a stack would be a reference.
var released []chan int

// release ends the goroutines that start has started, with the channels that they keep.
func release(addresses map[string]uintptr) {
	for name, a := range addresses {
		if name != "global" {
			a ^= disguise
			c := *(*chan int)(unsafe.Pointer(&a))
			released = append(released, c)
			close(c)
		}
	}
	global <- 1
}

// holder holds a channel, and an object whose end sends on another.
type holder struct {
	c      chan int
	object *[100]int
}

// start starts goroutines that receive from channels which others hold or do not.
//
//go:noinline
func start() (addresses map[string]uintptr, held *holder, after *time.Timer) {
	lost, kept, timed, chained, cleaned := make(chan int), make(chan int), make(chan int), make(chan int), make(chan int)
	go receive(lost)
	go receive(global)
	object := new([100]int)
	held = &holder{kept, object}
	go receiveThen(kept, chained)
	go receive(chained)
	after = time.AfterFunc(time.Hour, func() { timed <- 1 })
	go receive(timed)
	runtime.AddCleanup(object, func(c chan int) { defer func() { _ = recover() }(); c <- 1 }, cleaned)
	go receive(cleaned)
	deaf := make(chan int)
	go receiveThen(lost, deaf)
	go receive(deaf)
	addresses = map[string]uintptr{
		"lost": hidden(lost), "global": hidden(global), "kept": hidden(kept), "chained": hidden(chained), "timed": hidden(timed),
		"deaf": hidden(deaf), "cleaned": hidden(cleaned),
	}
	return addresses, held, after
}

// waiting are the goroutines of a dump that are blocked in a receive of this file.
func waiting(d *Dump) (list []*Goroutine) {
	for i := range d.Goroutines {
		g := &d.Goroutines[i]
		if g.Reason == "chan receive" && slices.ContainsFunc(g.Funcs, func(f string) bool { return strings.Contains(f, "heapdump.receive") }) {
			list = append(list, g)
		}
	}
	return list
}

// take dumps once n goroutines wait. It dumps twice: the collection before the first may have
// seen one that had only just been started, and have kept the closure that it was started with.
func take(t *testing.T, n int) *Dump {
	t.Helper()
	for end, seen := time.Now().Add(10*time.Second), false; ; {
		d, err := Take(1 << 30)
		all := err == nil && len(waiting(d)) == n
		if all && seen {
			return d
		}
		seen = all
		if time.Now().After(end) {
			t.Fatalf("error %v, %d wait, not %d", err, len(waiting(d)), n)
		}
		time.Sleep(time.Millisecond)
	}
}

// lives reports whether a call's frame has a live pointer to p.
func (d *Dump) lives(f frame, p uintptr) bool {
	r := reader{d, f.fields, true}
	for r.ok && r.int() != 0 {
		if off := r.int(); int(off)+wordSize <= f.size && d.word(f.data+int(off)) == p {
			return true
		}
	}
	return false
}

// TestUnreachable has one of each; its second source is who has a reference in start.
func TestUnreachable(t *testing.T) {
	var addresses map[string]uintptr
	var held *holder
	var after *time.Timer
	var done sync.WaitGroup
	done.Go(func() { addresses, held, after = start() })
	done.Wait()
	d := take(t, 8)
	t.Cleanup(func() { release(addresses) })
	gs := waiting(d)
	// Whose goroutine waits for which channel, found in its frames.
	var waiters []Waiter
	var names []string
	for _, g := range gs {
		for name, a := range addresses {
			a ^= disguise
			found := false
			for _, f := range g.frames[:3] { // words that live: an old one may be an address used again
				found = found || d.lives(f, a)
			}
			if found && !(name == "deaf" && slices.Contains(g.Funcs, "schedtick/kernel/heapdump.receiveThen")) &&
				!(name == "chained" && slices.Contains(g.Funcs, "schedtick/kernel/heapdump.receiveThen")) {
				waiters = append(waiters, Waiter{Addr: g.Addr, For: []uintptr{a}})
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	if strings.Join(names, " ") != "chained cleaned deaf global kept lost lost timed" {
		t.Fatalf("found %v", names)
	}
	names = nil
	for i, dead := range d.Unreachable(waiters, nil) {
		if dead {
			for name, a := range addresses {
				if a^disguise == waiters[i].For[0] {
					names = append(names, name)
				}
			}
		}
	}
	slices.Sort(names)
	if strings.Join(names, " ") != "deaf lost lost" {
		t.Errorf("called unreachable: %v", names)
	}
	list, ok := d.Timers()
	if !ok || !slices.ContainsFunc(list, func(t Timer) bool {
		return t.Func != 0 && t.When > 0 && d.Reaches(t.Func, []uintptr{addresses["timed"] ^ disguise})
	}) {
		t.Errorf("timers %v %+v", ok, list)
	}
	after.Stop()
	runtime.KeepAlive(held)
}

// TestTimers tells those that will go off from the others.
func TestTimers(t *testing.T) {
	fire, stopped := time.AfterFunc(time.Hour, func() {}), time.AfterFunc(time.Hour, func() {})
	stopped.Stop()
	tick := time.NewTicker(time.Hour)
	defer tick.Stop()
	unheard := time.NewTimer(time.Hour)
	defer fire.Stop()
	go func() { <-tick.C }()
	var d *Dump
	for end := time.Now().Add(10 * time.Second); d == nil || len(d.Goroutines) < 2; {
		var err error
		if d, err = Take(1 << 30); err != nil && time.Now().After(end) {
			t.Fatal(err)
		}
	}
	list, ok := d.Timers()
	closure := func(t *time.Timer) uintptr { return (*[timerWords]uintptr)(unsafe.Pointer(t))[timerArg] }
	has := func(want Timer) bool {
		return slices.ContainsFunc(list, func(t Timer) bool { return t.Func == want.Func && t.Chan == want.Chan })
	}
	if !ok || !has(Timer{Func: closure(fire)}) || !has(Timer{Chan: *(*uintptr)(unsafe.Pointer(&tick.C))}) {
		t.Errorf("%v: not all in %+v", ok, list)
	}
	g := d.Receiver(*(*uintptr)(unsafe.Pointer(&tick.C)))
	if !slices.ContainsFunc(d.Goroutines, func(x Goroutine) bool { return x.Addr == g && slices.Contains(x.Funcs, "runtime.chanrecv1") }) {
		t.Errorf("%x waits for the ticker", g)
	}
	if has(Timer{Func: closure(stopped)}) || has(Timer{Chan: *(*uintptr)(unsafe.Pointer(&unheard.C))}) {
		t.Errorf("too much in %+v", list)
	}
	unheard.Stop()
}

// TestLimit refuses what would stop the process for long.
func TestLimit(t *testing.T) {
	if _, err := Take(1); err == nil || !strings.Contains(err.Error(), "too much memory") {
		t.Error(err)
	}
}

// BenchmarkTake is a dump and a search with 1,000 goroutines that wait.
func BenchmarkTake(b *testing.B) {
	c := make(chan int)
	for range 1000 {
		go receive(c)
	}
	for b.Loop() {
		d, err := Take(1 << 30)
		if err != nil {
			b.Fatal(err)
		}
		var w []Waiter
		for _, g := range waiting(d) {
			w = append(w, Waiter{Addr: g.Addr})
		}
		d.Unreachable(w, nil)
	}
	close(c)
}

// While somebody holds Calls there is no dump, and none of the process's own system calls
// returns during one: the runtime would end the process.
func TestCalls(t *testing.T) {
	Calls.Lock()
	if _, err := Take(1 << 30); !errors.Is(err, ErrSyscall) {
		t.Errorf("a dump beside a system call: %v", err)
	}
	Calls.Unlock()

	f, err := os.Open(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	stop := make(chan struct{})
	var callers sync.WaitGroup
	for range 2 {
		callers.Go(func() {
			var b [4096]byte
			for {
				select {
				case <-stop:
					return
				case <-time.After(100 * time.Microsecond): // or there is no dump between them
				}
				Calls.Lock()
				_, err := f.ReadAt(b[:], 0)
				Calls.Unlock()
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for taken := 0; taken < 20; {
		switch _, err := Take(1 << 30); {
		case err == nil:
			taken++
		case !errors.Is(err, ErrSyscall):
			t.Fatal(err)
		}
	}
	close(stop)
	callers.Wait()
}
