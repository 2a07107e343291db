package kernel

import (
	"context"
	"strings"
	"time"

	"schedtick/kernel/cell"
	"schedtick/kernel/jupyter"
	"schedtick/kernel/magic"
	"schedtick/kernel/session"
)

// Complete returns what could stand at a cursor.
func (n *Notebook) Complete(code string, cursor int) session.Completion {
	return n.source.Complete(code, cursor)
}

// Inspect returns what is known of the name at a cursor.
func (n *Notebook) Inspect(code string, cursor, level int) jupyter.Bundle {
	found, ok := n.source.Inspect(code, cursor, level)
	if !ok {
		return nil
	}
	data := jupyter.TextBundle(found.Plain)
	if found.Markdown != "" {
		data = data.WithText("text/markdown", found.Markdown)
	}
	return data
}

// IsComplete tells whether code is ready to run.
func (n *Notebook) IsComplete(code string) (jupyter.Completeness, string) {
	status, indent := cell.IsComplete(code)
	return jupyter.Completeness(status.String()), indent
}

// magicWords lets the session complete and explain magics.
type magicWords struct{ n *Notebook }

// CompleteMagic gives what can stand in place of the last word of a line.
func (magicWords) CompleteMagic(line string) []session.Item {
	words := magic.Complete(line)
	items := make([]session.Item, len(words))
	for i, w := range words {
		items[i] = session.Item{Text: w, Kind: "magic"}
	}
	return items
}

// InspectMagic gives the help for a magic, and what it would say now if it only looks:
// so Shift-Tab on %waits tells who waits while a cell runs.
func (w magicWords) InspectMagic(name string) (string, bool) {
	for _, m := range magic.Table() {
		if m.Name == name {
			return m.Usage() + "\n\n" + m.Help + w.now(name), true
		}
	}
	return "", false
}

// inspectPatience bounds how long an answer to Shift-Tab may take.
const inspectPatience = time.Second

// now is what an order that only looks would say, as an indented block; "" for others.
func (w magicWords) now(name string) string {
	if name != "goroutines" && name != "waits" {
		return ""
	}
	ctx, cancel := context.WithTimeout(context.Background(), inspectPatience)
	defer cancel()
	a, err := magic.Run(ctx, w.n, name, "")
	if err != nil {
		return ""
	}
	return "\n\n" + indent(strings.TrimSuffix(a.Text, "\n"))
}
