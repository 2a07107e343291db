package kernel

import (
	"context"
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"schedtick/kernel/cell"
	"schedtick/kernel/jupyter"
	"schedtick/kernel/panel/page"
	"schedtick/kernel/panel/programs"
	"schedtick/kernel/standalone"
	"schedtick/kernel/toolchain"
)

// raceExit is how long a racing program's goroutines may go on after main has ended: what
// they still do to each other is found too.
const raceExit = 500 * time.Millisecond

// raceCell runs a cell under the race detector.
func (n *Notebook) raceCell(ctx context.Context, c Cell, m cell.Magic, out Outputs) Outcome {
	if _, err := n.tools.Race(ctx); err != nil {
		return Outcome{Failure: n.notBuilt(err, c, m, nil), Exit: 1}
	}
	_, prog, f := n.standalone(ctx, c, m, standalone.Main)
	if f != nil {
		return Outcome{Failure: f, Exit: 1}
	}
	pos := toolchain.NewPositions(prog.Names()...)
	began := time.Now()
	var bin toolchain.Binary
	spec, err := n.childSpec(prog, pos)
	if err != nil {
		return Outcome{Failure: n.internal(err), Exit: 1}
	}
	spec.Race = true
	building(out, "%%race", func() { bin, err = n.tools.Build(ctx, spec) })
	if err != nil {
		return Outcome{Failure: n.notBuilt(err, c, m, prog.Cells), Exit: 1}
	}
	built := time.Since(began)
	dir, err := os.MkdirTemp("", "schedtick-race-")
	if err != nil {
		return Outcome{Failure: n.internal(fmt.Errorf("kernel: race: %w", err)), Exit: 1}
	}
	defer os.RemoveAll(dir)
	env := fmt.Sprintf("GORACE=log_path=%s exitcode=0 atexit_sleep_ms=%d", filepath.Join(dir, "race"), raceExit.Milliseconds())
	ended, f, exit := n.runGo(ctx, bin.Path, toolchain.RunSpec{Env: []string{env}}, pos, out)
	var log strings.Builder
	files, _ := filepath.Glob(filepath.Join(dir, "race.*")) // the pattern is well formed
	for _, file := range files {
		if text, err := os.ReadFile(file); err == nil {
			log.Write(text)
		}
	}
	list := foldRaces(toolchain.ReadRaces(log.String(), pos), prog.Cells)
	if f == nil || len(list) > 0 {
		note := fmt.Sprintf("built with -race in %s, ran for %s", seconds(built), seconds(ended.Usage.Wall))
		if bin.Cached {
			note = fmt.Sprintf("built with -race before, ran for %s", seconds(ended.Usage.Wall))
		}
		show(out, programs.Races(list, note))
	}
	return Outcome{Failure: f, Exit: exit}
}

// show displays a bundle of panel's.
func show(out Outputs, b page.Bundle) {
	data := jupyter.TextBundle(b.Text)
	if b.HTML != "" {
		data = data.WithText("text/html", b.HTML)
	}
	out.Display(Display{Value: Value{Data: data}})
}

// seconds is a time as a reader takes it in.
func seconds(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// foldRaces puts the reports together that are about the same lines, and words them.
func foldRaces(list []toolchain.Race, cells []*cell.Cell) []programs.Race {
	type side struct {
		at     string // place, and where the goroutine was started
		writes bool
		access toolchain.Access
	}
	type pair struct {
		sides [2]side
		times int
	}
	var pairs []*pair
	byKey := make(map[string]*pair)
	for _, r := range list {
		for i := range r.Accesses {
			restore(&r.Accesses[i], cells)
			started(&r.Accesses[i], cells)
		}
		var sides [2]side
		for i, a := range r.Accesses {
			s := side{access: a, writes: strings.Contains(a.Op, "write")}
			for _, frames := range [][]toolchain.Frame{a.Stack[:min(1, len(a.Stack))], a.Created[:min(1, len(a.Created))]} {
				s.at += "|"
				for _, fr := range frames {
					s.at += fr.Place.String()
				}
			}
			sides[i] = s
		}
		key := sides[0].at + "+" + sides[1].at
		p := byKey[key]
		if p == nil {
			if p = byKey[sides[1].at+"+"+sides[0].at]; p != nil {
				sides[0], sides[1] = sides[1], sides[0]
			}
		}
		if p == nil {
			p = &pair{sides: sides}
			byKey[key], pairs = p, append(pairs, p)
		}
		p.times++
		for i := range sides {
			p.sides[i].writes = p.sides[i].writes || sides[i].writes
		}
	}
	races := make([]programs.Race, 0, len(pairs))
	for _, p := range pairs {
		names := raceNames(p.sides[0].access, p.sides[0].writes, p.sides[1].access, p.sides[1].writes, cells)
		races = append(races, programs.Race{
			Times:  p.times,
			Now:    raceAccess(p.sides[0].access, p.sides[0].writes, names[0], cells),
			Before: raceAccess(p.sides[1].access, p.sides[1].writes, names[1], cells),
		})
	}
	return races
}

// restore finds the place of an access whose calls the detector has lost, as it does
// with those of sync/atomic: the only line that calls the function.
func restore(a *toolchain.Access, cells []*cell.Cell) {
	if len(a.Stack) > 0 || a.Inside == "" {
		return
	}
	pkg, name, _ := strings.Cut(a.Inside[strings.LastIndex(a.Inside, "/")+1:], ".")
	var found []toolchain.Place
	for _, c := range cells {
		for _, it := range c.Items {
			ast.Inspect(it.Node(), func(n ast.Node) bool {
				if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name == name {
					if x, ok := sel.X.(*ast.Ident); ok && x.Name == pkg {
						p := c.Position(sel.Pos())
						found = append(found, toolchain.Place{Name: c.Name, Line: p.Line})
					}
				}
				return true
			})
		}
	}
	if len(found) == 1 {
		a.Stack = []toolchain.Frame{{Place: found[0]}}
	}
}

// raceAccess words one access.
func raceAccess(a toolchain.Access, writes bool, name string, cells []*cell.Cell) programs.RaceAccess {
	verb := " reads"
	if writes {
		verb = " writes"
	}
	if strings.Contains(a.Op, "atomic") {
		verb = " atomically" + verb
	}
	v := programs.RaceAccess{What: "a place outside of the cells" + verb}
	for i, fr := range a.Stack {
		line := codeLine(fr.Place, cells)
		if i > 0 {
			v.Through = append(v.Through, line)
			continue
		}
		v.What, v.Source = line.What+verb, line.Source
		if name != "" {
			v.What += " " + name
		}
		if a.Inside != "" {
			v.What += " in " + a.Inside
		}
	}
	switch {
	case a.Main:
		v.Started = programs.CodeLine{What: "the main goroutine"}
	case len(a.Created) > 0:
		v.Started = codeLine(a.Created[0].Place, cells)
	case strings.HasSuffix(a.By, ".Go"):
		v.Started = programs.CodeLine{What: "a goroutine that " + a.By + " started"}
	}
	return v
}

// codeLine is a place with its line.
func codeLine(p toolchain.Place, cells []*cell.Cell) programs.CodeLine {
	l := programs.CodeLine{What: fmt.Sprintf("%s line %d", shown(p.Name), p.Line)}
	if c := cellNamed(cells, p.Name); c != nil {
		l.Source = strings.TrimSpace(c.Line(p.Line))
	}
	return l
}

func cellNamed(cells []*cell.Cell, name string) *cell.Cell {
	if i := slices.IndexFunc(cells, func(c *cell.Cell) bool { return c.Name == name }); i >= 0 {
		return cells[i]
	}
	return nil
}

// raceNames finds what two accesses are about, as far as their lines say it: what
// the one writes and the other mentions.
func raceNames(a toolchain.Access, aWrites bool, b toolchain.Access, bWrites bool, cells []*cell.Cell) [2]string {
	written := [2][]string{}
	for i, x := range []toolchain.Access{a, b} {
		if writes := [2]bool{aWrites, bWrites}; writes[i] && x.Inside == "" && len(x.Stack) > 0 {
			if c := cellNamed(cells, x.Stack[0].Name); c != nil {
				written[i] = writtenOn(c, x.Stack[0].Line)
			}
		}
	}
	var names [2]string
	for i := range names {
		if len(written[i]) == 1 {
			names[i] = written[i][0]
		}
	}
	for i, x := range []toolchain.Access{a, b} {
		other := names[1-i]
		if names[i] != "" || other == "" || len(x.Stack) == 0 || x.Inside != "" {
			continue
		}
		if c := cellNamed(cells, x.Stack[0].Name); c != nil && strings.Contains(c.Line(x.Stack[0].Line), other) {
			names[i] = other
		}
	}
	return names
}

// writtenOn lists what the statements on a line write.
func writtenOn(c *cell.Cell, line int) []string {
	var list []string
	add := func(e ast.Expr) {
		if id, ok := e.(*ast.Ident); ok && id.Name == "_" {
			return
		}
		if text := c.Slice(e); c.Position(e.Pos()).Line == line && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	for _, it := range c.Items {
		ast.Inspect(it.Node(), func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				if n.Tok != token.DEFINE {
					for _, e := range n.Lhs {
						add(e)
					}
				}
			case *ast.IncDecStmt:
				add(n.X)
			case *ast.RangeStmt:
				if n.Tok == token.ASSIGN && n.Key != nil {
					add(n.Key)
				}
			case *ast.CallExpr:
				if id, ok := n.Fun.(*ast.Ident); ok && len(n.Args) > 0 && slices.Contains([]string{"delete", "copy", "clear"}, id.Name) {
					add(n.Args[0])
				}
			}
			return true
		})
	}
	return list
}
