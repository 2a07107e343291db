package hook

import (
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// Table is what the worker provides. Fields are set once, before the first cell
// runs.
type table struct {
	spawn      func(site int, f func())
	park       func(op, site int, obj unsafe.Pointer) <-chan struct{}
	note       func(c unsafe.Pointer, send bool)
	parkSelect func(site, n int) <-chan struct{}
	settle     func(c unsafe.Pointer)
	unpark     func()
	leave      func()
	check      func()
	makeChan   func(site int, c any)
	print      func(a []any) (int, error)
	println    func(a []any) (int, error)
	printf     func(format string, a []any) (int, error)
	sprint     func(a []any) string
	sprintln   func(a []any) string
	sprintf    func(format string, a []any) string
	errorf     func(format string, a []any) error
	printB     func(a []any)
	printlnB   func(a []any)
	words      func(v any) any
	flush      func()
	result     func(v any)
	exit       func(code int)
	goexit     func()
	direct     func() // what is written to standard output goes there at once from now on
	count      func() int
	percent    func(percent int) int
	pprofDo    func(ctx, labels any) any
	fatal      func(text string)
	scan       func(form int, format string, a []any) (int, error)
	logFatal   func(output func(int, string) error, form int, format string, a []any)
	sleep      func(site int, d time.Duration)
	afterFunc  func(site int, d time.Duration, f func()) *time.Timer
	afterCtx   func(site int, ctx any, f func()) func() bool

	mutexLock, mutexUnlock           func(site int, m *sync.Mutex)
	mutexTryLock                     func(site int, m *sync.Mutex) bool
	rwLock, rwUnlock, rLock, rUnlock func(site int, m *sync.RWMutex)
	rwTryLock, rTryLock              func(site int, m *sync.RWMutex) bool
	wgAdd                            func(site int, wg *sync.WaitGroup, n int)
	wgDone, wgWait                   func(site int, wg *sync.WaitGroup)
	wgGo                             func(site int, wg *sync.WaitGroup, f func())
	condWait, condSignal, condAll    func(site int, c *sync.Cond)
	onceDo                           func(site int, o *sync.Once, f func())
}

var host table

// stop is true while a cell is being stopped.
var stop atomic.Bool

// Bridged is what Bridge returns, in a name that no cell can shadow.
type Bridged = map[string]any

// Bridge returns pointers to what the worker fills, by name.
func Bridge() Bridged {
	h := &host
	return Bridged{
		"stop": &stop, "spawn": &h.spawn, "park": &h.park, "note": &h.note, "parkSelect": &h.parkSelect, "settle": &h.settle, "unpark": &h.unpark, "leave": &h.leave, "check": &h.check,
		"makeChan": &h.makeChan, "flush": &h.flush, "result": &h.result, "exit": &h.exit,
		"goexit": &h.goexit, "direct": &h.direct, "count": &h.count, "percent": &h.percent, "pprofDo": &h.pprofDo, "fatal": &h.fatal, "scan": &h.scan, "logFatal": &h.logFatal,
		"print": &h.print, "println": &h.println, "printf": &h.printf, "printB": &h.printB, "printlnB": &h.printlnB, "words": &h.words,
		"sprint": &h.sprint, "sprintln": &h.sprintln, "sprintf": &h.sprintf, "errorf": &h.errorf,
		"sleep": &h.sleep, "afterFunc": &h.afterFunc, "afterCtx": &h.afterCtx,
		"mutexLock": &h.mutexLock, "mutexUnlock": &h.mutexUnlock, "mutexTryLock": &h.mutexTryLock,
		"rwLock": &h.rwLock, "rwUnlock": &h.rwUnlock, "rLock": &h.rLock, "rUnlock": &h.rUnlock,
		"rwTryLock": &h.rwTryLock, "rTryLock": &h.rTryLock,
		"wgAdd": &h.wgAdd, "wgDone": &h.wgDone, "wgWait": &h.wgWait, "wgGo": &h.wgGo,
		"condWait": &h.condWait, "condSignal": &h.condSignal, "condAll": &h.condAll, "onceDo": &h.onceDo,
	}
}
