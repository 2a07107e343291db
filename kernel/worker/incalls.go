package worker

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"schedtick/kernel/program"
	"schedtick/kernel/rt"
	"schedtick/kernel/sched"
	"schedtick/runtimeprobe"
)

// rt sees a goroutine that waits in compiled code, in a pipe of io or for the network, in
// a call, as if it ran. The runtime knows better.

// linesMost is among how many goroutines the lines of such calls are looked for in every report:
// the world stops for some 10 µs a goroutine.
const linesMost = 100

// origin is where goroutines come from, as their labels say.
type origin struct{ cell, site int }

// stay is where goroutines wait in compiled code.
type stay struct {
	origin
	state, in string
}

// inCompiledCode says in a snapshot who waits in compiled code, and for what. It may return
// another one, taken while none of those went on. closer: at which line too, if that stops others.
func (c *child) inCompiledCode(s *sched.Snapshot, closer bool) *sched.Snapshot {
	if s.Total > LeakSearchMost || !slices.ContainsFunc(s.Groups, inCall) {
		return s
	}
	waits := compiledWaits(runtimeprobe.Groups())
	if len(waits) == 0 {
		return s
	}
	again, moved := rt.SnapshotMoved()
	after := compiledWaits(runtimeprobe.Groups())
	still := maps.Equal(waits, after)
	all := tellWaits(again, after)
	if again.Torn = moved || !still || !all; still && (closer || again.Total <= linesMost) {
		c.lines(again)
	}
	return again
}

// inCall reports whether rt sees a group as running.
func inCall(g sched.Group) bool {
	return g.State == rt.Running.String() && len(g.Waits) == 0 && g.In == ""
}

// compiledWaits counts the goroutines of go statements of cells that wait in compiled code.
func compiledWaits(groups []runtimeprobe.Group) map[stay]int {
	waits := map[stay]int{}
	for _, g := range groups {
		in := waitsIn(g)
		if in == "" {
			continue
		}
		cell, err := strconv.Atoi(g.Labels["cell"])
		site, err2 := strconv.Atoi(g.Labels["site"])
		if err == nil && err2 == nil {
			waits[stay{origin{cell, site}, g.State, in}] += g.Count
		}
	}
	return waits
}

// waitsIn is the function of compiled code in which goroutines wait that rt has started; "" for
// others, and for those that run.
func waitsIn(g runtimeprobe.Group) string {
	if g.State == "running or runnable" || place(functions(g)) != users {
		return ""
	}
	for f := range functions(g) {
		if strings.HasPrefix(f, "schedtick/kernel/rt.(*G).run") || strings.HasPrefix(f, "schedtick/kernel/rt.start.func") {
			return library(functions(g))
		}
	}
	return ""
}

// library is the function of compiled code in which a goroutine waits, by its calls, the
// innermost first; "" if it waits in an operation that rt knows, by itself or of a compiled
// cell, or for a lock of the interpreter.
func library(funcs iter.Seq[string]) string {
	for f := range funcs {
		switch {
		case strings.HasPrefix(f, "schedtick"), strings.HasPrefix(f, "main."), strings.Contains(f, "yaegi/interp."):
			return ""
		case strings.HasPrefix(f, "runtime."), strings.HasPrefix(f, "sync."), strings.HasPrefix(f, "internal/"), strings.HasPrefix(f, "syscall."), f == "time.Sleep":
		default:
			return f
		}
	}
	return ""
}

// tellWaits says it in the snapshot, and reports whether nobody is left there who runs.
func tellWaits(s *sched.Snapshot, waits map[stay]int) (all bool) {
	by := map[origin][]stay{}
	for w := range waits {
		by[w.origin] = append(by[w.origin], w)
	}
	all = s.LeftOut == 0
	for i := range s.Groups { // those that are appended meanwhile are told
		g := &s.Groups[i]
		if !inCall(*g) {
			continue
		}
		from := origin{cell: g.Cell}
		if g.Start != nil {
			from.site = g.Start.ID
		}
		list := by[from]
		slices.SortFunc(list, func(a, b stay) int {
			return cmp.Or(waits[b]-waits[a], cmp.Compare(a.state, b.state), cmp.Compare(a.in, b.in))
		})
		n := 0
		for _, w := range list {
			n += waits[w]
		}
		if n == 0 || n > g.Count { // some have gone on meanwhile
			all = false
			continue
		}
		all = all && n == g.Count
		parts := make([]sched.Group, 0, len(list)+1)
		for _, w := range list {
			part := *g
			part.State, part.In, part.Count = w.state, w.in, waits[w]
			parts = append(parts, part)
		}
		if running := g.Count - n; running > 0 {
			part := *g
			part.Count = running
			parts = append([]sched.Group{part}, parts...)
		}
		if len(parts) > 1 { // who of them is where is not known
			for k := range parts {
				parts[k].IDs = nil
			}
		}
		*g = parts[0]
		s.Groups = append(s.Groups, parts[1:]...)
	}
	return all
}

// lines adds at which line of a cell those wait that are the only ones of their group.
func (c *child) lines(s *sched.Snapshot) {
	var ids []uint64
	for _, g := range s.Groups {
		if g.In != "" && g.Count == 1 && len(g.IDs) == 1 {
			ids = append(ids, g.IDs[0])
		}
	}
	if len(ids) == 0 {
		return
	}
	c.calls(s, rt.RuntimeNumbers(ids))
	for i := range s.Groups {
		g := &s.Groups[i]
		if len(g.Calls) > 0 {
			call := g.Calls[0]
			g.At = &program.Site{Cell: g.Cell, Name: call.Name, Line: call.Line, Col: call.Col, What: g.State}
		}
		g.Calls = nil
	}
}
