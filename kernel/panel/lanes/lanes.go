package lanes

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"schedtick/kernel/panel/page"
	"schedtick/runtimeprobe/timeline"
)

// Render shows what ran where: a picture with a lane for each P, a legend by the
// line that started the goroutines, and the numbers of Gs, Ms and Ps.
func Render(t *timeline.Timeline) page.Bundle {
	return page.Bundle{HTML: pageHTML(t), Text: pageText(t), Metadata: t}
}

// headline is the first line.
func headline(t *timeline.Timeline) string {
	c := t.Counts
	return fmt.Sprintf("timeline %s · GOMAXPROCS %s · %s, at most %s running at once",
		page.Duration(t.Wall), gomaxprocs(t, " → "), counted(c.Goroutines, "goroutine"), page.Count(c.PeakRunning))
}

func counted(n int, what string) string {
	return page.Plural(n, what, what+"s")
}

// gomaxprocs is the values of GOMAXPROCS, in order.
func gomaxprocs(t *timeline.Timeline, arrow string) string {
	var s []string
	for _, p := range t.Procs {
		s = append(s, page.Count(p.N))
	}
	if len(s) == 0 {
		return "unknown"
	}
	if len(s) > 4 {
		s = append(append(s[:2:2], "…"), s[len(s)-1])
	}
	return strings.Join(s, arrow)
}

// letter names a group in the text form.
func letter(group int) string {
	switch {
	case group == timeline.Collector:
		return "#"
	case group < 0:
		return "-"
	case group < 26:
		return string(rune('A' + group))
	}
	return "*"
}

// startedAt is where a group's goroutines were started, in a reader's words.
func startedAt(g timeline.Group) string {
	p := g.Place
	switch {
	case g.Root:
		return "the cell itself"
	case p.Line == 0 && p.Func != "":
		return p.Func
	case p.Line == 0:
		return p.Text
	}
	where := fmt.Sprintf("%s line %d", page.ShownName(p.Name), p.Line)
	if p.Text != "" {
		where += "  " + p.Text
	}
	if p.Func != "" {
		where += "  → " + p.Func
	}
	return where
}

// blocked is what a group waited for, the longest first.
func blocked(t timeline.Times) string {
	type reason struct {
		why string
		d   time.Duration
	}
	var list []reason
	for why, d := range t.Blocked {
		list = append(list, reason{why, d})
	}
	if t.Syscall > 0 {
		list = append(list, reason{"system call", t.Syscall})
	}
	slices.SortFunc(list, func(a, b reason) int {
		if a.d != b.d {
			return int(min(1, max(-1, b.d-a.d)))
		}
		return strings.Compare(a.why, b.why)
	})
	var s []string
	for i, r := range list {
		if i == maxReasons {
			s = append(s, "…")
			break
		}
		s = append(s, r.why+" "+page.Duration(r.d))
	}
	return strings.Join(s, ", ")
}

// maxReasons is how many reasons one line names.
const maxReasons = 4

// number is a number with its name and what it means.
type number struct{ name, value, note string }

// counts are the numbers of Gs, Ms and Ps.
func counts(t *timeline.Timeline) []number {
	c := t.Counts
	rows := []number{
		{"G", counted(c.Goroutines, "goroutine"), fmt.Sprintf("%s alive at the peak, %s running at once; %s of others ran too", page.Count(c.Peak), page.Count(c.PeakRunning), page.Count(c.Others))},
		{"M", counted(c.Threads, "thread"), "carried them" + threads(t)},
		{"P", counted(c.Ps, "P"), fmt.Sprintf("ran them; GOMAXPROCS %s, %s", gomaxprocs(t, " → "), counted(t.NumCPU, "processor"))},
		{"switches", page.Count(c.Switches), "times that a P took one of them up"},
		{"wait for a P", latencies(t), longestWait(t)},
	}
	if n := len(t.Collections); n > 0 || t.Stops > 0 {
		var d time.Duration
		for _, i := range t.Collections {
			d += i.End - i.Start
		}
		rows = append(rows, number{"GC", counted(n, "collection"), fmt.Sprintf("marking %s; the world was stopped %s, %s in all", page.Duration(d), times(t.Stops), page.Duration(t.Stopped))})
	}
	return rows
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return page.Count(n) + " times"
}

// threads are the system's numbers of the first threads.
func threads(t *timeline.Timeline) string {
	var s []string
	for i, id := range t.Threads {
		if i == 6 {
			s = append(s, "…")
			break
		}
		s = append(s, fmt.Sprintf("M%d = %d", i+1, id))
	}
	if len(s) == 0 {
		return ""
	}
	return "; by the system's numbers " + strings.Join(s, ", ")
}

func latencies(t *timeline.Timeline) string {
	w := t.Waits
	if w.Count == 0 {
		return "none"
	}
	return fmt.Sprintf("half ≤ %s, 99%% ≤ %s", page.Duration(w.P50), page.Duration(w.P99))
}

func longestWait(t *timeline.Timeline) string {
	w := t.Waits
	if w.Count == 0 {
		return ""
	}
	where := ""
	if w.LongestGroup >= 0 && w.LongestGroup < len(t.Groups) {
		where = " (" + letter(w.LongestGroup) + ")"
	}
	return fmt.Sprintf("%s waits, %s in all; the longest: G%d%s, %s, from %s on",
		page.Count(w.Count), page.Duration(w.Total), w.LongestG, where, page.Duration(w.Max), moment(w.LongestStart))
}

// moment is a time on the axis.
func moment(d time.Duration) string {
	if d <= 0 {
		return "0"
	}
	return page.Duration(d)
}

// notes are what a reader must know to read this one right.
func notes(t *timeline.Timeline) []string {
	var list []string
	if t.Cut != nil {
		list = append(list, fmt.Sprintf("Cut: %s. All that is shown here is of the first %s.", t.Cut.Why, page.Duration(t.Cut.At)))
	}
	most := 0
	for _, p := range t.Procs {
		most = max(most, p.N)
	}
	if t.NumCPU > 0 && most > t.NumCPU {
		list = append(list, fmt.Sprintf("More Ps (%d) than processors (%d): the system lets the threads take turns, so a goroutine that is “running” on its P may itself be waiting for a processor.", most, t.NumCPU))
	}
	if summedUp(t) {
		list = append(list, "Too many switches to draw each: where they are dense a column shows by its parts who ran how much of that time.")
	}
	return list
}

func pageHTML(t *timeline.Timeline) string {
	var h page.Builder
	h.Open("div", page.BoxStyle)
	h.Raw("<b>")
	h.Text(headline(t))
	h.Raw("</b>")
	h.Raw("\n")
	p := newLanes(t)
	h.Image(p.draw(), p.alt(), pictureWidth, p.height, page.ChartStyle)
	legend(&h, t)
	countsTable(&h, t)
	h.Caveats(notes(t))
	h.Raw("</div>")
	return h.String()
}

// legend is a table of the groups.
func legend(h *page.Builder, t *timeline.Timeline) {
	h.Open("table", page.TableStyle)
	h.Raw("\n<tr>")
	for _, s := range []string{"", "started at", "goroutines", "running", "waiting for a P", "blocked"} {
		h.Element("th", page.HeadStyle, s)
	}
	h.Raw("</tr>\n")
	for i, g := range t.Groups {
		if i == maxLegend {
			h.Open("tr", page.RowStyle)
			h.Raw(`<td></td><td colspan="5" style="` + page.SourceStyle + `">`)
			h.Text(moreGroups(t))
			h.Raw("</td></tr>\n")
			break
		}
		h.Open("tr", page.RowStyle)
		h.Open("td", page.CellStyle)
		swatch(h, i)
		h.Raw("</td>")
		h.Element("td", page.CellStyle, startedAt(g))
		h.Element("td", page.CellStyle, page.Count(g.Count))
		h.Element("td", page.CellStyle, page.Duration(g.Running))
		h.Element("td", page.CellStyle, page.Duration(g.Runnable))
		h.Element("td", page.CellStyle, blocked(g.Times))
		h.Raw("</tr>\n")
	}
	for _, s := range []struct {
		group int
		text  string
	}{{timeline.Other, "not this cell: schedtick, the runtime, earlier cells"}, {timeline.Collector, "garbage collector"}} {
		if !drawn(t, s.group) {
			continue
		}
		h.Open("tr", page.RowStyle)
		h.Open("td", page.CellStyle)
		swatch(h, s.group)
		h.Raw(`</td><td colspan="5" style="` + page.SourceStyle + `">`)
		h.Text(s.text)
		h.Raw("</td></tr>\n")
	}
	h.Raw("</table>\n")
}

// summedUp reports whether a part of the lanes that matters is in slots.
func summedUp(t *timeline.Timeline) bool {
	var busy, summed time.Duration
	for _, l := range t.Lanes {
		busy += l.Busy
		for _, slot := range l.Slots {
			for _, s := range slot {
				summed += s.Time
			}
		}
	}
	return summed > busy/20
}

// maxLegend is how many groups a legend names.
const maxLegend = 20

// moreGroups is what the legend says of the others.
func moreGroups(t *timeline.Timeline) string {
	n := 0
	for _, g := range t.Groups[maxLegend:] {
		n += g.Count
	}
	return fmt.Sprintf("and %s started at %s more", counted(n, "goroutine"), counted(len(t.Groups)-maxLegend, "place"))
}

// drawn reports whether a group is in any lane.
func drawn(t *timeline.Timeline, group int) bool {
	for _, l := range t.Lanes {
		for _, s := range l.Spans {
			if s.Group == group {
				return true
			}
		}
		for _, slot := range l.Slots {
			for _, s := range slot {
				if s.Group == group {
					return true
				}
			}
		}
	}
	return false
}

// swatch is a group's colour and letter.
func swatch(h *page.Builder, group int) {
	c := colorOf(group)
	var b strings.Builder
	fmt.Fprintf(&b, page.SVGHead, 20, 14)
	fmt.Fprintf(&b, `<rect width="20" height="14" rx="2" fill="%s" fill-opacity="%s"/>`, c.fill, c.opacity)
	b.WriteString(`</svg>`)
	h.Image(b.String(), letter(group), 20, 14, "display:inline-block;vertical-align:middle")
	if group >= 0 {
		h.Text("\u00a0" + letter(group)) // in one line
	}
}

func countsTable(h *page.Builder, t *timeline.Timeline) {
	h.Open("table", page.TableStyle)
	h.Raw("\n")
	for _, r := range counts(t) {
		h.Open("tr", page.RowStyle)
		h.Element("td", page.CellStyle, r.name)
		h.Open("td", page.CellStyle)
		h.Raw("<b>")
		h.Text(r.value)
		h.Raw("</b></td>")
		h.Element("td", page.SourceStyle, r.note)
		h.Raw("</tr>\n")
	}
	h.Raw("</table>\n")
}
