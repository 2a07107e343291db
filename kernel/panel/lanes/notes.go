package lanes

import "fmt"

// note is a word above the lanes, at a time of the picture.
type note struct {
	x, y   float64
	anchor string
	text   string
}

// Sizes of notes, in pixels. A letter is as wide as the widest of a usual sans-serif
// font in capitals and figures, at the size that the picture writes in.
const (
	noteRow    = 13
	noteRows   = 2
	letterWide = 8
	noteGap    = 4
)

// edges is from where to where a note reaches.
func (n note) edges() (left, right float64) {
	w := float64(letterWide * len(n.text))
	switch n.anchor {
	case "middle":
		return n.x - w/2, n.x + w/2
	case "end":
		return n.x - w, n.x
	}
	return n.x, n.x + w
}

// notes is what stands above the lanes, in rows, and how many rows that takes. Changes of
// GOMAXPROCS come first, since they are few and say a number; a note without room in any
// row is left out: its line or its shade is drawn all the same.
func (p *lanesPicture) notes() (list []note, rows int) {
	rows = 1
	place := func(n note) {
		for row := range noteRows {
			if free(list, n, row) {
				n.y = float64(headHeight - 7 + row*noteRow)
				list, rows = append(list, n), max(rows, row+1)
				return
			}
		}
	}
	for i, s := range p.t.Procs {
		if i > 0 && i <= 6 {
			n := note{x: p.x(s.At) + 3, anchor: "start", text: fmt.Sprintf("GOMAXPROCS %d", s.N)}
			if _, right := n.edges(); right > pictureWidth {
				n.x, n.anchor = n.x-6, "end"
			}
			place(n)
		}
	}
	for i, c := range p.t.Collections {
		if i < 8 {
			x := p.x(c.Start)
			place(note{x: x + max(1, p.x(c.End)-x)/2, anchor: "middle", text: "GC"})
		}
	}
	return list, rows
}

// free reports whether a row has room for a note.
func free(list []note, n note, row int) bool {
	left, right := n.edges()
	for _, other := range list {
		if other.y != float64(headHeight-7+row*noteRow) {
			continue
		}
		if l, r := other.edges(); left < r+noteGap && l < right+noteGap {
			return false
		}
	}
	return true
}
