package page

import (
	"html"
	"strings"
)

// Builder writes HTML. Only Raw and the styles are written as they are, and they are
// given constants.
type Builder struct{ strings.Builder }

// Raw writes HTML as it is.
func (h *Builder) Raw(s string) { h.WriteString(s) }

// Text writes text, escaped.
func (h *Builder) Text(s string) { h.WriteString(html.EscapeString(s)) }

// Open writes a start tag, with a style unless that is "".
func (h *Builder) Open(tag, style string) {
	if style == "" {
		h.Raw("<" + tag + ">")
		return
	}
	h.Raw("<" + tag + ` style="` + style + `">`)
}

// Element writes text in a styled element.
func (h *Builder) Element(tag, style, text string) {
	h.Open(tag, style)
	h.Text(text)
	h.Raw("</" + tag + ">")
}

// Disclosure begins what can be opened and closed, and in it the summary, which stays.
func (h *Builder) Disclosure(open bool) {
	if open {
		h.Raw("<details open>")
	} else {
		h.Raw("<details>")
	}
	h.Open("summary", SummaryStyle)
}

// Summary writes the numbers of a line. Where a window is narrow it breaks between two
// numbers, not within one.
func (h *Builder) Summary(list []Part) {
	for i, p := range list {
		if i > 0 {
			h.Raw(" · ")
		}
		h.Raw(`<span title="`)
		h.Text(p.Hint)
		h.Raw(`">`)
		if p.Name != "" {
			h.Element("span", QuietStyle, p.Name)
			h.Raw(noBreak)
		}
		h.Raw("<b>")
		h.Text(strings.ReplaceAll(strings.Join(p.Steps, " → "), " ", noBreak))
		h.Raw("</b></span>")
	}
}

const noBreak = "\u00a0" // a blank at which no line ends

// Image writes a picture of the given size in pixels, with alt for who does not see it.
func (h *Builder) Image(svg, alt string, width, height int, style string) {
	h.Raw(`<img alt="`)
	h.Text(alt)
	h.Raw(`" width="` + Count(width) + `" height="` + Count(height) + `" style="` + style + `" src="` + dataURL(svg) + `">`)
}

// Table writes numbers with their sources and caveats.
func (h *Builder) Table(list []Section, k Scale) {
	h.Open("table", k.Table())
	h.Raw("\n")
	for i, s := range list {
		h.Raw("<tr>")
		h.Element("th", HeadStyle, s.Title)
		if i == 0 {
			h.Element("th", HeadStyle, "value")
			h.Open("th", HeadStyle)
			h.Raw("source, <i>caveat</i></th></tr>\n")
		} else {
			h.Raw(`<th colspan="2" style="` + HeadStyle + `"></th></tr>` + "\n")
		}
		for _, row := range s.Rows {
			h.Open("tr", RowStyle)
			h.Element("td", CellStyle, row.Name)
			h.Open("td", CellStyle)
			h.Raw("<b>")
			h.Text(row.Value)
			h.Raw("</b></td>")
			h.Open("td", SourceStyle)
			h.Text(row.Source)
			if row.Caveat != "" {
				h.Raw("<br><i>")
				h.Text(row.Caveat)
				h.Raw("</i>")
			}
			h.Raw("</td></tr>\n")
		}
	}
	h.Raw("</table>\n")
}

// Caveats writes what else to know, as a list.
func (h *Builder) Caveats(list []string) {
	if len(list) == 0 {
		return
	}
	h.Open("ul", CaveatStyle)
	for _, c := range list {
		h.Raw("<li>")
		h.Text(c)
		h.Raw("</li>")
	}
	h.Raw("</ul>\n")
}
