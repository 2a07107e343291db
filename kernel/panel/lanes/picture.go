package lanes

import (
	"fmt"
	"math"
	"strings"
	"time"

	"schedtick/kernel/panel/page"
	"schedtick/runtimeprobe/timeline"
)

// Sizes of the picture, in pixels.
const (
	pictureWidth = 780
	plotLeft     = 58
	plotRight    = pictureWidth - 80
	laneHeight   = 24
	threadHeight = 4
	laneStep     = laneHeight + threadHeight + 14
	courseStep   = 12
	loadHeight   = 90
	headHeight   = 40
	axisHeight   = 20
)

// color is how a group is filled, in two shades that take turns where the goroutine
// changes, each with what can be read on it.
type color struct {
	fill, text       string
	second, textThen string
	opacity          string
}

// palette follows that of Okabe and Ito, whose colours people with any colour vision
// tell apart; the cell's own goroutine is the first. They are opaque, so that they are
// the same on white and on black. Constant.
var palette = []color{
	{"#cc79a7", "#000000", "#e0a8c6", "#000000", "1"},
	{"#0072b2", "#ffffff", "#4a9acb", "#000000", "1"},
	{"#e69f00", "#000000", "#f0c05a", "#000000", "1"},
	{"#009e73", "#000000", "#5cc5a6", "#000000", "1"},
	{"#56b4e9", "#000000", "#92cff2", "#000000", "1"},
	{"#d55e00", "#000000", "#e8925a", "#000000", "1"},
	{"#b8a900", "#000000", "#d9cb4a", "#000000", "1"},
}

func colorOf(group int) color {
	grey := color{page.LineColour, page.InkColour, page.LineColour, page.InkColour, "0.35"}
	switch {
	case group == timeline.Collector:
		grey.opacity = "0.85"
	case group >= 2*len(palette):
		grey.opacity = "0.6" // the letter in the legend must do
	case group >= len(palette):
		c := palette[group-len(palette)]
		return color{c.fill, page.InkColour, c.fill, page.InkColour, "0.5"}
	case group >= 0:
		return palette[group]
	}
	return grey
}

// lanesPicture is the drawing of a timeline.
type lanesPicture struct {
	t       *timeline.Timeline
	height  int
	courses bool
	words   []note
	lanes   float64 // top of the first lane
	below   float64 // top of what is below the lanes
	b       strings.Builder
}

func newLanes(t *timeline.Timeline) *lanesPicture {
	p := &lanesPicture{t: t}
	words, rows := p.notes()
	p.words, p.lanes = words, headHeight+float64((rows-1)*noteRow)
	for _, g := range t.Goroutines {
		p.courses = p.courses || len(g.Course) > 0
	}
	p.below = p.lanes + float64(len(t.Lanes)*laneStep) + 22
	p.height = int(p.below) + axisHeight
	if p.courses {
		p.height += len(t.Goroutines) * courseStep
	} else {
		p.height += loadHeight
	}
	return p
}

func (p *lanesPicture) alt() string {
	return fmt.Sprintf("%s; %s; the numbers are in the tables below", headline(p.t), strings.Join(p.busy(), ", "))
}

func (p *lanesPicture) busy() []string {
	var s []string
	for _, l := range p.t.Lanes {
		s = append(s, fmt.Sprintf("P%d %d%% busy", l.P, percent(l.Busy, p.t.Wall)))
	}
	return s
}

func (p *lanesPicture) x(d time.Duration) float64 {
	return plotLeft + (plotRight-plotLeft)*min(1, float64(d)/float64(max(1, p.t.Wall)))
}

func (p *lanesPicture) printf(format string, args ...any) { fmt.Fprintf(&p.b, format, args...) }

func (p *lanesPicture) text(x, y float64, anchor, s string) {
	p.printf(`<text x="%.1f" y="%.1f" text-anchor="%s">%s</text>`, x, y, anchor, s)
}

// rect is a rectangle as path commands, with one digit behind the point.
func rect(b *strings.Builder, x, y, w, h float64) {
	fmt.Fprintf(b, "M%s %sh%sv%sh-%sz", short(x), short(y), short(w), short(h), short(w))
}

func short(f float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", f), ".0")
}

func (p *lanesPicture) draw() string {
	p.printf(page.SVGHead, pictureWidth, p.height)
	p.printf(`<g font-family="sans-serif" font-size="11" fill="` + page.InkColour + `">`)
	p.text(plotLeft, 14, "start", "each P: the goroutine that ran on it, and below it the thread (M) that carried it")
	p.collections()
	for i, l := range p.t.Lanes {
		p.lane(l, p.lanes+float64(i*laneStep))
	}
	if p.courses {
		p.text(plotLeft, p.below-7, "start", "each G: high = running, half = ready but without a P, line = blocked")
		for i, g := range p.t.Goroutines {
			p.course(g, p.below+float64(i*courseStep))
		}
	} else {
		p.load()
	}
	p.axis()
	p.printf(`</g></svg>`)
	return p.b.String()
}

// collections shades the times when the collector marked, and marks changes of
// GOMAXPROCS.
func (p *lanesPicture) collections() {
	bottom := float64(p.height - axisHeight)
	top := p.lanes - 6
	for _, c := range p.t.Collections {
		x := p.x(c.Start)
		w := max(1, p.x(c.End)-x)
		p.printf(`<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="#808080" fill-opacity="0.16"/>`, x, top, w, bottom-top)
	}
	for i, s := range p.t.Procs {
		if i == 0 || i > 6 {
			continue
		}
		x := p.x(s.At)
		p.printf(`<path d="M%.1f %.1fV%.1f" stroke="#808080" stroke-width="1" stroke-dasharray="3 3"/>`, x, top, bottom)
	}
	for _, n := range p.words {
		p.text(n.x, n.y, n.anchor, n.text)
	}
}

// ink collects the rectangles of one look.
type ink struct {
	group int
	pale  bool
}

// lane draws a P.
func (p *lanesPicture) lane(l timeline.Lane, y float64) {
	p.printf(`<text x="%d" y="%.1f" text-anchor="end" font-size="12" font-weight="bold">P%d</text>`, plotLeft-8, y+laneHeight/2+4, l.P)
	p.text(plotRight+6, y+laneHeight/2+4, "start", fmt.Sprintf("%d%% busy", percent(l.Busy, p.t.Wall)))
	p.printf(`<rect x="%d" y="%.1f" width="%d" height="%d" fill="#808080" fill-opacity="0.1"/>`, plotLeft, y, plotRight-plotLeft, laneHeight)
	inks := make(map[ink]*strings.Builder)
	var labels strings.Builder
	p.columns(slotColumns(l), y, inks)
	p.columns(p.spans(l, y, inks, &labels), y, inks)
	for group := timeline.Collector; group < len(p.t.Groups); group++ {
		for _, pale := range []bool{false, true} {
			if b := inks[ink{group, pale}]; b != nil {
				c := colorOf(group)
				if pale {
					c.fill = c.second
				}
				p.printf(`<path d="%s" fill="%s" fill-opacity="%s"/>`, b.String(), c.fill, c.opacity)
			}
		}
	}
	p.b.WriteString(labels.String())
	p.threads(l, y+laneHeight+2)
}

// spans draws what is wide enough to be seen, and returns the rest, by pixel.
func (p *lanesPicture) spans(l timeline.Lane, y float64, inks map[ink]*strings.Builder, labels *strings.Builder) []map[int]time.Duration {
	n := plotRight - plotLeft
	columns := make([]map[int]time.Duration, n)
	last, pale := 0, false
	for _, s := range l.Spans {
		if s.G != 0 && s.G != last {
			pale = !pale && last != 0
			last = s.G
		}
		x, end := p.x(s.Start), p.x(s.End)
		w := end - x
		if w < 1 {
			i := min(n-1, int(x)-plotLeft)
			if columns[i] == nil {
				columns[i] = make(map[int]time.Duration)
			}
			columns[i][s.Group] += s.End - s.Start
			continue
		}
		if w > 4 {
			w -= 0.6 // a gap between neighbours
		}
		c := colorOf(s.Group)
		if pale && s.Group >= 0 {
			c.text = c.textThen
		}
		rect(inkOf(inks, ink{s.Group, pale && s.Group >= 0}), x, y, w, laneHeight)
		if label := fmt.Sprintf("G%d", s.G); s.G != 0 && w > float64(8*len(label)+2) {
			fmt.Fprintf(labels, `<text x="%.1f" y="%.1f" text-anchor="middle" fill="%s">%s</text>`, x+w/2, y+laneHeight/2+4, c.text, label)
		}
	}
	return columns
}

func inkOf(inks map[ink]*strings.Builder, k ink) *strings.Builder {
	if inks[k] == nil {
		inks[k] = &strings.Builder{}
	}
	return inks[k]
}

func slotColumns(l timeline.Lane) []map[int]time.Duration {
	columns := make([]map[int]time.Duration, len(l.Slots))
	for i, slot := range l.Slots {
		columns[i] = make(map[int]time.Duration)
		for _, s := range slot {
			columns[i][s.Group] += s.Time
		}
	}
	return columns
}

// columns draws parts of the time by who ran how much of each, from the ground up.
func (p *lanesPicture) columns(columns []map[int]time.Duration, y float64, inks map[ink]*strings.Builder) {
	width := float64(plotRight-plotLeft) / float64(max(1, len(columns)))
	whole := float64(p.t.Wall) / float64(max(1, len(columns)))
	for i, m := range columns {
		top := y + laneHeight
		for group := len(p.t.Groups) - 1; group >= timeline.Collector; group-- {
			d := m[group]
			if d == 0 {
				continue
			}
			h := max(0.5, math.Min(laneHeight, laneHeight*float64(d)/whole))
			h = min(h, top-y)
			top -= h
			rect(inkOf(inks, ink{group, false}), plotLeft+float64(i)*width, top, width, h)
		}
	}
}

// threads draws the thread under a lane, where each span is known.
func (p *lanesPicture) threads(l timeline.Lane, y float64) {
	var strips [2]strings.Builder
	for i, n := 0, 0; i < len(l.Spans); n++ {
		m, start, end := l.Spans[i].M, l.Spans[i].Start, l.Spans[i].End
		for i++; i < len(l.Spans) && l.Spans[i].M == m; i++ {
			end = l.Spans[i].End
		}
		x := p.x(start)
		w := max(0.5, p.x(end)-x)
		rect(&strips[n%2], x, y, w, threadHeight)
		if label := fmt.Sprintf("M%d", m); w > float64(7*len(label)) {
			p.printf(`<text x="%.1f" y="%.1f" text-anchor="middle" font-size="9">%s</text>`, x+w/2, y+threadHeight+8, label)
		}
	}
	for i, opacity := range []string{"0.8", "0.4"} {
		if strips[i].Len() > 0 {
			p.printf(`<path d="%s" fill="#808080" fill-opacity="%s"/>`, strips[i].String(), opacity)
		}
	}
}

// course draws a goroutine.
func (p *lanesPicture) course(g timeline.Goroutine, y float64) {
	const full, half = courseStep - 2, (courseStep - 2) / 2
	c := colorOf(g.Group)
	p.printf(`<text x="%d" y="%.1f" text-anchor="end" font-size="9">G%d %s</text>`, plotLeft-8, y+9, g.N, letter(g.Group))
	var solid, pale, line strings.Builder
	for _, s := range g.Course {
		x := p.x(s.Start)
		w := p.x(s.End) - x
		switch {
		case s.State == timeline.Running || s.State == timeline.Syscall:
			rect(&solid, x, y, max(0.4, w), full)
		case w < 0.3:
		case s.State == timeline.Runnable:
			rect(&pale, x, y+half, w, half)
		default:
			rect(&line, x, y+full-1.5, w, 1.5)
		}
	}
	for _, s := range []struct {
		b             *strings.Builder
		fill, opacity string
	}{{&line, "#808080", "0.7"}, {&pale, c.fill, "0.45"}, {&solid, c.fill, c.opacity}} {
		if s.b.Len() > 0 {
			p.printf(`<path d="%s" fill="%s" fill-opacity="%s"/>`, s.b.String(), s.fill, s.opacity)
		}
	}
}

// load draws how many goroutines ran, were ready, were blocked, one above the other.
func (p *lanesPicture) load() {
	l := p.t.Load
	top := 1.0
	for i := range l.Running {
		top = max(top, l.Running[i]+l.Runnable[i]+l.Blocked[i])
	}
	ground := p.below + loadHeight
	y := func(n float64) float64 { return ground - (loadHeight-4)*n/top }
	area := func(low, high func(i int) float64, fill, opacity string) {
		var b strings.Builder
		n := len(l.Running)
		at := func(i int) float64 { return p.x(min(p.t.Wall, l.Step*time.Duration(i))) }
		for i := range n {
			fmt.Fprintf(&b, "%s%s %sH%s", map[bool]string{true: "M", false: "L"}[i == 0], short(at(i)), short(y(high(i))), short(at(i+1)))
		}
		for i := n - 1; i >= 0; i-- {
			fmt.Fprintf(&b, "L%s %sH%s", short(at(i+1)), short(y(low(i))), short(at(i)))
		}
		p.printf(`<path d="%sZ" fill="%s" fill-opacity="%s"/>`, b.String(), fill, opacity)
	}
	zero := func(int) float64 { return 0 }
	running := func(i int) float64 { return l.Running[i] }
	ready := func(i int) float64 { return l.Running[i] + l.Runnable[i] }
	all := func(i int) float64 { return ready(i) + l.Blocked[i] }
	if len(l.Running) > 0 {
		area(ready, all, "#808080", "0.22")
		area(running, ready, "#e69f00", "0.6")
		area(zero, running, "#0072b2", "0.95")
	}
	p.text(plotLeft, p.below-7, "start", "how many: blue = running, orange = ready but without a P, grey = blocked")
	p.text(plotLeft-8, p.below+8, "end", page.Count(int(math.Ceil(top))))
	p.text(plotLeft-8, ground, "end", "0")
}

// axis draws the time.
func (p *lanesPicture) axis() {
	y := float64(p.height - axisHeight + 3)
	p.printf(`<path d="M%d %.1fH%d" stroke="#808080" stroke-opacity="0.6" stroke-width="1"/>`, plotLeft, y, plotRight)
	step := tick(p.t.Wall)
	for d := time.Duration(0); d <= p.t.Wall; d += step {
		x := p.x(d)
		p.printf(`<path d="M%.1f %.1fv3" stroke="#808080" stroke-opacity="0.6" stroke-width="1"/>`, x, y)
		if x < plotRight-70 {
			p.text(x, y+13, "middle", tickText(d))
		}
	}
	p.text(plotRight, y+13, "end", page.Duration(p.t.Wall))
}

// tick is a round distance so that there are 5 to 12 ticks.
func tick(wall time.Duration) time.Duration {
	for unit := int64(1); ; unit *= 10 {
		for _, k := range []int64{1, 2, 5} {
			if int64(wall)/(k*unit) <= 10 {
				return time.Duration(k * unit)
			}
		}
	}
}

func tickText(d time.Duration) string {
	if d == 0 {
		return "0"
	}
	return d.String()
}
