package native

import (
	"cmp"
	"slices"
	"strings"
)

// edits are changes to a text. Changes do not overlap; of insertions at one place those
// that close something come first, the innermost of them first.
type edits struct {
	text string
	list []edit
}

type edit struct {
	from, to int
	text     string
	kind     editKind
	seq      int
}

type editKind uint8

// The kinds, in the order in which those at one place are applied.
const (
	closing editKind = iota
	opening
	replacing
)

func (e *edits) add(kind editKind, from, to int, text string) {
	e.list = append(e.list, edit{from, to, text, kind, len(e.list)})
}

// open inserts text before what begins at an offset.
func (e *edits) open(at int, text string) { e.add(opening, at, at, text) }

// close inserts text behind what ends at an offset.
func (e *edits) close(at int, text string) { e.add(closing, at, at, text) }

// replace puts text in place of a stretch.
func (e *edits) replace(from, to int, text string) { e.add(replacing, from, to, text) }

// render returns the stretch from one offset to another with its changes. It may be
// called once all changes are known.
func (e *edits) render(from, to int) string {
	i, _ := slices.BinarySearchFunc(e.list, from, func(x edit, at int) int { return cmp.Compare(x.from, at) })
	var b strings.Builder
	at := from
	for ; i < len(e.list) && e.list[i].from <= to; i++ {
		x := e.list[i]
		switch {
		case x.from < at:
			continue // inside what was replaced
		case x.from == to && x.kind == opening, x.to > to:
			continue // of what comes next
		case x.from == from && x.kind == closing:
			continue // of what came before
		}
		b.WriteString(e.text[at:x.from])
		b.WriteString(x.text)
		at = x.to
	}
	b.WriteString(e.text[at:to])
	return b.String()
}

// sort puts the changes into the order of the text.
func (e *edits) sort() {
	slices.SortFunc(e.list, func(a, b edit) int {
		c := cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.kind, b.kind))
		if c == 0 && a.kind == closing {
			return b.seq - a.seq
		}
		return cmp.Or(c, a.seq-b.seq)
	})
}
