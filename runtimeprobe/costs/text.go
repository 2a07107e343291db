package costs

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Format writes a number as a reader wants it: "254 ns", "22 µs", "2.6 KB", "10,000".
func Format(v float64, u Unit) string {
	switch u {
	case Nanoseconds:
		return scaled(v, 1000, "ns", "µs", "ms", "s")
	case Bytes:
		return scaled(v, 1024, "B", "KB", "MB", "GB", "TB")
	default:
		return thousands(v)
	}
}

// scaled picks the unit in which v is below step, and writes three digits at most.
func scaled(v, step float64, units ...string) string {
	i := 0
	for ; i < len(units)-1 && math.Abs(v) >= step*0.9995; i++ {
		v /= step
	}
	digits := 0
	switch {
	case i == 0 && v == math.Trunc(v):
	case math.Abs(v) < 10:
		digits = 2
	case math.Abs(v) < 100:
		digits = 1
	}
	s := strconv.FormatFloat(v, 'f', digits, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	}
	return s + " " + units[i]
}

func thousands(v float64) string {
	s := strconv.FormatFloat(math.Round(v), 'f', 0, 64)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Shown is the row's number for a reader.
func (r Row) Shown() string {
	if r.Unlimited {
		return "no limit"
	}
	return Format(r.Value, r.Unit)
}

// Spread is the row's interval for a reader: "240 to 262 ns". It is empty for a
// number that was read.
func (r Row) Spread() string {
	if r.Samples < 2 {
		return ""
	}
	low, high := Format(r.Low, r.Unit), Format(r.High, r.Unit)
	if low == high {
		return low
	}
	if number, unit, ok := strings.Cut(low, " "); ok && strings.HasSuffix(high, " "+unit) {
		low = number
	}
	return low + " to " + high
}

// Text is the table for a terminal.
func (t Table) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", t.Title())
	group := ""
	for _, r := range t.Rows {
		if r.Group != group {
			group = r.Group
			fmt.Fprintf(&b, "\n%s %s %s %s %s\n", pad(group, 44), pad("here", 10), pad("interval", 20), pad("the text", 22), "")
		}
		claim, verdict := "", ""
		if r.Claim != nil {
			claim = r.Claim.Text
		}
		if r.Verdict != nil {
			verdict = r.Verdict.Text
		}
		line := fmt.Sprintf("  %s %s %s %s %s", pad(r.Name, 42), pad(r.Shown(), 10), pad(r.Spread(), 20), pad(claim, 22), verdict)
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	for _, s := range t.Missing {
		b.WriteString("\n! " + s + "\n")
	}
	return b.String()
}

// Title says what was measured, where and how long.
func (t Table) Title() string {
	m := t.Machine
	return fmt.Sprintf("Costs here: %s, %s/%s, %d processors, measured in %s", m.Go, m.OS, m.Arch, m.NumCPU, Format(float64(t.Took), Nanoseconds))
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
}
