package engine

import (
	"fmt"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"unsafe"

	"github.com/traefik/yaegi/interp"

	"schedtick/kernel/program"
	"schedtick/kernel/rt"
)

// A position travels on the native stack. The interpreter runs a function as a chain
// of closures, so a native stack trace names its machinery but no line of a cell.
// Therefore the closures of nodes that can fail, block or call are run through at,
// whose first arguments are the position: they appear, as numbers, in every trace
// of that stack, be it made by runtime.Stack or by the runtime as it dies. See
// Positions, which reads them back, and decisions/0007-positions-on-the-stack.md.

// step is the interpreter's type of a compiled node: it does its work on a frame
// and returns what comes next.
type step func(frame unsafe.Pointer) step

// at runs a step of the function fn of a cell at pos. It must not be inlined, and
// uses its arguments after the call so that they are kept on the stack, where traces
// find them.
//
//go:noinline
func at(pos, fn uintptr, s step, frame unsafe.Pointer) step {
	next := s(frame)
	if pos|fn == 0 {
		return nil // never: a position has a line
	}
	return next
}

// The layout of pos, from the high bits: cell, line, column.
const (
	lineBits = 20
	colBits  = 10
)

func packPosition(cell, line, col int) uintptr {
	return uintptr(cell)<<(lineBits+colBits) | uintptr(min(line, 1<<lineBits-1))<<colBits | uintptr(min(col, 1<<colBits-1))
}

// layout is where the interpreter's types, which are not exported, keep what is
// needed here; in bytes.
type layout struct {
	root                                               uintptr // Program: *node
	child, anc, kind, action, pos, ident, gen, execute uintptr // node
	start, tnext, fnext, rval                          uintptr // node: where the flow begins and goes on, a constant
	findex, level, typ, types                          uintptr // node: where its value is, its type, the types of a frame
	typArg, typRet                                     uintptr // itype: of parameters and results
	frameID, frameRoot, frameAnc, frameData            uintptr // frame
	nodeKind, nodeAction, nodePointer                  reflect.Type
}

// findLayout looks at the interpreter's types. ok is false if they are not what
// they were in the release that this was written for: positions are then missing.
func findLayout() (l layout, ok bool) {
	root, ok := reflect.TypeFor[interp.Program]().FieldByName("root")
	if !ok || root.Type.Kind() != reflect.Pointer || root.Type.Elem().Kind() != reflect.Struct {
		return l, false
	}
	l.root = root.Offset
	l.nodePointer = root.Type
	node := root.Type.Elem()
	of := func(t reflect.Type, name string, kind reflect.Kind) (uintptr, reflect.Type) {
		if t == nil || t.Kind() != reflect.Struct {
			ok = false
			return 0, nil
		}
		f, found := t.FieldByName(name)
		ok = ok && found && f.Type.Kind() == kind
		return f.Offset, f.Type
	}
	target := func(t reflect.Type, name string) (uintptr, reflect.Type) {
		at, p := of(t, name, reflect.Pointer)
		if p == nil || p.Kind() != reflect.Pointer {
			return at, nil
		}
		return at, p.Elem()
	}
	named := func(name string, kind reflect.Kind) (uintptr, reflect.Type) { return of(node, name, kind) }
	field := func(name string, kind reflect.Kind) uintptr {
		at, _ := named(name, kind)
		return at
	}
	l.child = field("child", reflect.Slice)
	l.anc = field("anc", reflect.Pointer)
	l.kind, l.nodeKind = named("kind", reflect.Uint)
	l.action, l.nodeAction = named("action", reflect.Uint)
	l.pos = field("pos", reflect.Int)
	l.ident = field("ident", reflect.String)
	l.gen = field("gen", reflect.Func)
	l.execute = field("exec", reflect.Func)
	l.start = field("start", reflect.Pointer)
	l.tnext, l.fnext = field("tnext", reflect.Pointer), field("fnext", reflect.Pointer)
	l.rval = field("rval", reflect.Struct)
	l.findex, l.level, l.types = field("findex", reflect.Int), field("level", reflect.Int), field("types", reflect.Slice)
	var itype, frame reflect.Type
	l.typ, itype = target(node, "typ")
	l.typArg, _ = of(itype, "arg", reflect.Slice)
	l.typRet, _ = of(itype, "ret", reflect.Slice)
	_, frame = target(reflect.TypeFor[interp.Interpreter](), "frame")
	l.frameID, _ = of(frame, "id", reflect.Uint64)
	l.frameData, _ = of(frame, "data", reflect.Slice)
	l.frameRoot, _ = target(frame, "root")
	l.frameAnc, _ = target(frame, "anc")
	return l, ok
}

// get reads the field at offset of the struct at p.
func get[T any](p unsafe.Pointer, offset uintptr) *T { return (*T)(unsafe.Add(p, offset)) }

// failing are the kinds of nodes, as the interpreter names them, that are run
// through at. Others, like an addition or an assignment to a local variable, cannot
// fail and are too cheap to burden.
var failing = map[string]bool{
	"callExpr": true, "indexExpr": true, "sliceExpr": true, "starExpr": true, "selectorExpr": true,
	"typeAssertExpr": true, "assignXStmt": true, "defineXStmt": true, "rangeStmt": true,
	"assignStmt": true, "incDecStmt": true, "binaryExpr": true,
}

// mark has the nodes of a compiled program run through at. It comes between compiling
// and executing.
func (e *Engine) mark(compiled *interp.Program, p *program.Program) {
	root := *get[unsafe.Pointer](unsafe.Pointer(compiled), e.layout.root)
	if root == nil {
		return
	}
	funcs := make(map[string]uintptr, len(p.Funcs))
	for i, f := range p.Funcs {
		funcs[f.Lowered] = uintptr(i + 1)
	}
	for _, decl := range *get[[]unsafe.Pointer](root, e.layout.child) {
		if e.kindName(decl) == "funcDecl" {
			parts := *get[[]unsafe.Pointer](decl, e.layout.child)
			name := *get[string](parts[1], e.layout.ident)
			e.shorten(decl)
			e.markNode(parts[len(parts)-1], p, funcs[name], false)
		}
	}
}

// cut parts the functions of an executed program from the file that they stand in.
// For each frame that a panic unwinds the interpreter searches, in vain, all nodes of
// the function and of what that is a part of: with the file, milliseconds a frame.
func (e *Engine) cut(compiled *interp.Program) {
	root := *get[unsafe.Pointer](unsafe.Pointer(compiled), e.layout.root)
	if root == nil {
		return
	}
	for _, decl := range *get[[]unsafe.Pointer](root, e.layout.child) {
		if e.kindName(decl) == "funcDecl" {
			*get[unsafe.Pointer](decl, e.layout.anc) = nil
		}
	}
}

// markNode marks n and what is below it. Function literals have been generated by the
// compiler; their nodes are to be generated again as they are executed.
func (e *Engine) markNode(n unsafe.Pointer, p *program.Program, fn uintptr, literal bool) {
	if !literal && e.kindName(n) == "funcLit" {
		e.part(n)
		literal = true
	}
	for _, c := range *get[[]unsafe.Pointer](n, e.layout.child) {
		e.markNode(c, p, fn, literal)
	}
	generate := get[func(unsafe.Pointer)](n, e.layout.gen)
	if e.isSafePoint(n) && *generate != nil {
		original := *generate
		*generate = func(n unsafe.Pointer) {
			original(n)
			*get[step](n, e.layout.execute) = e.safePoint(n)
		}
		if literal {
			*get[step](n, e.layout.execute) = nil
		}
		return
	}
	if literal && *generate != nil {
		*get[step](n, e.layout.execute) = nil
	}
	if *generate == nil {
		return
	}
	e.insist(n)
	if !e.canFail(n) {
		return
	}
	pos := e.position(n, p)
	if pos == 0 {
		return
	}
	original, execute := *generate, e.layout.execute
	called := e.kindName(n) == "callExpr"
	*generate = func(n unsafe.Pointer) {
		original(n)
		if called {
			if s := e.byShape(n); s != nil {
				*get[step](n, execute) = s
			} else if s := e.byHand(n, *get[step](n, execute)); s != nil {
				*get[step](n, execute) = s
			}
		}
		if s := *get[step](n, execute); s != nil {
			*get[step](n, execute) = func(frame unsafe.Pointer) step { return at(pos, fn, s, frame) }
		}
	}
}

// part has a function literal keep the frame of the function that it stands in, and no more.
// A frame leads to its caller's: a literal that lives on would keep the variables of all
// functions that were on the way to it, for good, and what they can reach, so that a
// goroutine which nobody else can wake would not be found. Lowered text needs the caller's
// frame for nothing: variables that are further out than the function are global, and only
// literals call recover.
func (e *Engine) part(n unsafe.Pointer) {
	generate := get[func(unsafe.Pointer)](n, e.layout.gen)
	if *generate == nil {
		return
	}
	original, l := *generate, &e.layout
	*generate = func(n unsafe.Pointer) {
		original(n)
		if s := *get[step](n, l.execute); s != nil {
			*get[step](n, l.execute) = func(frame unsafe.Pointer) step {
				*get[unsafe.Pointer](frame, l.frameAnc) = *get[unsafe.Pointer](frame, l.frameRoot)
				return s(frame)
			}
		}
	}
}

// canFail reports whether a node's work can panic, block or call.
func (e *Engine) canFail(n unsafe.Pointer) bool {
	kind := e.kindName(n)
	if !failing[kind] {
		return false
	}
	switch kind {
	case "assignStmt", "incDecStmt":
		// Only through a pointer, into a map or slice, or with a division.
		c := *get[[]unsafe.Pointer](n, e.layout.child)
		return len(c) > 0 && e.kindName(c[0]) != "identExpr" || e.divides(n)
	case "binaryExpr":
		return e.divides(n)
	}
	return true
}

func (e *Engine) divides(n unsafe.Pointer) bool {
	switch named(e.actions, e.layout.nodeAction, *get[uint](n, e.layout.action)) {
	case "/", "%", "/=", "%=":
		return true
	}
	return false
}

func (e *Engine) kindName(n unsafe.Pointer) string {
	return named(e.kinds, e.layout.nodeKind, *get[uint](n, e.layout.kind))
}

// named returns what the number v is called as a value of type t.
func named(names map[uint]string, t reflect.Type, v uint) string {
	name, ok := names[v]
	if !ok {
		x := reflect.New(t).Elem()
		x.SetUint(uint64(v))
		name = fmt.Sprint(x)
		names[v] = name
	}
	return name
}

// position returns where a node stands in its cell, packed, 0 if that is not known.
// It is that of the beginning of the lowered line, which a line directive gives: a
// column further on counts in lowered text, not in the cell's.
func (e *Engine) position(n unsafe.Pointer, p *program.Program) uintptr {
	pos := *get[token.Pos](n, e.layout.pos)
	file := e.in.FileSet().File(pos)
	if file == nil {
		return 0
	}
	at := file.Position(file.LineStart(file.PositionFor(pos, false).Line))
	cell := p.Cell
	// A name without a directory comes back with the interpreter's own before it.
	if name := filepath.Base(at.Filename); name != filepath.Base(p.Name) {
		var ok bool
		if cell, ok = cellNumber(name); !ok {
			return 0
		}
	}
	return packPosition(cell, at.Line, at.Column)
}

// cellNumber reads "cell[7]".
func cellNumber(name string) (int, bool) {
	s, ok := strings.CutPrefix(name, "cell[")
	s, ok2 := strings.CutSuffix(s, "]")
	n, err := strconv.Atoi(s)
	return n, ok && ok2 && err == nil
}

// Position is a call of a cell's function on a stack.
type Position struct {
	Cell, Line, Col int
	// Func is the index in the cell's program.Funcs of the function, -1 if none.
	Func int
}

// trace reads the calling goroutine's stack for rt: a frame for each call of a cell's
// function, innermost first. Its Line is 0 where the interpreter was between two
// steps, or in one that was not expected to fail.
func (e *Engine) trace() []rt.Frame {
	var buf [16 << 10]byte
	text := string(buf[:runtime.Stack(buf[:], false)])
	text, _, _ = strings.Cut(text, " frames elided...") // what follows is from the far end
	names := *e.names.Load()
	var out []rt.Frame
	var last rt.Frame
	for line := range strings.Lines(text) {
		switch {
		case strings.HasPrefix(line, "schedtick/kernel/engine.at("):
			if p := Positions(line); len(p) == 1 {
				last = rt.Frame{Name: names[p[0].Cell], Line: p[0].Line, Col: p[0].Col}
				if last.Name == "" {
					last.Name = fmt.Sprintf("cell[%d]", p[0].Cell)
				}
				if p[0].Func < 0 {
					last.Func = rt.MadeUp
				}
			}
		case strings.HasPrefix(line, "github.com/traefik/yaegi/interp.runCfg("):
			out = append(out, last)
			last = rt.Frame{}
		}
	}
	return out
}

// depth counts the calls of functions that stand in a cell's text on the calling
// goroutine's stack, innermost first, down to a line that begins with until.
func depth(until string) int {
	var buf [16 << 10]byte
	n, written := 0, true // the function that asks stands in one
	for line := range strings.Lines(string(buf[:runtime.Stack(buf[:], false)])) {
		switch {
		case strings.HasPrefix(line, until):
			return n
		case strings.HasPrefix(line, "schedtick/kernel/engine.at("):
			if p := Positions(line); len(p) == 1 && p[0].Func >= 0 {
				written = true
			}
		case strings.HasPrefix(line, "github.com/traefik/yaegi/interp.runCfg("):
			if written {
				n++
			}
			written = false
		}
	}
	return n
}

// step frames look like "schedtick/kernel/engine.at(0x1c0000c05, 0x2, 0x…, 0x…)".
var atFrame = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^schedtick/kernel/engine\.at\((0x[0-9a-f]+)\??, (0x[0-9a-f]+)\??,`)
})

// Positions returns the calls of cells' functions in the trace of one goroutine,
// as the Go runtime writes it, innermost first. Of a very deep stack the runtime
// leaves out the middle.
func Positions(trace string) []Position {
	var out []Position
	for _, m := range atFrame().FindAllStringSubmatch(trace, -1) {
		pos, err1 := strconv.ParseUint(m[1], 0, 64)
		fn, err2 := strconv.ParseUint(m[2], 0, 64)
		if err1 != nil || err2 != nil {
			continue
		}
		out = append(out, Position{
			Cell: int(pos >> (lineBits + colBits)),
			Line: int(pos >> colBits & (1<<lineBits - 1)),
			Col:  int(pos & (1<<colBits - 1)),
			Func: int(fn) - 1,
		})
	}
	return out
}
