package kernel

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"schedtick/kernel/cell"
	"schedtick/kernel/lower"
	"schedtick/kernel/panel/waits"
	"schedtick/kernel/program"
	"schedtick/kernel/worker"
)

// exitRefused is the status of a program with a construct that cannot be run right.
const exitRefused = 3

// exitFatal is Go's status of a program that deadlocks.
const exitFatal = 2

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
		if text := waits.Doubt(o.Unconfirmed); text != "" {
			f.add(Note, text)
		}
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
	case worker.Deadlock:
		f.Name, exit = "fatal error", exitFatal
		f.add(Head, o.Message)
		n.deadlock(f, o.Waits)
	default:
		f.Name = "panic"
		f.add(Head, o.Message)
	}
	n.stack(f, o.Stack, o.Kind != worker.Fatal && o.Kind != worker.Killed)
	if s := o.GoSite; s != nil {
		f.add(Plain, "")
		f.add(Plain, "in the goroutine started by "+siteText(s)+" at")
		f.add(Place, indent(place(s.Name, s.Line, s.Col)+n.quote(s.Name, s.Line)))
	}
	n.blocked(f, o.Blocked, o.BlockedMore)
	if o.Lost {
		f.add(Plain, "")
		f.add(Note, n.lossText(n.lose()))
	}
	return f, exit
}

// stack shows calls, innermost first: function, place, source line. Calls that
// come again and again, as in a recursion without end, are shown once. whole is
// false for what a dying runtime wrote: it leaves out the middle of a deep stack, so
// that a number would be wrong.
func (n *Notebook) stack(f *Failure, frames []worker.Frame, whole bool) {
	if len(frames) == 0 {
		return
	}
	f.add(Plain, "")
	for len(frames) > 0 {
		size, times := repeated(frames)
		for _, fr := range frames[:size] {
			if fr.Func != "" {
				f.add(Plain, fr.Func+"()")
			}
			f.add(Place, indent(place(fr.Name, fr.Line, fr.Col)+n.quote(fr.Name, fr.Line)))
		}
		switch {
		case times == 1:
		case !whole:
			f.add(Plain, "… and so on, more of the same")
		case size == 1:
			f.add(Plain, fmt.Sprintf("… %d more of the same", times-1))
		default:
			f.add(Plain, fmt.Sprintf("… these %d calls %d times more", size, times-1))
		}
		frames = frames[size*times:]
	}
}

// maxPeriod is how many functions that call each other in turn are seen as one
// repetition.
const maxPeriod = 4

// repeated reports that stack begins with its first size frames, times times. Two
// are not folded: to show them takes no more room.
func repeated(stack []worker.Frame) (size, times int) {
	for size = 1; size <= maxPeriod && 3*size <= len(stack); size++ {
		times = 1
		for at := size; at+size <= len(stack) && slices.Equal(stack[:size], stack[at:at+size]); at += size {
			times++
		}
		if times > 2 {
			return size, times
		}
	}
	return 1, 1
}

// blocked names the goroutines that did not leave, one line a place; more are at places
// that are not listed.
func (n *Notebook) blocked(f *Failure, list []worker.Goroutines, more int) {
	if len(list) == 0 {
		return
	}
	all := more
	for _, g := range list {
		all += g.Count
	}
	f.add(Plain, "")
	f.add(Note, "left blocked: "+plural(all, "goroutine"))
	for _, g := range list {
		what := operation(g.Op, g.Object)
		if g.OpSite != nil {
			what += " at " + place(g.OpSite.Name, g.OpSite.Line, g.OpSite.Col)
		}
		if g.GoSite != nil {
			what += ", started at " + place(g.GoSite.Name, g.GoSite.Line, g.GoSite.Col)
		}
		f.add(Note, indent(fmt.Sprintf("%d: %s", g.Count, what)))
	}
	if more > 0 {
		f.add(Note, indent(fmt.Sprintf("%d: at other places", more)))
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
func siteText(s *program.Site) string { return operation(s.What, s.Text) }

// operation writes what is done to what as the source does: "wg.Go" for a
// sync.WaitGroup.Go of wg. Other operations have their object behind them.
func operation(what, on string) string {
	if on == "" || strings.HasPrefix(on, what) { // "time.AfterFunc(d, f)"
		return what
	}
	if kind, method, ok := cutLast(what, "."); ok && strings.Contains(kind, ".") {
		return strings.TrimSuffix(on, "."+method) + "." + method // on is "g.Go" where a library is called
	}
	return what + " " + on
}

// cutLast cuts s around the last sep.
func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
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
