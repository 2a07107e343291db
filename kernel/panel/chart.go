package panel

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"schedtick/kernel/panel/page"
	"schedtick/runtimeprobe"
)

// pictureAfter is how long a cell must run to have a picture: shorter ones have
// too few samples to show a course.
const pictureAfter = 50 * time.Millisecond

// Sizes of the two pictures, in pixels.
const (
	smallWidth, smallHeight = 110, 18
	largeWidth, largeHeight = page.PictureWidth, 130
)

// chart draws goroutines over time. A data: image cannot follow a theme, so
// everything is in a mid grey that shows on white and on black.
type chart struct {
	series *runtimeprobe.Series
	wall   time.Duration
	counts runtimeprobe.GoroutineCounts
	top    int // largest value of the vertical axis
}

// newChart reports false for a report that has no picture.
func newChart(r runtimeprobe.Report) (chart, bool) {
	s := r.Series
	n := s.Len()
	if r.Wall < pictureAfter || n < 3 || len(s.Goroutines) != n || len(s.Runnable) != n {
		return chart{}, false
	}
	c := chart{series: thin(s, largePoints), wall: r.Wall, counts: r.Goroutines}
	c.top = max(1, r.Goroutines.Peak, slices.Max(s.Goroutines))
	return c, true
}

// alt says in words what the picture shows.
func (c chart) alt() string {
	return fmt.Sprintf("goroutines over %s: %s at the beginning, %s at the peak, %s at the end",
		page.Duration(c.wall), page.Count(c.counts.Before), atPeak(c.counts), page.Count(c.counts.After))
}

// A picture has no more points than a reader can tell apart.
const (
	smallPoints = smallWidth / 2
	largePoints = 200
)

// thin merges neighbours of a series until it has at most n points, n > 2, and
// keeps both ends and the largest value of each number.
func thin(s *runtimeprobe.Series, n int) *runtimeprobe.Series {
	last := s.Len() - 1
	if s.Len() <= n {
		return s
	}
	step := (last - 1 + n - 3) / (n - 2)
	out := &runtimeprobe.Series{Samples: s.Samples}
	add := func(from, to int) {
		top := from // the time is that of the largest number of goroutines
		for i := from; i < to; i++ {
			if s.Goroutines[i] > s.Goroutines[top] {
				top = i
			}
		}
		out.At = append(out.At, s.At[top])
		out.Goroutines = append(out.Goroutines, s.Goroutines[top])
		out.Runnable = append(out.Runnable, slices.Max(s.Runnable[from:to]))
	}
	add(0, 1)
	for from := 1; from < last; from += step {
		add(from, min(from+step, last))
	}
	add(last, last+1)
	return out
}

// frame is the part of a picture that the curve is drawn in.
type frame struct{ left, top, width, height float64 }

func (c chart) x(f frame, us int64) float64 {
	return f.left + f.width*min(1, float64(us)/float64(max(1, c.wall.Microseconds())))
}

func (c chart) y(f frame, n int) float64 {
	return f.top + f.height*(1-float64(n)/float64(c.top))
}

// line is the curve of one column, as SVG path commands.
func (c chart) line(f frame, column []int) string {
	b := make([]byte, 0, 12*len(column))
	for i, n := range column {
		if i == 0 {
			b = append(b, 'M')
		} else {
			b = append(b, 'L')
		}
		b = strconv.AppendFloat(b, c.x(f, c.series.At[i]), 'f', 1, 64)
		b = append(b, ' ')
		b = strconv.AppendFloat(b, c.y(f, n), 'f', 1, 64)
	}
	return string(b)
}

// area is the curve closed to the ground.
func (c chart) area(f frame, column []int) string {
	last := c.series.At[len(column)-1]
	return fmt.Sprintf("%sL%.1f %.1fL%.1f %.1fZ", c.line(f, column),
		c.x(f, last), f.top+f.height, c.x(f, c.series.At[0]), f.top+f.height)
}

// curve draws goroutines alive: the filled area and its edge.
func (c chart) curve(b *strings.Builder, f frame) {
	fmt.Fprintf(b, `<path d="%s" fill="#808080" fill-opacity="0.28"/>`, c.area(f, c.series.Goroutines))
	fmt.Fprintf(b, `<path d="%s" fill="none" stroke="#808080" stroke-width="1.5" stroke-linejoin="round"/>`, c.line(f, c.series.Goroutines))
}

// small is the picture in the line.
func (c chart) small() string {
	c.series = thin(c.series, smallPoints)
	f := frame{1, 2, smallWidth - 2, smallHeight - 4}
	var b strings.Builder
	fmt.Fprintf(&b, page.SVGHead, smallWidth, smallHeight)
	c.curve(&b, f)
	b.WriteString(`</svg>`)
	return b.String()
}

// large is the picture behind the disclosure: with axes, the peak and, dashed,
// the goroutines that wait for a P.
func (c chart) large() string {
	const axis = `stroke="#808080" stroke-opacity="0.5" stroke-width="1"`
	f := frame{62, 20, largeWidth - 62 - 12, largeHeight - 20 - 20}
	right, ground := f.left+f.width, f.top+f.height
	var b strings.Builder
	fmt.Fprintf(&b, page.SVGHead, largeWidth, largeHeight)
	b.WriteString(`<g font-family="sans-serif" font-size="11" fill="#808080">`)
	text := func(x, y float64, anchor, s string) {
		fmt.Fprintf(&b, `<text x="%.1f" y="%.1f" text-anchor="%s">%s</text>`, x, y, anchor, s)
	}
	fmt.Fprintf(&b, `<path d="M%.1f %.1fH%.1f" %s/>`, f.left, ground, right, axis)
	fmt.Fprintf(&b, `<path d="M%.1f %.1fH%.1f" stroke-dasharray="2 4" %s/>`, f.left, f.top, right, axis)
	text(f.left-6, f.top+4, "end", page.Count(c.top))
	text(f.left-6, ground+4, "end", "0")
	text(f.left, ground+15, "start", "0")
	text(right, ground+15, "end", page.Duration(c.wall))

	legend := "goroutines alive"
	if waiting := slices.Max(c.series.Runnable); waiting > 1 {
		legend += ", dashed: waiting for a P"
		fmt.Fprintf(&b, `<path d="%s" fill="none" stroke="#808080" stroke-width="1.5" stroke-dasharray="4 3"/>`, c.line(f, c.series.Runnable))
	}
	if c.counts.PeakFrom == runtimeprobe.PeakCounted && c.top > slices.Max(c.series.Goroutines) {
		legend += "; the peak was counted between samples"
	}
	text(f.left, f.top-8, "start", legend)
	c.curve(&b, f)
	b.WriteString(`</g></svg>`)
	return b.String()
}
