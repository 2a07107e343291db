package diagram

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"
)

// Measures of a picture, in pixels.
const (
	nameSize, lineSize = 13, 11 // of letters
	lineHeight         = 15
	labelWidth         = 6.1 // of a letter of a label, on average
	gapAlong           = 46  // between layers, beside the label
	gapAcross          = 20  // between nodes of a layer
	gapLabels          = 44  // the same, where labels stand between them
	besideNode         = 72  // between nodes of a ring
	aboveNode          = 40
	framePad           = 16
	frameTitle         = 18
	widest             = 900 // beyond, layers go downwards
	widestRing         = 980
)

// block is what layers are made of: a node, a ring, or a bend of a long edge.
type block struct {
	nodes        []int
	w, h         float64
	layer        int
	down         bool    // layers go downwards here
	x, y         float64 // the centre
	before, next []int   // blocks
}

// Plan is a graph with places.
type Plan struct {
	Graph
	blocks        []block
	owner         []int // block of each node
	ringBlock     []int // block of each ring
	bends         map[int][]int
	Width, Height float64
}

// Place finds a place for everything: circles as rings, the rest in layers, those
// who wait before those for whom they wait.
func Place(g Graph) *Plan {
	p := &Plan{Graph: g, owner: make([]int, len(g.Nodes)), bends: map[int][]int{}}
	for i := range p.Nodes {
		p.Nodes[i].measure()
	}
	for _, ring := range p.Rings {
		w, h := p.placeRing(ring)
		p.ringBlock = append(p.ringBlock, p.addBlock(block{nodes: ring, w: w, h: h}))
	}
	for i := range p.Nodes {
		if p.Nodes[i].Ring < 0 {
			p.addBlock(block{nodes: []int{i}, w: p.Nodes[i].W, h: p.Nodes[i].H})
		}
	}
	p.connect()
	p.stack(p.components())
	for _, b := range p.blocks {
		for _, n := range b.nodes {
			p.Nodes[n].X += b.x
			p.Nodes[n].Y += b.y
		}
	}
	return p
}

func (p *Plan) addBlock(b block) int {
	p.blocks = append(p.blocks, b)
	for _, n := range b.nodes {
		p.owner[n] = len(p.blocks) - 1
	}
	return len(p.blocks) - 1
}

func (n *Node) measure() {
	for i, l := range n.Lines {
		width := 6.2
		if i == 0 {
			width = 7.9
		}
		n.W = max(n.W, width*float64(utf8.RuneCountInString(l))+22)
	}
	n.W = max(n.W, 84)
	n.H = float64(len(n.Lines))*lineHeight + 12
}

// placeRing puts the nodes of a circle around its centre and returns the size of
// its frame.
func (p *Plan) placeRing(ring []int) (w, h float64) {
	var wide, high float64
	for _, n := range ring {
		wide, high = max(wide, p.Nodes[n].W), max(high, p.Nodes[n].H)
	}
	put := func(k int, x, y float64) { p.Nodes[ring[k]].X, p.Nodes[ring[k]].Y = x, y }
	switch n := len(ring); {
	case n == 1:
		put(0, 0, 0)
	case n == 2:
		reach := wide/2 + 55
		put(0, -reach, 0)
		put(1, reach, 0)
	case n <= 12:
		p.ellipse(ring, wide, high)
	default:
		oblong(n, wide+60, high+34, put)
	}
	var left, right, top, bottom float64
	for _, n := range ring {
		d := p.Nodes[n]
		left, right = min(left, d.X-d.W/2), max(right, d.X+d.W/2)
		top, bottom = min(top, d.Y-d.H/2), max(bottom, d.Y+d.H/2)
	}
	for _, n := range ring {
		p.Nodes[n].X -= (left + right) / 2
		p.Nodes[n].Y -= (top+bottom)/2 - frameTitle/2
	}
	return right - left + 2*framePad, bottom - top + 2*framePad + frameTitle
}

// ellipse finds the smallest ellipse, lying and not wider than a page, on which neighbours have
// room for an arrow and its label.
func (p *Plan) ellipse(ring []int, wide, high float64) {
	const stepX, stepY = 20, 8
	put := func(rx, ry float64) {
		for k, n := range ring {
			angle := 2*math.Pi*float64(k)/float64(len(ring)) - math.Pi/2
			p.Nodes[n].X, p.Nodes[n].Y = rx*math.Cos(angle), ry*math.Sin(angle)
		}
	}
	area, bestX, bestY := math.Inf(1), 0.0, 0.0
	ry := high * float64(len(ring)) // room enough, whatever the width
	for rx := wide / 2; 2*rx+wide < widestRing; rx += stepX {
		// Wider is never higher.
		for ; ry > high/2; ry -= stepY {
			if put(rx, ry-stepY); p.crowded(ring) {
				break
			}
		}
		w, h := 2*rx+wide, 2*ry+high
		if put(rx, ry); w > h && w*h < area && !p.crowded(ring) {
			area, bestX, bestY = w*h, rx, ry
		}
	}
	if bestX == 0 { // boxes of much text: wider than a page, as far as it takes
		bestX, bestY = widestRing/2, high*float64(len(ring))
		for put(bestX, bestY); p.crowded(ring); put(bestX, bestY) {
			bestX += stepX
		}
		for ; bestY > high/2; bestY -= stepY {
			if put(bestX, bestY-stepY); p.crowded(ring) {
				break
			}
		}
	}
	put(bestX, bestY)
}

// crowded reports whether two nodes of a ring are too near for an arrow.
func (p *Plan) crowded(ring []int) bool {
	for i := range ring {
		for _, j := range ring[i+1:] {
			m, n := p.Nodes[ring[i]], p.Nodes[j]
			if math.Abs(m.X-n.X) < (m.W+n.W)/2+besideNode && math.Abs(m.Y-n.Y) < (m.H+n.H)/2+aboveNode {
				return true
			}
		}
	}
	return false
}

// oblong puts n places clockwise around a rectangle whose width fits a page.
func oblong(n int, w, h float64, put func(k int, x, y float64)) {
	columns := max(2, min(int(widest/w), (n+1)/2))
	rest := n - 2*columns
	right := (rest + 1) / 2
	left := rest - right
	k := 0
	for c := range columns {
		put(k, float64(c)*w, 0)
		k++
	}
	for r := range right {
		put(k, float64(columns-1)*w, float64(r+1)*h)
		k++
	}
	ground := float64(right+1) * h
	for c := range columns {
		put(k, float64(columns-1-c)*w, ground)
		k++
	}
	for r := range left {
		put(k, 0, ground-float64(r+1)*ground/float64(left+1))
		k++
	}
}

// connect joins the blocks as the edges go, without those inside a ring.
func (p *Plan) connect() {
	for _, e := range p.Edges {
		a, b := p.owner[e.From], p.owner[e.To]
		if a != b && !slices.Contains(p.blocks[a].next, b) && !slices.Contains(p.blocks[b].next, a) {
			p.blocks[a].next = append(p.blocks[a].next, b)
			p.blocks[b].before = append(p.blocks[b].before, a)
		}
	}
}

// components are the parts of the picture that no arrow joins, in order.
func (p *Plan) components() [][]int {
	seen := make([]bool, len(p.blocks))
	var all [][]int
	for i := range p.blocks {
		if seen[i] {
			continue
		}
		seen[i] = true
		part := []int{i}
		for k := 0; k < len(part); k++ {
			b := p.blocks[part[k]]
			for _, n := range slices.Concat(b.before, b.next) {
				if !seen[n] {
					seen[n] = true
					part = append(part, n)
				}
			}
		}
		slices.Sort(part)
		all = append(all, part)
	}
	return all
}

// stack lays parts beside each other while they fit, then below.
func (p *Plan) stack(parts [][]int) {
	const between = 34
	var x, y, row float64
	for _, part := range parts {
		w, h, members := p.layers(part)
		if x > 0 && x+w > widest {
			x, y, row = 0, y+row+between, 0
		}
		for _, b := range members {
			p.blocks[b].x += x
			p.blocks[b].y += y
		}
		x, row = x+w+between, max(row, h)
		p.Width, p.Height = max(p.Width, x-between), y+row
	}
}

// layers gives the blocks of one part their places, from the origin on, and
// returns its size, and its blocks with the bends of long edges.
func (p *Plan) layers(part []int) (w, h float64, members []int) {
	p.assign(part)
	members = p.bend(part)
	levels := p.order(members)
	// From left to right if that fits, else from top to bottom.
	across := func(b block) float64 { return b.h }
	along := func(b block) float64 { return b.w }
	set := func(b *block, along, across float64) { b.x, b.y = along, across }
	gap := p.labelRoom(part)
	total := -gap
	for _, level := range levels {
		total += p.thickest(level, along) + gap
	}
	down := total > widest
	if down {
		across, along = along, across
		set = func(b *block, along, across float64) { b.x, b.y = across, along }
		gap = gapAlong
	}
	room := float64(gapAcross)
	if down {
		room = gapLabels
	}
	centres := p.spread(levels, across, room)
	low, high := math.Inf(1), math.Inf(-1)
	for _, b := range members {
		low = min(low, centres[b]-across(p.blocks[b])/2)
		high = max(high, centres[b]+across(p.blocks[b])/2)
	}
	at := 0.0
	for _, level := range levels {
		thick := p.thickest(level, along)
		for _, b := range level {
			set(&p.blocks[b], at+thick/2, centres[b]-low)
			p.blocks[b].down = down
		}
		at += thick + gap
	}
	if down {
		return high - low, at - gap, members
	}
	return at - gap, high - low, members
}

// labelRoom is the distance between layers in which the labels find room.
func (p *Plan) labelRoom(part []int) float64 {
	longest := 0
	for _, e := range p.Edges {
		if p.owner[e.From] != p.owner[e.To] && slices.Contains(part, p.owner[e.From]) {
			longest = max(longest, utf8.RuneCountInString(e.Label))
		}
	}
	return gapAlong + labelWidth*float64(longest)
}

func (p *Plan) thickest(level []int, size func(block) float64) float64 {
	var most float64
	for _, b := range level {
		most = max(most, size(p.blocks[b]))
	}
	return most
}

// assign gives each block the layer behind all that lead to it. Edges back to one
// that is still being looked at are turned.
func (p *Plan) assign(part []int) {
	state := make(map[int]int)
	var post []int
	var visit func(int)
	visit = func(b int) {
		state[b] = 1
		p.blocks[b].next = slices.DeleteFunc(p.blocks[b].next, func(n int) bool {
			if state[n] == 1 {
				p.blocks[n].before = slices.DeleteFunc(p.blocks[n].before, func(m int) bool { return m == b })
				p.blocks[b].before = append(p.blocks[b].before, n)
				p.blocks[n].next = append(p.blocks[n].next, b)
				return true
			}
			if state[n] == 0 {
				visit(n)
			}
			return false
		})
		state[b] = 2
		post = append(post, b)
	}
	roots := slices.Clone(part)
	slices.SortStableFunc(roots, func(a, b int) int {
		return cmp.Compare(len(p.blocks[a].before), len(p.blocks[b].before))
	})
	for _, b := range roots {
		if state[b] == 0 {
			visit(b)
		}
	}
	for _, b := range slices.Backward(post) {
		for _, n := range p.blocks[b].next {
			p.blocks[n].layer = max(p.blocks[n].layer, p.blocks[b].layer+1)
		}
	}
}
