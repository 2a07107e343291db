package programs

import (
	"fmt"
	"strings"

	"schedtick/kernel/panel/page"
)

// Race is two accesses to the same memory that nothing orders.
type Race struct {
	// Times is how often it was reported.
	Times int
	// Now and Before are the access at which it was noticed, and the one before.
	Now, Before RaceAccess
}

// RaceAccess is one of them.
type RaceAccess struct {
	What    string     // "cell [4] line 7 writes counter"
	Source  string     // the line there
	Through []CodeLine // the calls that led there, innermost first
	// Started is where the goroutine was started; its What is "the main goroutine"
	// for that one, "" where it is not known.
	Started CodeLine
}

// CodeLine is a line of a cell.
type CodeLine struct {
	What   string // "cell [4] line 5"
	Source string
}

// Races shows what the race detector found, and what the program used besides.
func Races(list []Race, note string) page.Bundle {
	return page.Bundle{Text: racesText(list, note), HTML: racesHTML(list, note)}
}

func racesTitle(list []Race) string {
	switch len(list) {
	case 0:
		return "no data race in this run"
	case 1:
		return "1 data race"
	}
	return page.Count(len(list)) + " data races"
}

// meanwhile stands between the two accesses.
const meanwhile = "and nothing orders it (no lock, channel or Wait) against"

func reported(r Race) string {
	if r.Times < 2 {
		return ""
	}
	return fmt.Sprintf("reported %s times", page.Count(r.Times))
}

func racesText(list []Race, note string) string {
	var b strings.Builder
	b.WriteString(racesTitle(list) + " · " + note + "\n")
	access := func(lead string, a RaceAccess) {
		fmt.Fprintf(&b, "%s%s\n", lead, a.What)
		if a.Source != "" {
			fmt.Fprintf(&b, "       %s\n", a.Source)
		}
		for _, c := range a.Through {
			fmt.Fprintf(&b, "     called at %s: %s\n", c.What, c.Source)
		}
		switch {
		case a.Started.What == "":
		case a.Started.Source == "":
			fmt.Fprintf(&b, "     in %s\n", a.Started.What)
		default:
			fmt.Fprintf(&b, "     in the goroutine started at %s: %s\n", a.Started.What, a.Started.Source)
		}
	}
	for i, r := range list {
		access(fmt.Sprintf("%d. ", i+1), r.Now)
		fmt.Fprintf(&b, "   %s\n", meanwhile)
		access("   ", r.Before)
		if t := reported(r); t != "" {
			fmt.Fprintf(&b, "   %s\n", t)
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func racesHTML(list []Race, note string) string {
	var h page.Builder
	h.Open("div", page.BoxStyle)
	h.Raw("<b>")
	h.Text(racesTitle(list))
	h.Raw("</b>")
	h.Raw(" · ")
	h.Element("span", page.QuietStyle, note)
	access := func(a RaceAccess) {
		h.Open("div", raceStyle)
		h.Text(a.What)
		code(&h, a.Source)
		for _, c := range a.Through {
			h.Raw("<br>")
			h.Element("span", page.QuietStyle, "called at "+c.What)
			code(&h, c.Source)
		}
		if a.Started.What != "" {
			h.Raw("<br>")
			what := "in " + a.Started.What
			if a.Started.Source != "" {
				what = "in the goroutine started at " + a.Started.What
			}
			h.Element("span", page.QuietStyle, what)
			code(&h, a.Started.Source)
		}
		h.Raw("</div>\n")
	}
	for _, r := range list {
		h.Raw("<details open>")
		h.Open("summary", page.SummaryStyle)
		h.Text(r.Now.What)
		if t := reported(r); t != "" {
			h.Element("span", page.QuietStyle, " · "+t)
		}
		h.Raw("</summary>\n")
		access(r.Now)
		h.Element("div", raceStyle+";"+page.QuietStyle, meanwhile)
		access(r.Before)
		h.Raw("</details>\n")
	}
	h.Raw("</div>")
	return h.String()
}

const raceStyle = "margin:2px 0 2px 14px"

// code writes a line of code behind what was said.
func code(h *page.Builder, s string) {
	if s == "" {
		return
	}
	h.Raw(" <code>")
	h.Text(s)
	h.Raw("</code>")
}
