package kernel

import (
	"context"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"schedtick/kernel/cell"
	"schedtick/kernel/jupyter"
	"schedtick/kernel/magic"
)

// wholeCell carries out an order that takes the rest of its cell. c.Code still has
// the order's line, so that positions are those of the cell.
type wholeCell func(n *Notebook, ctx context.Context, c Cell, m cell.Magic, out Outputs) Outcome

// wholeCells are the orders of [magic.Table] that take the whole cell, by name
// without %%.
var wholeCells = map[string]wholeCell{
	"bench":    (*Notebook).benchCell,
	"c":        (*Notebook).cCell,
	"native":   (*Notebook).runNative,
	"race":     (*Notebook).raceCell,
	"timeline": (*Notebook).timeline,
}

// whole runs a cell that begins with %%.
func (n *Notebook) whole(ctx context.Context, c Cell, m cell.Magic, out Outputs) Outcome {
	_, err := magic.Find("%"+m.Name, m.Args)
	if run := wholeCells[m.Name]; err == nil && run != nil {
		ctx, end := n.interruptible(ctx)
		defer end()
		out = &serialOutputs{out: out}
		n.routes.set(c.Count, out)
		return run(n, ctx, c, m, out)
	}
	return Outcome{Failure: magicFailure(c.Name, m, c.Code, err), Exit: 1}
}

// magics carries out a cell's orders, in text order, before its Go runs. Nothing
// is carried out if the cell's Go does not parse.
func (n *Notebook) magics(ctx context.Context, c *cell.Cell, parseErr error, out Outputs) *Failure {
	ctx, end := n.interruptible(ctx)
	defer end()
	for _, m := range c.Magics {
		if parseErr != nil {
			return nil
		}
		if m.Whole { // who took the cell runs its Go
			continue
		}
		a, err := magic.Run(ctx, n, m.Name, m.Args)
		switch {
		case a.HTML != "":
			out.Display(Display{Value: Value{Data: jupyter.TextBundle(strings.TrimSuffix(a.Text, "\n")).WithText("text/html", a.HTML)}})
		case a.Text != "":
			out.Stream(jupyter.Stdout, []byte(a.Text))
		}
		if err != nil {
			return magicFailure(c.Name, m, c.Line(m.Line), err)
		}
	}
	return nil
}

// magicFailure is the failure of an order, whose line is the first of code.
func magicFailure(name string, m cell.Magic, code string, err error) *Failure {
	line, _, _ := strings.Cut(code, "\n")
	f := &Failure{Name: "magic", Value: place(name, m.Line, m.Col) + ": " + err.Error()}
	f.add(Head, f.Value)
	f.add(Source, indent(line))
	return f
}

// askedName finds the name in a cell that asks what a name is: "fmt.Println?", "T??".
var askedName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*([\pL_][\pL\pN_.]*)\s*(\?\??)\s*$`)
})

// help answers a cell that is a question.
func (n *Notebook) help(code string) (jupyter.Bundle, bool) {
	if !strings.Contains(code, "?") {
		return nil, false
	}
	m := askedName().FindStringSubmatch(code)
	if m == nil {
		return nil, false
	}
	found := n.Inspect(m[1], utf8.RuneCountInString(m[1]), len(m[2])-1)
	if len(found) == 0 {
		found = jupyter.TextBundle(m[1] + " is not declared")
	}
	return found, true
}
