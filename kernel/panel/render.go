package panel

import (
	"strings"

	"schedtick/kernel/panel/page"
	"schedtick/kernel/panel/waits"
	"schedtick/kernel/sched"
	"schedtick/runtimeprobe"
)

// Metadata is the structured form of a report in an output's metadata.
type Metadata struct {
	Report runtimeprobe.Report `json:"schedtick"`
}

// Render shows a report in the given mode, with the goroutines that lived when
// it was made: after the cell those that stayed, without the one that ran the
// cell; while it runs all. s may be nil.
func Render(r runtimeprobe.Report, s *sched.Snapshot, m Mode) page.Bundle {
	if m == Off {
		return page.Bundle{}
	}
	text := page.JoinParts(parts(r, s, m), " -> ")
	if m == Full {
		text += "\n"
		for _, l := range waits.Leftovers(s, r.Running) {
			text += l + "\n"
		}
		text += page.TableText(sections(r, " -> "), r.Caveats)
	}
	return page.Bundle{HTML: reportHTML(r, s, m), Text: text, Metadata: Metadata{Report: r}}
}

// Error shows a report as lines that stand at the end of an error's traceback,
// since the error message of a failed cell must be its only output. It is empty
// for Off. The goroutines are those of [Render].
func Error(r runtimeprobe.Report, s *sched.Snapshot, m Mode) []string {
	b := Render(r, s, m)
	if b.Empty() {
		return nil
	}
	lines := strings.Split(b.Text, "\n")
	for i, l := range lines {
		lines[i] = ansiDim + l + ANSIEnd
	}
	return lines
}
