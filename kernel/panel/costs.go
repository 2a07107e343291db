package panel

import (
	"strings"

	"schedtick/kernel/panel/page"
	"schedtick/runtimeprobe/costs"
)

// Costs shows what goroutines and threads cost here beside what the text says.
func Costs(t costs.Table) page.Bundle {
	var h page.Builder
	h.Open("div", page.BoxStyle)
	h.Element("b", "", t.Title())
	h.Raw("\n")
	h.Open("table", page.TableStyle)
	h.Raw("\n")
	group := ""
	for _, r := range t.Rows {
		if r.Group != group {
			costsHead(&h, r.Group, group == "")
			group = r.Group
		}
		costsRow(&h, r)
	}
	h.Raw("</table>\n")
	h.Caveats(t.Missing)
	h.Raw("<details>")
	h.Element("summary", page.SummaryStyle, "how each was measured")
	h.Open("table", page.TableStyle)
	h.Raw("\n")
	for _, r := range t.Rows {
		h.Open("tr", page.RowStyle)
		h.Element("td", page.CellStyle, r.Name)
		h.Open("td", page.SourceStyle)
		h.Text(r.Method)
		h.Raw("<br><i>")
		h.Text(r.Source)
		h.Raw("</i></td></tr>\n")
	}
	h.Raw("</table></details></div>")
	return page.Bundle{HTML: h.String(), Text: strings.TrimSuffix(t.Text(), "\n"), Metadata: CostsMetadata{t}}
}

// CostsMetadata is the structured form of a table of costs.
type CostsMetadata struct {
	Costs costs.Table `json:"schedtick_costs"`
}

// costsHead begins a group of rows.
func costsHead(h *page.Builder, title string, first bool) {
	h.Raw("<tr>")
	h.Element("th", page.HeadStyle, title)
	for _, column := range []string{"here", "interval of the median", "the text says", ""} {
		if !first {
			column = ""
		}
		h.Element("th", page.HeadStyle, column)
	}
	h.Raw("</tr>\n")
}

// costsRow writes one number: bold where the text is off, since no colour of ours
// survives in a notebook that is not trusted.
func costsRow(h *page.Builder, r costs.Row) {
	h.Raw(`<tr style="` + page.RowStyle + `" title="`)
	h.Text(r.Method + ". " + r.Source)
	h.Raw(`">`)
	h.Element("td", page.CellStyle, r.Name)
	h.Open("td", page.CellStyle)
	h.Element("b", "", r.Shown())
	h.Raw("</td>")
	h.Element("td", page.SourceStyle, r.Spread())
	claim := ""
	if r.Claim != nil {
		claim = r.Claim.Text
	}
	h.Element("td", page.CellStyle, claim)
	h.Open("td", page.CellStyle)
	if v := r.Verdict; v != nil {
		head, why, _ := strings.Cut(v.Text, ":")
		if v.Agrees {
			h.Raw("✓ ")
			h.Text(head)
		} else {
			h.Raw("✗ <b>")
			h.Text(head)
			h.Raw("</b>")
		}
		if why != "" {
			h.Raw("<br>")
			h.Element("span", page.QuietStyle, strings.TrimSpace(why))
		}
	}
	h.Raw("</td></tr>\n")
}
