package panel

import (
	"html"
	"strings"
)

// Styles. Notebooks that are not trusted keep only plain values, and a text
// colour of ours would be wrong in one of the themes: text stands back by opacity.
// Tables need their own alignment, since JupyterLab sets its to the right.
const (
	boxStyle        = "margin:2px 0;padding:1px 0 1px 8px;border-left:3px solid #80808059;font-size:13px;line-height:1.5"
	boxLargeStyle   = "margin:4px 0;padding:2px 0 2px 12px;border-left:5px solid #80808059;font-size:22px;line-height:1.5"
	tableLargeStyle = "border-collapse:collapse;margin:8px 0 4px 0;font-size:18px;table-layout:auto"
	titleStyle      = "margin:10px 0 0 0;font-size:13px"
	titleLargeStyle = "margin:10px 0 0 0;font-size:22px"
	summaryStyle    = "cursor:pointer"
	quietStyle      = "opacity:0.75"
	sparkStyle      = "display:inline-block;vertical-align:middle;margin:0 0 0 10px"
	chartStyle      = "display:block;margin:8px 0 0 0;max-width:100%"
	tableStyle      = "border-collapse:collapse;margin:8px 0 4px 0;font-size:12px;table-layout:auto"
	headStyle       = "text-align:left;padding:7px 16px 2px 0;border-bottom:1px solid #80808073"
	rowStyle        = "border-bottom:1px solid #8080802e"
	cellStyle       = "text-align:left;vertical-align:top;padding:2px 16px 2px 0"
	sourceStyle     = cellStyle + ";opacity:0.75"
	sentenceStyle   = "font-size:14px;margin:2px 0"
	quietLineStyle  = "font-size:12px;margin:4px 0;opacity:0.75"
	itemStyle       = "margin:1px 0"
	caveatStyle     = "margin:8px 0 4px 0;padding:0 0 0 18px;font-size:12px"
)

// builder writes HTML. Only raw writes what it is given as it is, and it is given
// constants.
type builder struct{ strings.Builder }

func (h *builder) raw(s string)  { h.WriteString(s) }
func (h *builder) text(s string) { h.WriteString(html.EscapeString(s)) }

func (h *builder) open(tag, style string) {
	if style == "" {
		h.raw("<" + tag + ">")
		return
	}
	h.raw("<" + tag + ` style="` + style + `">`)
}

// element writes text in a styled element.
func (h *builder) element(tag, style, text string) {
	h.open(tag, style)
	h.text(text)
	h.raw("</" + tag + ">")
}

// disclosure begins one, and the summary that stays when it is closed.
func (h *builder) disclosure(open bool) {
	if open {
		h.raw("<details open>")
	} else {
		h.raw("<details>")
	}
	h.open("summary", summaryStyle)
}

// summary writes the numbers of a line.
func (h *builder) summary(list []part) {
	for i, p := range list {
		if i > 0 {
			h.raw(" · ")
		}
		h.raw(`<span title="`)
		h.text(p.hint)
		h.raw(`">`)
		if p.name != "" {
			h.element("span", quietStyle, p.name)
			h.raw(" ")
		}
		h.raw("<b>")
		h.text(strings.Join(p.steps, " → "))
		h.raw("</b></span>")
	}
}

func (h *builder) image(svg, alt string, width, height int, style string) {
	h.raw(`<img alt="`)
	h.text(alt)
	h.raw(`" width="` + count(width) + `" height="` + count(height) + `" style="` + style + `" src="` + dataURL(svg) + `">`)
}

func (h *builder) table(list []section, k scale) {
	h.open("table", k.table())
	h.raw("\n")
	for i, s := range list {
		h.raw("<tr>")
		h.element("th", headStyle, s.title)
		if i == 0 {
			h.element("th", headStyle, "value")
			h.open("th", headStyle)
			h.raw("source, <i>caveat</i></th></tr>\n")
		} else {
			h.raw(`<th colspan="2" style="` + headStyle + `"></th></tr>` + "\n")
		}
		for _, row := range s.rows {
			h.open("tr", rowStyle)
			h.element("td", cellStyle, row.Name)
			h.open("td", cellStyle)
			h.raw("<b>")
			h.text(row.value)
			h.raw("</b></td>")
			h.open("td", sourceStyle)
			h.text(row.Source)
			if row.Caveat != "" {
				h.raw("<br><i>")
				h.text(row.Caveat)
				h.raw("</i>")
			}
			h.raw("</td></tr>\n")
		}
	}
	h.raw("</table>\n")
}

func (h *builder) caveats(list []string) {
	if len(list) == 0 {
		return
	}
	h.open("ul", caveatStyle)
	for _, c := range list {
		h.raw("<li>")
		h.text(c)
		h.raw("</li>")
	}
	h.raw("</ul>\n")
}
