package worker

import (
	"fmt"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"time"

	"schedtick/kernel/engine"
	"schedtick/kernel/program"
)

// names translates positions to what the user calls them: by cell, the programs
// that ran or were loaded.
type names map[int]cellNames

type cellNames struct {
	name  string // "cell[7]"
	funcs []program.Func
}

func (n names) add(p *program.Program) { n[p.Cell] = cellNames{p.Name, p.Funcs} }

// stack returns the calls of cells' functions in a native trace of one goroutine.
func (n names) stack(trace string) []Frame {
	var out []Frame
	for _, p := range engine.Positions(trace) {
		c, ok := n[p.Cell]
		f := Frame{Name: c.name, Line: p.Line, Col: p.Col}
		if !ok {
			f.Name = fmt.Sprintf("cell[%d]", p.Cell)
		}
		if p.Func >= 0 && p.Func < len(c.funcs) {
			f.Func = c.funcs[p.Func].Source
		}
		out = append(out, f)
	}
	return out
}

// atWork are the states, in a native trace, of a goroutine that does not wait for
// another: it runs, could run, or helps the collector.
var atWork = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^goroutine .*\[(running|runnable|preempted|GC )`)
})

// busiest returns the native trace of a goroutine that runs code of a cell, or "" if
// none is found. Between two steps of the interpreter a goroutine does not show
// where it is, so one look may not be enough.
func busiest() string {
	buf := make([]byte, 1<<20)
	for range 50 {
		if trace := busy(buf[:runtime.Stack(buf, true)]); trace != "" {
			return trace
		}
		time.Sleep(50 * time.Microsecond)
	}
	return ""
}

func busy(buf []byte) string {
	for trace := range strings.SplitSeq(string(buf), "\n\n") {
		if atWork().MatchString(trace) && len(engine.Positions(trace)) > 0 {
			return trace
		}
	}
	return ""
}
