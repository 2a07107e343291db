package panel

import (
	"schedtick/kernel/panel/page"
	"schedtick/kernel/panel/waits"
	"schedtick/kernel/sched"
	"schedtick/runtimeprobe"
)

// reportHTML is the HTML form of a report.
func reportHTML(r runtimeprobe.Report, s *sched.Snapshot, m Mode) string {
	k := m.Scale()
	var h page.Builder
	h.Grow(12 << 10) // a page without pictures has 9 KB
	h.Open("div", k.Box())
	h.Disclosure(m == Full)
	c, drawn := newChart(r)
	h.Summary(parts(r, s, m))
	if drawn {
		h.Image(c.small(), c.alt(), k.Pixels(smallWidth), k.Pixels(smallHeight), page.SparkStyle)
	}
	h.Raw("</summary>\n")
	if drawn {
		h.Image(c.large(), c.alt(), k.Pixels(largeWidth), k.Pixels(largeHeight), page.ChartStyle)
	}
	waits.WriteLeftovers(&h, s, r.Running, k)
	h.Caveats(r.Caveats)
	h.Table(sections(r, " → "), k)
	h.Raw("</details></div>")
	return h.String()
}
