package native

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"schedtick/kernel/program"
)

// hookFuncs are functions of the standard library whose effect belongs to the cell,
// not to the process: package hook has them under another name. A name that begins with
// a + is called with its site.
var hookFuncs = map[string]string{
	"fmt.Print": "Print", "fmt.Println": "Println", "fmt.Printf": "Printf",
	"fmt.Scan": "Scan", "fmt.Scanln": "Scanln", "fmt.Scanf": "Scanf",
	"os.Exit": "Exit", "runtime.Goexit": "Goexit", "runtime.NumGoroutine": "NumGoroutine",
	"log.Fatal": "LogFatal", "log.Fatalf": "LogFatalf", "log.Fatalln": "LogFatalln",
	"runtime/debug.SetGCPercent": "SetGCPercent",
	"time.Sleep":                 "+Sleep", "time.AfterFunc": "+AfterFunc", "context.AfterFunc": "+ContextAfterFunc",
	"runtime/pprof.Do": "+PprofDo", "runtime/pprof.SetGoroutineLabels": "+PprofSetGoroutineLabels",
}

// worded are functions whose text names types as their reader knows them, and which cost
// no time to link if they are the worker's. A raw cell has its own.
var worded = map[string]string{"fmt.Sprint": "Sprint", "fmt.Sprintln": "Sprintln", "fmt.Sprintf": "Sprintf", "fmt.Errorf": "Errorf"}

// hookVars are variables of the standard library, and what has to be called around
// them.
var hookVars = map[string]string{"os.Stdout": "Direct", "os.Stderr": "Flushed", "os.Stdin": "Flushed"}

// hookMethods are the methods that may wait, that tell who else may go on, or that end
// the process.
var hookMethods = map[string]string{
	"sync.Mutex.Lock": "MutexLock", "sync.Mutex.Unlock": "MutexUnlock", "sync.Mutex.TryLock": "MutexTryLock",
	"sync.RWMutex.Lock": "RWLock", "sync.RWMutex.Unlock": "RWUnlock", "sync.RWMutex.TryLock": "RWTryLock",
	"sync.RWMutex.RLock": "RWRLock", "sync.RWMutex.RUnlock": "RWRUnlock", "sync.RWMutex.TryRLock": "RWTryRLock",
	"sync.WaitGroup.Add": "WgAdd", "sync.WaitGroup.Done": "WgDone", "sync.WaitGroup.Wait": "WgWait", "sync.WaitGroup.Go": "WgGo",
	"sync.Cond.Wait": "CondWait", "sync.Cond.Signal": "CondSignal", "sync.Cond.Broadcast": "CondBroadcast",
	"sync.Once.Do":     "OnceDo",
	"log.Logger.Fatal": "LoggerFatal", "log.Logger.Fatalf": "LoggerFatalf", "log.Logger.Fatalln": "LoggerFatalln",
}

// site numbers a place for kernel/rt.
func (s *source) site(pos token.Pos, what string, of ast.Node) int {
	text := ""
	if of != nil {
		text = s.u.Cell.Slice(of)
	}
	if r := []rune(text); len(r) > 40 {
		text = string(r[:37]) + "..."
	}
	return s.namedSite(pos, what, text)
}

// namedSite is site with a text.
func (s *source) namedSite(pos token.Pos, what, text string) int {
	at := s.u.Source(pos)
	id := s.nextSite + len(s.pkg.Program.Sites)
	s.pkg.Program.Sites = append(s.pkg.Program.Sites, program.Site{
		ID: id, Cell: s.u.Cell.ID, Name: at.Filename, Line: at.Line, Col: at.Column, What: what, Text: text,
	})
	return id
}

// hooked is the name of something in package hook.
func (w *writer) hooked(name string) string {
	w.hook = true
	return hookName + "." + name
}

// stdName is "fmt.Println" for the use of a package-level object of the standard
// library, else "".
func (s *source) stdName(e ast.Expr) string {
	var obj types.Object
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident: // of a dot import
		obj = s.u.Info.Uses[x]
	case *ast.SelectorExpr:
		obj = s.u.Info.Uses[x.Sel]
	}
	if !packageLevel(obj) || ofCells(obj.Pkg()) {
		return ""
	}
	return obj.Pkg().Path() + "." + obj.Name()
}

// call changes a call of what package hook stands for.
func (s *source) call(e *ast.CallExpr) bool {
	name := s.stdName(e.Fun)
	if h, ok := strings.CutPrefix(hookFuncs[name], "+"); ok {
		if s.raw {
			return false
		}
		site := s.site(e.Pos(), name, nil)
		text := s.hooked(h)
		switch name {
		case "context.AfterFunc", "runtime/pprof.Do", "runtime/pprof.SetGoroutineLabels":
			text += "[" + s.importName("context") + ".Context]"
		}
		s.edits.replace(s.off(e.Fun.Pos()), s.off(e.Fun.End()), text)
		s.edits.close(s.off(e.Lparen)+1, fmt.Sprintf("%d, ", site))
		s.walkAll(e.Args)
		return true
	}
	return !s.raw && (s.method(e) || s.makeChan(e) || s.builtinPrint(e))
}

// builtinPrint changes a call of the predeclared print and println: what they write is
// in order with what the cell has printed otherwise, and the cell's.
func (s *source) builtinPrint(e *ast.CallExpr) bool {
	id, ok := ast.Unparen(e.Fun).(*ast.Ident)
	if !ok || id.Name != "print" && id.Name != "println" {
		return false
	}
	if _, builtin := s.u.Info.Uses[id].(*types.Builtin); !builtin {
		return false
	}
	s.edits.replace(s.off(e.Fun.Pos()), s.off(e.Fun.End()), s.hooked(map[string]string{"print": "PrintB", "println": "PrintlnB"}[id.Name]))
	for _, a := range e.Args {
		t := s.u.Info.TypeOf(a)
		_, param := types.Unalias(t).(*types.TypeParam)
		if !param && types.IsInterface(t) { // its two words are printed, not its value
			s.edits.open(s.off(a.Pos()), s.hooked("Words")+"(")
			s.walk(a)
			s.edits.close(s.off(a.End()), ")")
			continue
		}
		s.walk(a)
	}
	return true
}

// hookMethod is the method that e calls, if it is one of hookMethods: "sync.Mutex.Lock".
func (s *source) hookMethod(e *ast.CallExpr) (fun *ast.SelectorExpr, sel *types.Selection, key string) {
	fun, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil, nil, ""
	}
	sel = s.u.Info.Selections[fun]
	if sel == nil || sel.Kind() != types.MethodVal {
		return nil, nil, ""
	}
	fn, ok := sel.Obj().(*types.Func)
	if !ok || fn.Pkg() == nil {
		return nil, nil, ""
	}
	recv, _ := deref(fn.Signature().Recv().Type())
	n, ok := types.Unalias(recv).(*types.Named)
	if !ok {
		return nil, nil, ""
	}
	key = fn.Pkg().Path() + "." + n.Obj().Name() + "." + fn.Name()
	if hookMethods[key] == "" {
		return nil, nil, ""
	}
	return fun, sel, key
}

// method changes a call of one of hookMethods.
func (s *source) method(e *ast.CallExpr) bool {
	fun, sel, key := s.hookMethod(e)
	if key == "" {
		return false
	}
	const hole = "\x00"
	index := sel.Index()
	text, t, _ := s.path(hole, sel.Recv(), index[:len(index)-1], s.u.Info.Types[fun.X].Addressable(), s.off(e.Pos()))
	before, after, _ := strings.Cut(text, hole)
	if _, ptr := deref(t); !ptr {
		before = "&" + before
	}
	site := s.site(e.Pos(), key, fun.X)
	if len(e.Args) > 0 {
		after += ", "
	}
	at := s.off(e.Pos())
	s.edits.open(at, fmt.Sprintf("%s(%d, %s", s.hooked(hookMethods[key]), site, before))
	s.walk(fun.X)
	s.edits.replace(s.off(fun.X.End()), s.off(e.Lparen)+1, after)
	s.walkAll(e.Args)
	return true
}

// makeChan notes where channels are made.
func (s *source) makeChan(e *ast.CallExpr) bool {
	id, ok := ast.Unparen(e.Fun).(*ast.Ident)
	if !ok || id.Name != "make" {
		return false
	}
	if _, builtin := s.u.Info.Uses[id].(*types.Builtin); !builtin {
		return false
	}
	if _, ok := types.Unalias(s.u.Info.TypeOf(e)).Underlying().(*types.Chan); !ok {
		return false
	}
	s.edits.open(s.off(e.Pos()), fmt.Sprintf("%s(%d, ", s.hooked("Made"), s.site(e.Pos(), "make", e)))
	s.walkAll(e.Args)
	s.edits.close(s.off(e.End()), ")")
	return true
}

// elem is the element type of a channel, as text; ok is false if it has no one type.
func (s *source) elem(c ast.Expr) (string, bool) {
	t := s.u.Info.TypeOf(c)
	if t == nil {
		return "", false
	}
	ch, ok := types.Unalias(t).Underlying().(*types.Chan)
	if !ok {
		return "", false
	}
	return s.typeText(ch.Elem(), s.off(c.Pos())), true
}

// receive changes <-c; two says that its second value is wanted.
func (s *source) receive(e *ast.UnaryExpr, two bool) bool {
	elem, ok := s.elem(e.X)
	if !ok || s.raw {
		return false
	}
	name := "Recv"
	if two {
		name = "RecvOk"
	}
	s.edits.replace(s.off(e.Pos()), s.off(e.X.Pos()), fmt.Sprintf("%s[%s](%d, ", s.hooked(name), elem, s.site(e.Pos(), "chan receive", e.X)))
	s.walk(e.X)
	s.edits.close(s.off(e.End()), ")")
	return true
}

// send changes c <- v.
func (s *source) send(n *ast.SendStmt) bool {
	elem, ok := s.elem(n.Chan)
	if !ok || s.raw {
		return false
	}
	s.edits.open(s.off(n.Pos()), fmt.Sprintf("%s[%s](%d, ", s.hooked("Send"), elem, s.site(n.Arrow, "chan send", n.Chan)))
	s.walk(n.Chan)
	s.edits.replace(s.off(n.Arrow), s.off(n.Arrow)+2, ", ")
	s.walk(n.Value)
	s.edits.close(s.off(n.End()), ")")
	return true
}

// rangeLoop changes range over a channel.
func (s *source) rangeLoop(n *ast.RangeStmt) {
	elem, ok := s.elem(n.X)
	if ok && !s.raw {
		name := "Range"
		if n.Key == nil {
			name = "Each"
		}
		s.edits.open(s.off(n.X.Pos()), fmt.Sprintf("%s[%s](%d, ", s.hooked(name), elem, s.site(n.For, "chan receive", n.X)))
		s.edits.close(s.off(n.X.End()), ")")
	}
	s.poll(n.Body)
}

// stopName is a pointer to the flag that safe points look at. Each function with a safe
// point has its own, so that the loop finds it in a register: through the package's
// variable a tight loop would take twice as long.
const stopName = ours + "stop"

// pollText is a safe point.
func (s *source) pollText() string {
	s.polls[len(s.polls)-1] = true
	return "if " + s.hooked("Stopped") + "(" + stopName + ") { " + hookName + ".Check() };"
}

// poll makes a safe point at the head of a loop.
func (s *source) poll(body *ast.BlockStmt) {
	if !s.raw {
		s.edits.close(s.off(body.Lbrace)+1, " "+s.pollText())
	}
}

// function changes the body of a function.
func (s *source) function(body *ast.BlockStmt) {
	if body == nil {
		return
	}
	s.polls = append(s.polls, false)
	s.walk(body)
	if s.polls[len(s.polls)-1] {
		s.edits.close(s.off(body.Lbrace)+1, " "+s.stopDecl())
	}
	s.polls = s.polls[:len(s.polls)-1]
}

func (s *source) stopDecl() string { return stopName + " := " + s.hooked("Stopping") + "; " }

// selectStmt changes a select statement that may wait.
func (s *source) selectStmt(n *ast.SelectStmt) {
	blocking := true
	for _, c := range n.Body.List {
		if c.(*ast.CommClause).Comm == nil {
			blocking = false
		}
	}
	seen := blocking && !s.raw
	var names []string // of the channels
	for _, c := range n.Body.List {
		clause := c.(*ast.CommClause)
		ch := s.comm(clause.Comm, seen)
		if seen {
			names = append(names, s.u.Cell.Slice(ch))
			s.edits.close(s.off(clause.Colon)+1, " "+s.hooked("Unpark")+"();")
		}
		for _, b := range clause.Body {
			s.walk(b)
		}
	}
	if seen {
		sep := "; "
		if len(n.Body.List) == 0 {
			sep = ""
		}
		site := s.namedSite(n.Select, "select", strings.Join(names, ", "))
		s.edits.open(s.off(n.Body.Rbrace), sep+fmt.Sprintf("case <-%s(%d, %d): %s(); panic(0) ", s.hooked("Park"), site, len(names), s.hooked("Leave")))
	}
}

// comm walks the operands of a case and returns its channel, nil for the default. seen says
// that the statement is to note it.
func (s *source) comm(n ast.Stmt, seen bool) (ch ast.Expr) {
	in, out := "", ""
	switch {
	case seen:
		in, out = "In", "Out"
	case !s.raw:
		out = "Try"
	}
	channel := func(e ast.Expr, name string) {
		if name != "" {
			s.edits.open(s.off(e.Pos()), s.hooked(name)+"(")
		}
		s.walk(e)
		if name != "" {
			s.edits.close(s.off(e.End()), ")")
		}
		ch = e
	}
	receive := func(e ast.Expr) {
		if u, ok := ast.Unparen(e).(*ast.UnaryExpr); ok {
			channel(u.X, in)
		}
	}
	switch n := n.(type) {
	case *ast.SendStmt:
		channel(n.Chan, out)
		s.walk(n.Value)
	case *ast.ExprStmt:
		receive(n.X)
	case *ast.AssignStmt:
		if n.Tok == token.ASSIGN {
			s.walkAll(n.Lhs)
		}
		receive(n.Rhs[0])
	}
	return ch
}

// goStmt changes a go statement.
func (s *source) goStmt(n *ast.GoStmt) {
	fun := ast.Unparen(n.Call.Fun)
	tv := s.u.Info.Types[fun]
	sig, ok := coreSignature(tv.Type)
	if s.raw || !ok || tv.IsBuiltin() || tv.IsType() {
		s.walk(n.Call)
		return
	}
	start := fmt.Sprintf("%s(%d, ", s.hooked("Go"), s.site(n.Go, "go", n.Call.Fun))
	if _, lit := fun.(*ast.FuncLit); lit && len(n.Call.Args) == 0 && sig.Results().Len() == 0 {
		s.edits.replace(s.off(n.Go), s.off(n.Call.Fun.Pos()), start)
		s.walk(n.Call.Fun)
		s.edits.replace(s.off(n.Call.Fun.End()), s.off(n.End()), ")")
		return
	}
	// The function and its arguments are evaluated here: they are the arguments of a
	// function that returns what runs.
	at := s.off(n.Pos())
	if s.method0(n.Call) { // as a deferred call would be written
		s.edits.replace(s.off(n.Go), s.off(n.Call.Pos()), start+"func() { ")
		s.walk(n.Call)
		s.edits.close(s.off(n.End()), " })")
		return
	}
	params, args := make([]string, 0, 8), make([]string, 0, 8)
	for i := range sig.Params().Len() {
		t, name := sig.Params().At(i).Type(), fmt.Sprintf("%sa%d", ours, i)
		text := s.typeText(t, at)
		if sig.Variadic() && i == sig.Params().Len()-1 {
			args = append(args, name+"...")
			if slice, ok := t.(*types.Slice); ok {
				text = "..." + s.typeText(slice.Elem(), at)
			}
		} else {
			args = append(args, name)
		}
		params = append(params, name+" "+text)
	}
	f := ours + "f"
	head := start + "func(" + strings.Join(append([]string{f + " " + s.typeText(sig, at)}, params...), ", ") + ") func() { return func() { " +
		f + "(" + strings.Join(args, ", ") + ") } }("
	s.edits.replace(s.off(n.Go), s.off(n.Call.Fun.Pos()), head)
	s.walk(n.Call.Fun)
	sep := ""
	if len(n.Call.Args) > 0 {
		sep = ", "
	}
	s.edits.replace(s.off(n.Call.Lparen), s.off(n.Call.Lparen)+1, sep)
	s.walkAll(n.Call.Args)
	s.edits.close(s.off(n.End()), ")")
}

// method0 reports whether a call is one of a method that package hook stands for, or
// of a function of several values.
func (s *source) method0(e *ast.CallExpr) bool {
	if len(e.Args) == 1 {
		if t, ok := s.u.Info.TypeOf(e.Args[0]).(*types.Tuple); ok && t.Len() != 1 {
			return true
		}
	}
	if _, _, key := s.hookMethod(e); key != "" || strings.HasPrefix(hookFuncs[s.stdName(e.Fun)], "+") {
		return true
	}
	fun, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	fn, ok := s.u.Info.Uses[fun.Sel].(*types.Func)
	if !ok || fn.Pkg() == nil {
		return false
	}
	return fn.Pkg().Path() == "sync"
}

func coreSignature(t types.Type) (*types.Signature, bool) {
	if t == nil {
		return nil, false
	}
	sig, ok := types.Unalias(t).Underlying().(*types.Signature)
	return sig, ok
}
