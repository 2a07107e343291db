package rt

import (
	"context"
	"reflect"
	"runtime"
	"time"
)

// AfterFunc is time.AfterFunc(d, f) at site. Each call of f runs as a goroutine of the
// cell that asked for it: seen, stopped, and its panic reported.
func AfterFunc(site int, d time.Duration, f func()) *time.Timer {
	return time.AfterFunc(d, callback(site, f))
}

// ContextAfterFunc is context.AfterFunc(ctx, f) at site, as AfterFunc.
//
//nolint:revive // the lowering puts the site first, in every call
func ContextAfterFunc(site int, ctx context.Context, f func()) (stop func() bool) {
	return context.AfterFunc(ctx, callback(site, f))
}

// callback returns f for compiled code that calls it on a goroutine of its own.
func callback(site int, f func()) func() {
	parent := current()
	return func() {
		if parent.cell.stopped.Load() {
			return
		}
		g := newG(parent.cell, site, parent)
		parent.cell.add(g)
		g.body = f
		g.tell(TraceOwn)
		g.run()
	}
}

// guard is what surrounds calls by compiled code of a function of a cell. On a
// goroutine that the cell started nothing happens. On one that compiled code started
// the call belongs to the cell as if a go statement had made it: it is counted, Stop
// reaches it, and its panic ends the cell instead of the worker.
type guard struct {
	parent *G // who handed the function over
	site   int
}

// own reports whether the calling goroutine is one of a cell, seen from start to end.
func (guard) own() bool {
	g := labelled(getProfLabel())
	return g != nil && !g.callee && g.gp.Load() == getg()
}

// run calls f as the cell's, on a goroutine that is not.
func (w guard) run(f func()) {
	label := getProfLabel()
	defer setProfLabel(label)
	c := w.parent.cell
	if c.stopped.Load() {
		runtime.Goexit()
	}
	g := newG(c, w.site, w.parent)
	c.add(g)
	g.tell(TraceOwn)
	g.begin()
	defer func() {
		r := recover()
		if r != nil {
			c.crash(g, r)
		}
		c.remove(g)
		g.gp.Store(noG)
		if r != nil {
			runtime.Goexit() // there is no result to go on with
		}
	}()
	f()
}

// Guard stores in *p the function f, of the same type, as compiled code may call it
// from any goroutine. site is where f is handed over. A nil f stays nil.
func Guard(site int, f, p any) {
	w := guard{current(), site}
	switch f := f.(type) {
	case nil:
	case func():
		if f != nil {
			*p.(*func()) = guard0(w, f)
		}
	case func() error:
		if f != nil {
			*p.(*func() error) = guard1(w, f)
		}
	case func() any:
		if f != nil {
			*p.(*func() any) = guard1(w, f)
		}
	case func() (any, error):
		if f != nil {
			*p.(*func() (any, error)) = func() (v any, err error) {
				if w.own() {
					return f()
				}
				w.run(func() { v, err = f() })
				return v, err
			}
		}
	default:
		if v := reflect.ValueOf(f); !v.IsNil() {
			reflect.ValueOf(p).Elem().Set(w.reflect(v))
		}
	}
}

func guard0(w guard, f func()) func() {
	return func() {
		if w.own() {
			f()
			return
		}
		w.run(f)
	}
}

func guard1[R any](w guard, f func() R) func() R {
	return func() (r R) {
		if w.own() {
			return f()
		}
		w.run(func() { r = f() })
		return r
	}
}

// reflect is Guard of a function of any type.
func (w guard) reflect(f reflect.Value) reflect.Value {
	call := f.Call
	if f.Type().IsVariadic() {
		call = f.CallSlice
	}
	return reflect.MakeFunc(f.Type(), func(args []reflect.Value) (out []reflect.Value) {
		if w.own() {
			return call(args)
		}
		w.run(func() { out = call(args) })
		return out
	})
}
