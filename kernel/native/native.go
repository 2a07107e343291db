package native

import (
	"embed"
	"fmt"
	"go/types"
	"strings"

	"schedtick/kernel/program"
	"schedtick/kernel/session"
)

// Root is what the paths of all packages of cells begin with.
const Root = "schedtick.cell/"

// HookPath is the path that package hook is built under.
const HookPath = Root + "hook"

// The functions of a cell's package that the worker looks up.
const (
	Bridge = "SchedtickBridge" // func() map[string]any: what the worker fills, by name
	Shared = "SchedtickShared" // the same: pointers to pointers to the interpreter's variables
	Entry  = "SchedtickRun"    // func(): runs the statements
)

//go:embed hook/*.go
var hookFiles embed.FS

// HookImports are the packages that package hook imports.
var HookImports = []string{"iter", "sync", "sync/atomic", "time", "unsafe"}

// Hook is the source of package hook, by file name.
func Hook() map[string][]byte {
	list, err := hookFiles.ReadDir("hook")
	if err != nil {
		panic(err) // it is embedded
	}
	files := make(map[string][]byte, len(list))
	for _, f := range list {
		if strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		if files[f.Name()], err = hookFiles.ReadFile("hook/" + f.Name()); err != nil {
			panic(err)
		}
	}
	return files
}

// Package is a cell written as a package.
type Package struct {
	Path    string
	Source  string   // of its one file
	Imports []string // packages of the standard library that Source names
	Cells   []string // paths of the cells' packages that Source names
	// Program is what the worker has to know beside the code.
	Program *program.Program

	home    *home
	vars    []varRec
	structs []structRec
	writer  *writer
}

// Options say how a cell is written.
type Options struct {
	// Raw leaves the cell's operations as they are: no safe points, and nobody knows
	// who waits for what.
	Raw bool
}

// Cells are the native cells of one session. Its methods are called by one goroutine.
type Cells struct {
	homes    map[*types.Package]*home
	moved    map[*types.Var]varRec // variables that took over the place of one of the same name and type
	vars     map[string]varRec     // live, by name
	structs  []structRec
	funcs    map[funcKey]*funcRec
	typeRecs map[*types.TypeName]*typeRec
	consts   map[string]*types.Const
	recast   map[*types.Var]bool // whose type has been written again since they were made
	dirty    map[funcKey]bool    // functions that use what an interpreted cell has declared anew
	lowered  func(*types.Var) (string, bool)
	nextSite int
	made     map[string]int // how many packages have been made of one number of a cell
}

// home is the package of a native cell.
type home struct {
	path  string
	alias string // in the text of other cells
	// whole: the cell is a program that looks at its own names. They are as they
	// stand there, and other cells cannot use them.
	closed bool
}

type varRec struct {
	obj  *types.Var
	home *home
	prev *types.Var // whose place it took over, or nil
	// shared: the interpreter holds the variable, under this name; home is nil.
	shared string
}

// firstSite is where the numbers of native sites begin: kernel/lower counts from 1.
const firstSite = 1 << 24

// New returns the cells of a session that has none. lowered says what the interpreter
// calls a variable of the session, if it holds it; nil for a session that is all native.
func New(lowered func(*types.Var) (string, bool)) *Cells {
	return &Cells{
		homes:    make(map[*types.Package]*home),
		moved:    make(map[*types.Var]varRec),
		vars:     make(map[string]varRec),
		funcs:    make(map[funcKey]*funcRec),
		typeRecs: make(map[*types.TypeName]*typeRec),
		consts:   make(map[string]*types.Const),
		recast:   make(map[*types.Var]bool),
		dirty:    make(map[funcKey]bool),
		lowered:  lowered,
		made:     make(map[string]int),
		nextSite: firstSite,
	}
}

// Has reports whether an object is a native cell's.
func (cs *Cells) Has(obj types.Object) bool {
	return obj.Pkg() != nil && cs.homes[obj.Pkg()] != nil
}

// Write writes a checked cell as a package. Its error is a [cell.ErrorList] about what
// cannot be native. Nothing changes until Commit.
func (cs *Cells) Write(u *session.Unit, o Options) (*Package, error) {
	id := fmt.Sprintf("c%d", u.Cell.ID)
	if n := cs.made[id]; n > 0 {
		id = fmt.Sprintf("%s_%d", id, n)
	}
	h := &home{path: Root + id, alias: ours + id, closed: looksAtItself(u)}
	w := &writer{
		Cells: cs, u: u, raw: o.Raw, here: h,
		pkg: &Package{
			Path: h.path, home: h,
			Program: &program.Program{Cell: u.Cell.ID, Name: u.Cell.Name},
		},
		imports: make(map[string]string), cells: make(map[*home]bool),
		aliases: make(map[string]types.Object), own: make(map[funcKey]*funcRec),
	}
	w.pkg.writer = w
	w.write()
	if len(w.errs) == 0 {
		w.errs = w.consequences
	}
	if err := w.errs.Err(); err != nil {
		return nil, err
	}
	return w.pkg, nil
}

// Commit makes a package that the worker has loaded one of the session's.
func (cs *Cells) Commit(p *Package) {
	id, _, _ := strings.Cut(strings.TrimPrefix(p.Path, Root), "_")
	cs.made[id]++
	cs.homes[p.writer.u.Pkg] = p.home
	cs.commitDeclarations(p.writer)
	for _, v := range p.vars {
		if v.prev != nil && cs.recast[v.prev] {
			cs.recast[v.obj] = true
		}
		if v.home != p.home {
			cs.moved[v.obj] = v
		}
		cs.vars[v.obj.Name()] = v
	}
	cs.structs = append(cs.structs, p.structs...)
	cs.nextSite += len(p.Program.Sites)
}

// looksAtItself reports whether a cell is a whole program that imports what shows it
// names of functions and methods.
func looksAtItself(u *session.Unit) bool {
	if u.Cell.File == nil {
		return false
	}
	for _, i := range u.Imports {
		switch i.Path {
		case "reflect", "runtime", "runtime/debug", "unsafe":
			return true
		}
	}
	return false
}

// consequence notes what cannot be native because a type of an interpreted cell cannot.
func (w *writer) consequence(offset int, format string, args ...any) {
	w.consequences = append(w.consequences, w.u.Cell.NewError(offset, fmt.Sprintf(format, args...)))
}

// errorf notes what cannot be native.
func (w *writer) errorf(offset int, format string, args ...any) {
	e := w.u.Cell.NewError(offset, fmt.Sprintf(format, args...))
	for i, old := range w.errs {
		switch {
		case old.Line != e.Line:
		case old.Col == e.Col:
			if strings.HasPrefix(old.Msg, unreachableField) {
				w.errs[i] = e // why the variable cannot be had says more
			}
			return // what follows from it
		case old.Msg == e.Msg:
			if e.Col > old.Col {
				w.errs[i] = e // a variable, then its type
			}
			return
		}
	}
	w.errs = append(w.errs, e)
}
