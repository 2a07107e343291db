package rt

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// NativeRoot is what the import paths of native cells' packages begin with.
const NativeRoot = "schedtick.cell/"

// NativeEntry is the function of such a package that runs its statements.
const NativeEntry = "SchedtickRun"

// nativeFile is where what the cell's author did not write stands.
const nativeFile = "cell.go"

// nativeStop is the flag that loops of native cells test.
var nativeStop atomic.Pointer[atomic.Bool]

// NativeStop hands over the flag that loops of native cells test; see StopFlag.
func NativeStop(p *atomic.Bool) {
	flag.mu.Lock()
	defer flag.mu.Unlock()
	nativeStop.Store(p)
	setFlag()
}

// Hooks are what package hook, in kernel/native, asks of the worker, by its name there.
func Hooks() map[string]any {
	return map[string]any{
		"spawn": Go,
		"park": func(op, site int, obj unsafe.Pointer) <-chan struct{} {
			g := current()
			g.cases.Store(nil)
			return g.park(Op(op), site, obj)
		},
		"unpark":   func() { current().unpark() },
		"leave":    func() { current().leave() },
		"check":    Checkpoint,
		"makeChan": MakeChan,
		"print":    nativePrint,
		"flush":    FlushOutput,
		"result":   func(v any) { Result(0, v) },
		"exit":     Exit,
		"goexit":   Goexit,
		"direct":   func() { Stdout() },
		"count":    NumGoroutine,
		"fatal":    func(text string) { fatal(current(), 0, text) },
		"scan": func(kind int, format string, a []any) (int, error) {
			switch kind {
			case 0:
				return Scan(a...)
			case 1:
				return Scanln(a...)
			}
			return Scanf(format, a...)
		},
		"sleep":     Sleep,
		"afterFunc": AfterFunc,
		"afterCtx": func(site int, ctx context.Context, f func()) func() bool {
			return ContextAfterFunc(site, ctx, f)
		},
		"mutexLock": MutexLock, "mutexUnlock": MutexUnlock, "mutexTryLock": MutexTryLock,
		"rwLock": RWLock, "rwUnlock": RWUnlock, "rLock": RWRLock, "rUnlock": RWRUnlock,
		"rwTryLock": RWTryLock, "rTryLock": RWTryRLock,
		"wgAdd": WgAdd, "wgDone": WgDone, "wgWait": WgWait, "wgGo": WgGo,
		"condWait": CondWait, "condSignal": CondSignal, "condAll": CondBroadcast, "onceDo": OnceDo,
	}
}

var _ = [...]func(int, *sync.Mutex){MutexLock, MutexUnlock}

var _ func(int, time.Duration) = Sleep

// nativePrint is emit, but for deferred calls of a cell that ended as a process would:
// there nothing is printed any more.
func nativePrint(p []byte) (int, error) {
	if current().cell.dead.Load() {
		return len(p), nil
	}
	if _, err := emit(PlainNative(p)); err != nil {
		return 0, err
	}
	return len(p), nil
}

// nativeNames are how the runtime names types of native cells as type arguments, and
// what kernel/native puts before names.
var nativeNames = regexp.MustCompile(`schedtick\.cell/c[0-9_]+\.|Ʊ+`)

// PlainNative writes names of native cells as their reader knows them.
func PlainNative(p []byte) []byte {
	if !bytes.Contains(p, []byte(NativeRoot)) && !bytes.Contains(p, []byte("Ʊ")) {
		return p
	}
	return nativeNames.ReplaceAllFunc(p, func(m []byte) []byte {
		if m[0] == 's' {
			return []byte("main.")
		}
		return nil
	})
}

// nativeStack is the calls of native cells' functions on the calling goroutine's stack,
// innermost first.
func nativeStack() []Frame {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	var out []Frame
	for {
		f, more := frames.Next()
		if name, ok := NativeName(f.Function); ok && f.File != nativeFile {
			out = append(out, Frame{Func: name, Name: f.File, Line: f.Line})
		}
		if !more {
			return out
		}
	}
}

// NativeName is the source name of a native cell's function, by the one that the runtime
// has for it: "main.fib" for "schedtick.cell/c7.Ʊfib".
func NativeName(fn string) (string, bool) {
	rest, ok := strings.CutPrefix(fn, NativeRoot)
	if !ok {
		return "", false
	}
	pkg, name, ok := strings.Cut(rest, ".")
	if !ok || pkg == "hook" || pkg == "main" {
		return "", false
	}
	name = strings.ReplaceAll(name, "Ʊ", "")
	if after, ok := strings.CutPrefix(name, NativeEntry); ok {
		name = "main" + after
	}
	return fmt.Sprintf("main.%s", name), true
}
