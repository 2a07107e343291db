package waits

import (
	"fmt"
	"strings"

	"schedtick/kernel/panel/diagram"
	"schedtick/kernel/panel/page"
	"schedtick/kernel/sched"
)

// maxNodes bounds a picture that a reader can still follow; maxRing a circle
// in it, in goroutines.
const (
	maxNodes = 40
	maxRing  = 10
	maxUsers = 4 // of one object that are drawn one by one
)

// waitGraph is the wait-for picture before it has places.
type waitGraph struct {
	diagram.Graph
	// What is not drawn.
	groups, members int // groups, and goroutines in circles
}

// grapher builds a graph. Its maps lead from indexes of the snapshot to nodes.
type grapher struct {
	words
	waitGraph
	ofGroup, ofObject map[int]int
	hopeless          map[int]bool
	ringed            map[int]bool // groups that are drawn in a ring, or counted there
}

func newGraph(w words) waitGraph {
	g := grapher{words: w, ofGroup: map[int]int{}, ofObject: map[int]int{}, hopeless: w.hopeless(), ringed: map[int]bool{}}
	for _, c := range w.circles() {
		g.addRing(c)
	}
	for _, stuck := range []bool{true, false} { // the culprits first, should it get crowded
		for i := range w.s.Groups {
			if g.hopeless[i] == stuck && len(w.s.Groups[i].Waits) > 0 {
				g.addGroup(i)
			}
		}
	}
	g.addUsers()
	g.Cut = g.groups > 0
	return g.waitGraph
}

func (g *grapher) add(n diagram.Node) int {
	n.Ring = -1
	g.Nodes = append(g.Nodes, n)
	return len(g.Nodes) - 1
}

func (g *grapher) full(more int) bool { return len(g.Nodes)+more > maxNodes }

// groupNode returns the node of a group, and makes it if need be.
func (g *grapher) groupNode(i int, t diagram.Tone) int {
	if n, ok := g.ofGroup[i]; ok {
		return n
	}
	n := g.add(diagram.Node{Shape: diagram.GoroutineShape, Tone: t, Lines: groupLines(&g.s.Groups[i])})
	g.ofGroup[i] = n
	return n
}

// groupLines are the lines in the box of a group.
func groupLines(gr *sched.Group) []string {
	lines := []string{who(gr)}
	if !own(gr) || gr.Count > 1 {
		lines = append(lines, "go: "+origin(gr))
	}
	if gr.At != nil {
		lines = append(lines, "now: "+now(gr))
	} else if len(gr.Waits) == 0 {
		lines = append(lines, gr.State)
	}
	if s := span(gr); s != "" {
		lines[len(lines)-1] += ", " + s
	}
	return lines
}

// objectNode returns the node of an object, and makes it if need be.
func (g *grapher) objectNode(i int, t diagram.Tone) int {
	if n, ok := g.ofObject[i]; ok {
		return n
	}
	o := g.object(i)
	lines := []string{g.names[i], facts(o)}
	if o.Made != nil {
		lines = append(lines, "made: "+g.near(o.Made))
	}
	if isLock(*o) && len(o.Holders) == 1 && o.Holders[0].At != nil {
		lines = append(lines, "locked: "+g.near(o.Holders[0].At))
	}
	n := g.add(diagram.Node{Shape: diagram.ObjectShape, Tone: t, Lines: lines})
	g.ofObject[i] = n
	return n
}

// waitLabel is what stands at the arrow from a group to what it waits for.
func (g *grapher) waitLabel(wait sched.Wait) string {
	switch o := g.object(wait.Object); o.Kind {
	case sched.Chan, sched.NilChan:
		if wait.Send {
			return "wants to send"
		}
		return "wants to receive"
	case sched.WaitGroup:
		return "waits for 0"
	case sched.Timer:
		return "sleeps"
	default:
		return "waits for"
	}
}

// addRing draws a circle: goroutines and what they wait for by turns. The middle of
// a long one is left out.
func (g *grapher) addRing(c []link) {
	for _, l := range c {
		if g.ringed[l.group] { // a second circle through the same goroutine
			return
		}
	}
	ring := len(g.Rings)
	var around []int
	put := func(n int) int {
		g.Nodes[n].Ring, g.Nodes[n].Tone = ring, diagram.Circle
		around = append(around, n)
		return n
	}
	skipped := 0
	for k, l := range c {
		g.ringed[l.group] = true
		if len(c) > maxRing && k >= maxRing/2 && k < len(c)-maxRing/2 {
			if skipped++; k+1 < len(c)-maxRing/2 {
				continue
			}
			g.members += skipped
			put(g.add(diagram.Node{Shape: diagram.MoreShape, Lines: []string{"… " + page.Count(skipped) + " more …"}}))
			continue
		}
		put(g.groupNode(l.group, diagram.Circle))
		if g.object(l.wait.Object) != nil {
			if _, again := g.ofObject[l.wait.Object]; !again {
				put(g.objectNode(l.wait.Object, diagram.Circle))
			}
		}
	}
	for k, n := range around {
		e := diagram.Edge{From: n, To: around[(k+1)%len(around)], Tone: diagram.Circle}
		g.labelRing(&e, c, n)
		g.Edges = append(g.Edges, e)
	}
	g.Rings = append(g.Rings, around)
}

// labelRing finds the words for an arrow of a circle from what it begins at.
func (g *grapher) labelRing(e *diagram.Edge, c []link, from int) {
	for _, l := range c {
		if n, ok := g.ofGroup[l.group]; ok && n == from {
			if g.object(l.wait.Object) != nil {
				e.Label = g.waitLabel(l.wait)
			}
			return
		}
		if n, ok := g.ofObject[l.wait.Object]; ok && n == from {
			o := g.object(l.wait.Object)
			e.Dashed = true
			e.Label = powerLabel(o, l.wait.Send, !l.wait.Send)
			return
		}
	}
}

// powerLabel is what stands at the arrow from an object to who has it in hand.
func powerLabel(o *sched.Object, sends, receives bool) string {
	switch o.Kind {
	case sched.Chan:
		switch {
		case sends && receives:
			return "can use it"
		case sends:
			return "could receive"
		}
		return "could send"
	case sched.WaitGroup:
		return "could call Done"
	case sched.Cond:
		return "could signal"
	case sched.Once:
		return "run by"
	default:
		return "held by"
	}
}

// whoDoes is the label in a sentence: "who could send".
func whoDoes(label string) string {
	switch label {
	case "run by":
		return "who runs it"
	case "held by":
		return "who holds it"
	}
	return "who " + label
}

// addGroup draws a group that waits, and what it waits for.
func (g *grapher) addGroup(i int) {
	gr := &g.s.Groups[i]
	if g.ringed[i] {
		g.extraWaits(i)
		return
	}
	fresh := 1
	for _, wait := range gr.Waits {
		if _, ok := g.ofObject[wait.Object]; !ok {
			fresh++
		}
	}
	if g.full(fresh + maxUsers) { // room for those who could end the waits
		g.groups++
		return
	}
	t := diagram.Calm
	if g.hopeless[i] {
		t = diagram.Lost
	}
	from := g.groupNode(i, t)
	for _, wait := range gr.Waits {
		if g.object(wait.Object) == nil {
			continue
		}
		to := g.objectNode(wait.Object, diagram.Calm)
		g.Edges = append(g.Edges, diagram.Edge{From: from, To: to, Label: g.waitLabel(wait), Tone: t})
	}
}

// extraWaits draws the other cases of a select whose goroutine is in a circle.
func (g *grapher) extraWaits(i int) {
	from, ok := g.ofGroup[i]
	if !ok {
		return
	}
	for _, wait := range g.s.Groups[i].Waits {
		if _, drawn := g.ofObject[wait.Object]; drawn || g.object(wait.Object) == nil || g.full(1) {
			continue
		}
		to := g.objectNode(wait.Object, diagram.Calm)
		g.Edges = append(g.Edges, diagram.Edge{From: from, To: to, Label: g.waitLabel(wait)})
	}
}

// addUsers draws who has each object in hand, or that nobody has.
func (g *grapher) addUsers() {
	objects := make([]int, 0, len(g.ofObject))
	for i := range g.s.Objects {
		if n, ok := g.ofObject[i]; ok && g.Nodes[n].Ring < 0 {
			objects = append(objects, i)
		}
	}
	for _, i := range objects {
		o := g.object(i)
		if o.Timer || o.Kind == sched.Timer || o.Kind == sched.Input || o.Kind == sched.NilChan || o.Kind == sched.NoCases {
			continue
		}
		list := g.users(i)
		if len(list) == 0 {
			g.addNobody(i)
			continue
		}
		g.addHands(i, list)
	}
}

// addNobody draws who is missing, if somebody waits for nobody else.
func (g *grapher) addNobody(object int) {
	o := g.object(object)
	vain, lonely := false, false
	for i := range g.s.Groups {
		for _, wait := range g.s.Groups[i].Waits {
			if wait.Object == object && len(g.s.Groups[i].Waits) == 1 {
				vain = vain || g.hopeless[i]
				lonely = true
			}
		}
	}
	if !lonely || g.full(1) {
		return
	}
	n := diagram.Node{Shape: diagram.NobodyShape, Tone: diagram.Lost, Lines: g.missing(object, o)}
	if !vain && n.Lines[0] == "nobody" {
		n.Tone = diagram.Calm
		n.Lines[0] = "nobody yet"
		n.Lines[1] = strings.Replace(n.Lines[1], "is left", "is seen", 1)
	}
	g.Edges = append(g.Edges, diagram.Edge{From: g.ofObject[object], To: g.add(n), Dashed: true, Tone: n.Tone})
}

// missing are the words for who is not there.
func (g *grapher) missing(object int, o *sched.Object) []string {
	sends, receives := g.sides(object)
	lines := []string{"nobody", "is left " + whoDoes(powerLabel(o, sends, receives))}
	switch {
	case o.Kind == sched.WaitGroup:
		lines[1] = "is left to call Done"
	case isLock(*o) && len(o.Holders) > 0:
		lines = []string{fmt.Sprintf("goroutine %d", o.Holders[0].ID), "is gone and did not unlock"}
		if site := o.Holders[0].At; site != nil {
			lines = append(lines, "locked: "+g.near(site))
		}
	case isLock(*o):
		lines[1] = "is left who could unlock"
	case o.Kind == sched.Chan && !sends:
		lines[1] = "is left who could send or close"
	}
	return lines
}

// addHands draws the groups that have an object in hand.
func (g *grapher) addHands(object int, list []int) {
	o := g.object(object)
	sends, receives := g.sides(object)
	label := powerLabel(o, sends, receives)
	from := g.ofObject[object]
	var fresh []int
	for _, i := range list {
		if n, ok := g.ofGroup[i]; ok {
			g.Edges = append(g.Edges, diagram.Edge{From: from, To: n, Label: label, Dashed: true})
		} else if !g.ringed[i] { // else in a circle, not drawn one by one
			fresh = append(fresh, i)
		}
	}
	if len(fresh) == 0 {
		return
	}
	if len(fresh) <= maxUsers && !g.full(len(fresh)) {
		for _, i := range fresh {
			g.Edges = append(g.Edges, diagram.Edge{From: from, To: g.groupNode(i, diagram.Calm), Label: label, Dashed: true})
		}
		return
	}
	n := 0
	for _, i := range fresh {
		n += g.s.Groups[i].Count
	}
	if g.full(1) {
		g.groups += len(fresh)
		return
	}
	to := g.add(diagram.Node{Shape: diagram.MoreShape, Lines: []string{page.Count(n) + " goroutines", label}})
	g.Edges = append(g.Edges, diagram.Edge{From: from, To: to, Label: label, Dashed: true})
}
