package engine

import (
	"reflect"
	"slices"
	"sync/atomic"
	"unsafe"
)

// A calling is one call, in lowered text, of a function of a cell that takes numbers with
// a sign of zero. The interpreter hands no argument over that reflect takes for zero, as it
// does a negative zero, alone or within a struct: the parameter stays what it was made as, a
// positive one. So such calls are made by a step of our own, which does what the
// interpreter's does and hands over everything.
type calling struct {
	e       *Engine
	node    unsafe.Pointer // the call
	fn      value
	args    []value
	results []value // places; nil for one that nobody wants
}

// The interpreter's own: a function's frame, its run, what a type is to reflect, and the way
// to an operand that is a function.
//
//go:linkname newFrame github.com/traefik/yaegi/interp.newFrame
func newFrame(outer unsafe.Pointer, size int, run uint64) unsafe.Pointer

//go:linkname runCfg github.com/traefik/yaegi/interp.runCfg
func runCfg(start, frame, fn, call unsafe.Pointer)

//go:linkname typeOf github.com/traefik/yaegi/interp.(*itype).TypeOf
func typeOf(t unsafe.Pointer) reflect.Type

//go:linkname genFuncValue github.com/traefik/yaegi/interp.genFuncValue
func genFuncValue(n unsafe.Pointer) value

// byHand returns the step that makes the call n if it can hand over a negative zero, or nil.
// otherwise is the interpreter's step.
func (e *Engine) byHand(n unsafe.Pointer, otherwise step) step {
	l := &e.layout
	children := *get[[]unsafe.Pointer](n, l.child)
	if len(children) < 2 || get[reflect.Value](children[0], l.rval).IsValid() {
		return nil
	}
	typ := *get[unsafe.Pointer](children[0], l.typ)
	if typ == nil {
		return nil
	}
	params := *get[[]unsafe.Pointer](typ, l.typArg)
	if len(params) != len(children)-1 || !slices.ContainsFunc(params, func(t unsafe.Pointer) bool { return signed(typeOf(t)) }) {
		return nil
	}
	c := &calling{e: e, node: n, fn: genValue(children[0])}
	if !c.places(len(*get[[]unsafe.Pointer](typ, l.typRet))) {
		return nil
	}
	for i, a := range children[1:] {
		if typeOf(params[i]).Kind() == reflect.Func {
			c.args = append(c.args, genFuncValue(a))
		} else {
			c.args = append(c.args, genValue(a))
		}
	}
	follow := func(field uintptr) *step {
		if next := *get[unsafe.Pointer](n, field); next != nil {
			return get[step](next, l.execute) // not there yet where the flow is a cycle
		}
		return new(step)
	}
	then, branches, otherThen := follow(l.tnext), *get[unsafe.Pointer](n, l.fnext) != nil, follow(l.fnext)
	return func(frame unsafe.Pointer) step {
		f := c.fn(frame)
		if f.Kind() != reflect.Pointer || f.Type() != l.nodePointer || get[reflect.Value](f.UnsafePointer(), l.rval).IsValid() {
			return otherwise(frame) // a function value, which is called by reflection
		}
		first := c.call(f.UnsafePointer(), frame)
		if branches && !first.Bool() {
			return *otherThen
		}
		return *then
	}
}

// places finds where results go. It reports false for statements in which that is another
// matter.
func (c *calling) places(count int) bool {
	l := &c.e.layout
	anc := *get[unsafe.Pointer](c.node, l.anc)
	if anc == nil {
		return false
	}
	at, level := *get[int](c.node, l.findex), *get[int](c.node, l.level)
	var left []unsafe.Pointer
	switch c.e.kindName(anc) {
	case "deferStmt", "goStmt":
		return false
	case "returnStmt":
		level = 0 // forwarded: the caller's results come first in its frame
	case "defineXStmt", "assignXStmt":
		if left = *get[[]unsafe.Pointer](anc, l.child); len(left) <= count {
			return false
		}
	}
	for i := range count {
		if left != nil && *get[string](left[i], l.ident) == "_" {
			c.results = append(c.results, nil)
			continue
		}
		c.results = append(c.results, c.e.slot(level, at+i))
	}
	return true
}

// slot is the place at of the frame that is level frames out, the outermost if it is
// negative.
func (e *Engine) slot(level, at int) value {
	l := &e.layout
	return func(frame unsafe.Pointer) reflect.Value {
		if level < 0 {
			frame = *get[unsafe.Pointer](frame, l.frameRoot)
		}
		for range level {
			frame = *get[unsafe.Pointer](frame, l.frameAnc)
		}
		return (*get[[]reflect.Value](frame, l.frameData))[at]
	}
}

// call runs the function and returns the place of its first result, if it has any.
func (c *calling) call(fn, frame unsafe.Pointer) (first reflect.Value) {
	l := &c.e.layout
	types := *get[[]reflect.Type](fn, l.types)
	inner := newFrame(frame, len(types), atomic.LoadUint64(get[uint64](frame, l.frameID)))
	data := *get[[]reflect.Value](inner, l.frameData)
	for i, t := range types {
		if i < len(c.results) && c.results[i] != nil {
			data[i] = c.results[i](frame)
		} else {
			data[i] = reflect.New(t).Elem()
		}
	}
	for i, a := range c.args {
		place, x := data[len(c.results)+i], a(frame)
		if place.Kind() != reflect.Interface && !signed(place.Type()) && x.IsZero() {
			continue // as it is already; and of types that refer to themselves, there are several here
		}
		place.Set(x)
	}
	parts := *get[[]unsafe.Pointer](fn, l.child)
	runCfg(*get[unsafe.Pointer](parts[len(parts)-1], l.start), inner, fn, c.node)
	if len(c.results) > 0 {
		first = data[0]
	}
	return first
}

// signed reports a type whose values can hold zeros with a sign.
func signed(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128:
		return true
	case reflect.Array:
		return signed(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if signed(t.Field(i).Type) {
				return true
			}
		}
	}
	return false
}
