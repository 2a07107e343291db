package waits

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"schedtick/kernel/panel/page"
	"schedtick/kernel/program"
	"schedtick/kernel/sched"
)

// words names the goroutines and objects of one snapshot for a reader. It never
// trusts an index of the snapshot: one that is out of range names nothing.
type words struct {
	s     *sched.Snapshot
	names []string // of Objects, each its own
	uses  []use    // of Objects
	// circled are the groups that are in a circle, with its length.
	circled map[int]int
}

// use is how an object is waited for, and who could let those go on.
type use struct {
	sends, receives bool // how it is waited for
	users           []int
}

// longestName bounds what the source may be quoted with.
const longestName = 24

func newWords(s *sched.Snapshot) words {
	w := newTally(s)
	w.names, w.uses = make([]string, len(s.Objects)), make([]use, len(s.Objects))
	w.findUsers()
	uses := make(map[string]int)
	for i, o := range s.Objects {
		w.names[i] = plainName(o)
		uses[w.names[i]]++
	}
	// The source calls each philosopher's fork fork[i]: numbers tell them apart.
	seen := make(map[string]int)
	for i, name := range w.names {
		if uses[name] < 2 || w.s.Objects[i].Kind == sched.Timer || w.s.Objects[i].Kind == sched.NoCases {
			continue
		}
		seen[name]++
		w.names[i] = fmt.Sprintf("%s #%d", name, seen[name])
	}
	return w
}

// newTally is enough to count: objects have no names.
func newTally(s *sched.Snapshot) words {
	w := words{s: s, circled: make(map[int]int)}
	for _, c := range s.Cycles {
		for _, i := range c {
			w.circled[i] = len(c)
		}
	}
	return w
}

// plainName is an object's name in the source, or what kind of thing it is.
func plainName(o sched.Object) string {
	switch {
	case o.Kind == sched.Timer:
		return "time"
	case o.Kind == sched.Input:
		return "your input"
	case o.Kind == sched.NoCases:
		return o.Kind
	case o.Timer && o.Name == "":
		return "a timer"
	case o.Name != "":
		return shorten(o.Name, longestName)
	default:
		return "a " + kindWord(o)
	}
}

// kindWord says in a word what an object is.
func kindWord(o sched.Object) string {
	switch o.Kind {
	case sched.Chan:
		return "channel"
	case sched.NilChan:
		return "nil channel"
	case sched.Mutex:
		return "mutex"
	case sched.RWMutex:
		return "RWMutex"
	case sched.WaitGroup:
		return "wait group"
	case sched.Cond:
		return "condition"
	case sched.Once:
		return "once"
	default:
		return o.Kind
	}
}

// isLock reports whether an object has holders.
func isLock(o sched.Object) bool {
	return o.Kind == sched.Mutex || o.Kind == sched.RWMutex || o.Kind == sched.Once
}

// shorten keeps a text to one line of n runes.
func shorten(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}

// spot is a place in a learner's words: "cell [3] line 5". nil is nowhere.
func spot(s *program.Site) string {
	if s == nil {
		return ""
	}
	return fmt.Sprintf("%s line %d", page.ShownName(s.Name), s.Line)
}

// spotNear is spot without the cell's name if the reader has just read it.
func spotNear(s, near *program.Site) string {
	if s != nil && near != nil && s.Name == near.Name {
		return fmt.Sprintf("line %d", s.Line)
	}
	return spot(s)
}

// near is spot without the cell's name if everything in the snapshot is of one cell.
func (w words) near(s *program.Site) string {
	for i := range w.s.Groups {
		if g := &w.s.Groups[i]; s != nil && (g.Start != nil && g.Start.Name != s.Name || g.At != nil && g.At.Name != s.Name) {
			return spot(s)
		}
	}
	return spotNear(s, s)
}

// now is where a group is, without the cell's name if its origin has just said it.
func now(g *sched.Group) string {
	if own(g) && g.At != nil && g.At.Cell == g.Cell {
		return spotNear(g.At, g.At)
	}
	return spotNear(g.At, g.Start)
}

// at puts " at " before a place that is known.
func at(place string) string {
	if place == "" {
		return ""
	}
	return " at " + place
}

// group returns a group of the snapshot, or nil.
func (w words) group(i int) *sched.Group {
	if i < 0 || i >= len(w.s.Groups) {
		return nil
	}
	return &w.s.Groups[i]
}

// object returns an object of the snapshot, or nil.
func (w words) object(i int) *sched.Object {
	if i < 0 || i >= len(w.s.Objects) {
		return nil
	}
	return &w.s.Objects[i]
}

// own reports whether a group is the goroutine that runs a cell's statements.
func own(g *sched.Group) bool { return g.Start == nil && !g.Compiled }

// who names a group: "goroutine 7", "1,000 goroutines", "cell [3]".
func who(g *sched.Group) string {
	switch {
	case g.Count > 1:
		return page.Count(g.Count) + " goroutines"
	case own(g):
		return fmt.Sprintf("cell [%d] itself", g.Cell)
	case len(g.IDs) > 0:
		return fmt.Sprintf("goroutine %d", g.IDs[0])
	default:
		return "a goroutine"
	}
}

// whoFrom names a group and where it was started.
func whoFrom(g *sched.Group) string {
	switch origin := origin(g); {
	case own(g) && g.Count <= 1:
		return who(g)
	case origin == "":
		return who(g)
	default:
		return who(g) + " (" + origin + ")"
	}
}

// origin is where a group was started.
func origin(g *sched.Group) string {
	switch {
	case g.Start != nil:
		return spot(g.Start)
	case g.Compiled:
		return fmt.Sprintf("compiled code, cell [%d]", g.Cell)
	default:
		return fmt.Sprintf("cell [%d]", g.Cell)
	}
}

// verb puts a verb into the number of a group: "waits", "wait".
func verb(g *sched.Group, one, many string) string {
	if g.Count > 1 {
		return many
	}
	return one
}

const isNil = ", which is nil"

// aim says what a wait wants: "to send on ch", "for fork".
func (w words) aim(wait sched.Wait) string {
	o := w.object(wait.Object)
	if o == nil {
		return "for something unknown"
	}
	name := w.names[wait.Object]
	switch o.Kind {
	case sched.Chan:
		if wait.Send {
			return "to send on " + name
		}
		return "to receive from " + name
	case sched.NilChan:
		if wait.Send {
			return "to send on " + name + isNil
		}
		return "to receive from " + name + isNil
	case sched.WaitGroup:
		return "for " + name + " to reach 0"
	case sched.Cond:
		return "for a Signal of " + name
	case sched.Once:
		return "for " + name + ".Do to return"
	case sched.Timer:
		return "for time to pass"
	case sched.NoCases:
		return "in select {}, for ever"
	default:
		return "for " + name
	}
}

// maxAims bounds how many channels of a select are named.
const maxAims = 4

// aims says what a group waits for, all of it.
func (w words) aims(g *sched.Group) string {
	if len(g.Waits) == 0 {
		return ""
	}
	list := make([]string, 0, len(g.Waits))
	for _, wait := range g.Waits[:min(len(g.Waits), maxAims)] {
		list = append(list, w.aim(wait))
	}
	if more := len(g.Waits) - len(list); more > 0 {
		list = append(list, fmt.Sprintf("for %s more", page.Count(more)))
	}
	return strings.ReplaceAll(strings.Join(list, " or "), isNil+" or ", isNil+", or ")
}

// doing says what a group does, in a phrase: "waits to send on ch at line 5, 2.1 s".
func (w words) doing(g *sched.Group) string { return w.deed(g) + since(g) }

// deed is doing without how long.
func (w words) deed(g *sched.Group) string {
	if len(g.Waits) == 0 && g.In != "" {
		return fmt.Sprintf("%s in compiled code (%s)%s", verb(g, "waits", "wait"), inCall(g), at(now(g)))
	}
	if len(g.Waits) == 0 {
		state := g.State
		if state == "" {
			state = "running"
		}
		return state + at(now(g))
	}
	s := verb(g, "waits ", "wait ") + w.aims(g) + at(now(g))
	if g.Mixed {
		s += ", and others there for the like"
	}
	return s
}

// inCall says what a group waits for in compiled code: "chan receive in io.(*pipe).read".
func inCall(g *sched.Group) string {
	if g.In == "" {
		return page.ShownAll(g.State)
	}
	return page.ShownAll(g.State + " in " + g.In)
}

// since says how long a group has been blocked, with a comma before it.
func since(g *sched.Group) string {
	if s := span(g); s != "" {
		return ", " + s
	}
	return ""
}

// span is how long a group has been blocked: "2.1 s", or "1.0 s to 2.1 s".
func span(g *sched.Group) string {
	if g.SinceMax <= 0 {
		return ""
	}
	low, high := page.Duration(g.SinceMin), page.Duration(g.SinceMax)
	if g.Count < 2 || low == high {
		return high
	}
	return low + " to " + high
}

// facts says what an object is like now: "unbuffered channel", "wait group, counter 1".
func facts(o *sched.Object) string {
	switch o.Kind {
	case sched.Chan:
		switch {
		case o.Timer && o.Left > 0:
			return "timer, goes off in " + page.Duration(o.Left)
		case o.Timer:
			return "timer, stopped"
		case o.Closed:
			return "closed channel"
		case o.Cap == 0:
			return "unbuffered channel"
		default:
			return fmt.Sprintf("channel, %s of %s used", page.Count(o.Len), page.Count(o.Cap))
		}
	case sched.NilChan:
		return "a nil channel: blocks for ever"
	case sched.WaitGroup:
		return "wait group, counter " + page.Count(o.Count)
	case sched.Timer:
		if o.Left > 0 {
			return page.Duration(o.Left) + " left"
		}
		return "sleep, timer or deadline"
	case sched.NoCases:
		return "waits for ever"
	case sched.Input:
		return "input"
	default:
		return kindWord(*o)
	}
}

// users are the groups that could let those who wait for an object go on: its
// holders, or those who could work its other end. Groups that wait for it in the
// same way cannot, and are left out.
func (w words) users(object int) []int { return w.uses[object].users }

// sides reports how an object is waited for.
func (w words) sides(object int) (sends, receives bool) {
	return w.uses[object].sends, w.uses[object].receives
}

// source is a Go of a wait group in the source: the cell, and the wait group's name.
type source struct {
	cell int
	name string
}

// findUsers fills in the uses. It looks at each group and each user of an object
// once: a snapshot can hold a thousand of both.
func (w words) findUsers() {
	waiting := make([]map[int]bool, len(w.s.Objects)) // the cells of those who wait
	started := make(map[source][]int)                 // by a wait group's own Go
	for i := range w.s.Groups {
		g := &w.s.Groups[i]
		for _, wait := range g.Waits {
			if w.object(wait.Object) == nil {
				continue
			}
			u := &w.uses[wait.Object]
			u.sends, u.receives = u.sends || wait.Send, u.receives || !wait.Send
			if g.At != nil && w.s.Objects[wait.Object].Kind == sched.WaitGroup {
				if waiting[wait.Object] == nil {
					waiting[wait.Object] = make(map[int]bool)
				}
				waiting[wait.Object][g.At.Cell] = true
			}
		}
		if g.Start != nil && g.Start.What == sched.WaitGroup+".Go" {
			key := source{g.Start.Cell, g.Start.Text}
			started[key] = append(started[key], i)
		}
	}
	seen := make([]int, len(w.s.Groups)) // the object, from 1, for which a group was last seen
	for i := range w.s.Objects {
		w.uses[i].users = w.usersOf(i, seen)
		if len(w.uses[i].users) > 0 {
			continue
		}
		// A wait group's own Go calls Done in the end. The source tells which are its:
		// a Go of the same name in the cell of those who wait.
		for cell := range waiting[i] {
			for _, g := range started[source{cell, w.s.Objects[i].Name}] {
				if !waitsAlike(&w.s.Groups[g], i, false, true) {
					w.uses[i].users = append(w.uses[i].users, g)
				}
			}
		}
		slices.Sort(w.uses[i].users)
	}
}

// usersOf is users by what the snapshot says.
func (w words) usersOf(object int, seen []int) []int {
	o := &w.s.Objects[object]
	var list []int
	add := func(i int) {
		if w.group(i) != nil && seen[i] != object+1 {
			seen[i] = object + 1
			list = append(list, i)
		}
	}
	if isLock(*o) {
		for _, h := range o.Holders {
			add(h.Group)
		}
		return list
	}
	for _, i := range o.Users {
		if g := w.group(i); g != nil && !waitsAlike(g, object, w.uses[object].sends, w.uses[object].receives) {
			add(i)
		}
	}
	if len(list) == 1 && waitsBothWays(w.group(list[0]), object) {
		return nil // it cannot meet itself
	}
	return list
}

// waitsAlike reports whether a group waits for an object as all others do who wait
// for it, so that it cannot be the other end.
func waitsAlike(g *sched.Group, object int, sends, receives bool) bool {
	if sends && receives {
		return false
	}
	for _, wait := range g.Waits {
		if wait.Object == object {
			return true
		}
	}
	return false
}

// hopeless are the groups that nothing can wake any more: those that kernel/rt
// says are leaked, those in a circle, and all if all are asleep.
func (w words) hopeless() map[int]bool {
	lost := make(map[int]bool)
	asleep := w.asleep()
	for i := range w.s.Groups {
		if asleep || w.s.Groups[i].Leaked != "" {
			lost[i] = true
		}
	}
	for i := range w.circled {
		lost[i] = true
	}
	return lost
}

// asleep reports whether nothing at all can go on: everybody waits, nobody for a
// clock, for input or in code that is not watched, and a cell is among them, so
// that no later cell can come.
func (w words) asleep() bool {
	if w.s.Asleep {
		return true
	}
	cell := false
	for i := range w.s.Groups {
		g := &w.s.Groups[i]
		if len(g.Waits) == 0 || g.Mixed {
			return false
		}
		cell = cell || own(g)
		for _, wait := range g.Waits {
			o := w.object(wait.Object)
			if o == nil || o.Kind == sched.Input || (o.Kind == sched.Timer || o.Timer) && o.Left > 0 {
				return false
			}
		}
	}
	return cell && w.s.LeftOut == 0 && !w.s.Torn
}

// alone reports whether nobody is known who could end any wait of a group.
func (w words) alone(g *sched.Group) bool {
	for _, wait := range g.Waits {
		o := w.object(wait.Object)
		if o == nil || o.Timer || o.Kind == sched.Timer || o.Kind == sched.Input || len(w.users(wait.Object)) > 0 {
			return false
		}
	}
	return len(g.Waits) > 0 && !g.Mixed
}
