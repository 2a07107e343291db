package engine

import (
	"reflect"
	"sync"
	"unsafe"
)

// The interpreter calls compiled functions by reflection, which costs several times
// what a channel operation does. Calls of functions of the shapes below, those of rt
// that lowered code makes most among them, are made directly instead: arguments are
// read and results are stored as the interpreter would, in between stands a plain
// call. See decisions/0008-steps-of-our-own.md.

// value is the interpreter's way to an operand: it finds it in a frame.
type value = func(frame unsafe.Pointer) reflect.Value

// genValue is the interpreter's own; it makes the way to what node n stands for.
//
//go:linkname genValue github.com/traefik/yaegi/interp.genValue
func genValue(n unsafe.Pointer) value

// A call is one call of a compiled function in lowered text.
type call struct {
	args    []value
	results []value // places
}

// byShape returns the step that makes the call n of a function of a known shape, or nil.
func (e *Engine) byShape(n unsafe.Pointer) step {
	children := *get[[]unsafe.Pointer](n, e.layout.child)
	if len(children) == 0 || *get[unsafe.Pointer](n, e.layout.fnext) != nil {
		return nil
	}
	fn := *get[reflect.Value](children[0], e.layout.rval)
	if !fn.IsValid() || fn.Kind() != reflect.Func || fn.Type().NumIn() != len(children)-1 {
		return nil
	}
	c := &call{}
	if !e.results(c, n, fn.Type().NumOut()) {
		return nil
	}
	run := shape(fn.Interface(), c)
	if run == nil {
		return nil
	}
	for _, a := range children[1:] {
		c.args = append(c.args, genValue(a))
	}
	next := *get[unsafe.Pointer](n, e.layout.tnext)
	if next == nil {
		return func(frame unsafe.Pointer) step { run(frame); return nil }
	}
	follow := get[step](next, e.layout.execute) // not there yet where the flow is a cycle
	return func(frame unsafe.Pointer) step {
		run(frame)
		return *follow
	}
}

// isSafePoint reports the condition of "if stopped { … }", which each turn of a loop of
// lowered text tests.
func (e *Engine) isSafePoint(n unsafe.Pointer) bool {
	return *get[string](n, e.layout.ident) == "stopped" && *get[unsafe.Pointer](n, e.layout.fnext) != nil &&
		*get[unsafe.Pointer](n, e.layout.tnext) != nil && e.kindName(n) == "identExpr"
}

// safePoint returns the step of that condition.
func (e *Engine) safePoint(n unsafe.Pointer) step {
	then, after := *get[unsafe.Pointer](n, e.layout.tnext), *get[unsafe.Pointer](n, e.layout.fnext)
	up, down := get[step](then, e.layout.execute), get[step](after, e.layout.execute)
	return func(unsafe.Pointer) step {
		if *e.stopped {
			return *up
		}
		return *down
	}
}

// results finds where the results of the call n go. It reports false for calls whose
// results the interpreter treats in a way of its own.
func (e *Engine) results(c *call, n unsafe.Pointer, count int) bool {
	anc := *get[unsafe.Pointer](n, e.layout.anc)
	if anc == nil {
		return false
	}
	switch e.kindName(anc) {
	case "deferStmt", "goStmt", "returnStmt":
		return false
	case "defineXStmt", "assignXStmt":
		left := *get[[]unsafe.Pointer](anc, e.layout.child)
		if len(left) != count+1 {
			return false
		}
		for _, l := range left[:count] {
			if *get[string](l, e.layout.ident) == "_" {
				c.results = append(c.results, nil)
				continue
			}
			c.results = append(c.results, genValue(l))
		}
		return true
	}
	if count > 1 {
		return false
	}
	if count == 1 {
		c.results = []value{genValue(n)}
	}
	return true
}

// arg is an argument, out of the interface that the interpreter may hold it in.
func (c *call) arg(frame unsafe.Pointer, i int) reflect.Value {
	v := c.args[i](frame)
	if v.Kind() == reflect.Interface {
		return v.Elem()
	}
	return v
}

func (c *call) int(frame unsafe.Pointer, i int) int { return int(c.arg(frame, i).Int()) }

func (c *call) float(frame unsafe.Pointer, i int) float64 { return c.arg(frame, i).Float() }

// pointer is a pointer or channel. There is no value where the interpreter followed a nil
// pointer: that panics here as it would in a call by reflection.
func (c *call) pointer(frame unsafe.Pointer, i int) unsafe.Pointer {
	return c.arg(frame, i).UnsafePointer()
}

// set stores a result unless nobody wants it.
func set[T any](c *call, frame unsafe.Pointer, i int, x T, store func(reflect.Value, T)) {
	p := c.results[i]
	if p == nil {
		return
	}
	v := p(frame)
	switch y := reflect.ValueOf(x); {
	case v.Kind() != reflect.Interface:
		store(v, x)
	case y.IsValid():
		v.Set(y)
	default:
		v.SetZero()
	}
}

// setAny is for a place that is no interface, of which there is none for an any.
func setAny(v reflect.Value, x any) { v.Set(reflect.ValueOf(x)) }

func setInt(v reflect.Value, x int) { v.SetInt(int64(x)) }

// shape returns how to make a call of fn, or nil for a shape that is not known.
func shape(fn any, c *call) func(frame unsafe.Pointer) {
	switch fn := fn.(type) {
	case func(int, int) int: // bounds checks
		return func(f unsafe.Pointer) {
			set(c, f, 0, fn(c.int(f, 0), c.int(f, 1)), setInt)
		}
	case func(int, int, int, int, int): // of slice expressions
		return func(f unsafe.Pointer) {
			fn(c.int(f, 0), c.int(f, 1), c.int(f, 2), c.int(f, 3), c.int(f, 4))
		}
	case func(float64) float64:
		return func(f unsafe.Pointer) {
			set(c, f, 0, fn(c.float(f, 0)), reflect.Value.SetFloat)
		}
	case func(float64, float64) float64:
		return func(f unsafe.Pointer) {
			set(c, f, 0, fn(c.float(f, 0), c.float(f, 1)), reflect.Value.SetFloat)
		}
	case func(any, int) any: // keys of maps
		return func(f unsafe.Pointer) {
			set(c, f, 0, fn(c.args[0](f).Interface(), c.int(f, 1)), setAny)
		}
	case func(any, bool) any:
		return func(f unsafe.Pointer) {
			set(c, f, 0, fn(c.args[0](f).Interface(), c.arg(f, 1).Bool()), setAny)
		}
	case func(int, *sync.Mutex):
		return func(f unsafe.Pointer) { fn(c.int(f, 0), (*sync.Mutex)(c.pointer(f, 1))) }
	case func(int, *sync.RWMutex):
		return func(f unsafe.Pointer) { fn(c.int(f, 0), (*sync.RWMutex)(c.pointer(f, 1))) }
	case func(int, *sync.WaitGroup):
		return func(f unsafe.Pointer) { fn(c.int(f, 0), (*sync.WaitGroup)(c.pointer(f, 1))) }
	case func(int, *sync.WaitGroup, int):
		return func(f unsafe.Pointer) { fn(c.int(f, 0), (*sync.WaitGroup)(c.pointer(f, 1)), c.int(f, 2)) }
	}
	for _, elem := range elements {
		if run := elem(fn, c); run != nil {
			return run
		}
	}
	return nil
}

// elements are the channel operations, by element type.
var elements = []func(fn any, c *call) func(frame unsafe.Pointer){
	elem(func(v reflect.Value) int { return int(v.Int()) }, setInt),
	elem(reflect.Value.Int, reflect.Value.SetInt),
	elem(func(v reflect.Value) int32 { return int32(v.Int()) }, func(v reflect.Value, x int32) { v.SetInt(int64(x)) }),
	elem(func(v reflect.Value) byte { return byte(v.Uint()) }, func(v reflect.Value, x byte) { v.SetUint(uint64(x)) }),
	elem(reflect.Value.Float, reflect.Value.SetFloat),
	elem(reflect.Value.Bool, reflect.Value.SetBool),
	elem(reflect.Value.String, reflect.Value.SetString),
	elem(func(reflect.Value) struct{} { return struct{}{} }, func(reflect.Value, struct{}) {}),
}

// elem makes the operations on channels of T, whose values load and store read and write.
func elem[T any](load func(reflect.Value) T, store func(reflect.Value, T)) func(any, *call) func(unsafe.Pointer) {
	return func(fn any, c *call) func(unsafe.Pointer) {
		ch := func(f unsafe.Pointer) chan T {
			p := c.pointer(f, 1)
			return *(*chan T)(unsafe.Pointer(&p)) // a channel is a pointer
		}
		switch fn := fn.(type) {
		case func(int, chan<- T, T):
			return func(f unsafe.Pointer) { fn(c.int(f, 0), ch(f), load(c.arg(f, 2))) }
		case func(int, <-chan T) T:
			return func(f unsafe.Pointer) {
				set(c, f, 0, fn(c.int(f, 0), ch(f)), store)
			}
		case func(int, <-chan T) (T, bool):
			return func(f unsafe.Pointer) {
				x, ok := fn(c.int(f, 0), ch(f))
				set(c, f, 0, x, store)
				set(c, f, 1, ok, reflect.Value.SetBool)
			}
		}
		return nil
	}
}
