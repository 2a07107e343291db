package engine

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/traefik/yaegi/interp"

	"schedtick/kernel/engine/symbols"
	"schedtick/kernel/program"
	"schedtick/kernel/rt"
)

// rtPath is the package that lowered text calls by the name rt.
const rtPath = "schedtick/kernel/rt"

// Engine is one interpreter and what it has been told. Its methods may be called
// from any goroutine: the interpreter declares one program at a time, while code
// of earlier programs may run.
type Engine struct {
	mu      sync.Mutex
	in      *interp.Interpreter
	used    map[string]bool   // import paths the interpreter knows
	aliases map[string]string // package name in lowered text -> import path

	layout layout
	marks  bool // layout is valid
	// What the interpreter calls the kinds and actions of its nodes.
	kinds, actions map[uint]string
	idles          map[uintptr]bool               // code that generates steps -> whether they do nothing
	stopped        *bool                          // the flag that lowered loops test
	names          atomic.Pointer[map[int]string] // of cells; replaced, never changed

	globals globals
	roomy   bool // globals is valid

	bridged bool // package hook of native cells has what it needs
	foreign foreign
}

// New makes an interpreter that knows rt and the flag that lowered loops test.
// Several can exist, one after the other: rt serves the one that was made last.
func New() (*Engine, error) {
	e := &Engine{
		in: interp.New(interp.Options{
			Stdout: io.Discard, // lowered text prints through rt
			// The interpreter writes a line here for every frame that a panic unwinds.
			Stderr: rt.UnwindWriter(),
			// Symbols are the real ones: the worker is the sandbox, as far as there is one.
			Unrestricted: true,
		}),
		used:    map[string]bool{},
		aliases: map[string]string{},
		kinds:   map[uint]string{},
		actions: map[uint]string{},
		idles:   map[uintptr]bool{},
	}
	e.names.Store(&map[int]string{})
	if e.layout, e.marks = findLayout(); e.marks {
		rt.SetTracer(e.trace)
		rt.SetDepth(depth)
	}
	e.globals, e.roomy = newGlobals(e.in)
	rt.SetWrapperLookup(e.foreign.wrapper)
	if err := e.importAs("rt", rtPath, ""); err != nil {
		return nil, err
	}
	if _, err := e.eval("package main\nvar stopped bool\n", nil); err != nil {
		return nil, fmt.Errorf("engine: stop flag: %w", err)
	}
	flag, err := e.eval("&stopped", nil)
	if err != nil {
		return nil, fmt.Errorf("engine: stop flag: %w", err)
	}
	e.stopped = flag.Interface().(*bool)
	rt.StopFlag(e.stopped)
	return e, nil
}

// ErrNoPackage is wrapped by the error of a program that imports a package which
// is not there.
var ErrNoPackage = errors.New("no such package")

// InternalError says that the interpreter refused or failed on lowered text: a
// mistake of ours, not of the cell.
type InternalError struct {
	Program *program.Program
	Err     error
}

func (e *InternalError) Error() string {
	return fmt.Sprintf("engine: internal error: the interpreter cannot declare %s: %v", e.Program.Name, e.Err)
}

func (e *InternalError) Unwrap() error { return e.Err }

// Load declares p, and returns the function that runs its statements: nil when it
// has none. A program that fails may leave some of its names declared, which does
// no harm since no other program uses them.
func (e *Engine) Load(p *program.Program) (entry func(), err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if p.Plugin != nil {
		rt.AddSites(p.Sites)
		rt.AddMentions(p.Mentions)
		return e.loadPlugin(p)
	}
	for _, i := range p.Imports {
		if err := e.importAs(i.Alias, i.Path, i.Plugin); err != nil {
			return nil, err
		}
	}
	if names := *e.names.Load(); names[p.Cell] != p.Name {
		names = maps.Clone(names)
		names[p.Cell] = p.Name
		e.names.Store(&names)
	}
	rt.AddTypes(p.Types)
	rt.AddSites(p.Sites)
	rt.AddMentions(p.Mentions)
	rt.AddFuncs(p.Funcs)
	if strings.TrimSpace(p.Decls) != "" {
		if _, err := e.eval("package main\n"+p.Decls, p); err != nil {
			return nil, &InternalError{p, err}
		}
	}
	if p.Bind != "" {
		bind, err := e.function(p.Bind)
		if err == nil {
			err = protect(bind)
		}
		if err != nil {
			return nil, &InternalError{p, fmt.Errorf("%s: %w", p.Bind, err)}
		}
	}
	if p.Entry == "" {
		return nil, nil
	}
	if entry, err = e.function(p.Entry); err != nil {
		return nil, &InternalError{p, fmt.Errorf("%s: %w", p.Entry, err)}
	}
	return entry, nil
}

// importAs makes the package path known to lowered text as alias. plugin is the file
// that has it, "" for one that is linked in.
func (e *Engine) importAs(alias, path, plugin string) error {
	switch have, ok := e.aliases[alias]; {
	case ok && have == path:
		return nil
	case ok:
		return fmt.Errorf("engine: import %q: the name %s already stands for %q", path, alias, have)
	}
	if !e.used[path] {
		names, err := e.symbols(path, plugin)
		if err != nil {
			return fmt.Errorf("engine: import %q: %w", path, err)
		}
		// Not under its own name: at the sight of "fmt/fmt" the interpreter replaces
		// what prints and exits by functions of its own.
		if err := e.in.Use(interp.Exports{path + "/_": names}); err != nil {
			return fmt.Errorf("engine: import %q: %w", path, err)
		}
		e.used[path] = true
	}
	// The interpreter keeps a package's name together with the name of the file
	// that imports it. An import from a file without a name holds in all files,
	// whatever the line directives of lowered text call them.
	if _, err := e.eval(fmt.Sprintf("//line :1\npackage main\nimport %s %q\n", alias, path), nil); err != nil {
		return fmt.Errorf("engine: import %q: %w", path, err)
	}
	e.aliases[alias] = path
	return nil
}

// symbols are the names of a package.
func (e *Engine) symbols(path, plugin string) (map[string]reflect.Value, error) {
	if p, ok := symbols.Lookup(path); ok {
		return p.Symbols, nil
	}
	if plugin == "" {
		return nil, ErrNoPackage
	}
	t, err := e.foreign.open(path, plugin)
	if err != nil {
		return nil, err
	}
	return t.Symbols(), nil
}

// function returns the declared func() called name.
func (e *Engine) function(name string) (func(), error) {
	v, err := e.eval(name, nil)
	if err != nil {
		return nil, err
	}
	f, ok := v.Interface().(func())
	if !ok {
		return nil, fmt.Errorf("%s is no func() but %v", name, v.Type())
	}
	return f, nil
}

// eval hands text to the interpreter. The positions of p's functions are marked, if
// there is a p. The interpreter's compiler panics on some text that it cannot
// compile; that is an error like any other here.
func (e *Engine) eval(text string, p *program.Program) (v reflect.Value, err error) {
	err2 := protect(func() {
		var compiled *interp.Program
		if compiled, err = e.in.Compile(text); err != nil {
			return
		}
		if p != nil && e.marks {
			e.mark(compiled, p)
		}
		if e.roomy {
			e.globals.make()
		}
		v, err = e.in.Execute(compiled)
		if p != nil && e.marks {
			e.cut(compiled)
		}
	})
	return v, errors.Join(err, err2)
}

// protect calls f and returns its panic as an error.
func protect(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	f()
	return nil
}
