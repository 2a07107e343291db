package page

import (
	"strings"
	"unicode/utf8"

	"schedtick/runtimeprobe"
)

// Row is one line of the table: a number, its value, where it comes from.
type Row struct {
	runtimeprobe.Number
	Value string
}

// Section is a group of rows.
type Section struct {
	Title string
	Rows  []Row
}

// Add appends what runtimeprobe.Describe knows by a key.
func (s *Section) Add(key, value string) {
	n, _ := runtimeprobe.Describe(key) // whose keys a test goes through
	s.Rows = append(s.Rows, Row{Number: n, Value: value})
}

// Part is one number of the line: what it is, how it went, and what there is to
// say about it in a tooltip.
type Part struct {
	Name  string
	Steps []string
	Hint  string
}

// JoinParts is a line of numbers in text.
func JoinParts(list []Part, arrow string) string {
	var s []string
	for _, p := range list {
		s = append(s, strings.TrimSpace(p.Name+" "+strings.Join(p.Steps, arrow)))
	}
	return strings.Join(s, " · ")
}

// TableText is a table in characters: name, value, source, caveats at the end.
func TableText(groups []Section, caveats []string) string {
	var names, values int
	for _, s := range groups {
		for _, row := range s.Rows {
			names = max(names, utf8.RuneCountInString(row.Name))
			values = max(values, min(MaxValue, utf8.RuneCountInString(row.Value)))
		}
	}
	var b strings.Builder
	for _, s := range groups {
		for _, row := range s.Rows {
			b.WriteString("  " + Pad(row.Name, names) + "  " + Pad(row.Value, values) + "  " + row.Source + "\n")
		}
	}
	for _, c := range caveats {
		b.WriteString("  ! " + c + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// MaxValue bounds the column of values: a longer value pushes its source to the
// right instead of all sources.
const MaxValue = 44

// Pad fills text with spaces to a width in runes.
func Pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
}
