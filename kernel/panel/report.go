package panel

import (
	"schedtick/kernel/sched"
	"schedtick/runtimeprobe"
)

// reportHTML is the HTML form of a report.
func reportHTML(r runtimeprobe.Report, s *sched.Snapshot, m Mode) string {
	k := m.scale()
	var h builder
	h.Grow(12 << 10) // a page without pictures has 9 KB
	h.open("div", k.box())
	h.disclosure(m == Full)
	c, drawn := newChart(r)
	h.summary(parts(r, s, m))
	if drawn {
		h.image(c.small(), c.alt(), k.pixels(smallWidth), k.pixels(smallHeight), sparkStyle)
	}
	h.raw("</summary>\n")
	if drawn {
		h.image(c.large(), c.alt(), k.pixels(largeWidth), k.pixels(largeHeight), chartStyle)
	}
	leftoversHTML(&h, s, r.Running, k)
	h.caveats(r.Caveats)
	h.table(sections(r, " → "), k)
	h.raw("</details></div>")
	return h.String()
}
