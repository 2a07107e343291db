package magic

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"schedtick/kernel/panel/page"
	"schedtick/kernel/panel/waits"
	"schedtick/kernel/sched"
)

// Living are the goroutines of all cells, and the worker's settings that have to do
// with them: the part of a [Host] that reaches into the worker.
type Living interface {
	// Goroutines says who lives and who waits for whom; nil if nobody lives.
	Goroutines(context.Context) (*sched.Snapshot, error)
	// StopCell ends the goroutines that a cell left, or all cells for 0.
	StopCell(ctx context.Context, cell int) (Stopped, error)
	// GOMAXPROCS says how it is set, and SetGOMAXPROCS sets it: 0 for the default.
	GOMAXPROCS(context.Context) (Procs, error)
	SetGOMAXPROCS(ctx context.Context, n int) (Procs, error)
	// LateOutput and SetLateOutput are where goroutines of earlier cells print: under
	// the latest cell, or under their own.
	LateOutput() (latest bool)
	SetLateOutput(ctx context.Context, latest bool) error
}

// Stopped is what became of goroutines that were to end.
type Stopped struct {
	Ended, Left   int
	Before, After *sched.Snapshot // of all cells; nil if nobody lived
}

// Procs is a change of GOMAXPROCS, and who made it as runtimeprobe.Procs says.
type Procs struct {
	Before, After int
	SetBy         string
}

func listGoroutines(ctx context.Context, h Host, _ string) (Answer, error) {
	return picture(ctx, h, waits.List)
}

func drawWaits(ctx context.Context, h Host, _ string) (Answer, error) {
	return picture(ctx, h, waits.Render)
}

func picture(ctx context.Context, h Host, draw func(*sched.Snapshot) page.Bundle) (Answer, error) {
	s, err := h.Goroutines(ctx)
	if err != nil {
		return Answer{}, err
	}
	b := draw(s)
	return Answer{Text: strings.TrimSuffix(b.Text, "\n") + "\n", HTML: b.HTML}, nil
}

// allCells is what %stop takes for all cells.
const allCells = "all"

func stop(ctx context.Context, h Host, args string) (Answer, error) {
	id, whose := 0, "earlier cells"
	if args != allCells {
		n, err := strconv.Atoi(strings.Trim(strings.TrimPrefix(args, "cell"), " []"))
		if err != nil || n < 1 {
			return Answer{}, &Error{"stop", fmt.Sprintf("argument %q: want the number of a cell, as in %%stop 3, or %%stop all", args)}
		}
		id, whose = n, fmt.Sprintf("cell [%d]", n)
	}
	s, err := h.StopCell(ctx, id)
	if err != nil {
		return Answer{}, err
	}
	var b strings.Builder
	switch {
	case s.Ended+s.Left == 0:
		return Answer{Text: fmt.Sprintf("%s: no goroutine is alive\n", whose)}, nil
	case s.Left == 0:
		fmt.Fprintf(&b, "%s: %s ended\n", whose, goroutineCount(s.Ended))
	default:
		fmt.Fprintf(&b, "%s: %s ended, %d did not\n", whose, goroutineCount(s.Ended), s.Left)
	}
	ended := groupsOf(s.Before, id)
	left := groupsOf(s.After, id)
	if s.Left == 0 {
		left = nil // one that is new is of a cell that was not to be stopped
	}
	writeGroups(&b, "ended", subtract(ended, left))
	writeGroups(&b, "left", left)
	if s.Left > 0 {
		b.WriteString("They are in compiled code, which cannot be stopped; they end when they come back from it.\n")
	}
	return Answer{Text: b.String()}, nil
}

func goroutineCount(n int) string {
	if n == 1 {
		return "1 goroutine"
	}
	return fmt.Sprintf("%d goroutines", n)
}

// line is goroutines of one origin, in the words of a list.
type line struct {
	what  string // "go worker(ch) at cell [2]:4:2"
	where string // what they were doing
	count int
}

// groupsOf are the goroutines of a cell, or of all for 0.
func groupsOf(s *sched.Snapshot, cell int) []line {
	if s == nil {
		return nil
	}
	var list []line
	for _, g := range s.Groups {
		if cell != 0 && g.Cell != cell {
			continue
		}
		l := line{what: fmt.Sprintf("cell [%d] itself", g.Cell), where: g.State, count: g.Count}
		if p := g.Start; p != nil {
			l.what = fmt.Sprintf("%s at %s:%d:%d", strings.TrimSpace(p.What+" "+p.Text), strings.Replace(p.Name, "cell[", "cell [", 1), p.Line, p.Col)
		}
		list = append(list, l)
	}
	return list
}

// subtract returns what of all is not in part, by origin.
func subtract(all, part []line) []line {
	all = slices.Clone(all)
	for _, p := range part {
		for i := range all {
			if all[i].what == p.what && p.count > 0 {
				n := min(all[i].count, p.count)
				all[i].count -= n
				p.count -= n
			}
		}
	}
	return slices.DeleteFunc(all, func(l line) bool { return l.count == 0 })
}

func writeGroups(b *strings.Builder, verb string, list []line) {
	const most = 20
	for i, l := range list {
		if i == most {
			fmt.Fprintf(b, "  … and %d more places\n", len(list)-most)
			return
		}
		fmt.Fprintf(b, "  %s %d: %s, was in %s\n", verb, l.count, l.what, l.where)
	}
}

// maxProcs is the largest GOMAXPROCS that %set takes: each P costs memory.
const maxProcs = 1024

func set(ctx context.Context, h Host, args string) (Answer, error) {
	words := strings.Fields(args)
	if len(words) == 0 {
		p, err := h.GOMAXPROCS(ctx)
		return Answer{Text: fmt.Sprintf("GOMAXPROCS is %d, set by %s\n", p.After, p.SetBy)}, err
	}
	if words[0] != "GOMAXPROCS" {
		return Answer{}, &Error{"set", fmt.Sprintf("there is no setting %q%s: want %%set GOMAXPROCS n|default", words[0], suggestion(words[0], []string{"GOMAXPROCS"}))}
	}
	n := 0
	switch {
	case len(words) == 1:
		return set(ctx, h, "")
	case len(words) > 2:
		return Answer{}, &Error{"set", "want %set GOMAXPROCS n|default"}
	case words[1] != "default" && words[1] != "reset":
		var err error
		if n, err = strconv.Atoi(words[1]); err != nil || n < 1 || n > maxProcs {
			return Answer{}, &Error{"set", fmt.Sprintf("GOMAXPROCS %q: want a number from 1 to %d, or default", words[1], maxProcs)}
		}
	}
	p, err := h.SetGOMAXPROCS(ctx, n)
	if err != nil {
		return Answer{}, err
	}
	return Answer{Text: fmt.Sprintf("GOMAXPROCS %d -> %d\n", p.Before, p.After)}, nil
}

func output(ctx context.Context, h Host, args string) (Answer, error) {
	if args == "" {
		word := "origin: under the cell that started them"
		if h.LateOutput() {
			word = "latest: under the cell that ran last"
		}
		return Answer{Text: "output of goroutines of earlier cells is " + word + "\n"}, nil
	}
	return Answer{}, h.SetLateOutput(ctx, args == "latest")
}
