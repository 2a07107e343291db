package rt

import (
	"bytes"
	"context"
	"reflect"
	"runtime"
	"runtime/pprof"
	"strings"
	"sync"
	"testing"
	"time"
	"unsafe"
)

func TestLabelLayout(t *testing.T) {
	o := inCell(t, func() {
		var b bytes.Buffer
		// The profiler reads the label of this goroutine, a G.
		if err := pprof.Lookup("goroutine").WriteTo(&b, 1); err != nil {
			t.Error(err)
		}
		if !strings.Contains(b.String(), `"cell":"1"`) || !strings.Contains(b.String(), `"site":"0"`) {
			t.Errorf("no labels in\n%s", b.String())
		}
	})
	if o.Kind != OK {
		t.Errorf("%+v", o)
	}
	if unsafe.Offsetof(G{}.labels) != 0 {
		t.Error("labels are not first")
	}
}

func TestForeignLabels(t *testing.T) {
	inCell(t, func() {
		g := current()
		pprof.Do(context.Background(), pprof.Labels("a", "b"), func(context.Context) {
			if current() == g {
				t.Error("a foreign label set was taken for a G")
			}
			Checkpoint()
		})
	})
}

// TestSyncLayout guards what this package reads of package sync's types.
func TestSyncLayout(t *testing.T) {
	var m sync.Mutex
	if mutexLocked(&m) {
		t.Error("a new mutex is locked")
	}
	m.Lock()
	if !mutexLocked(&m) {
		t.Error("a locked mutex is not")
	}
	m.Unlock()
	var rw sync.RWMutex
	if unsafe.Sizeof(rw) != unsafe.Sizeof(rwLayout{}) {
		t.Fatal("sync.RWMutex has another layout")
	}
	rw.RLock()
	rw.RLock()
	if n, w := readersOf(&rw); n != 2 || w {
		t.Errorf("readers %d %t", n, w)
	}
	rw.RUnlock()
	rw.RUnlock()
	rw.Lock()
	if n, w := readersOf(&rw); n != 0 || !w {
		t.Errorf("readers %d %t", n, w)
	}
	rw.Unlock()
	have, want := reflect.TypeFor[condLayout](), reflect.TypeFor[sync.Cond]()
	notify, _ := want.FieldByName("notify")
	checker, _ := want.FieldByName("checker")
	wait, _ := have.FieldByName("wait")
	check, _ := have.FieldByName("checker")
	if have.Size() != want.Size() || wait.Offset != notify.Offset || check.Offset != checker.Offset {
		t.Fatal("sync.Cond has another layout")
	}
	var wg sync.WaitGroup
	wg.Add(3)
	if n := wgCount(&wg); n != 3 {
		t.Errorf("count %d", n)
	}
	wg.Add(-3)
}

func TestCountsAreExact(t *testing.T) {
	const n = 10_000
	c := NewCell(3, "cell[3]")
	gate := make(chan struct{})
	o := c.Run(func() {
		var wg sync.WaitGroup
		WgAdd(1, &wg, n)
		for range n {
			Go(2, func() { Recv(3, gate, nil); WgDone(4, &wg) })
		}
		if s := c.Stats(); s.Alive != n+1 || s.Peak != n+1 {
			t.Errorf("all started: %+v", s)
		}
		Close(5, gate)
		WgWait(6, &wg)
	})
	if o.Kind != OK || !c.Wait(10*time.Second) {
		t.Errorf("%+v", o)
	}
	if s := c.Stats(); s != (Stats{Created: n + 1, Alive: 0, Peak: n + 1}) {
		t.Errorf("at the end: %+v", s)
	}
}

// TestNumGoroutineAfterWait is the text's last program: Before 1, After 1. The
// system may keep the last goroutine from running for longer than NumGoroutine
// waits, so a few misses are let pass.
func TestNumGoroutineAfterWait(t *testing.T) {
	misses := 0
	defer func() {
		if misses > 10 {
			t.Errorf("After was not 1 in %d of 50 runs", misses)
		}
	}()
	for range 50 {
		inCell(t, func() {
			SetBaseline(0)
			SetBaseline(NumGoroutine() - 1)
			defer SetBaseline(0)
			var wg sync.WaitGroup
			for range 100 {
				WgAdd(1, &wg, 1)
				Go(1, func() {
					fn(func(d *Defers) { Push(d, 1, false, func() { WgDone(1, &wg) }) })
					for t := nanotime(); nanotime()-t < 3000; { // what the interpreter takes to return
					}
				})
			}
			WgWait(1, &wg)
			if NumGoroutine() != 1 {
				misses++
			}
		})
	}
}

// TestAttribution starts goroutines in every way there is and asks each who it is.
func TestAttribution(t *testing.T) {
	c := NewCell(4, "cell[4]")
	type seen struct {
		site   int
		parent uint64
		cell   *Cell
	}
	got := make(chan seen, 10)
	tell := func() { g := current(); got <- seen{int(g.site), g.parent, g.cell} }
	want := map[string]seen{}
	check := func(name string) {
		if s := <-got; s != want[name] {
			t.Errorf("%s: %+v, want %+v", name, s, want[name])
		}
	}
	c.Run(func() {
		main := current().id
		var wg sync.WaitGroup
		Go(11, tell)
		want["go"] = seen{11, main, c}
		check("go")
		WgGo(12, &wg, tell)
		want["wg.Go"] = seen{12, main, c}
		check("wg.Go")
		AfterFunc(13, 0, tell)
		want["AfterFunc"] = seen{13, main, c}
		check("AfterFunc")
		// A compiled library starts a goroutine, and that one another.
		Go(14, func() {
			id := current().id
			go func() {
				g := current()
				if g.parent != id || g.site != 14 || g.id == id {
					t.Errorf("compiled goroutine: %+v", g)
				}
				done := make(chan struct{})
				Go(15, func() { tell(); close(done) })
				want["nested"] = seen{15, g.id, c}
				<-done
				got <- seen{}
			}()
		})
		s := <-got
		<-got
		if s != want["nested"] {
			t.Errorf("nested: %+v, want %+v", s, want["nested"])
		}
		WgWait(1, &wg)
	})
	c.Wait(5 * time.Second)
}

func TestStopFlagAndCheckpoint(t *testing.T) {
	var flag bool
	StopFlag(&flag)
	defer StopFlag(nil)
	other, otherDone := startCell(func() { Recv(1, make(chan int), nil) })
	blocked(t, other, OpRecv, 1)
	c, done := startCell(func() {
		for {
			Checkpoint()
		}
	})
	until(t, "running", func() bool { return len(c.Alive()) == 1 })
	c.Stop()
	if o := <-done; o.Kind != Stopped {
		t.Errorf("%+v", o)
	}
	until(t, "the flag is down", func() bool { return !readFlag(&flag) })
	if len(other.Alive()) != 1 {
		t.Error("another cell's goroutine was stopped")
	}
	other.Stop()
	<-otherDone
}

//go:norace
func readFlag(p *bool) bool { return *p }

// What the lowering made up is no frame of the user's.
func TestUnwindWriterLeavesOutWhatIsOurs(t *testing.T) {
	o := inCell(t, func() {
		defer func() {
			r := recover()
			for _, name := range []string{"H3_as", "f_1", "K12_Read", "E7", "Hello_1", "E_1"} {
				_, _ = UnwindWriter().Write([]byte("cell[7]:1:2: panic: main." + name + "(...)\n"))
			}
			panic(r)
		}()
		Panic(0, "x")
	})
	var names []string
	for _, f := range o.Stack {
		names = append(names, f.Func)
	}
	if got := strings.Join(names, " "); got != "main.f_1 main.Hello_1 main.E_1" {
		t.Error(got)
	}
}

func TestUnwindWriterKeepsGoroutinesApart(t *testing.T) {
	c := NewCell(5, "cell[5]")
	o := c.Run(func() {
		var wg sync.WaitGroup
		for range 20 {
			WgGo(1, &wg, func() {
				for range 100 {
					_, _ = UnwindWriter().Write([]byte("cell[5]:9:9: panic: main.other(...)\n"))
					runtime.Gosched()
				}
			})
		}
		WgWait(1, &wg)
		defer func() {
			r := recover()
			_, _ = UnwindWriter().Write([]byte("cell[5]:1:2: panic: main.f(...)\ncell[5]:3:4: panic: main.main(...)\nnoise\n"))
			panic(r)
		}()
		var p *point
		p.X = 1
	})
	if len(o.Stack) != 2 || o.Stack[0] != (Frame{"main.f", "cell[5]", 1, 2}) || o.Stack[1] != (Frame{"main.main", "cell[5]", 3, 4}) {
		t.Errorf("%+v", o.Stack)
	}
	if o.Message != "panic: runtime error: invalid memory address or nil pointer dereference" {
		t.Error(o.Message)
	}
}
