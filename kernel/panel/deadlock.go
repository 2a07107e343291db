package panel

import (
	"fmt"
	"strings"

	"schedtick/kernel/sched"
)

// Deadlock shows a session in which nothing can go on any more, as lines for a
// traceback: who waits for whom in a sentence and as a picture in characters, then
// Go's own style of listing, in places of cells. The first line, Go's fatal error,
// is the caller's.
func Deadlock(s *sched.Snapshot) []string {
	if s == nil || len(s.Groups) == 0 {
		return nil
	}
	w := newWords(s)
	var lines []string
	for _, l := range w.headline() {
		lines = append(lines, ANSIBold+upperFirst(l)+ANSIEnd)
	}
	lines = append(lines, "")
	lines = append(lines, w.sketch()...)
	shown := 0
	for i := range s.Groups {
		if shown == maxWords {
			more := len(s.Groups) - i + s.LeftOut
			return append(lines, "", "…and goroutines at "+plural(more, "more place", "more places"))
		}
		shown++
		lines = append(lines, "")
		lines = append(lines, w.trace(&s.Groups[i])...)
	}
	return lines
}

// trace is a group as Go lists goroutines:
//
//	goroutine 7 [chan receive]:
//	    cell [3]:9:2
//	created by goroutine 1 at
//	    cell [3]:5:2
func (w words) trace(g *sched.Group) []string {
	name := "goroutine"
	if len(g.IDs) > 0 {
		name = fmt.Sprintf("goroutine %d", g.IDs[0])
	}
	head := name + " [" + g.State + "]:"
	if g.Count > 1 {
		head = fmt.Sprintf("%s goroutines [%s]:", count(g.Count), g.State)
	}
	lines := []string{head}
	if g.At != nil {
		line := address(g.At.Name, g.At.Line, g.At.Col)
		if g.At.Text != "" {
			line += "   " + shorten(g.At.What+" "+g.At.Text, 60)
		}
		lines = append(lines, "    "+ANSIPlace+line+ANSIEnd)
	}
	if g.Start != nil {
		by := "created at"
		if g.Parent != 0 {
			by = fmt.Sprintf("created by goroutine %d at", g.Parent)
		}
		lines = append(lines, by, "    "+ANSIPlace+address(g.Start.Name, g.Start.Line, g.Start.Col)+ANSIEnd)
	}
	return lines
}

// address is a place as positions are written: "cell [3]:9:2".
func address(name string, line, col int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d", shownName(name), line)
	if col > 0 {
		fmt.Fprintf(&b, ":%d", col)
	}
	return b.String()
}
