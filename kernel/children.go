package kernel

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"schedtick/kernel/cell"
	"schedtick/kernel/jupyter"
	"schedtick/kernel/session"
	"schedtick/kernel/standalone"
	"schedtick/kernel/toolchain"
	"schedtick/kernel/worker"
)

// Cells that run as programs of their own: built by the toolchain, run as children
// of the front. The worker has no part in it but to give the values of session variables.

// making makes a program of a checked cell.
type making func(*session.Unit, []session.Need) (*standalone.Program, error)

// standalone checks a cell and makes a program of its own of it, with the values of
// the session variables that it needs. The session stays as it is.
func (n *Notebook) standalone(ctx context.Context, c Cell, m cell.Magic, form making) (*cell.Cell, *standalone.Program, *Failure) {
	parsed, err := cell.Parse(c.Count, c.Name, c.Code)
	if err != nil {
		return nil, nil, refusedByCompiler(err)
	}
	if len(parsed.Items) == 0 {
		return nil, nil, magicFailure(c.Name, m, c.Code, fmt.Errorf("%%%%%s: there is nothing to run below it", m.Name))
	}
	p, f := n.program(ctx, parsed, form)
	return parsed, p, f
}

// program is standalone for a parsed cell.
func (n *Notebook) program(ctx context.Context, c *cell.Cell, form making) (*standalone.Program, *Failure) {
	if f := n.buildImports(ctx, c); f != nil {
		return nil, f
	}
	unit, err := n.source.Check(c)
	if err != nil {
		return nil, refusedByCompiler(err)
	}
	n.remember(c)
	needs, err := n.source.Needs(unit)
	if err != nil {
		return nil, refusedByCompiler(err)
	}
	p, err := form(unit, needs)
	if err != nil {
		return nil, n.cannotMake(c, err)
	}
	values, f := n.passed(ctx, c, p.Values)
	if f != nil {
		return nil, f
	}
	if err := p.Set(values); err != nil {
		return nil, n.cannotMake(c, err)
	}
	return p, nil
}

// childSpec is how a program of its own is built: with the session's modules, if it
// imports of them.
func (n *Notebook) childSpec(p *standalone.Program, pos *toolchain.Positions) (toolchain.Spec, error) {
	spec := toolchain.Spec{Files: p.Files, Requires: p.Requires(), Positions: pos}
	if !slices.ContainsFunc(p.Imports(), n.modules.Has) {
		return spec, nil
	}
	inside := maps.Clone(p.Inside)
	maps.DeleteFunc(inside, func(module, _ string) bool { // the session has got it, whole
		return slices.ContainsFunc(p.Imports(), func(path string) bool { return strings.HasPrefix(path, module+"/") && n.modules.Has(path) })
	})
	m, err := n.modules.Program(inside)
	if err != nil {
		return spec, err
	}
	spec.Files = maps.Clone(spec.Files)
	maps.Copy(spec.Files, m.Files)
	spec.Flags, spec.Env = m.Flags, m.Env
	return spec, nil
}

// cannotMake is the failure of a cell that cannot be a program of its own.
func (n *Notebook) cannotMake(c *cell.Cell, err error) *Failure {
	var cannot *standalone.CannotError
	if !errors.As(err, &cannot) {
		return n.internal(err)
	}
	return cannotRun(c, cannot.At.Line, cannot.At.Column, cannot.Msg)
}

// cannotRun is a failure at a place of a cell.
func cannotRun(c *cell.Cell, line, col int, msg string) *Failure {
	e := cell.Error{Cell: c.ID, Name: c.Name, Line: line, Col: col, Msg: msg, Source: c.Line(line)}
	f := &Failure{Name: "cannot run", Value: shown(e.Error())}
	f.add(Head, f.Value)
	if caret := e.Caret(); caret != "" {
		f.add(Source, indent(caret))
	}
	return f
}

// notBuilt is why there is no program: the compiler's words as every other error,
// what is missing with how to get it, an interrupt.
func (n *Notebook) notBuilt(err error, c Cell, m cell.Magic, cells []*cell.Cell) *Failure {
	var build *toolchain.BuildError
	var missing *toolchain.MissingError
	switch {
	case errors.Is(err, context.Canceled):
		return interruptedFailure()
	case errors.As(err, &missing):
		return magicFailure(c.Name, m, c.Code, fmt.Errorf("%%%%%s: %w", m.Name, missing))
	case errors.As(err, &build):
		if list := errorList(build.Messages, cells); len(list) > 0 {
			return refusedByCompiler(list.Err())
		}
		f := &Failure{Name: "build", Value: firstLine(strings.TrimSpace(build.Output))}
		f.add(Head, strings.TrimSpace(build.Output))
		return f
	}
	return n.internal(err)
}

// errorList is what a compiler said, warnings apart, as the checker says it.
func errorList(messages []toolchain.Message, cells []*cell.Cell) cell.ErrorList {
	var list cell.ErrorList
	for _, m := range messages {
		if m.Warning {
			continue
		}
		e := &cell.Error{Name: m.Name, Line: m.Line, Col: max(m.Col, 1), Msg: m.Text}
		if i := slices.IndexFunc(cells, func(c *cell.Cell) bool { return c.Name == m.Name }); i >= 0 {
			e.Cell, e.Source = cells[i].ID, cells[i].Line(m.Line)
		}
		list = append(list, e)
	}
	return list
}

func interruptedFailure() *Failure {
	f := &Failure{Name: "interrupted", Value: "interrupted"}
	f.add(Head, f.Value)
	return f
}

// runGo runs a program in Go. What the runtime says at its death is not
// standard error of the cell but its failure.
func (n *Notebook) runGo(ctx context.Context, exe string, spec toolchain.RunSpec, pos *toolchain.Positions, out Outputs) (toolchain.Ended, *Failure, int) {
	words := &lastWords{out: func(text []byte) { out.Stream(jupyter.Stderr, text) }}
	spec.MemLimit, spec.Quit = n.childLimit(), true
	stdout := spec.Output
	spec.Output = func(name string, data []byte) {
		switch {
		case name == string(jupyter.Stderr):
			words.add(data)
		case stdout != nil:
			stdout(name, data)
		default:
			out.Stream(jupyter.StreamName(name), data)
		}
	}
	ended, err := toolchain.Run(ctx, exe, spec)
	if err != nil {
		return ended, n.internal(err), 1
	}
	crash, crashed := words.end(ended, pos)
	f, exit := n.explainChild(ended, spec.MemLimit, crash, crashed)
	return ended, f, exit
}

// childLimit is the memory that a child may have.
func (n *Notebook) childLimit() int64 { return worker.MemoryLimit(n.memLimit) }

// explainChild is explain for a program of its own.
func (n *Notebook) explainChild(e toolchain.Ended, limit int64, crash toolchain.Crash, crashed bool) (*Failure, int) {
	const mb = 1e6
	f := &Failure{Name: "fatal error"}
	switch {
	case e.Interrupted:
		f := interruptedFailure()
		n.whereTheyWere(f, crash)
		return f, 1
	case e.OverMemory > 0:
		f.Value = fmt.Sprintf("out of memory: %.0f MB in use, the limit is %.0f MB", float64(e.OverMemory)/mb, float64(limit)/mb)
		f.add(Head, f.Value)
		f.add(Note, "The program was ended. The session has lost nothing.")
		return f, 1
	case crashed:
		return n.explainCrash(crash), max(e.ExitCode, 1)
	case e.Signal != "":
		f.Value = "signal: " + e.Signal
		f.add(Head, f.Value)
		return f, 1
	case e.ExitCode != 0:
		f.Name, f.Value = "exit", fmt.Sprintf("exit status %d", e.ExitCode)
		f.add(Head, f.Value)
		return f, e.ExitCode
	}
	return nil, 0
}

// whereTheyWere says what the goroutines of an interrupted program did, those that
// did the same in one line.
func (n *Notebook) whereTheyWere(f *Failure, c toolchain.Crash) {
	counts := make(map[string]int)
	var order []string
	for _, s := range c.Stacks {
		state, _, _ := strings.Cut(s.State, ",")
		if state == "runnable" {
			state = "running" // its turn comes and goes
		}
		var fr toolchain.Frame
		at := " at "
		switch {
		case len(s.Frames) > 0:
			fr = s.Frames[0]
		case s.Created != nil: // the runtime cannot look at what runs just now
			fr, at = *s.Created, ", started at "
		default:
			continue
		}
		what := state + at + place(fr.Name, fr.Line, 0) + n.quote(fr.Name, fr.Line)
		if counts[what] == 0 {
			order = append(order, what)
		}
		counts[what]++
	}
	if len(order) == 0 {
		return
	}
	f.add(Plain, "")
	f.add(Note, "its goroutines then:")
	for _, what := range order {
		f.add(Place, indent(fmt.Sprintf("%d: %s", counts[what], what)))
	}
}

// maxCrashStacks bounds the goroutines that a crash shows, after the first.
const maxCrashStacks = 20

// explainCrash shows a crash as one of the worker's: the message, and the calls in
// cells.
func (n *Notebook) explainCrash(c toolchain.Crash) *Failure {
	f := &Failure{Name: "panic", Value: shown(firstLine(c.Message))}
	if strings.HasPrefix(c.Message, "fatal error") {
		f.Name = "fatal error"
	}
	f.add(Head, shown(c.Message))
	more := 0
	for i, s := range c.Stacks {
		if len(s.Frames) == 0 && i > 0 {
			continue
		}
		if i > maxCrashStacks {
			more++
			continue
		}
		if i > 0 {
			f.add(Plain, "")
			f.add(Note, "goroutine ["+s.State+"]:")
		}
		var frames []worker.Frame
		for _, fr := range s.Frames {
			frames = append(frames, worker.Frame{Func: fr.Func, Name: fr.Name, Line: fr.Line})
		}
		n.stack(f, frames, false)
		if s.Created != nil {
			f.add(Plain, "in the goroutine started by go")
			f.add(Place, indent(place(s.Created.Name, s.Created.Line, 0)+n.quote(s.Created.Name, s.Created.Line)))
		}
	}
	if more > 0 {
		f.add(Note, fmt.Sprintf("and %s more", plural(more, "goroutine")))
	}
	return f
}
