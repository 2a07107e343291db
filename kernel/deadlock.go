package kernel

import (
	"fmt"
	"strings"

	"schedtick/kernel/program"
	"schedtick/kernel/sched"
)

// maxListed is how many groups of goroutines the listing of a deadlock shows.
const maxListed = 20

// deadlock lists who waits for whom, in the style of Go's own listings.
func (n *Notebook) deadlock(f *Failure, s *sched.Snapshot) {
	if s == nil {
		return
	}
	for i, g := range s.Groups {
		if i == maxListed {
			rest := len(s.Groups) - i + s.LeftOut
			f.add(Plain, "")
			f.add(Note, fmt.Sprintf("... and %s more, in other places or for other reasons", plural(rest, "group")))
			break
		}
		n.asleep(f, s, g)
	}
	for _, c := range s.Cycles {
		var ids []string
		for _, i := range append(c[:len(c):len(c)], c[0]) {
			ids = append(ids, groupName(s.Groups[i]))
		}
		f.add(Plain, "")
		f.add(Note, "a circle: "+strings.Join(ids, " waits for "))
	}
}

// asleep lists a group.
func (n *Notebook) asleep(f *Failure, s *sched.Snapshot, g sched.Group) {
	f.add(Plain, "")
	f.add(Plain, fmt.Sprintf("%s [%s]:", groupName(g), g.State))
	for _, line := range waitsFor(s, g) {
		f.add(Note, indent(line))
	}
	for _, c := range g.Calls {
		if c.Func != "" {
			f.add(Plain, c.Func+"()")
		}
		f.add(Place, indent(place(c.Name, c.Line, c.Col)+n.quote(c.Name, c.Line)))
	}
	if len(g.Calls) == 0 && g.At != nil {
		f.add(Place, indent(n.site(g.At)))
	}
	if g.Start != nil {
		by := ""
		if g.Parent != 0 {
			by = fmt.Sprintf(" in goroutine %d", g.Parent)
		}
		what := "a go statement"
		if g.Start.What != "go" {
			what = siteText(g.Start)
		}
		f.add(Plain, fmt.Sprintf("created by %s%s", what, by))
		f.add(Place, indent(n.site(g.Start)))
	}
}

func (n *Notebook) site(s *program.Site) string {
	return place(s.Name, s.Line, s.Col) + n.quote(s.Name, s.Line)
}

// groupName is "goroutine 7", or "goroutines 7, 8, 9 and 4 more".
func groupName(g sched.Group) string {
	var ids []string
	for _, id := range g.IDs {
		ids = append(ids, fmt.Sprint(id))
	}
	const few = 3
	switch {
	case len(ids) == 0:
		return plural(g.Count, "goroutine")
	case g.Count == 1:
		return "goroutine " + ids[0]
	case g.Count <= few && len(ids) == g.Count:
		return "goroutines " + strings.Join(ids, ", ")
	}
	ids = ids[:min(few, len(ids))]
	return fmt.Sprintf("goroutines %s and %d more", strings.Join(ids, ", "), g.Count-len(ids))
}

// waitsFor says what can let a group go on, one line each.
func waitsFor(s *sched.Snapshot, g sched.Group) (lines []string) {
	const most = 8
	for i, w := range g.Waits {
		if i == most {
			return append(lines, fmt.Sprintf("or %d more", len(g.Waits)-i))
		}
		if w.Object >= len(s.Objects) {
			continue
		}
		line := objectText(s, s.Objects[w.Object], w.Send)
		if i > 0 {
			line = "or " + line
		}
		lines = append(lines, line)
	}
	return lines
}

// objectText is "waits to receive from ch, made at cell [3]:2:7".
func objectText(s *sched.Snapshot, o sched.Object, send bool) string {
	name := o.Name
	if name == "" {
		name = "a " + o.Kind
	}
	text := "waits for " + name
	switch o.Kind {
	case sched.Chan, sched.NilChan:
		if text = "waits to receive from " + name; send {
			text = "waits to send to " + name
		}
		if o.Kind == sched.NilChan {
			return text + ", which is nil"
		}
		if o.Made != nil {
			text += ", made at " + place(o.Made.Name, o.Made.Line, o.Made.Col)
		}
		if o.Cap > 0 {
			text += fmt.Sprintf(" (%d of %d in it)", o.Len, o.Cap)
		}
	case sched.NoCases:
		return "select without cases: for ever"
	case sched.WaitGroup:
		text += fmt.Sprintf(", whose counter is %d", o.Count)
	case sched.Cond:
		text += " to be signalled"
	}
	for i, h := range o.Holders {
		if i > 0 {
			text += " and"
		} else {
			text += ","
		}
		text += " " + holderText(s, o.Kind, h)
	}
	return text
}

// holderText is "locked at cell [3]:4:2 by goroutine 7".
func holderText(s *sched.Snapshot, kind string, h sched.Holder) string {
	text := "locked"
	if kind == sched.Once {
		text = "run"
	}
	if h.At != nil {
		text += " at " + place(h.At.Name, h.At.Line, h.At.Col)
	}
	text += fmt.Sprintf(" by goroutine %d", h.ID)
	if h.Group < 0 && s.LeftOut == 0 {
		text += ", which has ended"
	}
	return text
}
