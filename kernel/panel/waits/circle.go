package waits

import (
	"fmt"
	"slices"
	"strings"

	"schedtick/kernel/panel/page"
	"schedtick/kernel/sched"
)

// link is one step around a circle: a group waits for an object, which the next
// one has in its hands.
type link struct {
	group  int
	wait   sched.Wait    // zero with Object -1 if the snapshot does not say
	holder *sched.Holder // of a lock: how the next one holds it, if known
	next   int
}

// circles are the cycles of the snapshot that can be followed.
func (w words) circles() [][]link {
	var all [][]link
	for _, c := range w.s.Cycles {
		seen := make(map[int]bool, len(c))
		if len(c) == 0 || slices.ContainsFunc(c, func(i int) bool {
			again := seen[i]
			seen[i] = true
			return again || w.group(i) == nil
		}) {
			continue
		}
		links := make([]link, len(c))
		for k, i := range c {
			links[k] = w.step(i, c[(k+1)%len(c)])
		}
		all = append(all, links)
	}
	return all
}

// step finds what one group waits for that another has.
func (w words) step(from, to int) link {
	l := link{group: from, next: to, wait: sched.Wait{Object: -1}}
	for _, wait := range w.s.Groups[from].Waits {
		o := w.object(wait.Object)
		if o == nil {
			continue
		}
		for k := range o.Holders {
			if o.Holders[k].Group == to {
				l.wait, l.holder = wait, &o.Holders[k]
				return l
			}
		}
		if slices.Contains(o.Users, to) || l.wait.Object < 0 {
			l.wait = wait
		}
	}
	return l
}

// maxNamed bounds how many members of a circle a sentence names.
const maxNamed = 5

// circleSentence tells a circle once around.
func (w words) circleSentence(c []link) string {
	first := &w.s.Groups[c[0].group]
	if len(c) == 1 {
		return w.selfSentence(c[0], first)
	}
	var b strings.Builder
	b.WriteString(whoFrom(first))
	last := c[len(c)-1]
	if o := w.object(last.wait.Object); o != nil && isLock(*o) {
		has := " holds "
		if o.Kind == sched.Once {
			has = " is in "
		}
		b.WriteString(has + w.names[last.wait.Object] + " and")
	}
	for k, l := range c {
		g := &w.s.Groups[l.group]
		if k == maxNamed {
			fmt.Fprintf(&b, ", and so on through %s more, back to %s", page.Count(len(c)-k), who(first))
			break
		}
		if k > 0 {
			b.WriteString(", who")
		}
		b.WriteString(" " + verb(g, "waits ", "wait ") + w.goal(l) + ", which ")
		if o := w.object(l.wait.Object); o != nil && !isLock(*o) {
			b.WriteString("only ")
		}
		next := who(&w.s.Groups[l.next])
		if k == len(c)-1 {
			next += " again"
			if o := w.object(l.wait.Object); o != nil && isLock(*o) {
				next = who(first)
			}
		}
		b.WriteString(w.grip(l, next))
	}
	b.WriteString(". They wait for each other in a circle: none of them can ever go on.")
	return b.String()
}

// goal is aim for a link.
func (w words) goal(l link) string {
	if l.wait.Object < 0 {
		return "for something"
	}
	return w.aim(l.wait)
}

// grip says that somebody has what a link waits for: "goroutine 8 holds".
func (w words) grip(l link, next string) string {
	o := w.object(l.wait.Object)
	if o == nil {
		return next + " has"
	}
	switch o.Kind {
	case sched.Chan:
		if l.wait.Send {
			return next + " could receive from"
		}
		return next + " could send on"
	case sched.WaitGroup:
		return next + " could call Done on"
	case sched.Cond:
		return next + " could signal"
	case sched.Once:
		return next + " runs"
	default:
		return next + " holds"
	}
}

// selfSentence tells of somebody who waits for themselves.
func (w words) selfSentence(l link, g *sched.Group) string {
	o := w.object(l.wait.Object)
	if o == nil {
		return whoFrom(g) + " waits for itself."
	}
	name := w.names[l.wait.Object]
	if !isLock(*o) {
		return fmt.Sprintf("%s %s, which only it could do: it waits for itself, for ever.", whoFrom(g), w.doing(g))
	}
	me, locked := whoFrom(g), ""
	if l.holder != nil {
		if g.Count > 1 {
			me = fmt.Sprintf("goroutine %d (%s)", l.holder.ID, origin(g))
		}
		if l.holder.At != nil {
			locked = ": it locked " + name + " at " + spot(l.holder.At) + " and has not unlocked it"
		}
	}
	why := "A " + o.Kind + " cannot be locked twice, not even by the goroutine that holds it."
	holds := "it holds itself"
	if o.Kind == sched.Once {
		holds = "it is in itself"
		why = "The function of a sync.Once must not call Do of the same Once."
	}
	if g.State == sched.RWMutex+".Lock" && l.holder != nil && l.holder.At == nil { // it reads: a writer's place is known
		why = "Lock waits until all readers have called RUnlock, its own goroutine too: a reader cannot become the writer."
	}
	if writer := w.writerBefore(g, l); writer != nil {
		why = "It may read twice, but " + whoFrom(writer) + " " + verb(writer, "waits", "wait") + " to Lock, and from then on RLock lets nobody in, not even who reads already."
	}
	return fmt.Sprintf("%s waits for %s%s, which %s%s. %s", me, name, at(now(g)), holds, locked, why)
}

// writerBefore are those who wait to write where g reads and waits to read once more; nil
// where that is not so.
func (w words) writerBefore(g *sched.Group, l link) *sched.Group {
	if g.State != sched.RWMutex+".RLock" || l.holder != nil && l.holder.At != nil { // a writer's place is known
		return nil
	}
	for i := range w.s.Groups {
		o := &w.s.Groups[i]
		if o.State == sched.RWMutex+".Lock" && slices.ContainsFunc(o.Waits, func(m sched.Wait) bool { return m.Object == l.wait.Object }) {
			return o
		}
	}
	return nil
}

// waitsBothWays reports whether a group is one goroutine whose select sends on a channel and
// receives from it.
func waitsBothWays(g *sched.Group, object int) bool {
	in := func(send bool) bool { return slices.Contains(g.Waits, sched.Wait{Object: object, Send: send}) }
	return g.Count == 1 && in(true) && in(false)
}
