package kernel

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"schedtick/kernel/bench"
	"schedtick/kernel/cell"
	"schedtick/kernel/jupyter"
	"schedtick/kernel/panel/programs"
	"schedtick/kernel/standalone"
	"schedtick/kernel/toolchain"
)

// What a benchmark is measured by unless the order says otherwise: six times are
// the fewest that a 95% interval of the median can be had from.
const (
	benchCount = 6
	benchTime  = "500ms"
)

// measured is a benchmark of a cell, for later cells to compare with.
type measured struct {
	cell  string
	bench *bench.Benchmark
}

// benchCell measures a cell.
func (n *Notebook) benchCell(ctx context.Context, c Cell, m cell.Magic, out Outputs) Outcome {
	fail := func(f *Failure) Outcome { return Outcome{Failure: f, Exit: 1} }
	times, each, err := benchOptions(m.Args)
	if err != nil {
		return fail(magicFailure(c.Name, m, c.Code, err))
	}
	if _, err := n.tools.Go(ctx); err != nil {
		return fail(n.notBuilt(err, c, m, nil))
	}
	parsed, prog, f := n.standalone(ctx, c, m, standalone.Bench)
	if f != nil {
		return fail(f)
	}
	pos := toolchain.NewPositions(prog.Names()...)
	var bin toolchain.Binary
	build, err := n.childSpec(prog, pos)
	if err != nil {
		return fail(n.internal(err))
	}
	build.Mode = toolchain.Test
	building(out, "%%bench", func() { bin, err = n.tools.Build(ctx, build) })
	if err != nil {
		return fail(n.notBuilt(err, c, m, prog.Cells))
	}
	said := benchSaid{out: out}
	spec := toolchain.RunSpec{
		Args: []string{
			"-test.run=^$", "-test.benchmem", "-test.bench=" + benchPattern(prog.Bench),
			"-test.count=" + strconv.Itoa(times), "-test.benchtime=" + each, "-test.timeout=0",
		},
		Output: func(_ string, data []byte) { said.add(data) },
	}
	ended, f, exit := n.runGo(ctx, bin.Path, spec, pos, out)
	said.end()
	list, err := bench.Read(&said.results)
	if err != nil {
		return fail(n.internal(err))
	}
	if f != nil && said.failed.Len() > 0 {
		f = benchFailed(pos.Translate(said.failed.String()))
	}
	if len(list) > 0 {
		note := fmt.Sprintf("%s of at least %s each; the interval holds the median with 95%% confidence; %s", plural(times, "measurement"), each, seconds(ended.Usage.Wall))
		show(out, programs.Benches(n.benches(parsed, prog, list), note))
	}
	if f == nil && len(list) == 0 {
		f = &Failure{Name: "benchmark", Value: "nothing was measured"}
		f.add(Head, f.Value)
		return fail(f)
	}
	return Outcome{Failure: f, Exit: exit}
}

// benchOptions reads "-count 10 -benchtime 1s".
func benchOptions(args string) (times int, each string, err error) {
	set, err := options(args, "count", "benchtime")
	if err != nil {
		return 0, "", fmt.Errorf("%%%%bench: %w", err)
	}
	times, each = benchCount, benchTime
	if s, ok := set["count"]; ok {
		if times, err = strconv.Atoi(s); err != nil || times < 1 || times > 1000 {
			return 0, "", fmt.Errorf("%%%%bench: -count %s: want a number from 1 to 1000", s)
		}
	}
	if s, ok := set["benchtime"]; ok {
		each = s
		_, isTime := time.ParseDuration(s)
		_, isCount := strconv.Atoi(strings.TrimSuffix(s, "x"))
		if isTime != nil && (isCount != nil || !strings.HasSuffix(s, "x")) {
			return 0, "", fmt.Errorf("%%%%bench: -benchtime %s: want a time, as 1s, or a number of runs, as 100x", s)
		}
	}
	return times, each, nil
}

// benchPattern finds the benchmarks of the cell; in a whole file, all.
func benchPattern(names []string) string {
	if len(names) == 0 {
		return "."
	}
	return "^(" + strings.Join(names, "|") + ")$"
}

// benches words results, compared with what earlier cells measured under the same name, or
// with the first of the cell.
func (n *Notebook) benches(c *cell.Cell, prog *standalone.Program, list []*bench.Benchmark) []programs.Bench {
	var shows []programs.Bench
	now := make(map[string]measured)
	for i, b := range list {
		name := b.Name
		if len(prog.Bench) == 1 && "Benchmark"+name == standalone.ExpressionBench {
			name = lastLine(c)
		}
		p := programs.Bench{Name: name, Time: benchNumber(b, bench.Time), Points: b.Values(bench.Time)}
		for _, u := range b.Units() {
			if u != bench.Time {
				p.Others = append(p.Others, benchNumber(b, u))
			}
		}
		old, ok := n.measured[name]
		switch {
		case ok && old.cell != c.Name:
			p.Against = shown(old.cell)
		case i > 0:
			old, ok = measured{bench: list[0]}, true
			p.Against = list[0].Name
		default:
			ok = false
		}
		if ok {
			d := b.Compare(old.bench, bench.Time)
			p.Ratio, p.Sure, p.P = d.Ratio, d.Sure, d.P
		}
		now[name] = measured{c.Name, b}
		shows = append(shows, p)
	}
	if n.measured == nil {
		n.measured = make(map[string]measured)
	}
	for name, b := range now {
		n.measured[name] = b
	}
	return shows
}

func benchNumber(b *bench.Benchmark, unit string) programs.BenchNumber {
	s := b.Summary(unit)
	return programs.BenchNumber{Unit: unit, Median: s.Median, Low: s.Low, High: s.High, Known: s.Known}
}

// lastLine names a cell by what it measures: its last statement, on one line.
func lastLine(c *cell.Cell) string {
	for i := len(c.Items) - 1; i >= 0; i-- {
		if s := c.Items[i].Stmt; s != nil {
			return strings.Join(strings.Fields(c.Slice(s)), " ")
		}
	}
	return c.Name
}

// benchSaid sorts what a test program prints: results, what the test says of
// itself, and what the benchmarks print, which is shown.
type benchSaid struct {
	out     Outputs
	partial []byte
	results bytes.Buffer
	failed  strings.Builder // from "--- FAIL" on
	failing bool
}

func (s *benchSaid) add(data []byte) {
	s.partial = append(s.partial, data...)
	for {
		i := bytes.IndexByte(s.partial, '\n')
		if i < 0 {
			return
		}
		s.line(string(s.partial[:i+1]))
		s.partial = s.partial[i+1:]
	}
}

func (s *benchSaid) end() {
	if len(s.partial) > 0 {
		s.line(string(s.partial) + "\n")
	}
}

func (s *benchSaid) line(line string) {
	first, _, _ := strings.Cut(strings.TrimRight(line, "\r\n"), ":")
	switch {
	case strings.HasPrefix(line, "Benchmark"):
		s.failing = false
		s.results.WriteString(line)
	case first == "goos" || first == "goarch" || first == "pkg" || first == "cpu" || first == "PASS" || first == "FAIL":
		s.failing = false
	case strings.HasPrefix(line, "--- FAIL"), s.failing && strings.HasPrefix(line, " "):
		s.failing = true
		s.failed.WriteString(line)
	default:
		s.failing = false
		s.out.Stream(jupyter.Stdout, []byte(line))
	}
}

// benchFailed is a benchmark that gave up.
func benchFailed(text string) *Failure {
	text = strings.TrimRight(text, "\n")
	f := &Failure{Name: "benchmark failed", Value: shown(firstLine(text))}
	f.add(Head, f.Value)
	if _, rest, more := strings.Cut(text, "\n"); more {
		f.add(Plain, shown(rest))
	}
	return f
}
