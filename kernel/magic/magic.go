package magic

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"schedtick/kernel/panel"
	"schedtick/kernel/session"
)

// Host is what magics act on.
type Host interface {
	// Names are what the session has declared, sorted.
	Names() []session.Name
	// Reset forgets all of it.
	Reset(context.Context) error
	// Probe and SetProbe are how much of each cell's report is shown.
	Probe() panel.Mode
	SetProbe(panel.Mode)
}

// Magic is one order.
type Magic struct {
	Name string   // without %
	Args []string // what it can be given, the first of which is shown in Usage; nil for nothing
	Help string   // what it does, in a sentence without a full stop
	// run returns what to print. args is one of Args, or "".
	run func(ctx context.Context, h Host, args string) (string, error)
}

// Usage is how the magic is written: "%probe off|line|full".
func (m Magic) Usage() string {
	return strings.TrimSuffix("%"+m.Name+" "+strings.Join(m.Args, "|"), " ")
}

// Table returns all magics, sorted by name.
func Table() []Magic {
	return []Magic{
		{"help", nil, "lists the magics", help},
		{"probe", []string{"off", "line", "full"}, "sets how much of the report is shown under each cell", probe},
		{"reset", nil, "forgets everything that the session has declared", reset},
		{"who", nil, "lists what the session has declared", who},
	}
}

// An Error is an order that cannot be carried out, in the user's words.
type Error struct {
	Name string // of the magic, without %
	Msg  string
}

func (e *Error) Error() string { return "%" + e.Name + ": " + e.Msg }

// Run carries out one order and returns what to print, lines that end in "\n". Its
// error is an *[Error] if the user can do something about it.
func Run(ctx context.Context, h Host, name, args string) (string, error) {
	table := Table()
	i := slices.IndexFunc(table, func(m Magic) bool { return m.Name == name })
	if i < 0 {
		return "", &Error{name, "there is no such magic" + suggestion(name, names(table)) + "; %help lists them"}
	}
	m := table[i]
	switch {
	case args != "" && len(m.Args) == 0:
		return "", &Error{name, fmt.Sprintf("takes no argument, got %q", args)}
	case args != "" && !slices.Contains(m.Args, args):
		return "", &Error{name, fmt.Sprintf("argument %q%s: want %s", args, suggestion(args, m.Args), m.Usage())}
	}
	return m.run(ctx, h, args)
}

func names(table []Magic) []string {
	all := make([]string, len(table))
	for i, m := range table {
		all[i] = m.Name
	}
	return all
}

// Complete returns what could stand in place of the last word of a magic line that
// ends at the cursor: "%", "%pro", "%probe ", "%probe of" …
func Complete(line string) []string {
	name, args, hasArgs := strings.Cut(strings.TrimPrefix(line, "%"), " ")
	candidates, prefix := []string{}, strings.TrimLeft(args, " ")
	for _, m := range Table() {
		switch {
		case !hasArgs:
			candidates = append(candidates, "%"+m.Name)
		case m.Name == name:
			candidates = m.Args
		}
	}
	if !hasArgs {
		prefix = "%" + name
	}
	return slices.DeleteFunc(slices.Clone(candidates), func(c string) bool { return !strings.HasPrefix(c, prefix) })
}
