package panel

import (
	"strings"
	"unicode/utf8"

	"schedtick/runtimeprobe"
)

// row is one line of the table: a number, its value, where it comes from.
type row struct {
	runtimeprobe.Number
	value string
}

// section is a group of rows.
type section struct {
	title string
	rows  []row
}

// add appends what runtimeprobe.Describe knows by a key.
func (s *section) add(key, value string) {
	n, _ := runtimeprobe.Describe(key) // whose keys a test goes through
	s.rows = append(s.rows, row{Number: n, value: value})
}

// part is one number of the line: what it is, how it went, and what there is to
// say about it in a tooltip.
type part struct {
	name  string
	steps []string
	hint  string
}

// joinParts is a line of numbers in text.
func joinParts(list []part, arrow string) string {
	var s []string
	for _, p := range list {
		s = append(s, strings.TrimSpace(p.name+" "+strings.Join(p.steps, arrow)))
	}
	return strings.Join(s, " · ")
}

// tableText is a table in characters: name, value, source, caveats at the end.
func tableText(groups []section, caveats []string) string {
	var names, values int
	for _, s := range groups {
		for _, row := range s.rows {
			names = max(names, utf8.RuneCountInString(row.Name))
			values = max(values, min(maxValue, utf8.RuneCountInString(row.value)))
		}
	}
	var b strings.Builder
	for _, s := range groups {
		for _, row := range s.rows {
			b.WriteString("  " + pad(row.Name, names) + "  " + pad(row.value, values) + "  " + row.Source + "\n")
		}
	}
	for _, c := range caveats {
		b.WriteString("  ! " + c + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// maxValue bounds the column of values: a longer value pushes its source to the
// right instead of all sources.
const maxValue = 44

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
}
