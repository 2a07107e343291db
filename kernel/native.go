package kernel

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"schedtick/kernel/cell"
	"schedtick/kernel/jupyter"
	"schedtick/kernel/linked"
	"schedtick/kernel/native"
	"schedtick/kernel/panel"
	"schedtick/kernel/program"
	"schedtick/kernel/session"
	"schedtick/kernel/toolchain"
	"schedtick/kernel/worker"
)

// NativeMode says which cells are compiled.
type NativeMode int32

// The modes.
const (
	NativeAuto NativeMode = iota // those that the interpreter refuses
	NativeOn                     // all
	NativeOff                    // those that say %%native
)

// NativeMode and SetNativeMode are which cells are compiled.
func (n *Notebook) NativeMode() NativeMode { return NativeMode(n.mode.Load()) }

// SetNativeMode is for the magic.
func (n *Notebook) SetNativeMode(m NativeMode) { n.mode.Store(int32(m)) }

var nativeModes = [...]string{NativeAuto: "auto", NativeOn: "on", NativeOff: "off"}

// ParseNativeMode reads "auto", "on" or "off".
func ParseNativeMode(s string) (NativeMode, error) {
	if i := slices.Index(nativeModes[:], s); i >= 0 {
		return NativeMode(i), nil
	}
	return 0, fmt.Errorf("kernel: native mode %q: want on, off or auto", s)
}

// Native and SetNative are the same for package magic.
func (n *Notebook) Native() string { return nativeModes[n.NativeMode()] }

// SetNative is for the magic, which has checked the word.
func (n *Notebook) SetNative(word string) {
	if m, err := ParseNativeMode(word); err == nil {
		n.SetNativeMode(m)
	}
}

// natives are the native cells of a session: compiled, and loaded into the worker.
type natives struct {
	*native.Cells
	builder *toolchain.Plugins // nil until the first
	hooked  bool               // package hook is built
}

// runNative is %%native.
func (n *Notebook) runNative(ctx context.Context, c Cell, m cell.Magic, out Outputs) Outcome {
	parsed, err := cell.Parse(c.Count, c.Name, c.Code)
	if err != nil {
		return Outcome{Failure: refusedByCompiler(err), Exit: 1}
	}
	if len(parsed.Items) == 0 && len(parsed.Imports) == 0 {
		return Outcome{}
	}
	mode := n.Probe()
	if c.Silent {
		mode = panel.Off
	}
	opts := worker.RunOptions{AllowStdin: c.AllowInput, Probe: mode.String(), Last: c.Last}
	return n.observedBy(parsed, mode, out, func() (worker.Outcome, *Failure, int) {
		return n.runNativeCell(ctx, parsed, native.Options{Raw: m.Args == "raw"}, opts, out)
	})
}

// runNativeCell checks, builds, runs and commits a parsed cell.
func (n *Notebook) runNativeCell(ctx context.Context, c *cell.Cell, o native.Options, opts worker.RunOptions, out Outputs) (ended worker.Outcome, f *Failure, exit int) {
	if why := n.apart(ctx); why != nil {
		return n.runApart(ctx, c, why, opts, out)
	}
	unit, pkg, f, exit := n.prepareNative(ctx, c, o)
	if f != nil {
		return ended, f, exit
	}
	ended, err := n.execute(ctx, pkg.Program, opts)
	var died *worker.LostError
	if errors.As(err, &died) {
		n.sayLost(died, out)
		if unit, pkg, f, exit = n.prepareNative(ctx, c, o); f != nil {
			return ended, f, exit
		}
		ended, err = n.execute(ctx, pkg.Program, opts)
	}
	if f := n.notRun(ended, err); f != nil {
		return ended, f, 1
	}
	n.remember(c)
	n.natives.Commit(pkg)
	n.commit(unit, pkg.Program)
	f, exit = n.explain(ended, c.Name)
	return ended, f, exit
}

// prepareNative checks and builds. It changes nothing but the cache.
func (n *Notebook) prepareNative(ctx context.Context, c *cell.Cell, o native.Options) (*session.Unit, *native.Package, *Failure, int) {
	if f := n.buildImports(ctx, c); f != nil {
		return nil, nil, f, 1
	}
	unit, err := n.source.Check(c)
	if err != nil {
		return nil, nil, refusedByCompiler(err), 1
	}
	pkg, err := n.natives.Write(unit, o)
	if err != nil {
		return nil, nil, refusedByCompiler(err), 1
	}
	building, end := n.interruptible(ctx)
	defer end()
	if err := n.build(building, c, pkg); err != nil {
		f := n.notCompiled([]*cell.Cell{c}, err)
		return nil, nil, f, 1
	}
	return unit, pkg, nil, 0
}

// plugins is what builds native cells. Its error is a [toolchain.MissingError] if that
// cannot be done here.
func (n *Notebook) plugins(ctx context.Context) (*toolchain.Plugins, error) {
	if n.natives.builder == nil {
		b, err := n.tools.Plugins(n.exe)
		if err != nil {
			return nil, err
		}
		n.natives.builder = b
	}
	return n.natives.builder, n.natives.builder.Ready(ctx)
}

// build builds a cell's package, and package hook before the first.
func (n *Notebook) build(ctx context.Context, c *cell.Cell, pkg *native.Package) error {
	builder, err := n.plugins(ctx)
	if err != nil {
		return err
	}
	if !n.natives.hooked {
		hook := toolchain.CellPackage{Path: native.HookPath, Files: native.Hook(), Imports: native.HookImports, Object: true}
		if _, err := builder.Build(ctx, hook); err != nil {
			return err
		}
		n.natives.hooked = true
	}
	spec := toolchain.CellPackage{
		Path: pkg.Path, Files: map[string][]byte{"cell.go": []byte(pkg.Source)},
		Cells: append([]string{native.HookPath}, pkg.Cells...), Positions: toolchain.NewPositions(c.Name),
	}
	for _, path := range pkg.Imports {
		if !linked.Has(path) {
			spec.Imports = append(spec.Imports, path)
			continue
		}
		if err := n.buildLinked(ctx, path); err != nil {
			return err
		}
		spec.Cells = append(spec.Cells, path)
	}
	if slices.ContainsFunc(pkg.Imports, n.modules.Ready) || len(pkg.Cells) > 0 {
		spec.Modules, spec.Content = n.modules.Compiled()
	}
	built, err := builder.Build(ctx, spec)
	if err != nil {
		return err
	}
	n.log.Debug("kernel: native cell", "path", pkg.Path, "cached", built.Cached)
	pkg.Program.Plugin = &program.Plugin{Path: pkg.Path, File: built.Path}
	return nil
}

// buildLinked builds a package that the worker has too.
func (n *Notebook) buildLinked(ctx context.Context, path string) error {
	host, err := toolchain.ReadHost(n.exe)
	if err != nil {
		return err
	}
	p, err := n.linked.Source(path, host.Tags())
	if err != nil {
		return err
	}
	_, err = n.natives.builder.Build(ctx, toolchain.CellPackage{Path: path, Files: p.Files, Imports: p.Imports, Dir: p.Dir, Object: true})
	return err
}

// notCompiled is the failure of a native cell that could not be built.
func (n *Notebook) notCompiled(cells []*cell.Cell, err error) *Failure {
	var missing *toolchain.MissingError
	var said *toolchain.BuildError
	switch {
	case errors.As(err, &missing):
		f := &Failure{Name: "cannot build", Value: missing.What + " " + missing.Why}
		f.add(Head, f.Value)
		f.add(Note, missing.How)
		return f
	case errors.As(err, &said) && len(said.Messages) > 0:
		list := errorList(said.Messages, cells)
		for _, e := range list {
			e.Msg = native.Plain(e.Msg)
			// Of the text that was built the lines are the cell's, the columns are not.
			e.Col = len(e.Source) - len(strings.TrimLeft(e.Source, " \t")) + 1
		}
		return refusedByCompiler(list)
	case errors.Is(err, context.Canceled):
		return interruptedFailure()
	}
	return n.internal(fmt.Errorf("kernel: native: %w", err))
}

// nativeInstead decides what becomes of a cell that the interpreter refuses: it is
// compiled if that can be done here, and a line says so.
func (n *Notebook) nativeInstead(ctx context.Context, c *cell.Cell, f *Failure, out Outputs) bool {
	if n.NativeMode() != NativeAuto {
		f.add(Note, "With %%native before it the cell is compiled and runs.")
		return false
	}
	unit, err := n.source.Check(c)
	if err != nil {
		return false
	}
	if _, err := n.natives.Write(unit, native.Options{}); err != nil {
		return false // it needs what the interpreter has
	}
	_, err = n.plugins(ctx)
	var missing *toolchain.MissingError
	switch {
	case errors.As(err, &missing) && n.apart(ctx) == nil:
		f.add(Note, "Compiled it would run, but "+missing.Error())
		return false
	case missing != nil && c.File == nil:
		f.add(Note, "With %%native before it the cell runs as a program of its own, of which the session keeps nothing: "+missing.Error())
		return false
	case missing == nil && err != nil:
		return false
	}
	out.Stream(jupyter.Stderr, []byte(f.Value+": compiled instead (%native off asks first)\n"))
	return true
}
