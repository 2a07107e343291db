package waits

import (
	"slices"
	"strings"
	"unicode/utf8"

	"schedtick/kernel/panel/page"
	"schedtick/kernel/sched"
)

// sketch is the picture in characters: each circle with a line that leads back to
// its beginning, then the others, each with what it waits for under it.
func (w words) sketch() []string {
	var lines []string
	gap := func() {
		if len(lines) > 0 {
			lines = append(lines, "")
		}
	}
	inCircle := make(map[int]bool)
	for _, c := range w.circles() {
		gap()
		lines = append(lines, w.sketchCircle(c)...)
		for _, l := range c {
			inCircle[l.group] = true
		}
	}
	shown, more := 0, w.s.LeftOut
	hopeless := w.hopeless()
	for _, stuck := range []bool{true, false} {
		for i := range w.s.Groups {
			if inCircle[i] || hopeless[i] != stuck || len(w.s.Groups[i].Waits) == 0 {
				continue
			}
			if shown++; shown > maxWords {
				more++
				continue
			}
			gap()
			lines = append(lines, w.sketchGroup(i)...)
		}
	}
	if more > 0 {
		gap()
		lines = append(lines, page.Plural(more, "more place", "more places")+" at which goroutines wait; %goroutines lists them")
	}
	return lines
}

// sketchCircle is a circle as a column, closed at its left:
//
//	┌─> goroutine 7 (cell [3] line 5)
//	│     waits for left at line 8, 2.1 s
//	│     held by
//	│   goroutine 8 …
//	└──── held by goroutine 7
func (w words) sketchCircle(c []link) []string {
	var lines []string
	for k, l := range c {
		if len(c) > maxRing && k >= maxRing/2 && k < len(c)-maxRing/2 {
			if k == maxRing/2 {
				lines = append(lines, "│   … "+page.Plural(len(c)-maxRing, "more goroutine", "more goroutines")+" …")
			}
			continue
		}
		g := &w.s.Groups[l.group]
		lead := "│   "
		if k == 0 {
			lead = "┌─> "
		}
		lines = append(lines, lead+whoFrom(g), "│     "+w.doing(g))
		has := "which the next one has"
		if o := w.object(l.wait.Object); o != nil {
			has = powerLabel(o, l.wait.Send, !l.wait.Send)
			if !isLock(*o) {
				has = "only the next one " + has
			}
			if l.holder != nil && l.holder.At != nil {
				has = "locked at " + spot(l.holder.At) + " by"
			}
		}
		if k < len(c)-1 {
			lines = append(lines, "│     "+has+":")
			continue
		}
		lines = append(lines, "└──── "+strings.Replace(has, "the next one ", "", 1)+": "+who(&w.s.Groups[l.next])+" again")
	}
	return lines
}

// sketchGroup is a group with what it waits for:
//
//	goroutine 5 (cell [2] line 4)
//	  waits to send on ch at line 5, 2.0 s
//	  └─ ch: unbuffered channel, made at cell [2] line 1; nobody is left who could receive
//
// A line that is too long for the box of an error breaks where its parts do.
func (w words) sketchGroup(i int) []string {
	g := &w.s.Groups[i]
	lines := []string{whoFrom(g), "  " + w.doing(g)}
	for k, wait := range g.Waits {
		if k == maxAims {
			break
		}
		if slices.ContainsFunc(g.Waits[:k], func(w sched.Wait) bool { return w.Object == wait.Object }) {
			continue
		}
		if about := w.about(wait.Object, g.Leaked != ""); about != "" {
			lines = append(lines, "  └─> "+fold(about, "\n      "))
		}
	}
	return lines
}

// fold breaks what is said of an object into its parts, if it is too long for a line.
func fold(about, newline string) string {
	const before = 6 // columns that the arrow takes
	if utf8.RuneCountInString(about)+before <= columns {
		return about
	}
	parts := strings.Split(about, "; ")
	for i, p := range parts {
		parts[i] = strings.ReplaceAll(wrap(p, columns-before), "\n", newline)
	}
	return strings.Join(parts, ";"+newline)
}
