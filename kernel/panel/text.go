package panel

import (
	"strings"
	"unicode/utf8"

	"schedtick/runtimeprobe"
)

// table is the text form of all numbers: name, value, source, each section
// under its title, caveats at the end.
func table(r runtimeprobe.Report) string { return tableText(sections(r, " -> "), r.Caveats) }

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
