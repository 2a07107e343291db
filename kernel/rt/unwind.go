package rt

import (
	"io"
	"strconv"
	"strings"
)

// Frame is one frame of a panic's stack, in the user's words.
type Frame struct {
	Func string // "main.f"
	Name string // "cell[7]"
	Line int
	Col  int
}

// UnwindWriter returns the writer that the interpreter reports unwound frames to,
// one line a frame: "cell[7]:3:12: panic: main.f(...)". A line belongs to the
// goroutine that writes it.
func UnwindWriter() io.Writer { return unwinder{} }

type unwinder struct{}

func (unwinder) Write(p []byte) (int, error) {
	g := current()
	for line := range strings.Lines(string(p)) {
		if f, ok := parseFrame(strings.TrimSpace(line)); ok {
			g.trace = append(g.trace, f)
		}
	}
	return len(p), nil
}

func parseFrame(line string) (Frame, bool) {
	pos, fn, ok := strings.Cut(line, ": panic: ")
	if !ok {
		return Frame{}, false
	}
	fn = strings.TrimSuffix(fn, "(...)")
	rest, col, ok := cutLast(pos)
	if !ok {
		return Frame{}, false
	}
	name, ln, ok := cutLast(rest)
	if !ok {
		return Frame{}, false
	}
	// The interpreter gives the function's first position; its counter knows better.
	lowered := strings.TrimSuffix(strings.TrimPrefix(fn, "main."), ".func")
	if l, c, ok := lineOf(lowered); ok {
		ln, col = l, c
	}
	return Frame{Func: sourceFunc("main." + lowered), Name: name, Line: ln, Col: col}, true
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

// takeTrace returns the frames of the panic with value v, and forgets them.
func (g *G) takeTrace(v any) []Frame {
	t := g.trace
	g.trace = nil
	if g.thrownAt != 0 && sameWords(g.thrown, v) && len(t) > 0 {
		if s, ok := Site(g.thrownAt); ok {
			t[0].Name, t[0].Line, t[0].Col = s.Name, s.Line, s.Col
		}
	}
	g.thrown, g.thrownAt = nil, 0
	return t
}
