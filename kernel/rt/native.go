package rt

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"regexp"
	"runtime"
	"runtime/pprof"
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
			stop := g.park(Op(op), site, obj)
			if Op(op) == OpRecv {
				g.lineUp(obj)
			}
			return stop
		},
		"settle":     settle,
		"note":       func(c unsafe.Pointer, send bool) { current().noteCase(c, send) },
		"parkSelect": func(site, n int) <-chan struct{} { return current().parkNoted(site, n) },
		"unpark":     func() { current().unpark() },
		"leave":      func() { current().leave() },
		"check":      Checkpoint,
		"makeChan":   MakeChan,
		"print":      func(a []any) (int, error) { return nativePrint(func(b *bytes.Buffer) { fmt.Fprint(b, a...) }) },
		"println":    func(a []any) (int, error) { return nativePrint(func(b *bytes.Buffer) { fmt.Fprintln(b, a...) }) },
		"printf": func(format string, a []any) (int, error) {
			return nativePrint(func(b *bytes.Buffer) { fmt.Fprintf(b, format, a...) })
		},
		"sprint":   func(a []any) string { return plainText(fmt.Sprint(a...)) },
		"sprintln": func(a []any) string { return plainText(fmt.Sprintln(a...)) },
		"sprintf":  func(format string, a []any) string { return plainText(fmt.Sprintf(format, a...)) },
		"errorf":   fmtErrorf,
		"logFatal": nativeLogFatal,
		"printB":   func(a []any) { PrintB(a...) },
		"printlnB": func(a []any) { PrintlnB(a...) },
		"words":    func(v any) any { return PrintI{v} },
		"flush":    FlushOutput,
		"result":   func(v any) { Result(0, v) },
		"exit":     Exit,
		"goexit":   Goexit,
		"direct":   func() { Stdout() },
		"count":    NumGoroutine,
		"percent":  SetGCPercent,
		"pprofDo": func(ctx, labels any) any {
			c, _ := ctx.(context.Context)
			l, _ := labels.(pprof.LabelSet)
			return pprof.WithLabels(c, l)
		},
		"fatal": func(text string) { fatal(current(), 0, text) },
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
		"afterCtx": func(site int, ctx any, f func()) func() bool {
			c, _ := ctx.(context.Context) // nil, as context.AfterFunc has it
			return ContextAfterFunc(site, c, f)
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

// nativeBuffers hold text on its way to emit.
var nativeBuffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// nativePrint is emit for what write writes, but for deferred calls of a cell that ended
// as a process would: there nothing is printed any more.
func nativePrint(write func(*bytes.Buffer)) (n int, err error) {
	b := nativeBuffers.Get().(*bytes.Buffer)
	write(b)
	if n = b.Len(); !current().cell.dead.Load() {
		if _, err = emit(PlainNative(b.Bytes())); err != nil {
			n = 0
		}
	}
	if b.Cap() <= 64<<10 {
		b.Reset()
		nativeBuffers.Put(b)
	}
	return n, err
}

func fmtErrorf(format string, a []any) error { return fmt.Errorf(format, a...) }

// nativeLogFatal is log.Fatal, log.Fatalln or log.Fatalf of the caller's caller, or those
// of a logger of its own, whose Output is given.
func nativeLogFatal(output func(int, string) error, form int, format string, a []any) {
	text := ""
	switch form {
	case 0:
		text = fmt.Sprint(a...)
	case 1:
		text = fmt.Sprintln(a...)
	default:
		text = fmt.Sprintf(format, a...)
	}
	const cellsLine = 3 // below this function and package hook's
	if output == nil {
		output = log.Output
	}
	_ = output(cellsLine, text)
	Exit(1)
}

// nativeNames are how the runtime names types of native cells as type arguments, and
// what kernel/native puts before names: also before those of unexported methods, which the
// runtime gives their package in interface types.
var nativeNames = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`schedtick\.cell/c[0-9_]+\.|(?:\{ |; )Ʊ|Ʊ+`)
})

// PlainNative writes names of native cells as their reader knows them.
func PlainNative(p []byte) []byte {
	if !bytes.Contains(p, []byte(NativeRoot)) && !bytes.Contains(p, []byte("Ʊ")) {
		return p
	}
	return nativeNames().ReplaceAllFunc(p, func(m []byte) []byte {
		switch m[0] {
		case 's':
			return []byte("main.")
		case '{', ';':
			return append(m[:2:2], "main."...)
		}
		return nil
	})
}

func plainText(s string) string {
	if !strings.Contains(s, NativeRoot) && !strings.Contains(s, "Ʊ") {
		return s
	}
	return string(PlainNative([]byte(s)))
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
