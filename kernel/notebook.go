package kernel

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"

	"schedtick/kernel/cell"
	"schedtick/kernel/jupyter"
	"schedtick/kernel/linked"
	"schedtick/kernel/lower"
	"schedtick/kernel/modules"
	"schedtick/kernel/native"
	"schedtick/kernel/panel"
	"schedtick/kernel/program"
	"schedtick/kernel/session"
	"schedtick/kernel/toolchain"
	"schedtick/kernel/worker"
)

// NotebookOptions are the settings of a [Notebook].
type NotebookOptions struct {
	// Exe is the schedtick binary that is started as the worker; "" is the running
	// one. Args are its arguments; nil is the hidden subcommand.
	Exe  string
	Args []string
	// Inherit gives the program the front's own standard streams, for a terminal.
	// Otherwise what it writes goes to [Outputs].
	Inherit bool
	// MemLimit is where the worker is ended for its memory, in bytes; 0 is 80% of
	// what there is.
	MemLimit int64
	// Native says which cells are compiled; zero is those that the interpreter refuses.
	Native NativeMode
	// Probe is how much of the reports is shown at first.
	Probe panel.Mode
	// Tools are the go command and the C compiler; nil finds them in PATH when they
	// are needed.
	Tools *toolchain.Tools
	// Source has the source of packages of schedtick's own module, in directories below
	// the module's root: of those that compiled cells import, and of runtimeprobe, for
	// cells that are built as programs of their own and are to be observed. nil: there
	// is none.
	Source fs.FS
	// Log; nil discards.
	Log *slog.Logger
}

// Notebook is one session: what its cells have declared, and the worker process
// that holds their values. It implements [Language].
//
// The worker's supervisor calls its event methods (events.go) from one goroutine. It
// has at most one goroutine of its own: the follower of the cell that runs or ran last.
type Notebook struct {
	log     *slog.Logger
	source  *session.Session
	worker  *worker.Worker
	tools   *toolchain.Tools
	modules *modules.Set
	exe     string       // the schedtick binary
	probe   atomic.Int32 // panel.Mode
	mode    atomic.Int32 // NativeMode
	routes  outputRoutes

	memLimit  int64 // as in NotebookOptions
	inherit   bool  // as in NotebookOptions
	moduleSrc fs.FS // Source of NotebookOptions

	// Touched by Run and Evaluate only.
	lowerer  *lower.Lowerer
	programs []*program.Program  // committed, to be declared again in a new worker
	measured map[string]measured // the latest benchmarks, by name
	vars     map[string]bool     // that hold values in the worker
	stale    bool                // the worker is new and does not know programs
	natives  natives
	linked   *linked.Packages

	mu      sync.Mutex
	stopped bool                  // Interrupt came since the running cell began
	closed  bool                  // Close was called
	rest    *follower             // of the cell that ran last, if it left goroutines
	cancel  map[int]func()        // what Interrupt ends outside the worker
	cancels int                   // keys of cancel given so far
	sources map[string]*cell.Cell // by name, for the lines of stacks
	names   []string              // of sources, oldest first
}

// NewNotebook starts a worker and returns an empty session.
func NewNotebook(ctx context.Context, opts NotebookOptions) (*Notebook, error) {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	if opts.Exe == "" {
		exe, err := os.Executable()
		if err != nil {
			return nil, fmt.Errorf("kernel: notebook: %w", err)
		}
		opts.Exe = exe
	}
	if opts.Tools == nil {
		opts.Tools = toolchain.New(toolchain.Options{Log: opts.Log})
	}
	n := &Notebook{
		log:       opts.Log,
		tools:     opts.Tools,
		exe:       opts.Exe,
		cancel:    make(map[int]func()),
		memLimit:  opts.MemLimit,
		inherit:   opts.Inherit,
		moduleSrc: opts.Source,
		vars:      make(map[string]bool),
		sources:   make(map[string]*cell.Cell),
		natives:   natives{},
		linked:    linked.New(opts.Source),
		modules:   modules.New(modules.Options{Tools: opts.Tools, Exe: opts.Exe, Log: opts.Log}),
	}
	n.lowerer = lower.NewWith(n.modules.Inner())
	n.natives.Cells = native.New(n.lowerer.Variable)
	n.probe.Store(int32(opts.Probe))
	n.mode.Store(int32(opts.Native))
	cfg := worker.Config{Exe: opts.Exe, Args: opts.Args, Log: opts.Log, MemLimit: opts.MemLimit, Events: events{n}}
	if opts.Inherit {
		cfg.Stdio = worker.Inherited
	}
	var err error
	if n.worker, err = worker.Start(ctx, cfg); err != nil {
		return nil, fmt.Errorf("kernel: notebook: %w", err)
	}
	// The worker comes up while the rest is made.
	n.source = session.NewWith(n.modules)
	n.source.SetMagics(magicWords{n})
	return n, nil
}

// Close ends the worker, and with it a running cell.
func (n *Notebook) Close() error {
	n.mu.Lock()
	n.closed, n.stopped = true, true
	for _, cancel := range n.cancel {
		cancel()
	}
	n.mu.Unlock()
	n.leave(nil)
	return errors.Join(n.worker.Close(), n.modules.Close())
}

// leave makes next, or nobody, follow what the last cell left; it ends who did.
func (n *Notebook) leave(next *follower) {
	n.mu.Lock()
	last := n.rest
	n.rest = next
	closed := n.closed
	n.mu.Unlock()
	last.stop()
	if closed {
		next.stop()
	}
}

// Interrupt stops the running cell.
func (n *Notebook) Interrupt() {
	n.mu.Lock()
	n.stopped = true
	for _, cancel := range n.cancel {
		cancel()
	}
	n.mu.Unlock()
	n.worker.Interrupt()
}

// Probe and SetProbe are how much of each cell's report is shown.
func (n *Notebook) Probe() panel.Mode { return panel.Mode(n.probe.Load()) }

// SetProbe is for the magic.
func (n *Notebook) SetProbe(m panel.Mode) { n.probe.Store(int32(m)) }

// Names are what the session has declared.
func (n *Notebook) Names() []session.Name { return n.source.Names() }

// Reset forgets everything: a new worker knows nothing.
func (n *Notebook) Reset(ctx context.Context) error {
	n.leave(nil)
	if err := n.worker.Restart(ctx); err != nil {
		return fmt.Errorf("kernel: reset: %w", err)
	}
	if err := n.modules.Reset(); err != nil {
		n.log.Info("kernel: reset", "err", err)
	}
	n.source.Reset()
	n.lowerer = lower.NewWith(n.modules.Inner())
	n.natives.Cells = native.New(n.lowerer.Variable)
	n.programs = nil
	n.stale = false
	clear(n.vars)
	return nil
}

// Run runs one cell: parse, magics, check, lower, run, commit.
func (n *Notebook) Run(ctx context.Context, c Cell, out Outputs) Outcome {
	if page, ok := n.help(c.Code); ok {
		return Outcome{Page: page}
	}
	n.mu.Lock()
	n.stopped = false
	n.mu.Unlock()
	n.routes.set(c.Count, out)

	if m := cell.Magics(c.Code); len(m) > 0 && m[0].Whole {
		return n.whole(ctx, c, m[0], out)
	}
	return n.ordinary(ctx, c, worker.RunOptions{}, out)
}

// ordinary runs the Go of a cell, after its other orders.
func (n *Notebook) ordinary(ctx context.Context, c Cell, opts worker.RunOptions, out Outputs) Outcome {
	parsed, err := cell.Parse(c.Count, c.Name, c.Code)
	if f := n.magics(ctx, parsed, err, out); f != nil {
		return Outcome{Failure: f, Exit: 1}
	}
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
	opts.AllowStdin, opts.Probe, opts.Last = c.AllowInput, mode.String(), c.Last
	if n.NativeMode() == NativeOn {
		return n.observedBy(parsed, mode, out, func() (worker.Outcome, *Failure, int) {
			return n.runNativeCell(ctx, parsed, native.Options{}, opts, out)
		})
	}
	return n.observed(ctx, parsed, opts, mode, out)
}

// observed runs a parsed cell, and shows its report while it runs and afterwards.
func (n *Notebook) observed(ctx context.Context, c *cell.Cell, opts worker.RunOptions, mode panel.Mode, out Outputs) Outcome {
	return n.observedBy(c, mode, out, func() (worker.Outcome, *Failure, int) { return n.run(ctx, c, opts, out) })
}

// observedBy is observed for a cell that run runs.
func (n *Notebook) observedBy(c *cell.Cell, mode panel.Mode, out Outputs, run func() (worker.Outcome, *Failure, int)) Outcome {
	n.leave(nil) // the report of the cell before: this one's goes on from there
	n.routes.begin(c.ID)
	var f *follower
	if mode != panel.Off {
		f = follow(n.worker.Look, out, mode)
	}
	var o Outcome
	var ended worker.Outcome
	ended, o.Failure, o.Exit = run()
	defer showTimeline(ended, out) // behind the report
	f.stop()
	late := n.routes.end()
	if f == nil {
		return o
	}
	o.Observed = Observed{Report: ended.Report, Snapshot: ended.Snapshot, Late: late, Probe: mode}
	if o.Seen() && (o.Failure == nil || f.shown) { // else the error carries it, alone
		f.show(o.Observed)
		o.Displayed = true
		if o.Snapshot != nil {
			n.leave(f.stay(o.Observed))
		}
	}
	return o
}

// run checks, lowers, runs and commits a parsed cell.
func (n *Notebook) run(ctx context.Context, c *cell.Cell, opts worker.RunOptions, out Outputs) (ended worker.Outcome, f *Failure, exit int) {
	unit, p, f, exit := n.prepare(ctx, c)
	if f != nil && (f.native || f.refused && n.nativeInstead(ctx, c, f, out)) {
		return n.runNativeCell(ctx, c, native.Options{}, opts, out)
	}
	if f != nil {
		return ended, f, exit
	}
	ended, err := n.execute(ctx, p, opts)
	var died *worker.LostError
	if errors.As(err, &died) {
		n.sayLost(died, out)
		if unit, p, f, exit = n.prepare(ctx, c); f != nil {
			return ended, f, exit
		}
		ended, err = n.execute(ctx, p, opts)
	}
	if f := n.notRun(ended, err); f != nil {
		return ended, f, 1
	}
	n.remember(c)
	n.commit(unit, p)
	f, exit = n.explain(ended, c.Name)
	return ended, f, exit
}

// sayLost says that a goroutine of an earlier cell took the worker along. What a cell
// means without the variables that are gone is to be seen.
func (n *Notebook) sayLost(died *worker.LostError, out Outputs) {
	died.Outcome.Lost = true
	if f, _ := n.explain(died.Outcome, ""); f != nil {
		out.Stream(jupyter.Stderr, []byte(f.Text()))
	}
}

// notRun is the failure of a cell that the worker did not run, or nil.
func (n *Notebook) notRun(ended worker.Outcome, err error) *Failure {
	switch {
	case errors.Is(err, worker.ErrClosed) || errors.Is(err, context.Canceled):
		f := &Failure{Name: "interrupted", Value: "the kernel ends"}
		f.add(Head, f.Value)
		return f
	case err != nil:
		return n.internal(err)
	case ended.Kind == worker.Refused:
		return n.internal(errors.New(ended.Message))
	}
	return nil
}

// Evaluate runs an expression and returns its value.
func (n *Notebook) Evaluate(ctx context.Context, expr string) (Value, *Failure) {
	const id = 0 // no cell has it
	c, err := cell.Parse(id, "expression", expr)
	switch {
	case err != nil:
		return Value{}, refusedByCompiler(err)
	case len(c.Items) != 1 || !c.Trailing || len(c.Imports) > 0:
		f := &Failure{Name: compileError, Value: fmt.Sprintf("%s is not an expression with a value", expr)}
		f.add(Head, f.Value)
		return Value{}, f
	}
	var out lastValue
	n.routes.set(id, &out)
	defer n.routes.drop(id)
	_, f, _ := n.run(ctx, c, worker.RunOptions{Probe: panel.Off.String()}, &out)
	return out.value, f
}

// prepare checks and lowers. It changes nothing but what packages have been built.
func (n *Notebook) prepare(ctx context.Context, c *cell.Cell) (*session.Unit, *program.Program, *Failure, int) {
	if f := n.buildImports(ctx, c); f != nil {
		return nil, nil, f, 1
	}
	unit, err := n.source.Check(c)
	if err != nil {
		return nil, nil, refusedByCompiler(err), 1
	}
	if n.natives.Uses(unit) {
		return nil, nil, &Failure{native: true}, 1
	}
	p, err := n.lowerer.Lower(unit)
	var refusals lower.Refusals
	switch {
	case errors.As(err, &refusals):
		f := refused(c, refusals)
		f.refused = true
		return nil, nil, f, exitRefused
	case err != nil:
		return nil, nil, n.internal(err), 1
	}
	if f := n.resolveImports(ctx, c, p); f != nil {
		return nil, nil, f, 1
	}
	return unit, p, nil, 0
}

// execute runs p in a worker that knows what was declared before.
func (n *Notebook) execute(ctx context.Context, p *program.Program, opts worker.RunOptions) (worker.Outcome, error) {
	if n.stale {
		if err := n.declareAgain(ctx); err != nil {
			return worker.Outcome{}, err
		}
	}
	n.mu.Lock()
	stopped := n.stopped
	n.mu.Unlock()
	if stopped { // while the cell was being checked
		return worker.Outcome{Kind: worker.Interrupted}, nil
	}
	return n.worker.Run(ctx, p, opts)
}

// commit makes the declarations of a cell that ran, or began to, the session's.
func (n *Notebook) commit(unit *session.Unit, p *program.Program) {
	if p.Plugin == nil {
		n.lowerer.Commit(p)
		n.natives.Interpreted(unit)
	}
	n.source.Commit(unit)
	declarations := *p
	declarations.Entry = ""
	n.programs = append(n.programs, &declarations)
	for _, name := range p.Others {
		delete(n.vars, name) // a function took the variable's name
	}
	for _, name := range p.Vars {
		n.vars[name] = true
	}
}
