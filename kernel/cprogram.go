package kernel

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"schedtick/kernel/cell"
	"schedtick/kernel/jupyter"
	"schedtick/kernel/panel/programs"
	"schedtick/kernel/toolchain"
)

// cCell compiles a cell in C and runs it.
func (n *Notebook) cCell(ctx context.Context, c Cell, m cell.Magic, out Outputs) Outcome {
	fail := func(f *Failure) Outcome { return Outcome{Failure: f, Exit: 1} }
	if _, err := n.tools.CC(ctx); err != nil {
		return fail(n.notBuilt(err, c, m, nil))
	}
	spec := toolchain.CSpec{
		Source:    toolchain.CLineDirective(c.Name, m.Line+1) + m.Body,
		Positions: toolchain.NewPositions(c.Name),
	}
	for _, flag := range strings.Fields(m.Args) {
		switch {
		case !strings.HasPrefix(flag, "-") || strings.HasPrefix(flag, "-o"):
			return fail(magicFailure(c.Name, m, c.Code, fmt.Errorf("%%%%c: %q: want options of the compiler, as in %%%%c -O2 -lm", flag)))
		case strings.HasPrefix(flag, "-l"):
			spec.Libs = append(spec.Libs, flag)
		default:
			spec.Flags = append(spec.Flags, flag)
		}
	}
	source := cell.Text(c.Count, c.Name, c.Code)
	bin, warnings, err := n.tools.BuildC(ctx, spec)
	if err != nil {
		return fail(n.notBuilt(err, c, m, []*cell.Cell{source}))
	}
	if len(warnings) > 0 {
		out.Stream(jupyter.Stderr, []byte(warningText(warnings, source)))
	}
	limit := n.childLimit()
	ended, err := toolchain.Run(ctx, bin.Path, toolchain.RunSpec{
		MemLimit: limit, Stacks: true,
		Output: func(name string, data []byte) { out.Stream(jupyter.StreamName(name), data) },
	})
	if err != nil {
		return fail(n.internal(err))
	}
	f, exit := n.explainChild(ended, limit, toolchain.Crash{}, false)
	if !c.Silent {
		n.showProcess(ended.Usage, f, out)
	}
	return Outcome{Failure: f, Exit: exit}
}

// warningText is what the compiler said of a program that it has built.
func warningText(list []toolchain.Message, c *cell.Cell) string {
	var b strings.Builder
	for _, w := range list {
		b.WriteString(shown(w.Place.String()) + ": warning: " + w.Text + "\n")
		e := cell.Error{Line: w.Line, Col: max(w.Col, 1), Source: c.Line(w.Line)}
		if caret := e.Caret(); caret != "" {
			b.WriteString(indent(caret) + "\n")
		}
	}
	return b.String()
}

// showProcess shows the report of a program of its own: as an output, or at the
// end of the failure, which then is the only one.
func (n *Notebook) showProcess(u toolchain.Usage, f *Failure, out Outputs) {
	p := programs.Process{
		Wall: u.Wall, User: u.User, System: u.System, Threads: u.PeakThreads, Samples: u.Samples,
		Resident: uint64(u.PeakResident), Virtual: uint64(u.PeakVirtual), Sampled: u.Samples > 0,
		Stacks: programs.ThreadStacks{
			Count: u.Stacks.Count, Size: uint64(u.Stacks.Size),
			Virtual: uint64(u.Stacks.Virtual), Resident: uint64(u.Stacks.Resident),
		},
	}
	b := programs.Render(p, n.Probe())
	switch {
	case b.Empty():
	case f != nil:
		f.add(Plain, "")
		f.add(Plain, b.Text)
	default:
		show(out, b)
	}
}

// options splits what follows a magic that takes options of its own.
func options(args string, known ...string) (map[string]string, error) {
	set := make(map[string]string)
	words := strings.Fields(args)
	for len(words) > 0 {
		name, value, has := strings.Cut(strings.TrimLeft(words[0], "-"), "=")
		if !strings.HasPrefix(words[0], "-") || !slices.Contains(known, name) {
			return nil, fmt.Errorf("%q: want -%s", words[0], strings.Join(known, ", -"))
		}
		words = words[1:]
		if !has {
			if len(words) == 0 {
				return nil, fmt.Errorf("-%s: its value is missing", name)
			}
			value, words = words[0], words[1:]
		}
		set[name] = value
	}
	return set, nil
}
