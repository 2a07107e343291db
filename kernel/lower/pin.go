package lower

import "strings"

// pin repeats line directives. One holds for the next line only, and counts on from
// there, while a statement may be lowered to several lines, which all stand for the same
// place in the cell.
func pin(text string) string {
	var b strings.Builder
	b.Grow(len(text) + len(text)/4)
	directive, fresh := "", false
	for line := range strings.Lines(text) {
		switch {
		case strings.HasPrefix(line, "//line "):
			directive, fresh = line, true
		case strings.HasPrefix(line, "func "):
			directive = "" // a helper stands nowhere
		case directive == "" || line == "}\n" || line == "{\n" || strings.HasPrefix(line, "if stopped "):
			fresh = false
		case fresh:
			fresh = false
		default:
			b.WriteString(directive)
		}
		b.WriteString(line)
	}
	return b.String()
}
