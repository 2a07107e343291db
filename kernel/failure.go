package kernel

import (
	"strings"

	"schedtick/kernel/jupyter"
	"schedtick/kernel/panel"
)

// Failure says in the user's words why a cell did not do what it says.
type Failure struct {
	Name  string // the kind: "compile error", "panic", "fatal error", "interrupted" …
	Value string // one line
	Lines []Line // all of it

	refused bool // the interpreter cannot run it right: compiled it may
	native  bool // it uses what native cells have declared: nothing has failed, it is one itself
}

// Line is one line of a failure.
type Line struct {
	Style Style
	Text  string
}

// Style is what a line, or its colour, means.
type Style uint8

// The styles.
const (
	Plain  Style = iota
	Head         // what went wrong
	Place        // where
	Source       // the code there
	Note         // what else to know
)

// ansi are the sequences that begin a style.
var ansi = [...]string{Plain: "", Head: panel.ANSIHead, Place: panel.ANSIPlace, Source: "", Note: panel.ANSINote}

// add appends a text of one or more lines.
func (f *Failure) add(s Style, text string) {
	for line := range strings.SplitSeq(text, "\n") {
		f.Lines = append(f.Lines, Line{s, line})
	}
}

// Text is the failure without colours, each line ended by "\n".
func (f *Failure) Text() string {
	var b strings.Builder
	for _, l := range f.Lines {
		b.WriteString(l.Text)
		b.WriteByte('\n')
	}
	return b.String()
}

// Coloured is the failure's lines with ANSI sequences.
func (f *Failure) Coloured() []string {
	lines := make([]string, len(f.Lines))
	for i, l := range f.Lines {
		if start := ansi[l.Style]; start != "" && l.Text != "" {
			lines[i] = start + l.Text + panel.ANSIEnd
			continue
		}
		lines[i] = l.Text
	}
	return lines
}

// message is the failure as the one output of its cell: the report, if there is
// one, stands at the end of the traceback.
func (f *Failure) message(o Outcome) jupyter.Failure {
	lines := f.Coloured()
	if report := o.lines(o.Displayed); len(report) > 0 {
		lines = append(append(lines, ""), report...)
	}
	return jupyter.Failure{EName: f.Name, EValue: f.Value, Traceback: lines}
}
