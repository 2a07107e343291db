package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// door is a function of kernel/rt that stands for one of a compiled package.
type door struct {
	name string
	site bool // its first argument is the site of the call
}

// doors maps functions whose effect belongs to the cell, not to the process.
var doors = map[string]door{
	"fmt.Print": {name: "Print"}, "fmt.Println": {name: "Println"}, "fmt.Printf": {name: "Printf"},
	"fmt.Sprint": {name: "Sprint"}, "fmt.Sprintln": {name: "Sprintln"}, "fmt.Sprintf": {name: "Sprintf"},
	"fmt.Fprint": {name: "Fprint"}, "fmt.Fprintln": {name: "Fprintln"}, "fmt.Fprintf": {name: "Fprintf"},
	"fmt.Append": {name: "Append"}, "fmt.Appendln": {name: "Appendln"}, "fmt.Appendf": {name: "Appendf"},
	"fmt.Errorf": {name: "Errorf"},
	"fmt.Scan":   {name: "Scan"}, "fmt.Scanln": {name: "Scanln"}, "fmt.Scanf": {name: "Scanf"},
	"fmt.Fscan": {name: "Fscan"}, "fmt.Fscanln": {name: "Fscanln"}, "fmt.Fscanf": {name: "Fscanf"},
	"fmt.Sscan": {name: "Sscan"}, "fmt.Sscanln": {name: "Sscanln"}, "fmt.Sscanf": {name: "Sscanf"},
	"os.Exit":        {name: "Exit"},
	"runtime.Goexit": {name: "Goexit"}, "runtime.NumGoroutine": {name: "NumGoroutine"},
	"log.Print": {name: "LogPrint", site: true}, "log.Printf": {name: "LogPrintf", site: true}, "log.Println": {name: "LogPrintln", site: true},
	"log.Fatal": {name: "LogFatal", site: true}, "log.Fatalf": {name: "LogFatalf", site: true}, "log.Fatalln": {name: "LogFatalln", site: true},
	"log.Panic": {name: "LogPanic", site: true}, "log.Panicf": {name: "LogPanicf", site: true}, "log.Panicln": {name: "LogPanicln", site: true},
	"log.Output":     {name: "LogOutput", site: true},
	"log/slog.Debug": {name: "SlogMsg", site: true}, "log/slog.DebugContext": {name: "SlogMsgContext", site: true},
	"log/slog.Info": {name: "SlogMsg", site: true}, "log/slog.InfoContext": {name: "SlogMsgContext", site: true},
	"log/slog.Warn": {name: "SlogMsg", site: true}, "log/slog.WarnContext": {name: "SlogMsgContext", site: true},
	"log/slog.Error": {name: "SlogMsg", site: true}, "log/slog.ErrorContext": {name: "SlogMsgContext", site: true},
	"log/slog.Log": {name: "SlogLog", site: true}, "log/slog.LogAttrs": {name: "SlogLogAttrs", site: true},
	"log/slog.NewTextHandler": {name: "SlogTextHandler"}, "log/slog.NewJSONHandler": {name: "SlogJSONHandler"},
	"time.AfterFunc": {name: "AfterFunc", site: true}, "context.AfterFunc": {name: "ContextAfterFunc", site: true},
	"encoding/json.Unmarshal": {name: "JSONUnmarshal"}, "encoding/json.Marshal": {name: "JSONMarshal"}, "encoding/json.MarshalIndent": {name: "JSONMarshalIndent"},
	"runtime/pprof.Do": {name: "PprofDo"}, "runtime/pprof.SetGoroutineLabels": {name: "PprofSetGoroutineLabels"},
	"runtime/debug.SetGCPercent": {name: "SetGCPercent"},
	"reflect.TypeOf":             {name: "ReflectTypeOf"}, "context.WithValue": {name: "ContextWithValue"}, "flag.TextVar": {name: "FlagTextVar"},
	"time.Sleep": {name: "Sleep", site: true},
}

// variableDoors maps variables of compiled packages that the worker provides.
var variableDoors = map[string]string{
	"os.Stdout": "rt.Stdout()",
	"os.Stderr": "rt.Stderr()",
	"os.Stdin":  "rt.Stdin()",
}

// methodDoors maps blocking methods, by receiver type and name. The receiver's
// address follows the site.
var methodDoors = map[string]string{
	"sync.Mutex.Lock": "MutexLock", "sync.Mutex.Unlock": "MutexUnlock", "sync.Mutex.TryLock": "MutexTryLock",
	"sync.RWMutex.Lock": "RWLock", "sync.RWMutex.Unlock": "RWUnlock", "sync.RWMutex.TryLock": "RWTryLock",
	"sync.RWMutex.RLock": "RWRLock", "sync.RWMutex.RUnlock": "RWRUnlock", "sync.RWMutex.TryRLock": "RWTryRLock",
	"sync.WaitGroup.Add": "WgAdd", "sync.WaitGroup.Done": "WgDone", "sync.WaitGroup.Wait": "WgWait", "sync.WaitGroup.Go": "WgGo",
	"sync.Cond.Wait": "CondWait", "sync.Cond.Signal": "CondSignal", "sync.Cond.Broadcast": "CondBroadcast",
	"sync.Once.Do":            "OnceDo",
	"sync/atomic.Value.Store": "AtomicStore", "sync/atomic.Value.Swap": "AtomicSwap", "sync/atomic.Value.CompareAndSwap": "AtomicCompareAndSwap",
	"sync.Map.CompareAndSwap": "SyncMapCompareAndSwap", "sync.Map.CompareAndDelete": "SyncMapCompareAndDelete",
	"flag.FlagSet.TextVar": "FlagSetTextVar",
	"log.Logger.Print":     "LoggerPrint", "log.Logger.Printf": "LoggerPrintf", "log.Logger.Println": "LoggerPrintln",
	"log.Logger.Fatal": "LoggerFatal", "log.Logger.Fatalf": "LoggerFatalf", "log.Logger.Fatalln": "LoggerFatalln",
	"log.Logger.Panic": "LoggerPanic", "log.Logger.Panicf": "LoggerPanicf", "log.Logger.Panicln": "LoggerPanicln",
	"log.Logger.Output":     "LoggerOutput",
	"log/slog.Logger.Debug": "SloggerMsg", "log/slog.Logger.DebugContext": "SloggerMsgContext",
	"log/slog.Logger.Info": "SloggerMsg", "log/slog.Logger.InfoContext": "SloggerMsgContext",
	"log/slog.Logger.Warn": "SloggerMsg", "log/slog.Logger.WarnContext": "SloggerMsgContext",
	"log/slog.Logger.Error": "SloggerMsg", "log/slog.Logger.ErrorContext": "SloggerMsgContext",
	"log/slog.Logger.Log": "SloggerLog", "log/slog.Logger.LogAttrs": "SloggerLogAttrs",
	"log/slog.Record.Source":       "SlogSource",
	"encoding/json.Encoder.Encode": "JSONEncode", "encoding/json.Decoder.Decode": "JSONDecode",
}

// doorSite numbers the place of a door for kernel/rt.
func (f *fn) doorSite(p token.Pos, what, text string) string {
	id := f.site(p, what, text)
	if last := &f.prog.Sites[len(f.prog.Sites)-1]; last.ID == id && strings.HasPrefix(what, "log/slog.") {
		last.Func = f.source
	}
	return fmt.Sprint(id)
}

// slogLevels are the levels of log/slog by the names of the functions that have one.
var slogLevels = map[string]string{"Debug": "-4", "Info": "0", "Warn": "4", "Error": "8"}

// slogLevel is the level that a function of log/slog has in its name, as an argument.
func slogLevel(fn *types.Func) []string {
	level, ok := slogLevels[strings.TrimSuffix(fn.Name(), "Context")]
	if !ok || fn.Pkg() == nil || fn.Pkg().Path() != "log/slog" {
		return nil
	}
	return []string{level}
}

func methodDoorKey(fn *types.Func) string {
	n, ok := types.Unalias(deref(fn.Signature().Recv().Type())).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return ""
	}
	return n.Obj().Pkg().Path() + "." + n.Obj().Name() + "." + fn.Name()
}

// special lowers the few calls whose meaning depends on their arguments.
func (f *fn) special(e *ast.CallExpr, fun ast.Expr, op operandFunc) (string, bool) {
	sel, ok := fun.(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	fn, ok := f.src.Info.Uses[sel.Sel].(*types.Func)
	if !ok || fn.Pkg() == nil || fn.Signature().Recv() != nil {
		return "", false
	}
	switch full := fn.Pkg().Path() + "." + fn.Name(); full {
	case "fmt.Fprint", "fmt.Fprintln", "fmt.Fprintf":
		if !f.isPackageName(e.Args[0], "os", "Stdout") {
			return "", false
		}
		// The writer is standard output: its own buffer, in order with fmt.Print.
		rest := *e
		rest.Args = e.Args[1:]
		sig := fn.Signature()
		params := types.NewTuple(tupleVars(sig.Params())[1:]...)
		c := callee{
			head: "rt.P" + fn.Name()[2:], compiled: true,
			sig: types.NewSignatureType(nil, nil, nil, params, sig.Results(), true),
		}
		args, spread := f.args(&rest, c, op)
		return c.text(args, spread), true
	case "errors.As":
		pt, ok := coreType(f.typeOf(e.Args[1])).(*types.Pointer)
		if !ok {
			return "", false
		}
		errT := fn.Signature().Params().At(0).Type()
		return fmt.Sprintf("rt.ErrorsAs(%s, %s, %d)", op(f.exprTo(e.Args[0], errT), errT),
			op(f.expr(e.Args[1]), f.typeOf(e.Args[1])), f.typeID(pt.Elem())), true
	case "sort.Slice", "sort.SliceStable", "sort.SliceIsSorted":
		// They look at the slice by reflection: it goes as it is.
		less := fn.Signature().Params().At(1).Type()
		return f.alias("sort") + "." + fn.Name() + "(" + op(f.expr(e.Args[0]), f.typeOf(e.Args[0])) + ", " +
			op(f.exprTo(e.Args[1], less), less) + ")", true
	}
	return "", false
}

func tupleVars(t *types.Tuple) []*types.Var {
	out := make([]*types.Var, t.Len())
	for i := range out {
		out[i] = t.At(i)
	}
	return out
}

// isPackageName reports whether e is the name pkg.name.
func (f *fn) isPackageName(e ast.Expr, pkg, name string) bool {
	var obj types.Object
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		obj = f.src.Info.Uses[x]
	case *ast.SelectorExpr:
		obj = f.src.Info.Uses[x.Sel]
	}
	return obj != nil && obj.Pkg() != nil && obj.Pkg().Path() == pkg && obj.Name() == name && obj.Parent() == obj.Pkg().Scope()
}

// stdinReader is os.Stdin where an io.Reader is wanted: it asks the user.
func (f *fn) stdinReader(e ast.Expr, t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Name() == "Reader" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "io" && f.isPackageName(e, "os", "Stdin")
}
