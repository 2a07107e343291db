package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"log/slog"
	"runtime/debug"
	"sort"
	"strings"

	"schedtick/kernel/lower/stdsrc"
	"schedtick/kernel/program"
	"schedtick/kernel/session"
	"schedtick/kernel/session/stdlib"
	"schedtick/kernel/symtab"
)

// Lowerer lowers the cells of one session, in order. It remembers which names,
// types and helpers the worker already has. It is not safe for concurrent use;
// the front calls it from its shell goroutine only.
//
// Lower may be called again without Commit: what an uncommitted call made is
// forgotten, because the worker never got it.
type Lowerer struct {
	names   map[types.Object]string // package-level objects and locals -> lowered name
	gens    map[string]int          // source name -> last generation used
	vars    map[string]varRec       // live session variables, by source name
	funcs   map[string]*funcRec     // live functions and methods, by key
	typeIDs map[string]*typeRec     // canonical key -> type
	cache   map[types.Type]*typeRec // by identity, in front of typeIDs
	helpers map[string]*helper      // kind + key -> helper function, or type declaration

	std       map[string]*funcRec // functions of the standard library from source, by path and name
	stdPkgs   map[*types.Package]*stdsrc.Package
	stdLoader *stdsrc.Loader

	instances map[string]string // canonical instance -> lowered name
	reached   map[*types.Named]map[*types.Named]bool
	imports   map[string]string // path -> alias
	aliases   map[string]bool

	nextType, nextSite, nextHelper, nextFactory int

	cur *lowering // the Lower call that has not been committed, or nil
}

type varRec struct {
	name string // lowered
	obj  *types.Var
}

// funcRec is a function or method as the session has it now.
type funcRec struct {
	key   string
	name  string // lowered
	obj   *types.Func
	decl  *ast.FuncDecl
	unit  *session.Unit
	deps  map[string]string // what it mentions of the session, by key: see depend
	stale string            // why it cannot run any more, or empty
}

type typeRec struct {
	desc      program.Type
	typ       types.Type
	committed bool
}

type helper struct {
	name      string
	committed bool
}

// New returns a Lowerer for an empty session.
func New() *Lowerer { return NewWith(nil) }

// NewWith returns one for a session that can import the packages of modules; nil for
// none.
func NewWith(m stdlib.Modules) *Lowerer {
	return &Lowerer{
		names:   map[types.Object]string{},
		gens:    map[string]int{},
		vars:    map[string]varRec{},
		funcs:   map[string]*funcRec{},
		typeIDs: map[string]*typeRec{},
		cache:   map[types.Type]*typeRec{},
		helpers: map[string]*helper{},

		std:       map[string]*funcRec{},
		stdPkgs:   map[*types.Package]*stdsrc.Package{},
		stdLoader: stdsrc.NewLoaderWith(m),

		instances: map[string]string{},
		reached:   map[*types.Named]map[*types.Named]bool{},
		imports:   map[string]string{},
		aliases:   map[string]bool{"rt": true},
	}
}

// lowering is the state of one Lower call.
type lowering struct {
	*Lowerer
	unit     *session.Unit
	prog     *program.Program
	types    strings.Builder // type declarations
	decls    strings.Builder // finished top-level declarations
	bind     strings.Builder // body of the bind function
	sites    map[token.Pos]map[string]int
	funcs    []*funcRec
	vars     []varRec
	kept     []*types.Var // defined anew, in the place that they had
	imports  map[string]string
	todo     []func() // method thunks and bindings still to write
	refusals []Refusal
	src      *session.Unit     // unit whose Info and positions apply now
	at       token.Pos         // the node being lowered, for messages
	tsubst   *substitution     // type arguments of the instance being written, or nil
	deps     map[string]string // of the function being written, or nil
	passing  bool              // the result goes to another process
}

// Refusal is a construct that cannot be run right.
type Refusal struct {
	Pos       token.Position
	Construct string // as a Go programmer names it
	Reason    string
	Advice    string
}

func (r Refusal) Error() string {
	s := fmt.Sprintf("%s: %s cannot be run by the interpreter: %s", r.Pos, r.Construct, r.Reason)
	if r.Advice != "" {
		s += " (" + r.Advice + ")"
	}
	return s
}

// Refusals is the error of a cell that cannot be lowered, sorted by position.
type Refusals []Refusal

func (rs Refusals) Error() string {
	var b strings.Builder
	for i, r := range rs {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(r.Error())
	}
	return b.String()
}

// bug is a broken invariant of this package; Lower turns it into an error.
type bug struct{ err error }

// Lower lowers a checked cell. The error is Refusals when the cell has
// constructs that cannot be run right; any other error is a fault of this
// package. The session changes only at Commit.
func (l *Lowerer) Lower(u *session.Unit) (*program.Program, error) { return l.lower(u, false) }

// LowerPass lowers a cell whose value is not to be shown but passed on to another
// process: its result has the form rt.MIMEPassed.
func (l *Lowerer) LowerPass(u *session.Unit) (*program.Program, error) { return l.lower(u, true) }

func (l *Lowerer) lower(u *session.Unit, passing bool) (p *program.Program, err error) {
	l.rollback()
	lo := &lowering{
		Lowerer: l,
		unit:    u,
		src:     u,
		prog:    &program.Program{Cell: u.Cell.ID, Name: u.Cell.Name},
		sites:   map[token.Pos]map[string]int{},
		imports: map[string]string{},
		passing: passing,
	}
	l.cur = lo
	defer func() {
		switch r := recover().(type) {
		case nil:
		case bug:
			p, err = nil, fmt.Errorf("lower: %s: %w", u.Cell.Name, r.err)
		default: // a fault too, but not one that this package has foreseen: the front lives on
			slog.Debug("lower: panic", "cell", u.Cell.Name, "stack", string(debug.Stack()))
			p, err = nil, fmt.Errorf("lower: %s: panic: %v", u.Cell.Name, r)
		}
	}()
	lo.run()
	if len(lo.refusals) > 0 {
		sort.SliceStable(lo.refusals, func(i, j int) bool {
			a, b := lo.refusals[i].Pos, lo.refusals[j].Pos
			return a.Line < b.Line || a.Line == b.Line && a.Column < b.Column
		})
		return nil, Refusals(lo.refusals)
	}
	return lo.prog, nil
}

// Variable is what lowered text calls a variable of the session, if it has it still.
func (l *Lowerer) Variable(v *types.Var) (string, bool) {
	r, ok := l.vars[v.Name()]
	if !ok || r.obj != v && !types.Identical(r.obj.Type(), v.Type()) {
		return "", false
	}
	return r.name, true
}

// Commit makes the declarations of the last Lower call the session's. Call it
// when the worker has loaded the program.
func (l *Lowerer) Commit(p *program.Program) {
	lo := l.cur
	if lo == nil || lo.prog != p {
		return
	}
	for _, f := range lo.funcs {
		l.funcs[f.key] = f
	}
	for _, v := range lo.vars {
		l.vars[v.obj.Name()] = v
	}
	for path, alias := range lo.imports {
		l.imports[path] = alias
		l.aliases[alias] = true
	}
	for _, t := range l.typeIDs {
		t.committed = true
	}
	for _, h := range l.helpers {
		h.committed = true
	}
	l.cur = nil
}

func (l *Lowerer) rollback() {
	if l.cur == nil {
		return
	}
	for k, t := range l.typeIDs {
		if !t.committed {
			delete(l.typeIDs, k)
		}
	}
	for t, r := range l.cache {
		if !r.committed {
			delete(l.cache, t)
		}
	}
	for k, h := range l.helpers {
		if !h.committed {
			delete(l.helpers, k)
		}
	}
	l.cur = nil
}

// fail reports a broken invariant.
func (lo *lowering) fail(pos token.Pos, format string, args ...any) {
	panic(bug{fmt.Errorf("%s: %s", lo.pos(pos), fmt.Sprintf(format, args...))})
}

// refuse records a construct that cannot be run right and goes on, so that the
// user sees all of them at once.
func (lo *lowering) refuse(pos token.Pos, construct, reason, advice string) {
	at := lo.pos(pos)
	for _, r := range lo.refusals {
		if r.Pos == at && r.Construct == construct {
			return
		}
	}
	lo.refusals = append(lo.refusals, Refusal{Pos: at, Construct: construct, Reason: reason, Advice: advice})
}

func (lo *lowering) pos(p token.Pos) token.Position { return lo.src.Source(p) }

// site numbers a source place for kernel/rt.
func (lo *lowering) site(p token.Pos, what, text string) int {
	if m := lo.sites[p]; m != nil {
		if id, ok := m[what]; ok {
			return id
		}
	} else {
		lo.sites[p] = map[string]int{}
	}
	lo.nextSite++
	at := lo.pos(p)
	if len(text) > 40 {
		text = text[:37] + "..."
	}
	lo.prog.Sites = append(lo.prog.Sites, program.Site{
		ID: lo.nextSite, Cell: lo.src.Cell.ID, Name: at.Filename, Line: at.Line, Col: at.Column, What: what, Text: text,
	})
	lo.sites[p][what] = lo.nextSite
	return lo.nextSite
}

// alias returns the session-wide name of an imported package.
func (lo *lowering) alias(path string) string {
	a, ok := lo.Lowerer.imports[path]
	if !ok {
		a, ok = lo.imports[path]
	}
	if !ok {
		a = "p_" + strings.Map(func(r rune) rune {
			if r == '_' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
				return r
			}
			return '_'
		}, path)
		for lo.aliases[a] {
			a += "_"
		}
		lo.imports[path] = a
	}
	if symtab.Hidden(path) {
		lo.refuse(lo.at, "package "+path, "it is internal to its module", native)
	}
	for _, i := range lo.prog.Imports {
		if i.Alias == a {
			return a
		}
	}
	lo.prog.Imports = append(lo.prog.Imports, program.Import{Alias: a, Path: path})
	return a
}

// helper returns the name of a helper function, writing it the first time.
// body gets the name and returns the whole declaration.
func (lo *lowering) helper(kind, key string, body func(name string) string) string {
	k := kind + "\x00" + key
	if h, ok := lo.helpers[k]; ok {
		return h.name
	}
	lo.nextHelper++
	h := &helper{name: fmt.Sprintf("H%d_%s", lo.nextHelper, kind)}
	lo.helpers[k] = h
	lo.decls.WriteString(body(h.name))
	lo.decls.WriteByte('\n')
	return h.name
}

// gen makes the lowered name of the next generation of a package-level name.
func (lo *lowering) gen(letter, name string) string {
	lo.gens[name]++
	return fmt.Sprintf("%s%d_%s", letter, lo.gens[name], name)
}
