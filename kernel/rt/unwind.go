package rt

import (
	"io"
	"strconv"
	"strings"
	"sync/atomic"
)

// Frame is one frame of a panic's stack, in the user's words.
type Frame struct {
	Func string // "main.f"
	Name string // "cell[7]"
	Line int
	Col  int // bytes, from 1; 0 when unknown
}

// UnwindWriter returns the writer that the interpreter reports unwound frames to,
// one line a frame: "cell[7]:3:12: panic: main.f(...)". A line belongs to the
// goroutine that writes it.
func UnwindWriter() io.Writer { return unwinder{} }

type unwinder struct{}

func (unwinder) Write(p []byte) (int, error) {
	g := current()
	for line := range strings.Lines(string(p)) {
		if f, lowered, ok := parseFrame(strings.TrimSpace(line)); ok {
			g.unwound(f, lowered)
		}
	}
	return len(p), nil
}

// unwound adds a frame to the panic in flight.
func (g *G) unwound(f Frame, lowered string) {
	p := g.has().flight
	if p == nil {
		p = &flight{}
		g.needs().flight = p
	}
	source := funcOf(lowered)
	if source != "" {
		f.Func = source
	}
	p.readStack()
	var call Frame
	if len(p.calls) > 0 {
		call, p.calls = p.calls[0], p.calls[1:]
	}
	if source == "" && ours(lowered) {
		return
	}
	// The interpreter gives the function's first position. The native stack knows
	// which call it was at.
	if call.Line > 0 {
		f.Name, f.Line, f.Col = call.Name, call.Line, call.Col
	}
	p.trace = append(p.trace, f)
}

// ours reports whether the lowering made up the function: the entry of a program
// that only calls main, a helper, a thunk of a method. They stand in no source.
func ours(lowered string) bool {
	if lowered == "" || strings.IndexByte("EHK", lowered[0]) < 0 {
		return false
	}
	digits := strings.TrimLeft(lowered[1:], "0123456789")
	return len(digits) < len(lowered)-1 && (digits == "" || digits[0] == '_')
}

// MadeUp is the Func of a native stack's frame whose function stands in no source.
const MadeUp = "made up"

var tracer atomic.Pointer[func() []Frame]

// SetTracer says how to read the calling goroutine's native stack: a frame for each
// call of a lowered function, innermost first, with Line 0 where that is unknown, and
// no Func but MadeUp.
func SetTracer(f func() []Frame) { tracer.Store(&f) }

var depth atomic.Pointer[func(until string) int]

// SetDepth says how to count the calls of functions that cells declare on the calling
// goroutine's native stack, down to the innermost frame that begins with until.
func SetDepth(f func(until string) int) { depth.Store(&f) }

// parseFrame reads one line; it also returns the function's lowered name.
func parseFrame(line string) (f Frame, lowered string, ok bool) {
	pos, fn, ok := strings.Cut(line, ": panic: ")
	if !ok {
		return f, "", false
	}
	f.Func = strings.TrimSuffix(fn, "(...)")
	if strings.Count(pos, ":") == 1 {
		pos = ":" + pos // before all text of the cell: in no file
	}
	rest, col, ok := cutLast(pos)
	if !ok {
		return f, "", false
	}
	f.Name, f.Line, ok = cutLast(rest)
	f.Col = col
	lowered, _, _ = strings.Cut(strings.TrimPrefix(f.Func, "main."), ".")
	return f, lowered, ok
}

// cutLast splits "name:12" at its last colon.
func cutLast(s string) (string, int, bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return "", 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	return s[:i], n, err == nil
}
