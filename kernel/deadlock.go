package kernel

import (
	"fmt"
	"strings"

	"schedtick/kernel/panel/waits"
	"schedtick/kernel/program"
	"schedtick/kernel/sched"
)

// maxListed is how many groups of goroutines the listing of a deadlock shows.
const maxListed = 20

// deadlock shows who waits for whom, then lists the goroutines in the style of Go's own listings.
func (n *Notebook) deadlock(f *Failure, s *sched.Snapshot) {
	if s == nil {
		return
	}
	f.add(Plain, "")
	sentences, sketch, _ := strings.Cut(waits.Render(s).Text, "\n\n")
	f.add(Plain, sentences)
	if sketch != "" {
		f.add(Plain, "")
		f.add(Plain, sketch)
	}
	for i, g := range s.Groups {
		if i == maxListed {
			rest := len(s.Groups) - i + s.LeftOut
			f.add(Plain, "")
			f.add(Note, fmt.Sprintf("... and %s more, in other places or for other reasons", plural(rest, "group")))
			break
		}
		n.asleep(f, g)
	}
}

// asleep lists a group.
func (n *Notebook) asleep(f *Failure, g sched.Group) {
	f.add(Plain, "")
	f.add(Plain, fmt.Sprintf("%s [%s]:", groupName(g), g.State))
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
