package kernel

import (
	"schedtick/kernel/cell"
	"schedtick/kernel/jupyter"
)

// Complete returns what could stand at a byte offset of code.
func (n *Notebook) Complete(code string, offset int) Completions {
	return Completions{Start: offset, End: offset}
}

// Inspect returns what is known of the name at a byte offset of code.
func (n *Notebook) Inspect(code string, offset, level int) jupyter.Bundle {
	return nil
}

// IsComplete tells whether code is ready to run.
func (n *Notebook) IsComplete(code string) (jupyter.Completeness, string) {
	status, indent := cell.IsComplete(code)
	return jupyter.Completeness(status.String()), indent
}
