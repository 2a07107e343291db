package kernel

import (
	"context"
	"regexp"
	"strings"
	"unicode/utf8"

	"schedtick/kernel/cell"
	"schedtick/kernel/jupyter"
	"schedtick/kernel/magic"
)

// magics carries out a cell's orders, in text order, before its Go runs. Nothing
// is carried out if the cell's Go does not parse, except where an order takes the
// whole cell, so that there is no Go.
func (n *Notebook) magics(ctx context.Context, c *cell.Cell, parseErr error, out Outputs) *Failure {
	for _, m := range c.Magics {
		if parseErr != nil && !m.Whole {
			return nil
		}
		name := m.Name
		if m.Whole {
			name = "%" + name // no magic has such a name yet
		}
		text, err := magic.Run(ctx, n, name, m.Args)
		if text != "" {
			out.Stream(jupyter.Stdout, []byte(text))
		}
		if err != nil {
			where := place(c.Name, m.Line, m.Col)
			f := &Failure{Name: "magic", Value: where + ": " + err.Error()}
			f.add(Head, f.Value)
			f.add(Source, indent(c.Line(m.Line)))
			return f
		}
	}
	return nil
}

// askedName finds the name in a cell that asks what a name is: "fmt.Println?", "T??".
var askedName = regexp.MustCompile(`^\s*([\pL_][\pL\pN_.]*)\s*(\?\??)\s*$`)

// help answers a cell that is a question.
func (n *Notebook) help(code string) (jupyter.Bundle, bool) {
	if !strings.Contains(code, "?") {
		return nil, false
	}
	m := askedName.FindStringSubmatch(code)
	if m == nil {
		return nil, false
	}
	found := n.Inspect(m[1], utf8.RuneCountInString(m[1]), len(m[2])-1)
	if len(found) == 0 {
		found = jupyter.TextBundle(m[1] + " is not declared")
	}
	return found, true
}
