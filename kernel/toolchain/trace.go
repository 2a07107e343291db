package toolchain

import (
	"regexp"
	"strings"
	"sync"
)

// Frame is one call of a stack trace, in a cell.
type Frame struct {
	Func string // "main.f", "main.main.func1"
	Place
}

// Crash is what the Go runtime says when it ends a program.
type Crash struct {
	// Message is "panic: …" or "fatal error: …", several lines if it has them.
	Message string
	// Stacks are those of the goroutines, the one at fault first; without frames
	// outside of cells.
	Stacks []Stack
}

// Stack is one goroutine in a crash.
type Stack struct {
	State   string // "running", "chan receive", "sync.Mutex.Lock, 2 minutes"
	Frames  []Frame
	Created *Frame // where it was started, if in a cell
}

// crashStart finds the line that a crash begins with.
var crashStart = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^(panic: |fatal error: |SIG[A-Z]+: |runtime: (?:goroutine stack exceeds|out of memory))`)
})

// goroutineLine is the first line of a goroutine's stack.
var goroutineLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^goroutine \d+(?: gp=\S+ m=\S+(?: mp=\S+)?)? \[(.*)\]:$`)
})

// ReadCrash reads the end of a Go program's standard error. rest is what the program itself
// had written before; ok is false if there is no crash in the text.
func ReadCrash(text string, pos *Positions) (c Crash, rest string, ok bool) {
	g := goroutineLine().FindStringIndex(text)
	if g == nil {
		return Crash{}, text, false
	}
	starts := crashStart().FindAllStringIndex(text[:g[0]], -1)
	if len(starts) == 0 {
		return Crash{}, text, false
	}
	at := starts[len(starts)-1][0] // a program may print such lines of its own before
	c.Message = crashMessage(text[at:g[0]])
	c.Stacks = readStacksText(text[g[0]:], pos)
	return c, text[:at], true
}

// crashMessage drops what only the runtime's authors read.
func crashMessage(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "[signal ") || strings.HasPrefix(line, "runtime stack:") || strings.HasPrefix(line, "exit status") {
			continue
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func readStacksText(text string, pos *Positions) []Stack {
	var list []Stack
	for block := range strings.SplitSeq(text, "\n\n") {
		head, rest, _ := strings.Cut(strings.TrimLeft(block, "\n"), "\n")
		m := goroutineLine().FindStringSubmatch(head)
		if m == nil {
			continue
		}
		s := Stack{State: m[1]}
		s.Frames, s.Created, _ = readFrames(rest, pos)
		list = append(list, s)
	}
	return list
}

// readFrames reads pairs of lines: a call, and, indented, its place. inside is the
// call outside of cells that the first frame made.
func readFrames(text string, pos *Positions) (frames []Frame, created *Frame, inside string) {
	var call string
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		trimmed := strings.TrimLeft(line, " \t")
		if deeper := len(line) - len(trimmed); call == "" || deeper == 0 || deeper == 2 {
			call = trimmed
			continue
		}
		place, ok := pos.Find(line)
		name := call
		call = ""
		if !ok {
			if len(frames) == 0 {
				inside = functionName(name)
			}
			continue
		}
		if by, made := strings.CutPrefix(name, "created by "); made {
			by, _, _ = strings.Cut(by, " in goroutine ")
			created = &Frame{by, place}
			continue
		}
		frames = append(frames, Frame{functionName(name), place})
	}
	return frames, created, inside
}

// functionName takes the arguments off a call.
func functionName(call string) string {
	if i := strings.LastIndexByte(call, '('); i > 0 {
		call = call[:i]
	}
	// A test of package main goes by the module's name.
	if rest, ok := strings.CutPrefix(call, moduleName+"."); ok {
		return "main." + rest
	}
	return call
}

// Race is one report of the race detector.
type Race struct {
	// Accesses are the later one and the one before it.
	Accesses [2]Access
}

// Access is one of the two that nothing orders.
type Access struct {
	Op     string  // "write", "read", "atomic write" …
	Main   bool    // by the main goroutine
	Number int     // of the goroutine otherwise
	Stack  []Frame // in cells, innermost first; empty if it could not be restored
	// Inside is the function of a library that the innermost of Stack had called and
	// that did it, as "bytes.(*Buffer).Write"; "" if the cell did.
	Inside string
	// Created is where its goroutine was started, innermost first; empty for main.
	Created []Frame
	// By is the function of a library that started it, as "sync.(*WaitGroup).Go", if
	// Created is empty: the detector does not know who called that.
	By string
}

var (
	accessLine = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(Previous )?([a-z ]+|[A-Z][a-z ]*) (?:at|of) 0x[0-9a-f]+ by (?:goroutine (\d+)|main goroutine):$`)
	})
	createdLine = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^Goroutine (\d+) \((?:running|finished)\) created at:$`)
	})
)

// raceRule separates the reports.
const raceRule = "=================="

// ReadRaces reads the detector's log.
func ReadRaces(log string, pos *Positions) []Race {
	var list []Race
	for block := range strings.SplitSeq(log, raceRule) {
		if !strings.Contains(block, "WARNING: DATA RACE") {
			continue
		}
		if r, ok := readRace(block, pos); ok {
			list = append(list, r)
		}
	}
	return list
}

func readRace(block string, pos *Positions) (r Race, ok bool) {
	n := 0
	for part := range strings.SplitSeq(strings.ReplaceAll(block, "\r", ""), "\n\n") {
		head, rest, _ := strings.Cut(strings.TrimPrefix(strings.TrimLeft(part, "\n"), "WARNING: DATA RACE\n"), "\n")
		frames, _, inside := readFrames(rest, pos)
		if m := accessLine().FindStringSubmatch(head); m != nil && n < len(r.Accesses) {
			a := &r.Accesses[n]
			n++
			a.Op, a.Main, a.Number, a.Stack = strings.ToLower(m[2]), m[3] == "", number(m[3]), frames
			if !strings.HasPrefix(inside, "runtime.") {
				a.Inside = inside
			}
		} else if m := createdLine().FindStringSubmatch(head); m != nil {
			for i := range r.Accesses {
				if a := &r.Accesses[i]; !a.Main && a.Number == number(m[1]) {
					a.Created, a.By = frames, inside
				}
			}
		}
	}
	return r, n == len(r.Accesses)
}

func number(s string) int {
	n := 0
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}
