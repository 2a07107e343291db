package diagram

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"schedtick/kernel/panel/page"
	"schedtick/kernel/panel/page/pagetest"
)

// The colours keep a contrast of at least 3 to 1, which is WCAG's bound for
// pictures and large text, on white and on JupyterLab's dark ground, and white text
// has at least 4.5 to 1 on the fills.
func TestColours(t *testing.T) {
	for _, c := range []string{page.InkColour, page.LineColour, CircleColour, LostColour} {
		for _, ground := range []string{"#ffffff", "#111111"} {
			if got := pagetest.Contrast(t, c, ground); got < 3 {
				t.Errorf("%s on %s: contrast %.2f", c, ground, got)
			}
		}
	}
	for _, c := range []string{BoxFill, PillFill} {
		if got := pagetest.Contrast(t, boxText, c); got < 4.5 {
			t.Errorf("text on %s: contrast %.2f", c, got)
		}
	}
}

// Whatever the graph, boxes do not cover each other and are inside the picture.
func TestPlaces(t *testing.T) {
	for seed := range uint64(300) {
		p := Place(random(seed))
		for i, a := range p.Nodes {
			if a.X-a.W/2 < -0.5 || a.Y-a.H/2 < -0.5 || a.X+a.W/2 > p.Width+0.5 || a.Y+a.H/2 > p.Height+0.5 || math.IsNaN(a.X+a.Y) {
				t.Errorf("seed %d: %+v is outside of %.0fx%.0f", seed, a, p.Width, p.Height)
			}
			for _, b := range p.Nodes[i+1:] {
				if math.Abs(a.X-b.X) < (a.W+b.W)/2-0.5 && math.Abs(a.Y-b.Y) < (a.H+b.H)/2-0.5 {
					t.Errorf("seed %d: %+v covers %+v", seed, a, b)
				}
			}
		}
	}
}

// random is a graph of up to 40 nodes of any size, with up to two rings, and arrows
// to and fro.
func random(seed uint64) Graph {
	r := rand.New(rand.NewPCG(seed, 2))
	g := Graph{Cut: r.IntN(2) == 0}
	add := func(ring int) int {
		n := Node{Shape: Shape(r.IntN(4)), Tone: Tone(r.IntN(3)), Ring: ring}
		for range 1 + r.IntN(4) {
			n.Lines = append(n.Lines, strings.Repeat("x", r.IntN(40)))
		}
		g.Nodes = append(g.Nodes, n)
		return len(g.Nodes) - 1
	}
	for ring := range r.IntN(3) {
		var around []int
		for range 1 + r.IntN(16) {
			around = append(around, add(ring))
		}
		for k, n := range around {
			g.Edges = append(g.Edges, Edge{From: n, To: around[(k+1)%len(around)], Tone: Circle, Label: "held by"})
		}
		g.Rings = append(g.Rings, around)
	}
	for range r.IntN(40 - len(g.Nodes)) {
		add(-1)
	}
	for range r.IntN(1 + 2*len(g.Nodes)) {
		if len(g.Nodes) > 0 {
			g.Edges = append(g.Edges, Edge{From: r.IntN(len(g.Nodes)), To: r.IntN(len(g.Nodes)), Label: "waits for", Dashed: r.IntN(2) == 0})
		}
	}
	return g
}
