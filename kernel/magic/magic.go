package magic

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"schedtick/kernel/panel"
	"schedtick/kernel/session"
	"schedtick/runtimeprobe/costs"
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
	Living
	// Costs measures what goroutines and threads cost here; a million parked
	// goroutines only if asked.
	Costs(ctx context.Context, million bool) (costs.Table, error)
	// Native and SetNative are which cells are compiled: "on" all, "off" those that say
	// so, "auto" those too that the interpreter refuses.
	Native() string
	SetNative(string)
	// Get gets modules, and says what there is to import.
	Get(ctx context.Context, queries []string) (string, error)
}

// Magic is one order.
type Magic struct {
	Name string   // without %; with one if it takes the whole cell: "%race" is written %%race
	Args []string // what it can be given; nil for nothing
	// Free names an argument of the user's own, as in "CELL"; Args are then examples
	// that completion offers.
	Free string
	Help string // what it does, in a sentence without a full stop
	// run carries it out. args is one of Args, or "", unless Free. nil for a magic
	// that takes the whole cell: package kernel runs those.
	run func(ctx context.Context, h Host, args string) (Answer, error)
}

// Answer is what a magic has to say. The zero Answer is nothing.
type Answer struct {
	Text string // for a terminal, lines that end in "\n"
	// HTML is the same for a notebook; the text is then shown where HTML cannot be.
	// Empty for an answer that is printed.
	HTML string
}

// Usage is how the magic is written: "%probe off|line|full|projector".
func (m Magic) Usage() string {
	args := strings.Join(m.Args, "|")
	if m.Free != "" {
		args = m.Free
	}
	return strings.TrimSuffix("%"+m.Name+" "+args, " ")
}

// Table returns all magics, sorted by name.
func Table() []Magic {
	return []Magic{
		{Name: "%bench", Args: []string{"-count 10", "-benchtime 1s"}, Free: "-count N -benchtime T", Help: "measures the cell's benchmarks, or its last expression"},
		{Name: "%c", Args: []string{"-O2", "-lm"}, Free: "-O2 …", Help: "compiles the cell as C and runs it"},
		{Name: "%native", Args: []string{"raw"}, Help: "compiles the cell into the session; raw: without safe points"},
		{Name: "%race", Help: "runs the cell under the race detector, as a program of its own"},
		{Name: "%timeline", Help: "runs the cell and draws what ran on which P, and who waited"},
		{Name: "costs", Args: []string{"million"}, Help: "measures what goroutines and threads cost, beside the lessons' text", run: costsHere},
		{Name: "get", Free: "MODULE@VERSION", Help: "gets a module for cells to import; a directory for one of your own", run: get},
		{Name: "goroutines", Help: "lists the living goroutines: where from, waiting for what, how long", run: listGoroutines},
		{Name: "help", Help: "lists the magics", run: help},
		{Name: "native", Args: []string{"on", "off", "auto"}, Help: "compiles all cells, the %%native ones, or also those refused", run: nativeMode},
		{Name: "output", Args: []string{"origin", "latest"}, Help: "sets where goroutines of earlier cells print: their own or the latest", run: output},
		{Name: "probe", Args: []string{"off", "line", "full", "projector"}, Help: "sets how much of the report is shown under each cell", run: probe},
		{Name: "reset", Help: "forgets everything that the session has declared", run: reset},
		{Name: "set", Args: []string{"GOMAXPROCS", "GOMAXPROCS default"}, Free: "GOMAXPROCS n|default", Help: "sets how many goroutines may run at once", run: set},
		{Name: "stop", Args: []string{"all"}, Free: "CELL|all", Help: "ends the goroutines that a cell left behind", run: stop},
		{Name: "waits", Help: "draws who waits for whom", run: drawWaits},
		{Name: "who", Help: "lists what the session has declared", run: who},
	}
}

// An Error is an order that cannot be carried out, in the user's words.
type Error struct {
	Name string // of the magic, without %
	Msg  string
}

func (e *Error) Error() string { return "%" + e.Name + ": " + e.Msg }

// Find looks a magic up, by its name with a % for one that takes the whole cell, and
// checks its argument. Its error is an *[Error].
func Find(name, args string) (Magic, error) {
	table := Table()
	i := slices.IndexFunc(table, func(m Magic) bool { return m.Name == name })
	if i < 0 {
		return Magic{}, &Error{name, "there is no such magic" + suggestion(name, names(table)) + "; %help lists them"}
	}
	m := table[i]
	switch {
	case m.Free != "" || args == "":
	case len(m.Args) == 0:
		return Magic{}, &Error{name, fmt.Sprintf("takes no argument, got %q", args)}
	case !slices.Contains(m.Args, args):
		return Magic{}, &Error{name, fmt.Sprintf("argument %q%s: want %s", args, suggestion(args, m.Args), m.Usage())}
	}
	return m, nil
}

// Run carries out one order that does not take the whole cell. Its error is an
// *[Error] if the user can do something about it.
func Run(ctx context.Context, h Host, name, args string) (Answer, error) {
	m, err := Find(name, args)
	if err != nil {
		return Answer{}, err
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
