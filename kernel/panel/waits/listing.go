package waits

import (
	"fmt"
	"strings"

	"schedtick/kernel/panel/page"
	"schedtick/kernel/sched"
)

// maxRows bounds a list of goroutines, which is sorted by where they were started.
const maxRows = 100

// List lists the goroutines that live, by where they were started: how many,
// what each does, and for how long. nil and an empty snapshot are a sentence.
func List(s *sched.Snapshot) page.Bundle {
	if s == nil {
		s = &sched.Snapshot{}
	}
	w := newWords(s)
	head := w.census()
	text := head
	if lines := w.listText(); len(lines) > 0 {
		text += "\n" + strings.Join(lines, "\n")
	}
	var h page.Builder
	h.Open("div", page.BoxStyle)
	h.Element("div", page.SentenceStyle, head)
	listHTML(&h, w, page.Normal)
	h.Raw("</div>")
	return page.Bundle{HTML: h.String(), Text: text}
}

// census is the sentence above the list.
func (w words) census() string {
	if w.s.Total == 0 && len(w.s.Groups) == 0 {
		return "No goroutine is alive."
	}
	alive, stuck := w.numbers(0)
	head := goroutines(alive) + " alive"
	switch {
	case stuck > 0 && stuck == alive:
		head += ", leaked"
	case stuck > 0:
		head += ", " + page.Count(stuck) + " of them leaked"
	}
	if w.s.Torn {
		head += " (goroutines ran while this was taken: parts are of slightly different moments)"
	}
	for _, text := range []string{Unsearched(w.s), Unconfirmed(w.s)} {
		if text != "" {
			head += "; " + text
		}
	}
	return head
}

// numbers counts those who live and those who are leaked, of one cell or, with 0,
// of all.
func (w words) numbers(cell int) (alive, leaked int) {
	for i := range w.s.Groups {
		g := &w.s.Groups[i]
		if cell != 0 && g.Cell != cell {
			continue
		}
		alive += g.Count
		if w.why(i) != "" {
			leaked += g.Count
		}
	}
	if cell == 0 {
		alive = max(alive, w.s.Total)
	}
	return alive, leaked
}

// why says why nothing can wake a group any more, "" if something might.
func (w words) why(i int) string {
	if g := &w.s.Groups[i]; g.Leaked != "" {
		return page.ShownAll(g.Leaked)
	}
	switch w.circled[i] {
	case 0:
		return ""
	case 1:
		return "it waits for itself"
	default:
		return "it waits in a circle, see %waits"
	}
}

// stock is the goroutines of one origin.
type stock struct {
	origin string
	n      int
	groups []int
}

// stocks puts groups together by where they were started, in the snapshot's order.
func (w words) stocks() []stock {
	var list []stock
	at := make(map[string]int)
	for i := range w.s.Groups {
		g := &w.s.Groups[i]
		o := origin(g)
		if own(g) {
			o += " itself"
		}
		k, ok := at[o]
		if !ok {
			k = len(list)
			at[o] = k
			list = append(list, stock{origin: o})
		}
		list[k].n += g.Count
		list[k].groups = append(list[k].groups, i)
	}
	return list
}

// state says what a group does in a list under its origin: "chan receive: waits to
// receive from jobs at line 5".
func (w words) state(g *sched.Group) string {
	s := w.deed(g)
	if len(g.Waits) > 0 && g.State != "" && !strings.Contains(s, g.State) {
		s = g.State + ": " + s
	}
	return s
}

// listText is the list as lines.
func (w words) listText() []string {
	var lines []string
	rows, more := 0, w.s.LeftOut
	for _, st := range w.stocks() {
		if rows >= maxRows {
			more += len(st.groups)
			continue
		}
		lines = append(lines, fmt.Sprintf("  %s: %s", st.origin, page.Count(st.n)))
		for _, i := range st.groups {
			if rows++; rows > maxRows {
				more++
				continue
			}
			g := &w.s.Groups[i]
			line := "    " + page.Count(g.Count) + " " + w.state(g) + since(g) + names(g)
			if why := w.why(i); why != "" {
				line += "; leaked: " + why
			}
			lines = append(lines, line)
		}
	}
	if more > 0 {
		lines = append(lines, "  and "+page.Plural(more, "place more", "places more"))
	}
	return lines
}

// names are the numbers of a few goroutines: " (goroutines 7, 8, 9 …)".
func names(g *sched.Group) string {
	const most = 3
	if len(g.IDs) == 0 || own(g) {
		return ""
	}
	var list []string
	for _, id := range g.IDs[:min(most, len(g.IDs))] {
		list = append(list, fmt.Sprint(id))
	}
	s := " (goroutine " + list[0] + ")"
	if g.Count > 1 {
		s = " (goroutines " + strings.Join(list, ", ")
		if g.Count > len(list) {
			s += " …"
		}
		s += ")"
	}
	return s
}

// list writes the table of those who live.
func listHTML(h *page.Builder, w words, k page.Scale) {
	groups := w.stocks()
	if len(groups) == 0 {
		return
	}
	h.Open("table", k.Table())
	h.Raw("<tr>")
	for _, title := range []string{"started", "how many", "what they do", "for how long"} {
		h.Element("th", page.HeadStyle, title)
	}
	h.Raw("</tr>\n")
	rows, more := 0, w.s.LeftOut
	for _, st := range groups {
		for n, i := range st.groups {
			if rows++; rows > maxRows {
				more++
				continue
			}
			g := &w.s.Groups[i]
			h.Open("tr", page.RowStyle)
			from := st.origin
			if n > 0 {
				from = ""
			}
			h.Element("td", page.CellStyle, from)
			h.Open("td", page.CellStyle)
			h.Element("b", page.ItemStyle, page.Count(g.Count))
			h.Element("span", page.QuietStyle, names(g))
			h.Raw("</td>")
			h.Open("td", page.CellStyle)
			h.Text(w.state(g))
			if why := w.why(i); why != "" {
				h.Raw("<br><b>leaked</b>: ")
				h.Text(why)
			}
			h.Raw("</td>")
			h.Element("td", page.CellStyle, span(g))
			h.Raw("</tr>\n")
		}
	}
	h.Raw("</table>\n")
	if more > 0 {
		h.Element("div", page.QuietLineStyle, "and "+page.Plural(more, "place more", "places more"))
	}
}
