package runtimeprobe

import (
	"strconv"
	"strings"
	"time"
)

// parseListing reads the text of runtime.Stack. What it does not know, it
// leaves out: the form is not promised by anyone.
func parseListing(text string) []Goroutine {
	var list []Goroutine
	for block := range strings.SplitSeq(text, "\n\n") {
		if g, ok := parseGoroutine(block); ok {
			list = append(list, g)
		}
	}
	return list
}

// parseGoroutine reads one goroutine: a header, then two lines for each call.
func parseGoroutine(block string) (Goroutine, bool) {
	head, rest, _ := strings.Cut(strings.TrimLeft(block, "\n"), "\n")
	g, ok := parseHeader(head)
	if !ok {
		return g, false
	}
	for rest != "" {
		var call, place string
		call, rest, _ = strings.Cut(rest, "\n")
		if !strings.HasPrefix(rest, "\t") { // "...additional frames elided..."
			continue
		}
		place, rest, _ = strings.Cut(rest, "\n")
		f := Frame{}
		f.File, f.Line = parsePlace(place)
		creator, created := strings.CutPrefix(call, "created by ")
		if !created {
			f.Func = cutArguments(call)
			g.Stack = append(g.Stack, f)
			continue
		}
		name, parent, _ := strings.Cut(creator, " in goroutine ")
		f.Func = name
		g.CreatedBy = f
		g.Parent, _ = strconv.ParseUint(parent, 10, 64)
	}
	return g, true
}

// parseHeader reads a line like
//
//	goroutine 7 [chan receive, 2 minutes, locked to thread labels:{"k": "v"}]:
func parseHeader(line string) (Goroutine, bool) {
	var g Goroutine
	line, ok := strings.CutPrefix(line, "goroutine ")
	if !ok {
		return g, false
	}
	who, what, ok := strings.Cut(line, " [") // who: "7", or "7 gp=0x… m=0 mp=0x…"
	what, closed := strings.CutSuffix(strings.TrimSuffix(what, "\r"), "]:")
	if !ok || !closed {
		return g, false
	}
	id, _, _ := strings.Cut(who, " ")
	var err error
	if g.ID, err = strconv.ParseUint(id, 10, 64); err != nil {
		return g, false
	}
	what, labels, _ := strings.Cut(what, " labels:{")
	g.Labels = parseLabels(labels)
	for i, s := range strings.Split(what, ", ") {
		switch minutes, waiting := strings.CutSuffix(s, " minutes"); {
		case i == 0:
			g.State, g.Leaked = parseState(s)
		case waiting:
			if n, err := strconv.Atoi(minutes); err == nil {
				g.Since = time.Duration(n) * time.Minute
			}
		case s == "locked to thread":
			g.Locked = true
		}
	}
	return g, true
}

// parseState takes off what the runtime adds to a state.
func parseState(s string) (state string, leaked bool) {
	s = strings.TrimSuffix(s, " (durable)")
	s = strings.TrimSuffix(s, " (scan)")
	return strings.CutSuffix(s, " (leaked)")
}

// parseLabels reads `"key": "value", "key": "value"}`.
func parseLabels(s string) map[string]string {
	var labels map[string]string
	for {
		key, err := strconv.QuotedPrefix(s)
		if err != nil {
			return labels
		}
		s = strings.TrimPrefix(s[len(key):], ": ")
		value, err := strconv.QuotedPrefix(s)
		if err != nil {
			return labels
		}
		s = strings.TrimPrefix(s[len(value):], ", ")
		k, errK := strconv.Unquote(key)
		v, errV := strconv.Unquote(value)
		if errK == nil && errV == nil {
			if labels == nil {
				labels = make(map[string]string)
			}
			labels[k] = v
		}
	}
}

// cutArguments turns "main.(*T).f(0x1, {0x2, 0x3})" into "main.(*T).f".
func cutArguments(call string) string {
	if i := strings.LastIndexByte(call, '('); i > 0 {
		return call[:i]
	}
	return call
}

// parsePlace reads "\t/dir/file.go:12 +0x1d".
func parsePlace(s string) (file string, line int) {
	s, _, _ = strings.Cut(strings.TrimSpace(s), " +0x")
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0
	}
	line, _ = strconv.Atoi(s[i+1:])
	return s[:i], line
}
