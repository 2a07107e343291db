package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"schedtick/kernel"
	"schedtick/kernel/jupyter"
)

// terminal shows outputs as text. What the program itself prints does not come
// through here: it has the terminal's streams.
type terminal struct{ r *runner }

// Stream prints what the kernel says: the answers to magics.
func (t terminal) Stream(name jupyter.StreamName, data []byte) {
	w := t.r.out
	if name == jupyter.Stderr {
		w = t.r.err
	}
	_, _ = w.Write(data) // as a program's own prints: nobody is told
}

// Display prints the text form of a display.
func (t terminal) Display(d kernel.Display) {
	if !d.Clear { // what a terminal has shown stays
		t.value(d.Value)
	}
}

// Result prints the value of a cell.
func (t terminal) Result(v kernel.Value) { t.value(v) }

func (t terminal) value(v kernel.Value) {
	text, ok := v.Data.Text("text/plain")
	if !ok {
		for _, mime := range []string{"text/markdown", "text/latex", "text/html", "image/svg+xml"} {
			if text, ok = v.Data.Text(mime); ok {
				break
			}
		}
	}
	if !ok {
		for mime := range v.Data {
			text = fmt.Sprintf("<%s>", mime)
		}
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	_, _ = io.WriteString(t.r.out, text)
}

// Report does nothing: the runner prints the report when the cell has ended.
func (terminal) Report(kernel.Observed, bool) {}

// Input is not asked for: the program reads the terminal itself.
func (t terminal) Input(context.Context, string, bool) (string, error) {
	return "", errors.New("run: the program reads standard input itself")
}
