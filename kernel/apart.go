package kernel

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"schedtick/kernel/cell"
	"schedtick/kernel/jupyter"
	"schedtick/kernel/panel"
	"schedtick/kernel/standalone"
	"schedtick/kernel/toolchain"
	"schedtick/kernel/worker"
	"schedtick/runtimeprobe"
)

// Native cells where compiled code cannot be loaded into the worker: on Windows, without
// a C compiler, with a go command of another version. They run as programs of their
// own, with the values of the session variables that they use; the session keeps nothing of
// them.

// apart is why native cells have to run as programs of their own: what is missing to
// load them. It is nil if they can be loaded, and if they cannot be built at all.
func (n *Notebook) apart(ctx context.Context) *toolchain.MissingError {
	_, err := n.plugins(ctx)
	var missing *toolchain.MissingError
	if !errors.As(err, &missing) {
		return nil
	}
	if g, err := n.tools.Go(ctx); err == nil && g.OS == runtime.GOOS && g.Arch == runtime.GOARCH {
		return missing
	}
	return nil
}

// runApart runs a cell as a program of its own.
func (n *Notebook) runApart(ctx context.Context, c *cell.Cell, why *toolchain.MissingError, opts worker.RunOptions, out Outputs) (ended worker.Outcome, f *Failure, exit int) {
	ctx, end := n.interruptible(ctx)
	defer end()
	out = &serialOutputs{out: out}
	n.routes.set(c.ID, out)
	form := standalone.Main
	if n.moduleSrc != nil {
		form = standalone.Observed(n.moduleSrc)
	}
	prog, f := n.program(ctx, c, form)
	if f != nil {
		return ended, f, 1
	}
	out.Stream(jupyter.Stderr, fmt.Appendf(nil, "%s runs as a program of its own, of which the session keeps nothing: %s %s\n", c.Name, why.What, why.Why))
	pos := toolchain.NewPositions(prog.Names()...)
	var bin toolchain.Binary
	build, err := n.childSpec(prog, pos)
	if err != nil {
		return ended, n.internal(err), 1
	}
	building(out, "%%native", func() { bin, err = n.tools.Build(ctx, build) })
	if err != nil {
		return ended, n.notCompiled(prog.Cells, err), 1
	}
	dir, err := os.MkdirTemp("", "schedtick-native-")
	if err != nil {
		return ended, n.internal(fmt.Errorf("kernel: native: %w", err)), 1
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "report.json")
	spec := toolchain.RunSpec{Env: []string{standalone.ReportEnv + "=" + file}}
	if n.inherit {
		spec.Stdin = os.Stdin
	}
	child, f, exit := n.runGo(ctx, bin.Path, spec, pos, out)
	if opts.Probe == panel.Off.String() {
		return ended, f, exit
	}
	if ended.Report = readReport(file); ended.Report == nil { // the program did not come to its end
		n.showProcess(child.Usage, f, out)
	}
	return ended, f, exit
}

// readReport reads what an observed program wrote about itself, or returns nil.
func readReport(file string) *runtimeprobe.Report {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	var r runtimeprobe.Report
	if json.Unmarshal(data, &r) != nil {
		return nil
	}
	return &r
}
