package diagram

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"schedtick/kernel/panel/page"
)

// Colours. A data: image cannot follow a theme, so what stands on the ground of the
// page is of a middle brightness, and text in boxes is white on a darker fill.
// TestColours measures the contrasts.
const (
	CircleColour = "#dc3f38"
	LostColour   = "#b8690e"
	BoxFill      = "#3a618c" // goroutines
	PillFill     = "#5c636b" // what they wait for
	boxText      = "#ffffff"
)

// picture is the SVG of a placed graph.
type picture struct {
	*Plan
	b strings.Builder
}

const pictureMargin = 10

// Draw places a graph and returns its picture and its size in pixels.
func Draw(g Graph) (svg string, width, height int) {
	p := &picture{Plan: Place(g)}
	legend := p.legend()
	w := int(math.Ceil(max(p.Width, 6*float64(utf8.RuneCountInString(legend))))) + 2*pictureMargin
	h := int(math.Ceil(p.Height)) + 2*pictureMargin + 22
	fmt.Fprintf(&p.b, page.SVGHead, w, h)
	fmt.Fprintf(&p.b, `<g font-family="sans-serif" font-size="%d" transform="translate(%d %[2]d)">`, lineSize, pictureMargin)
	for i := range p.Rings {
		p.frame(i)
	}
	said := make(map[string]bool)
	framed := make(map[[2]int]bool)
	for i, e := range p.Edges {
		p.edge(i, e, said, framed)
	}
	for _, n := range p.Nodes {
		p.node(n)
	}
	p.text(0, p.Height+22, "start", page.InkColour, "", legend)
	p.b.WriteString(`</g></svg>`)
	return p.b.String(), w, h
}

func (p *picture) legend() string {
	s := "box: goroutine · round: what it waits for · solid arrow: waits · dashed: who could end the wait"
	if p.Cut {
		s += " · not all is drawn"
	}
	return s
}

func (p *picture) text(x, y float64, anchor, colour, more, s string) {
	fmt.Fprintf(&p.b, `<text x="%.1f" y="%.1f" text-anchor="%s" fill="%s"%s>%s</text>`, x, y, anchor, colour, more, page.Escape(s))
}

func toneColour(t Tone) string {
	switch t {
	case Circle:
		return CircleColour
	case Lost:
		return LostColour
	default:
		return page.LineColour
	}
}

// frame is the ground under a circle, with its title.
func (p *picture) frame(ring int) {
	b := p.blocks[p.ringBlock[ring]]
	title := "a circle: none of these can ever go on"
	if len(p.Rings[ring]) <= 2 {
		title = "it waits for itself, for ever"
	}
	fmt.Fprintf(&p.b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="14" fill="%s" fill-opacity="0.09" stroke="%[5]s" stroke-opacity="0.55"/>`,
		b.x-b.w/2, b.y-b.h/2, b.w, b.h, CircleColour)
	p.text(b.x, b.y-b.h/2+17, "middle", CircleColour, ` font-size="13" font-weight="bold"`, title)
}

func (p *picture) node(n Node) {
	fill, radius, edge := BoxFill, 4.0, `stroke="none"`
	switch n.Shape {
	case ObjectShape:
		fill, radius = PillFill, n.H/2
	case NobodyShape, MoreShape:
		fill = "none"
	}
	colour := toneColour(n.Tone)
	switch {
	case n.Shape == NobodyShape || n.Shape == MoreShape:
		edge = fmt.Sprintf(`stroke="%s" stroke-width="1.8" stroke-dasharray="5 4"`, colour)
	case n.Tone != Calm:
		edge = fmt.Sprintf(`stroke="%s" stroke-width="3"`, colour)
	}
	fmt.Fprintf(&p.b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="%.1f" fill="%s" %s/>`,
		n.X-n.W/2, n.Y-n.H/2, n.W, n.H, radius, fill, edge)
	ink := boxText
	if fill == "none" {
		ink = page.InkColour
		if n.Tone != Calm {
			ink = colour
		}
	}
	y := n.Y - float64(len(n.Lines))*lineHeight/2 + 11.5
	for i, l := range n.Lines {
		more := ""
		if i == 0 {
			more = fmt.Sprintf(` font-size="%d" font-weight="bold"`, nameSize)
		}
		p.text(n.X, y, "middle", ink, more, l)
		y += lineHeight
	}
}

// point is a place in a picture.
type point struct{ x, y float64 }

// box is a rectangle around its centre.
type box struct{ x, y, w, h float64 }

func (n Node) box() box { return box{n.X, n.Y, n.W, n.H} }

// leave is where the line from the box's centre towards a point leaves the box.
func (b box) leave(to point) point {
	dx, dy := to.x-b.x, to.y-b.y
	if dx == 0 && dy == 0 {
		return point{b.x, b.y}
	}
	scale := math.Inf(1)
	if dx != 0 {
		scale = min(scale, b.w/2/math.Abs(dx))
	}
	if dy != 0 {
		scale = min(scale, b.h/2/math.Abs(dy))
	}
	return point{b.x + dx*min(scale, 1), b.y + dy*min(scale, 1)}
}

// edge draws an arrow. A label that was said at the same node is not repeated.
func (p *picture) edge(i int, e Edge, said map[string]bool, framed map[[2]int]bool) {
	from, to := p.Nodes[e.From].box(), p.Nodes[e.To].box()
	// Several arrows of one node into a circle are one, to its frame.
	if r := p.Nodes[e.To].Ring; r >= 0 && p.Nodes[e.From].Ring != r && p.enters(e.From, r) > 1 {
		if framed[[2]int{e.From, r}] {
			return
		}
		framed[[2]int{e.From, r}] = true
		b := p.blocks[p.ringBlock[r]]
		to = box{b.x, b.y, b.w, b.h}
	}
	points := p.course(i, e, from, to)
	label := e.Label
	for _, key := range []string{fmt.Sprint("from", e.From, label), fmt.Sprint("to", e.To, label)} {
		if p.Nodes[e.From].Ring < 0 && said[key] {
			label = ""
		}
	}
	said[fmt.Sprint("from", e.From, e.Label)], said[fmt.Sprint("to", e.To, e.Label)] = true, true
	p.line(points, e, label)
}

// course is where an arrow bends: from side to side between layers, from box to
// box within a ring.
func (p *picture) course(i int, e Edge, from, to box) []point {
	points := []point{{from.x, from.y}}
	for _, b := range p.bends[i] {
		points = append(points, point{p.blocks[b].x, p.blocks[b].y})
	}
	points = append(points, point{to.x, to.y})
	last := len(points) - 1
	a, b := p.blocks[p.owner[e.From]], p.blocks[p.owner[e.To]]
	if a.layer != b.layer {
		side := 0.5
		if a.layer > b.layer {
			side = -0.5
		}
		if a.down {
			points[0].y, points[last].y = from.y+side*from.h, to.y-side*to.h
		} else {
			points[0].x, points[last].x = from.x+side*from.w, to.x-side*to.w
		}
		return points
	}
	if p.both(e) { // there and back: two lines beside each other
		const apart = 12
		dx, dy := to.x-from.x, to.y-from.y
		d := max(1, math.Hypot(dx, dy))
		for k := range points {
			points[k].x, points[k].y = points[k].x+dy/d*apart, points[k].y-dx/d*apart
		}
	}
	points[0], points[last] = clip(from, points[0], points[1]), clip(to, points[last], points[last-1])
	return points
}

// clip is where the line from a point in a box to another leaves the box.
func clip(b box, from, to point) point {
	shifted := box{from.x, from.y, b.w, b.h}
	// A line beside the centre meets the sides nearer or farther by its shift.
	dx, dy := from.x-b.x, from.y-b.y
	if math.Abs(to.x-from.x) > math.Abs(to.y-from.y) {
		if to.x > from.x {
			shifted.w -= 2 * dx
		} else {
			shifted.w += 2 * dx
		}
	} else if to.y > from.y {
		shifted.h -= 2 * dy
	} else {
		shifted.h += 2 * dy
	}
	return shifted.leave(to)
}

// enters is how many arrows lead from a node into a ring.
func (p *picture) enters(from, ring int) int {
	n := 0
	for _, e := range p.Edges {
		if e.From == from && p.Nodes[e.To].Ring == ring {
			n++
		}
	}
	return n
}

// both reports whether there is an arrow back.
func (p *picture) both(e Edge) bool {
	for _, o := range p.Edges {
		if o.From == e.To && o.To == e.From {
			return true
		}
	}
	return false
}

// line draws an arrow with its label in a gap at its middle.
func (p *picture) line(points []point, e Edge, label string) {
	colour, width, dash := toneColour(e.Tone), 1.6, ""
	if e.Tone == Circle {
		width = 2.4
	}
	if e.Dashed {
		dash = ` stroke-dasharray="6 4"`
	}
	last := len(points) - 1
	tip, behind := points[last], points[last-1]
	length := math.Hypot(tip.x-behind.x, tip.y-behind.y)
	if length < 1 {
		return
	}
	ux, uy := (tip.x-behind.x)/length, (tip.y-behind.y)/length
	points[last] = point{tip.x - ux*8, tip.y - uy*8}
	var path strings.Builder
	fmt.Fprintf(&path, "M%.1f %.1f", points[0].x, points[0].y)
	middle, where := (last-1)/2, 0.5
	if e.Tone != Circle {
		where = 0.56 // arrows that begin together are apart there
	}
	for k := range last {
		a, b := points[k], points[k+1]
		if k == middle && label != "" {
			m := point{a.x + (b.x-a.x)*where, a.y + (b.y-a.y)*where}
			gap := box{m.x, m.y, labelWidth*float64(utf8.RuneCountInString(label)) + 8, 16}
			if q := gap.leave(a); math.Hypot(q.x-m.x, q.y-m.y) < math.Hypot(a.x-m.x, a.y-m.y) {
				r := gap.leave(b)
				fmt.Fprintf(&path, "L%.1f %.1fM%.1f %.1f", q.x, q.y, r.x, r.y)
			}
			p.text(m.x, m.y+4, "middle", colourOfLabel(e.Tone), "", label)
		}
		fmt.Fprintf(&path, "L%.1f %.1f", b.x, b.y)
	}
	fmt.Fprintf(&p.b, `<path d="%s" fill="none" stroke="%s" stroke-width="%.1f"%s/>`, path.String(), colour, width, dash)
	fmt.Fprintf(&p.b, `<path d="M%.1f %.1fL%.1f %.1fL%.1f %.1fZ" fill="%s"/>`, tip.x, tip.y,
		tip.x-ux*10-uy*5, tip.y-uy*10+ux*5, tip.x-ux*10+uy*5, tip.y-uy*10-ux*5, colour)
}

func colourOfLabel(t Tone) string {
	if t == Calm {
		return page.InkColour
	}
	return toneColour(t)
}
