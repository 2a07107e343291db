package rt

import (
	"fmt"
	"slices"

	"schedtick/kernel/program"
	"schedtick/kernel/sched"
)

// leakReason says in a learner's words why nothing can wake the goroutines of a group
// that wait for objects.
func leakReason(g *sched.Group, objects []sched.Object) string {
	switch {
	case len(g.Waits) == 0:
		return ""
	case len(g.Waits) > 1 && !slices.ContainsFunc(g.Waits, func(w sched.Wait) bool { return objects[w.Object].Kind != sched.NilChan }):
		return "select: all its channels are nil, so that this never happens"
	case len(g.Waits) > 1:
		return "select: nobody else can reach any of its channels"
	}
	w := g.Waits[0]
	o := &objects[w.Object]
	name := o.Name
	if name == "" {
		name = "a " + o.Kind
	}
	switch o.Kind {
	case sched.NilChan:
		return chanOp(w, name) + ": the channel is nil, so that this never happens"
	case sched.NoCases:
		return "select without cases waits for ever"
	case sched.Chan:
		if o.Made != nil {
			name += " (made at " + siteLine(o.Made) + ")"
		}
		return chanOp(w, name) + ": nobody else can reach the channel"
	case sched.WaitGroup:
		missing := "a Done is missing"
		if o.Count > 1 {
			missing = fmt.Sprintf("%d Dones are missing", o.Count)
		}
		return fmt.Sprintf("waits for %s, whose counter stays at %d: %s", name, o.Count, missing)
	case sched.Cond:
		return fmt.Sprintf("waits for a signal of %s: nobody else can reach it", name)
	case sched.Once:
		return fmt.Sprintf("waits for the function of %s: it never returns", name)
	case sched.Mutex, sched.RWMutex:
		return fmt.Sprintf("waits for %s: %s", name, lockReason(g, o))
	}
	return ""
}

func chanOp(w sched.Wait, name string) string {
	if w.Send {
		return "send to " + name
	}
	return "receive from " + name
}

func lockReason(g *sched.Group, o *sched.Object) string {
	if len(o.Holders) == 0 {
		return "nobody is left to unlock it"
	}
	h := o.Holders[0]
	where := ""
	if h.At != nil {
		where = " at " + siteLine(h.At)
	}
	for _, id := range g.IDs {
		if id == h.ID {
			return "the goroutine has locked it itself" + where
		}
	}
	if h.Group < 0 {
		return fmt.Sprintf("goroutine %d locked it%s and ended without unlocking it", h.ID, where)
	}
	return fmt.Sprintf("goroutine %d, which locked it%s, never gets to unlock it", h.ID, where)
}

func siteLine(s *program.Site) string { return fmt.Sprintf("%s:%d", s.Name, s.Line) }
