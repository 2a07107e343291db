package rt

import (
	"context"
	"errors"
	"io"
	"reflect"
	"runtime/pprof"
	"sync"
	"testing"
	"time"
)

func TestCallbacksBelongToTheCell(t *testing.T) {
	c := NewCell(1, "cell[1]")
	o := c.Run(func() {
		ctx, cancel := context.WithCancel(context.Background())
		ContextAfterFunc(7, ctx, func() { Panic(1, "late") })
		cancel()
		Recv(1, make(chan int), nil)
	})
	if o.Kind != GoroutinePanic || o.GoSite != 7 || o.Message != "panic: late" {
		t.Errorf("%+v", o)
	}
	c.Wait(5 * time.Second)
}

// guarded is f as Guard gives it to compiled code.
func guarded[F any](site int, f F) F {
	var g F
	Guard(site, f, &g)
	return g
}

// group calls functions as errgroup does: on goroutines that no cell knows.
type group struct{ wg sync.WaitGroup }

func (g *group) do(f func()) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done() // also when f never returns
		f()
	}()
}

func TestGuardTurnsAPanicIntoTheCellsEnd(t *testing.T) {
	type pair struct{ a, b int }
	for name, call := range map[string]func(g *group){
		"func()": func(g *group) { g.do(guarded(8, func() { Panic(1, "boom") })) },
		"func() error": func(g *group) {
			f := guarded(8, func() error { Panic(1, "boom"); return nil })
			g.do(func() { _ = f(); t.Error("went on") })
		},
		"func() any": func(g *group) { f := guarded(8, func() any { Panic(1, "boom"); return nil }); g.do(func() { f() }) },
		"two results": func(g *group) {
			f := guarded(8, func() (any, error) { Panic(1, "boom"); return nil, nil })
			g.do(func() { _, _ = f() })
		},
		"reflected": func(g *group) {
			f := guarded(8, func(p pair, s ...int) int { Panic(1, "boom"); return p.a })
			g.do(func() { f(pair{}, 1, 2) })
		},
	} {
		var g group
		c := NewCell(1, "cell[1]")
		o := c.Run(func() {
			call(&g)
			Recv(1, make(chan int), nil)
		})
		g.wg.Wait()
		if o.Kind != GoroutinePanic || o.GoSite != 8 || o.Message != "panic: boom" {
			t.Errorf("%s: %+v", name, o)
		}
		if !c.Wait(5 * time.Second) {
			t.Errorf("%s: left %+v", name, c.Alive())
		}
	}
}

func TestGuardGivesResults(t *testing.T) {
	errNo := errors.New("no")
	inCell(t, func() {
		run := func(f func()) { var g group; g.do(f); g.wg.Wait() }
		run(func() {
			if err := guarded(8, func() error { return errNo })(); !errors.Is(err, errNo) {
				t.Error("func() error")
			}
		})
		run(func() {
			if v, err := guarded(8, func() (any, error) { return 3, errNo })(); v != 3 || !errors.Is(err, errNo) {
				t.Error("func() (any, error)")
			}
		})
		run(func() {
			if n := guarded(8, func(s string, n ...int) int { return len(s) + len(n) })("ab", 1, 2, 3); n != 5 {
				t.Error("variadic")
			}
		})
		if guarded[func()](8, nil) != nil || guarded[func(int)](8, nil) != nil || guarded[func() error](8, nil) != nil {
			t.Error("nil became a function")
		}
	})
}

// On the cell's own goroutines a panic is the caller's, as in Go.
func TestGuardLeavesOwnGoroutinesAlone(t *testing.T) {
	o := inCell(t, func() {
		defer func() {
			if r := recover(); r != "mine" {
				t.Errorf("recovered %v", r)
			}
		}()
		guarded(8, func(int) { Panic(1, "mine") })(1)
	})
	if o.Kind != OK {
		t.Errorf("%+v", o)
	}
}

func TestPprofDoKeepsTheG(t *testing.T) {
	inCell(t, func() {
		self := current()
		PprofDo(context.Background(), pprof.Labels("k", "v"), func(ctx context.Context) {
			if v, ok := pprof.Label(ctx, "k"); v != "v" || !ok || current() != self {
				t.Errorf("label %q, goroutine %p, was %p", v, current(), self)
			}
		})
		if current() != self {
			t.Error("another goroutine afterwards")
		}
	})
}

func TestGuardedCallsAreCountedAndStopped(t *testing.T) {
	var g group
	never, up := make(chan int), make(chan struct{})
	c, done := startCell(func() {
		for range 3 {
			g.do(guarded(8, func() { Send(1, up, new(struct{})); Recv(2, never, nil) }))
			Recv(3, up, nil)
		}
		Recv(4, never, nil)
	})
	in := blocked(t, c, OpRecv, 4)
	if s := c.Stats(); s.Created != 4 || in[1].Site != 8 || in[1].Parent != in[0].ID {
		t.Errorf("%+v, %+v", s, in)
	}
	c.Stop()
	<-done
	g.wg.Wait()
	if !c.Wait(5 * time.Second) {
		t.Errorf("left %+v", c.Alive())
	}
}

type thrower struct{}

func (thrower) Read([]byte) (int, error) { panic("thrown") }

// A method that compiled code calls on a goroutine of its own is guarded too.
func TestMethodsForCompiledCodeAreGuarded(t *testing.T) {
	SetWrapperLookup(func(reflect.Type) (reflect.Type, bool) { return reflect.TypeFor[ioReader](), true })
	var g group
	o := inCell(t, func() {
		r := ConvertI(idOf[io.Reader](), box(thrower{})).(io.Reader)
		g.do(func() { _, _ = io.ReadAll(r) })
		Recv(1, make(chan int), nil)
	})
	g.wg.Wait()
	if o.Kind != GoroutinePanic || o.Message != "panic: thrown" {
		t.Errorf("%+v", o)
	}
}

func BenchmarkGuardOwn(b *testing.B) {
	NewCell(1, "cell[1]").Run(func() {
		n := 0
		f := guarded(1, func() { n++ })
		for b.Loop() {
			f()
		}
	})
}
