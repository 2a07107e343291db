package panel

import (
	"strings"

	"schedtick/runtimeprobe/costs"
)

// Costs shows what goroutines and threads cost here beside what the text says.
func Costs(t costs.Table) Bundle {
	var h builder
	h.open("div", boxStyle)
	h.element("b", "", t.Title())
	h.raw("\n")
	h.open("table", tableStyle)
	h.raw("\n")
	group := ""
	for _, r := range t.Rows {
		if r.Group != group {
			costsHead(&h, r.Group, group == "")
			group = r.Group
		}
		costsRow(&h, r)
	}
	h.raw("</table>\n")
	h.caveats(t.Missing)
	h.raw("<details>")
	h.element("summary", summaryStyle, "how each was measured")
	h.open("table", tableStyle)
	h.raw("\n")
	for _, r := range t.Rows {
		h.open("tr", rowStyle)
		h.element("td", cellStyle, r.Name)
		h.open("td", sourceStyle)
		h.text(r.Method)
		h.raw("<br><i>")
		h.text(r.Source)
		h.raw("</i></td></tr>\n")
	}
	h.raw("</table></details></div>")
	return Bundle{HTML: h.String(), Text: strings.TrimSuffix(t.Text(), "\n"), Metadata: CostsMetadata{t}}
}

// CostsMetadata is the structured form of a table of costs.
type CostsMetadata struct {
	Costs costs.Table `json:"schedtick_costs"`
}

// costsHead begins a group of rows.
func costsHead(h *builder, title string, first bool) {
	h.raw("<tr>")
	h.element("th", headStyle, title)
	for _, column := range []string{"here", "interval of the median", "the text says", ""} {
		if !first {
			column = ""
		}
		h.element("th", headStyle, column)
	}
	h.raw("</tr>\n")
}

// costsRow writes one number: bold where the text is off, since no colour of ours
// survives in a notebook that is not trusted.
func costsRow(h *builder, r costs.Row) {
	h.raw(`<tr style="` + rowStyle + `" title="`)
	h.text(r.Method + ". " + r.Source)
	h.raw(`">`)
	h.element("td", cellStyle, r.Name)
	h.open("td", cellStyle)
	h.element("b", "", r.Shown())
	h.raw("</td>")
	h.element("td", sourceStyle, r.Spread())
	claim := ""
	if r.Claim != nil {
		claim = r.Claim.Text
	}
	h.element("td", cellStyle, claim)
	h.open("td", cellStyle)
	if v := r.Verdict; v != nil {
		head, why, _ := strings.Cut(v.Text, ":")
		if v.Agrees {
			h.raw("✓ ")
			h.text(head)
		} else {
			h.raw("✗ <b>")
			h.text(head)
			h.raw("</b>")
		}
		if why != "" {
			h.raw("<br>")
			h.element("span", quietStyle, strings.TrimSpace(why))
		}
	}
	h.raw("</td></tr>\n")
}
