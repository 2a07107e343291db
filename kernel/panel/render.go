package panel

import (
	"strings"

	"schedtick/runtimeprobe"
)

// A Bundle is one report in the forms of a display_data message.
type Bundle struct {
	HTML     string // text/html
	Text     string // text/plain, without a newline at the end
	Metadata any    // for the output's metadata: a Metadata, or nil
}

// Empty reports whether there is nothing to show: the mode was Off.
func (b Bundle) Empty() bool { return b.Text == "" }

// Metadata is the structured form of a report in an output's metadata.
type Metadata struct {
	Report runtimeprobe.Report `json:"schedtick"`
}

// Render shows a report in the given mode.
func Render(r runtimeprobe.Report, m Mode) Bundle {
	if m == Off {
		return Bundle{}
	}
	text := Summary(r)
	if m == Full {
		text += "\n" + table(r)
	}
	return Bundle{HTML: page(r, m), Text: text, Metadata: Metadata{Report: r}}
}

// ANSI sequences for text that stands back. Terminals and notebooks that do not
// know them show the text as it is.
const (
	dim   = "\x1b[2m"
	plain = "\x1b[0m"
)

// Error shows a report as lines that stand at the end of an error's traceback,
// since the error message of a failed cell must be its only output. It is empty
// for Off.
func Error(r runtimeprobe.Report, m Mode) []string {
	b := Render(r, m)
	if b.Empty() {
		return nil
	}
	lines := strings.Split(b.Text, "\n")
	for i, l := range lines {
		lines[i] = dim + l + plain
	}
	return lines
}
