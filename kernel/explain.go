package kernel

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"schedtick/kernel/cell"
	"schedtick/kernel/lower"
	"schedtick/kernel/program"
	"schedtick/kernel/worker"
)

// exitRefused is the status of a program with a construct that cannot be run right.
const exitRefused = 3

// compileError is the name of what the compiler has to say.
const compileError = "compile error"

// refusedByCompiler shows all messages of the compiler.
func refusedByCompiler(err error) *Failure {
	var list cell.ErrorList
	if !errors.As(err, &list) || len(list) == 0 {
		f := &Failure{Name: compileError, Value: err.Error()}
		f.add(Head, err.Error())
		return f
	}
	f := &Failure{Name: compileError, Value: shown(list[0].Error())}
	if more := len(list) - 1; more > 0 {
		f.Value += fmt.Sprintf(" (and %d more)", more)
	}
	for _, e := range list {
		f.add(Head, shown(e.Error()))
		if caret := e.Caret(); caret != "" {
			f.add(Source, indent(caret))
		}
	}
	return f
}

// refused shows what would be run wrong, and therefore is not run.
func refused(c *cell.Cell, list lower.Refusals) *Failure {
	f := &Failure{Name: "cannot run", Value: shown(list[0].Error())}
	for _, r := range list {
		f.add(Head, shown(r.Error()))
		e := cell.Error{Line: r.Pos.Line, Col: r.Pos.Column, Source: c.Line(r.Pos.Line)}
		if caret := e.Caret(); caret != "" {
			f.add(Source, indent(caret))
		}
	}
	return f
}

// internal is a fault of the kernel's own.
func (n *Notebook) internal(err error) *Failure {
	n.log.Error("kernel: internal error", "err", err)
	f := &Failure{Name: "internal error", Value: err.Error()}
	f.add(Head, "internal error: "+err.Error())
	f.add(Note, "This is a fault of schedtick, not of the cell. Nothing was declared.")
	return f
}

// explain says how a cell that ran ended, and the status it has as a program. Where
// the worker died it takes note of what is lost. name is the cell's, "" if no cell
// was running.
func (n *Notebook) explain(o worker.Outcome, name string) (*Failure, int) {
	o.Message = shown(o.Message)
	f := &Failure{Value: firstLine(o.Message)}
	exit := 1
	switch o.Kind {
	case worker.OK:
		return nil, 0
	case worker.Exit:
		if o.ExitCode == 0 {
			return nil, 0
		}
		f.Name, f.Value, exit = "exit", fmt.Sprintf("exit status %d", o.ExitCode), o.ExitCode
		f.add(Head, f.Value)
	case worker.Goexit:
		f.Name = "goexit"
		f.Value = "runtime.Goexit ended the cell's goroutine"
		f.add(Head, f.Value)
	case worker.Interrupted:
		f.Name, f.Value = "interrupted", "interrupted"
		f.add(Head, f.Value)
	case worker.Fatal, worker.Killed:
		f.Name = "fatal error"
		f.add(Head, o.Message)
		for line := range strings.Lines(shown(o.Fatal)) {
			if line = strings.TrimRight(line, "\n"); line != "" && !strings.Contains(o.Message, line) {
				f.add(Plain, line)
			}
		}
		if len(o.Stack) == 0 && name != "" {
			f.add(Place, indent("while "+shown(name)+" was running"))
		}
	default:
		f.Name = "panic"
		f.add(Head, o.Message)
	}
	n.stack(f, o.Stack)
	if s := o.GoSite; s != nil {
		f.add(Plain, "")
		f.add(Plain, "in the goroutine started by "+siteText(s))
		f.add(Place, indent(place(s.Name, s.Line, s.Col)+n.quote(s.Name, s.Line)))
	}
	n.blocked(f, o.Blocked)
	if o.Lost {
		f.add(Plain, "")
		f.add(Note, n.lossText(n.lose()))
	}
	return f, exit
}

// stack shows calls, innermost first: function, place, source line.
func (n *Notebook) stack(f *Failure, frames []worker.Frame) {
	if len(frames) == 0 {
		return
	}
	f.add(Plain, "")
	for _, fr := range frames {
		if fr.Func != "" {
			f.add(Plain, fr.Func+"()")
		}
		f.add(Place, indent(place(fr.Name, fr.Line, fr.Col)+n.quote(fr.Name, fr.Line)))
	}
}

// blocked names the goroutines that an interrupt could not end, one line a place.
func (n *Notebook) blocked(f *Failure, list []worker.Goroutine) {
	if len(list) == 0 {
		return
	}
	counts := make(map[string]int)
	var order []string
	for _, g := range list {
		what := g.Op
		if g.Object != "" {
			what += " " + g.Object
		}
		if g.OpSite != nil {
			what += " at " + place(g.OpSite.Name, g.OpSite.Line, g.OpSite.Col)
		}
		if g.GoSite != nil {
			what += ", started at " + place(g.GoSite.Name, g.GoSite.Line, g.GoSite.Col)
		}
		if counts[what] == 0 {
			order = append(order, what)
		}
		counts[what]++
	}
	f.add(Plain, "")
	f.add(Note, fmt.Sprintf("left blocked: %s", plural(len(list), "goroutine")))
	for _, what := range order {
		f.add(Note, indent(fmt.Sprintf("%d: %s", counts[what], what)))
	}
}

// lossText says what a new worker has and has not.
func (n *Notebook) lossText(lost []string) string {
	text := "The process that ran the cells ended; a new one has taken over."
	if len(lost) == 0 {
		text += " No variable was lost."
	} else {
		text += "\nLost: " + strings.Join(lost, ", ") + "."
	}
	var again []string
	for _, name := range n.source.Names() {
		if name.Kind != "var" {
			again = append(again, name.Name)
		}
	}
	if len(again) > 0 {
		text += "\nDeclared again: " + strings.Join(again, ", ") + "."
	}
	return text
}

// maxSources bounds the cells whose lines stacks can show.
const maxSources = 1000

// remember keeps a cell's text for stacks to come.
func (n *Notebook) remember(c *cell.Cell) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if _, again := n.sources[c.Name]; !again {
		if n.names = append(n.names, c.Name); len(n.names) > maxSources {
			delete(n.sources, n.names[0])
			n.names = slices.Delete(n.names, 0, 1)
		}
	}
	n.sources[c.Name] = c
}

// quote is a line of a cell, set apart from the place before it.
func (n *Notebook) quote(name string, line int) string {
	n.mu.Lock()
	c := n.sources[name]
	n.mu.Unlock()
	if c == nil {
		return ""
	}
	if text := strings.TrimSpace(c.Line(line)); text != "" {
		return "   " + text
	}
	return ""
}

// siteText is a program's place as the operation that stands there.
func siteText(s *program.Site) string {
	if s.Text == "" {
		return s.What
	}
	return s.What + " " + s.Text
}

// place is "cell [7]:3:12". A column of 0 is not known.
func place(name string, line, col int) string {
	s := fmt.Sprintf("%s:%d", shown(name), line)
	if col > 0 {
		s += fmt.Sprintf(":%d", col)
	}
	return s
}

// shown writes the names of cells as their prompts do: [7].
func shown(text string) string { return strings.ReplaceAll(text, "cell[", "cell [") }

func indent(text string) string { return "    " + strings.ReplaceAll(text, "\n", "\n    ") }

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
