package kernel

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"schedtick/kernel/cell"
	"schedtick/kernel/panel"
	"schedtick/kernel/rt"
	"schedtick/kernel/standalone"
	"schedtick/kernel/worker"
)

// passed asks the worker for the values of session variables, as expressions for a
// program of c's. What cannot be passed is named at its first use.
func (n *Notebook) passed(ctx context.Context, c *cell.Cell, list []standalone.Value) (map[string]standalone.Literal, *Failure) {
	values := make(map[string]standalone.Literal)
	reached := make(map[uintptr]string)
	for _, v := range list {
		p, f := n.pass(ctx, v.Name)
		if f != nil {
			return nil, f
		}
		for _, ref := range p.Refs {
			if other := reached[ref]; other != "" && p.Error == "" {
				p.Error = fmt.Sprintf("shares data with %s, and two copies would be two", other)
			}
			reached[ref] = v.Name
		}
		if p.Error != "" {
			why := v.Name + " " + p.Error
			if strings.HasPrefix(p.Error, ".") || strings.HasPrefix(p.Error, "[") {
				why = v.Name + p.Error // a part of it
			}
			msg := fmt.Sprintf("cannot pass %s of cell [%d] to a program of its own: %s", v.Name, v.Cell, why)
			return nil, cannotRun(c, v.Use.Line, v.Use.Column, msg)
		}
		values[v.Name] = literal(p.Text)
	}
	return values, nil
}

// pass asks for one value.
func (n *Notebook) pass(ctx context.Context, name string) (rt.Passed, *Failure) {
	const id = 0 // no cell has it
	c, err := cell.Parse(id, "variable "+name, name)
	if err != nil {
		return rt.Passed{}, n.internal(err)
	}
	unit, err := n.source.Check(c)
	if err != nil {
		return rt.Passed{}, refusedByCompiler(err)
	}
	prog, err := n.lowerer.LowerPass(unit)
	if err != nil {
		return rt.Passed{}, n.internal(err)
	}
	var out lastValue
	n.routes.set(id, &out)
	ended, err := n.execute(ctx, prog, worker.RunOptions{Probe: panel.Off.String()})
	var died *worker.LostError
	switch {
	case errors.As(err, &died):
		died.Outcome.Lost = true
		f, _ := n.explain(died.Outcome, "")
		return rt.Passed{}, f
	case err != nil && ctx.Err() != nil:
		return rt.Passed{}, interruptedFailure()
	case err != nil:
		return rt.Passed{}, n.internal(err)
	case ended.Kind != worker.OK:
		f, _ := n.explain(ended, "")
		return rt.Passed{}, f
	}
	n.commit(unit, prog)
	var p rt.Passed
	text, _ := out.value.Data.Text(rt.MIMEPassed)
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		return p, n.internal(fmt.Errorf("kernel: value of %s: %w", name, err))
	}
	return p, nil
}

// packageMark is how a passed value names a package.
var packageMark = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("\x00([^\x00]*)\x00")
})

// literal writes a passed value with the names that the program has for packages.
func literal(text string) standalone.Literal {
	l := standalone.Literal{Text: packageMark().ReplaceAllStringFunc(text, func(m string) string {
		return standalone.Alias(m[1 : len(m)-1])
	})}
	for _, m := range packageMark().FindAllStringSubmatch(text, -1) {
		if !slices.Contains(l.Imports, m[1]) {
			l.Imports = append(l.Imports, m[1])
		}
	}
	return l
}
