package engine

import (
	"fmt"
	"runtime"
	"unsafe"
)

// Of the nodes that the interpreter walks through, many do nothing but name the next:
// parentheses, blocks, the end of an if. shorten has the flow go past them, to what
// they would have led to.

// nop is what the interpreter generates the steps of such nodes with.
const nop = "github.com/traefik/yaegi/interp.nop"

// shorten goes over n and what is below it. It comes after compiling and before the
// steps are generated.
func (e *Engine) shorten(n unsafe.Pointer) {
	for _, c := range *get[[]unsafe.Pointer](n, e.layout.child) {
		e.shorten(c)
	}
	for _, field := range []uintptr{e.layout.start, e.layout.tnext, e.layout.fnext} {
		p := get[unsafe.Pointer](n, field)
		*p = e.past(*p)
	}
}

// past is the first node from n on that does something, or the last one.
func (e *Engine) past(n unsafe.Pointer) unsafe.Pointer {
	const most = 1000 // an empty loop has no end
	for m, i := n, 0; m != nil && i < most; i++ {
		next := *get[unsafe.Pointer](m, e.layout.tnext)
		if next == nil || *get[unsafe.Pointer](m, e.layout.fnext) != nil || !e.idle(m) || e.ends(next) {
			return m
		}
		m = next
	}
	return n
}

// ends reports a return statement that may have nothing to do. Its step is then nil,
// which the interpreter takes for one that is still to be generated: two ways must not
// meet there.
func (e *Engine) ends(n unsafe.Pointer) bool {
	return len(*get[[]unsafe.Pointer](n, e.layout.child)) <= 1 && e.kindName(n) == "returnStmt"
}

// idle reports a node whose step does nothing.
func (e *Engine) idle(n unsafe.Pointer) bool {
	code := *get[*uintptr](n, e.layout.gen)
	if code == nil {
		return false
	}
	does, ok := e.idles[*code]
	if !ok {
		f := runtime.FuncForPC(*code)
		does = f != nil && f.Name() == nop
		e.idles[*code] = does
	}
	return does
}

// insist has arithmetic fail to load if the interpreter generates no step for it, which
// it does without a word for types that it forgets: the function would end there.
func (e *Engine) insist(n unsafe.Pointer) {
	switch e.kindName(n) {
	case "incDecStmt", "binaryExpr", "unaryExpr", "assignStmt":
	default:
		return
	}
	generate := get[func(unsafe.Pointer)](n, e.layout.gen)
	original, execute := *generate, e.layout.execute
	*generate = func(n unsafe.Pointer) {
		before := *get[unsafe.Pointer](n, execute)
		original(n)
		if *get[unsafe.Pointer](n, execute) == before {
			panic(fmt.Sprintf("no step for %s %s", e.kindName(n), named(e.actions, e.layout.nodeAction, *get[uint](n, e.layout.action))))
		}
	}
}
