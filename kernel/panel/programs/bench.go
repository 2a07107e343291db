package programs

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"schedtick/kernel/panel/page"
)

// Bench is a benchmark's results.
type Bench struct {
	Name string
	// Time is what one operation takes, in seconds; Points are its measurements.
	Time   BenchNumber
	Points []float64
	// Others are further numbers: bytes, allocations, what the benchmark reports.
	Others []BenchNumber
	// Against names what the time is compared to, "" for nothing.
	Against string
	// Ratio is the time by the other's; Sure: that they differ is not chance, at
	// probability P.
	Ratio float64
	Sure  bool
	P     float64
}

// BenchNumber is a median and its 95% interval.
type BenchNumber struct {
	Unit              string // "B/op", "allocs/op" …
	Median, Low, High float64
	// Known is false if there were too few measurements for an interval.
	Known bool
}

// Benches shows benchmarks as a table and a picture.
func Benches(list []Bench, note string) page.Bundle {
	return page.Bundle{Text: benchText(list, note), HTML: benchHTML(list, note)}
}

// benchHead are the columns.
func benchHead(list []Bench) (head, units []string) {
	head = []string{"benchmark", "time/op"}
	for _, b := range list {
		for _, n := range b.Others {
			if !slices.Contains(units, n.Unit) {
				units = append(units, n.Unit)
			}
		}
	}
	head = append(head, units...)
	if slices.ContainsFunc(list, func(b Bench) bool { return b.Against != "" }) {
		head = append(head, "compared")
	}
	return head, units
}

// benchRow is a benchmark's row, as wide as the head.
func benchRow(b Bench, units []string, width int) []string {
	row := []string{b.Name, nanoseconds(b.Time.Median) + b.Time.spread()}
	for _, u := range units {
		i := slices.IndexFunc(b.Others, func(n BenchNumber) bool { return n.Unit == u })
		if i < 0 {
			row = append(row, "")
			continue
		}
		row = append(row, digits(b.Others[i].Median)+b.Others[i].spread())
	}
	if len(row) < width {
		row = append(row, b.compared())
	}
	return row
}

// spread is how far the interval is from the median: " ± 2%".
func (n BenchNumber) spread() string {
	if !n.Known || n.Median == 0 || n.Low == n.High {
		return ""
	}
	return fmt.Sprintf(" ± %.0f%%", 100*max(n.High-n.Median, n.Median-n.Low)/n.Median)
}

// compared is the comparison in words.
func (b Bench) compared() string {
	switch {
	case b.Against == "":
		return ""
	case !b.Sure:
		return fmt.Sprintf("as %s, as far as can be told (p=%.3f)", b.Against, b.P)
	case b.Ratio >= 1:
		return fmt.Sprintf("%s × the time of %s (p=%.3f)", digits(b.Ratio), b.Against, b.P)
	case b.Ratio > 0:
		return fmt.Sprintf("%s × as fast as %s (p=%.3f)", digits(1/b.Ratio), b.Against, b.P)
	}
	return ""
}

// digits writes a number with three that matter.
func digits(f float64) string {
	if a := math.Abs(f); a >= 99.95 || f == math.Trunc(f) {
		return page.Count(int(math.Round(f)))
	} else if a >= 9.995 {
		return strconv.FormatFloat(f, 'f', 1, 64)
	}
	return strconv.FormatFloat(f, 'f', 2, 64)
}

// nanoseconds writes a time in seconds with three digits that matter.
func nanoseconds(s float64) string {
	units := []string{"ns", "µs", "ms", "s"}
	f, i := s*1e9, 0
	for f >= 999.5 && i < len(units)-1 {
		f /= 1000
		i++
	}
	if f >= 99.95 {
		return strconv.FormatFloat(f, 'f', 0, 64) + " " + units[i]
	}
	if f >= 9.995 {
		return strconv.FormatFloat(f, 'f', 1, 64) + " " + units[i]
	}
	return strconv.FormatFloat(f, 'f', 2, 64) + " " + units[i]
}

func benchText(list []Bench, note string) string {
	head, units := benchHead(list)
	rows := [][]string{head}
	for _, b := range list {
		rows = append(rows, benchRow(b, units, len(head)))
	}
	widths := make([]int, len(head))
	for _, r := range rows {
		for i, s := range r {
			widths[i] = max(widths[i], utf8.RuneCountInString(s))
		}
	}
	top := benchTop(list)
	var b strings.Builder
	for i, r := range rows {
		var line string
		for j, s := range r {
			line += page.Pad(s, widths[j]) + "  "
		}
		if i > 0 && len(list) > 1 {
			line += strings.Repeat("#", max(1, int(math.Round(barWidth*list[i-1].Time.Median/top))))
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String() + note
}

// barWidth is that of the longest bar in characters.
const barWidth = 20

// benchTop is the end of the picture's axis, in seconds.
func benchTop(list []Bench) float64 {
	top := 0.0
	for _, b := range list {
		top = max(top, b.Time.High, b.Time.Median)
		for _, p := range b.Points {
			top = max(top, p)
		}
	}
	if top == 0 {
		return 1
	}
	return top
}

func benchHTML(list []Bench, note string) string {
	var h page.Builder
	h.Open("div", page.BoxStyle)
	h.Open("table", page.TableStyle)
	head, units := benchHead(list)
	h.Raw("<tr>")
	for _, s := range head {
		h.Element("th", page.HeadStyle, s)
	}
	h.Raw("</tr>\n")
	for _, b := range list {
		h.Open("tr", page.RowStyle)
		for i, s := range benchRow(b, units, len(head)) {
			h.Open("td", page.CellStyle)
			if i == 1 {
				h.Raw("<b>")
				h.Text(s)
				h.Raw("</b>")
			} else {
				h.Text(s)
			}
			h.Raw("</td>")
		}
		h.Raw("</tr>\n")
	}
	h.Raw("</table>\n")
	svg, height := benchPicture(list)
	h.Image(svg, "the measurements of each benchmark, its median and interval", page.PictureWidth, height, page.ChartStyle)
	h.Element("div", page.QuietLineStyle, note)
	h.Raw("</div>")
	return h.String()
}

// benchPicture draws each benchmark's measurements as dots, the median as a line
// and the interval as a bar, all on one axis from zero.
func benchPicture(list []Bench) (svg string, height int) {
	const row, left, right, foot = 26, 150, 16, 22
	height = row*len(list) + foot
	top := benchTop(list)
	x := func(v float64) float64 { return left + (page.PictureWidth-left-right)*v/top }
	var b strings.Builder
	fmt.Fprintf(&b, page.SVGHead, page.PictureWidth, height)
	b.WriteString(`<g font-family="sans-serif" font-size="11" fill="#808080">`)
	for i, n := range list {
		y := float64(row*i) + row/2
		fmt.Fprintf(&b, `<text x="%d" y="%.1f" text-anchor="end">%s</text>`, left-8, y+4, page.Escape(shortName(n.Name)))
		if n.Time.Known {
			fmt.Fprintf(&b, `<rect x="%.1f" y="%.1f" width="%.1f" height="12" fill="#808080" fill-opacity="0.28"/>`, x(n.Time.Low), y-6, max(1, x(n.Time.High)-x(n.Time.Low)))
		}
		fmt.Fprintf(&b, `<path d="M%.1f %.1fV%.1f" stroke="#808080" stroke-width="2"/>`, x(n.Time.Median), y-8, y+8)
		for _, p := range n.Points {
			fmt.Fprintf(&b, `<circle cx="%.1f" cy="%.1f" r="2.2" fill="none" stroke="#808080"/>`, x(p), y)
		}
	}
	ground := row*len(list) + 2
	fmt.Fprintf(&b, `<path d="M%d %dH%d" stroke="#808080" stroke-opacity="0.5"/>`, left, ground, page.PictureWidth-right)
	fmt.Fprintf(&b, `<text x="%d" y="%d">0</text><text x="%d" y="%d" text-anchor="end">%s</text></g></svg>`,
		left, height-4, page.PictureWidth-right, height-4, page.Escape(nanoseconds(top)))
	return b.String(), height
}

func shortName(s string) string {
	const longest = 22
	if r := []rune(s); len(r) > longest {
		return string(r[:longest-1]) + "…"
	}
	return s
}
