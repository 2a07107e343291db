package rt

import (
	"strings"
	"unsafe"
)

// flight is a panic on its way up.
type flight struct {
	value    any
	known    bool // value is set
	site     int  // of panic(v); 0 for a run-time error
	trace    []Frame
	traced   bool    // the native stack has been read
	calls    []Frame // of it, those that have not been unwound yet
	replaced []replaced
}

// replaced is an earlier panic, under which the one in flight began.
type replaced struct {
	value     any
	recovered bool
}

// caught returns the flight of the panic that a deferred function recovered as r.
func (g *G) caught(r any) *flight {
	g.unpark()
	p := g.has().flight
	g.clearFlight()
	traced := p != nil && p.traced
	if p == nil || p.known && !sameWords(p.value, r) {
		// Not one that began in Panic. A known other one was recovered by
		// compiled code, which tells nobody.
		p, traced = &flight{}, false
	}
	if p.readStack(); len(p.calls) > 0 && !traced {
		p.calls = p.calls[1:] // the closure that runs the deferred calls
	}
	if !p.known {
		p.value, p.known = Translate(r), true
	}
	return p
}

// clearFlight forgets the panic on its way up.
func (g *G) clearFlight() {
	if r := g.rare.Load(); r != nil {
		r.flight = nil
	}
}

// readStack notes which calls are about to be unwound, innermost first. Once is
// enough: the calls stay the same. And later the native stack would not tell, since
// deferred calls run above what was unwound.
func (p *flight) readStack() {
	if p.traced {
		return
	}
	p.traced = true
	if t := tracer.Load(); t != nil {
		p.calls = (*t)()
	}
}

// replaces notes that p began in a deferred call that ran under old.
func (p *flight) replaces(old *flight, recovered bool) {
	if old == nil {
		return
	}
	p.trace = append(p.trace, old.trace...)
	p.replaced = append(append(old.replaced[:len(old.replaced):len(old.replaced)], replaced{old.value, recovered}), p.replaced...)
}

// text is what Go prints for p: a line for each panic, oldest first.
func (p *flight) text() string {
	var b strings.Builder
	all := append(p.replaced[:len(p.replaced):len(p.replaced)], replaced{value: p.value})
	for i, r := range all {
		again := i+1 < len(all) && sameWords(r.value, all[i+1].value)
		if i > 0 && sameWords(all[i-1].value, r.value) {
			continue // printed as repanicked
		}
		if i > 0 {
			b.WriteString("\n\t")
		}
		b.WriteString(PanicText(r.value))
		switch {
		case r.recovered && again:
			b.WriteString(" [recovered, repanicked]")
		case r.recovered:
			b.WriteString(" [recovered]")
		}
	}
	return b.String()
}

// stack returns p's frames, innermost first, in the user's places.
func (p *flight) stack() []Frame {
	s, ok := Site(p.site)
	switch {
	case !ok:
	case len(p.trace) == 0:
		return []Frame{{Name: s.Name, Line: s.Line, Col: s.Col}}
	default:
		p.trace[0].Name, p.trace[0].Line, p.trace[0].Col = s.Name, s.Line, s.Col
	}
	return p.trace
}

// sameWords reports whether two interfaces hold the same words. Unlike ==, it
// never panics.
func sameWords(a, b any) bool {
	return *(*[2]uintptr)(unsafe.Pointer(&a)) == *(*[2]uintptr)(unsafe.Pointer(&b))
}
