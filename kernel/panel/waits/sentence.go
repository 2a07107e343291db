package waits

import (
	"fmt"
	"strings"

	"schedtick/kernel/panel/page"
	"schedtick/kernel/sched"
)

// unbuffered is what a learner must know of a send that does not return.
const unbuffered = "an unbuffered channel passes a value on only when both sides are there"

// maxSentences bounds what stands above a picture.
const maxSentences = 3

// headline says in a learner's words what there is to see: circles first, then
// those whom nobody can wake, then those for whom nobody is seen yet. Who only
// waits for one of these is not named if a cause is.
func (w words) headline() []string {
	circles := w.circles()
	causes, consequences, lonely := w.suspects()
	groups, tell := causes, w.stuckSentence
	if len(circles)+len(groups) == 0 {
		groups = consequences
	}
	if len(circles)+len(groups) == 0 {
		groups, tell = lonely, w.lonelySentence
	}
	var list []string
	for _, c := range circles[:min(len(circles), maxSentences)] {
		list = append(list, w.circleSentence(c))
	}
	for _, i := range groups[:min(len(groups), maxSentences-len(list))] {
		list = append(list, tell(&w.s.Groups[i]))
	}
	if more := len(circles) + len(groups) - len(list); more > 0 {
		list = append(list, "And "+page.Plural(more, "more like this", "more like these")+", below.")
	}
	if len(list) == 0 {
		list = append(list, w.calmSentence())
	}
	if w.s.Torn {
		list = append(list, "Goroutines ran while this was taken, so parts of it are of slightly different moments.")
	}
	return list
}

// suspects are the groups outside of circles that cannot go on, for a reason of
// their own or because of others, and those for whom nobody is seen yet.
func (w words) suspects() (causes, consequences, lonely []int) {
	hopeless := w.hopeless()
	elsewhere := false // somebody is stuck that does not wait for a wait group
	for i := range hopeless {
		elsewhere = elsewhere || !w.onWaitGroup(i)
	}
	for i := range w.s.Groups {
		g := &w.s.Groups[i]
		switch alone := w.alone(g); {
		case w.circled[i] > 0:
		case !hopeless[i] && alone:
			lonely = append(lonely, i)
		case !hopeless[i]:
		case len(g.Waits) > 0 && !alone:
			consequences = append(consequences, i)
		case elsewhere && w.onWaitGroup(i): // most likely it is the others' Done that is missing
			consequences = append(consequences, i)
		default:
			causes = append(causes, i)
		}
	}
	return causes, consequences, lonely
}

// onWaitGroup reports whether a group waits for a wait group.
func (w words) onWaitGroup(group int) bool {
	g := w.group(group)
	if g == nil || len(g.Waits) != 1 {
		return false
	}
	o := w.object(g.Waits[0].Object)
	return o != nil && o.Kind == sched.WaitGroup
}

// lonelySentence is on a group for whom nobody is seen yet.
func (w words) lonelySentence(g *sched.Group) string {
	head := w.waitsThere(g)
	if len(g.Waits) > 1 {
		return head + ". Nobody is seen so far who could do any of it."
	}
	o := w.object(g.Waits[0].Object)
	sends, receives := w.sides(g.Waits[0].Object)
	can := powerLabel(o, sends, receives)
	if isLock(*o) {
		can = "could unlock it"
	}
	why := ""
	if o.Kind == sched.Chan && g.Waits[0].Send && o.Cap == 0 {
		why = ": " + unbuffered
	}
	if o.Kind == sched.NilChan {
		return head + ": a nil channel blocks for ever."
	}
	return head + ". Nobody is seen so far " + whoDoes(can) + why + "."
}

// waitsThere is who waits, for what and where.
func (w words) waitsThere(g *sched.Group) string {
	return whoFrom(g) + " " + verb(g, "waits ", "wait ") + w.aims(g) + at(now(g))
}

// calmSentence is for a snapshot in which everybody may still go on.
func (w words) calmSentence() string {
	waiting, running := 0, 0
	for i := range w.s.Groups {
		if len(w.s.Groups[i].Waits) > 0 || w.s.Groups[i].In != "" {
			waiting += w.s.Groups[i].Count
		} else {
			running += w.s.Groups[i].Count
		}
	}
	switch {
	case waiting+running == 0:
		return "No goroutine is alive."
	case waiting == 0:
		return goroutines(running) + " alive, and none waits for another."
	case waiting == 1:
		return "1 goroutine waits, for something that may still come."
	default:
		return page.Count(waiting) + " goroutines wait, each for something that may still come."
	}
}

func goroutines(n int) string {
	if n == 1 {
		return "1 goroutine is"
	}
	return page.Count(n) + " goroutines are"
}

// stuckSentence says why nobody can wake a group any more.
func (w words) stuckSentence(g *sched.Group) string {
	head := w.waitsThere(g)
	if len(g.Waits) == 0 && g.Leaked == "" {
		return fmt.Sprintf("%s %s in compiled code (%s)%s, and nobody is left who could wake %s.", whoFrom(g), verb(g, "waits", "wait"), inCall(g), at(now(g)), verb(g, "it", "them"))
	}
	if len(g.Waits) == 0 {
		return whoFrom(g) + ": " + page.ShownAll(g.Leaked) + "."
	}
	if len(g.Waits) > 1 {
		return head + ", and nobody is left who could do any of it."
	}
	o := w.object(g.Waits[0].Object)
	if o == nil {
		return head + ": " + page.ShownAll(g.Leaked) + "."
	}
	text := head + w.lack(o, g.Waits[0])
	if strings.HasSuffix(text, "?") {
		return text
	}
	return text + "."
}

// lack says what is missing for a wait to end.
func (w words) lack(o *sched.Object, wait sched.Wait) string {
	name := w.names[wait.Object]
	if users := w.users(wait.Object); len(users) > 0 && !isLock(*o) {
		return ", but those " + whoDoes(powerLabel(o, wait.Send, !wait.Send)) + " cannot go on either: " + strings.Join(w.byOrigin(users), ", ")
	}
	switch o.Kind {
	case sched.Chan:
		if !wait.Send {
			return ", and nobody is left who could send or close it"
		}
		if o.Cap == 0 {
			return ", and nobody is left who could receive: " + unbuffered
		}
		return fmt.Sprintf(", whose buffer is full (%s of %s), and nobody is left who could receive", page.Count(o.Len), page.Count(o.Cap))
	case sched.NilChan:
		return ": a nil channel blocks for ever"
	case sched.WaitGroup:
		return fmt.Sprintf(", but it is at %s and nobody is left who could call %s.Done. Was a Done forgotten?", page.Count(o.Count), name)
	case sched.Cond:
		return ", and nobody is left who could call it"
	case sched.NoCases:
		return ": nothing can end that"
	}
	if len(o.Holders) > 0 {
		h := o.Holders[0]
		if g := w.group(h.Group); g != nil {
			return fmt.Sprintf(", which goroutine %d holds, who cannot go on either", h.ID)
		}
		return fmt.Sprintf(", which goroutine %d locked%s and did not unlock before it ended", h.ID, at(spot(h.At)))
	}
	return ", and nobody is left who could unlock it"
}

// upperFirst makes a phrase the beginning of a sentence.
func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
