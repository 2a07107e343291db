package waits

import (
	"fmt"
	"strings"

	"schedtick/kernel/panel/page"
	"schedtick/kernel/sched"
)

// Left says in a few words what a snapshot taken after a cell has in it: "3 still
// alive", "1 leaked", "3 still alive, 1 of them leaked", or "" for nobody; of one
// cell or, with 0, of all.
func Left(s *sched.Snapshot, cell int) string {
	if s == nil {
		return ""
	}
	alive, leaked := newTally(s).numbers(cell)
	switch {
	case alive == 0:
		return ""
	case leaked == 0:
		return page.Count(alive) + " still alive"
	case leaked == alive:
		return page.Count(leaked) + " leaked"
	default:
		return fmt.Sprintf("%s still alive, %s of them leaked", page.Count(alive), page.Count(leaked))
	}
}

// waitedFor are the objects that somebody waits for and that are worth a row, in
// order, with those who wait.
func (w words) waitedFor() (objects []int, waiters map[int][]sched.Wait, by map[int][]int) {
	waiters, by = make(map[int][]sched.Wait), make(map[int][]int)
	for i := range w.s.Groups {
		for _, wait := range w.s.Groups[i].Waits {
			if w.object(wait.Object) == nil {
				continue
			}
			waiters[wait.Object] = append(waiters[wait.Object], wait)
			by[wait.Object] = append(by[wait.Object], i)
		}
	}
	for i, o := range w.s.Objects {
		if len(by[i]) > 0 && o.Kind != sched.Timer && o.Kind != sched.NoCases && o.Kind != sched.Input {
			objects = append(objects, i)
		}
	}
	return objects, waiters, by
}

// waiting is a row on something that is waited for.
type waiting struct{ name, what, made, who, hands string }

// waitings are the rows, and how many more there are.
func (w words) waitings() (rows []waiting, more int) {
	objects, waits, by := w.waitedFor()
	for k, i := range objects {
		if k == maxRows {
			return rows, len(objects) - k
		}
		o := w.object(i)
		row := waiting{name: w.names[i], what: facts(o), made: spot(o.Made)}
		if o.Elem != "" {
			row.what += " of " + shorten(o.Elem, longestName)
		}
		vain := false
		var who []string
		for n, g := range by[i] {
			gr := &w.s.Groups[g]
			vain = vain || gr.Leaked != ""
			if n < maxUsers {
				who = append(who, whoFrom(gr)+side(o, waits[i][n]))
			}
		}
		if n := len(by[i]) - len(who); n > 0 {
			who = append(who, page.Plural(n, "place more", "places more"))
		}
		row.who, row.hands = strings.Join(who, ", "), w.hands(i, vain)
		rows = append(rows, row)
	}
	return rows, 0
}

// side says at which end of a channel somebody waits.
func side(o *sched.Object, wait sched.Wait) string {
	switch {
	case o.Kind != sched.Chan && o.Kind != sched.NilChan:
		return ""
	case wait.Send:
		return " to send"
	default:
		return " to receive"
	}
}

// Leftovers are the sections on goroutines in the text form of a report.
func Leftovers(s *sched.Snapshot, running bool) []string {
	if s == nil || len(s.Groups) == 0 {
		return nil
	}
	w := newWords(s)
	var lines []string
	for _, l := range w.alarm() {
		lines = append(lines, "  ! "+l)
	}
	lines = append(append(lines, "  "+aliveTitle(running)+":"), indentAll(w.listText())...)
	rows, more := w.waitings()
	if len(rows) > 0 {
		lines = append(lines, "  waiting on:")
	}
	for _, r := range rows {
		line := "    " + r.name + ": " + r.what
		if r.made != "" {
			line += ", made at " + r.made
		}
		line += "; waits: " + r.who
		if r.hands != "" {
			line += "; " + r.hands
		}
		lines = append(lines, line)
	}
	if more > 0 {
		lines = append(lines, "    and "+page.Count(more)+" more")
	}
	return lines
}

// alarm is what must be said first of those who live: that some never go on.
func (w words) alarm() []string {
	if len(w.hopeless()) == 0 {
		return nil
	}
	return append(upperAll(w.headline()), "%waits draws it.")
}

func aliveTitle(running bool) string {
	if running {
		return "alive now"
	}
	return "still alive"
}

func indentAll(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = "  " + l
	}
	return out
}

// WriteLeftovers writes the sections on goroutines: who lives, what they wait for, who
// is leaked.
func WriteLeftovers(h *page.Builder, s *sched.Snapshot, running bool, k page.Scale) {
	if s == nil || len(s.Groups) == 0 {
		return
	}
	w := newWords(s)
	title := aliveTitle(running)
	if _, leaked := w.numbers(0); leaked > 0 {
		title += " and leaked"
	}
	for _, l := range w.alarm() {
		h.Element("div", k.Title(), l)
	}
	h.Element("div", k.Title(), upperFirst(title))
	listHTML(h, w, k)
	rows, more := w.waitings()
	if len(rows) == 0 {
		return
	}
	h.Element("div", k.Title(), "Waiting on")
	h.Open("table", k.Table())
	h.Raw("<tr>")
	for _, t := range []string{"what", "is", "made", "who waits", "who could end it"} {
		h.Element("th", page.HeadStyle, t)
	}
	h.Raw("</tr>\n")
	for _, r := range rows {
		h.Open("tr", page.RowStyle)
		h.Open("td", page.CellStyle)
		h.Element("b", page.ItemStyle, r.name)
		h.Raw("</td>")
		for _, text := range []string{r.what, r.made, r.who, r.hands} {
			h.Element("td", page.CellStyle, text)
		}
		h.Raw("</tr>\n")
	}
	h.Raw("</table>\n")
	if more > 0 {
		h.Element("div", page.QuietLineStyle, "and "+page.Count(more)+" more")
	}
}
