package waits

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"schedtick/kernel/panel/diagram"
	"schedtick/kernel/panel/page"
	"schedtick/kernel/sched"
)

// Render shows who waits for whom: a sentence, the picture, and the same in words.
// nil and an empty snapshot are a sentence.
func Render(s *sched.Snapshot) page.Bundle {
	if s == nil {
		s = &sched.Snapshot{}
	}
	w := newWords(s)
	head := w.headline()
	if s.WhyUnsearched != "" { // a look that is still to come has been taken by now
		head = append(head, Unsearched(s)+".")
	}
	if text := Unconfirmed(s); text != "" {
		head = append(head, text+".")
	}
	var text string
	for i, sentence := range upperAll(head) {
		if i > 0 {
			text += "\n"
		}
		text += wrap(sentence, columns)
	}
	if lines := w.sketch(); len(lines) > 0 {
		text += "\n\n" + strings.Join(lines, "\n")
	}
	var h page.Builder
	h.Open("div", page.BoxStyle)
	waitsHTML(&h, w, head)
	h.Raw("</div>")
	return page.Bundle{HTML: h.String(), Text: text}
}

// columns is where sentences break in text, which an error output shows in a box
// that is narrower than many a terminal.
const columns = 88

// wrap breaks a sentence between words so that no line is longer than width, as far
// as its words allow.
func wrap(s string, width int) string {
	var b strings.Builder
	n := 0
	for word := range strings.FieldsSeq(s) {
		length := utf8.RuneCountInString(word)
		switch {
		case n == 0:
		case n+1+length > width:
			b.WriteByte('\n')
			n = 0
		default:
			b.WriteByte(' ')
			n++
		}
		b.WriteString(word)
		n += length
	}
	return b.String()
}

func upperAll(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = upperFirst(s)
	}
	return out
}

// waits writes the sentences, the picture and the words.
func waitsHTML(h *page.Builder, w words, head []string) {
	for _, s := range head {
		h.Element("div", page.SentenceStyle, upperFirst(s))
	}
	g := newGraph(w)
	if len(g.Nodes) > 0 {
		svg, width, height := diagram.Draw(g.Graph)
		h.Image(svg, strings.Join(upperAll(head), " "), width, height, page.ChartStyle)
	}
	if notice := g.notice(); notice != "" {
		h.Element("div", page.QuietLineStyle, notice)
	}
	if len(g.Nodes) == 0 {
		return
	}
	h.Raw("<details>")
	h.Element("summary", page.SummaryStyle, "in words")
	h.Open("ul", page.CaveatStyle)
	for _, s := range w.inWords() {
		h.Element("li", page.ItemStyle, s)
	}
	h.Raw("</ul></details>")
}

// notice says what a picture leaves out.
func (g waitGraph) notice() string {
	var list []string
	if g.groups > 0 {
		list = append(list, page.Plural(g.groups, "more place at which goroutines wait is", "more places at which goroutines wait are")+" not drawn; %goroutines lists them")
	}
	if g.members > 0 {
		list = append(list, "a circle has "+page.Plural(g.members, "more goroutine", "more goroutines")+" than are drawn")
	}
	return strings.Join(list, "; ")
}

// maxWords bounds the groups that are told in words.
const maxWords = 40

// inWords tells of each group that waits, one sentence each.
func (w words) inWords() []string {
	var list []string
	more := 0
	for i := range w.s.Groups {
		g := &w.s.Groups[i]
		if len(g.Waits) == 0 {
			continue
		}
		if len(list) >= maxWords {
			more++
			continue
		}
		s := whoFrom(g) + " " + w.doing(g)
		if len(g.Waits) == 1 {
			if about := w.about(g.Waits[0].Object, g.Leaked != ""); about != "" {
				s += "; " + about
			}
		}
		list = append(list, upperFirst(s))
	}
	if n := more + w.s.LeftOut; n > 0 {
		list = append(list, page.Plural(n, "more place", "more places")+" at which goroutines wait")
	}
	return list
}

// about says what an object is, and who has it in hand.
func (w words) about(i int, vain bool) string {
	o := w.object(i)
	if o == nil {
		return ""
	}
	switch o.Kind {
	case sched.Timer:
		if o.Left > 0 {
			return facts(o)
		}
		return ""
	case sched.NoCases, sched.NilChan, sched.Input:
		return ""
	}
	s := w.names[i] + ": " + facts(o)
	if o.Made != nil {
		s += ", made at " + spot(o.Made)
	}
	if hands := w.hands(i, vain); hands != "" {
		s += "; " + hands
	}
	return s
}

// hands says who could let those go on who wait for an object.
func (w words) hands(i int, vain bool) string {
	o := w.object(i)
	if isLock(*o) && len(o.Holders) > 0 {
		var list []string
		for k, h := range o.Holders {
			if k == maxUsers {
				list = append(list, page.Plural(len(o.Holders)-k, "more", "more"))
				break
			}
			name := fmt.Sprintf("goroutine %d", h.ID)
			if w.group(h.Group) == nil {
				name += ", which is gone"
			} else if g := w.group(h.Group); own(g) {
				name = who(g)
			}
			if h.At != nil {
				name += ", locked at " + spot(h.At)
			}
			list = append(list, name)
		}
		return "held by " + strings.Join(list, " and ")
	}
	sends, receives := w.sides(i)
	can := powerLabel(o, sends, receives)
	if isLock(*o) {
		can = "could unlock"
	}
	if o.Timer {
		return ""
	}
	users := w.users(i)
	if len(users) == 0 {
		switch {
		case o.Kind == sched.NilChan || o.Kind == sched.NoCases:
			return "nobody can"
		case vain:
			return "nobody is left " + whoDoes(can)
		}
		return ""
	}
	return strings.Join(w.byOrigin(users), ", ") + " " + can
}

// byOrigin names groups, those of one origin together.
func (w words) byOrigin(groups []int) []string {
	type kin struct {
		first *sched.Group
		n     int
	}
	type place struct {
		name       string
		line, cell int
		own        bool
	}
	var all []kin
	at := make(map[place]int)
	for _, i := range groups {
		g := w.group(i)
		key := place{cell: g.Cell, own: own(g)}
		if g.Start != nil {
			key = place{name: g.Start.Name, line: g.Start.Line}
		}
		if k, ok := at[key]; ok {
			all[k].n += g.Count
			continue
		}
		at[key] = len(all)
		all = append(all, kin{g, g.Count})
	}
	var list []string
	for k, a := range all {
		if k == maxUsers {
			return append(list, page.Plural(len(all)-k, "more place", "more places"))
		}
		if a.n == a.first.Count {
			list = append(list, whoFrom(a.first))
		} else {
			list = append(list, page.Count(a.n)+" goroutines ("+origin(a.first)+")")
		}
	}
	return list
}
