package rt

import (
	"context"
	"runtime/trace"
	"strconv"
	"strings"
	"sync/atomic"
)

// Categories of the log messages that goroutines of cells write into an execution
// trace: of the one that is about to be started, and of the goroutine itself, where
// compiled code starts it. TraceMark reads the messages.
const (
	TraceStarted = "schedtick.go"
	TraceOwn     = "schedtick.is"
)

// traced is true while an execution trace is taken that wants to know the sites.
var traced atomic.Bool

// Trace says whether goroutines are to tell an execution trace where they were
// started.
func Trace(on bool) { traced.Store(on) }

// tell writes g's mark.
func (g *G) tell(category string) {
	if traced.Load() {
		trace.Log(context.Background(), category, g.cell.label+"/"+strconv.Itoa(int(g.site)))
	}
}

// TraceMark reads a message of TraceStarted or TraceOwn: the cell, and the site of the
// go statement, 0 for the cell's own goroutine.
func TraceMark(message string) (cell, site int, ok bool) {
	c, s, _ := strings.Cut(message, "/")
	cell, err := strconv.Atoi(c)
	if err != nil {
		return 0, 0, false
	}
	site, err = strconv.Atoi(s)
	return cell, site, err == nil
}

// TraceReasons names what a goroutine waits for that is blocked below a function of
// this package: the runtime sees the select that the function makes of it.
func TraceReasons() map[string]string {
	const pkg = "schedtick/kernel/rt."
	names := make(map[string]string)
	for f, op := range map[string]Op{
		"Send": OpSend, "sendTo[...]": OpSend, "Recv": OpRecv, "recvFrom[...]": OpRecv,
		"Select": OpSelect, "MutexLock": OpMutexLock, "RWLock": OpRWLock, "RWRLock": OpRWRLock,
		"WgWait": OpWgWait, "CondWait": OpCondWait, "OnceDo": OpOnce, "Sleep": OpSleep,
	} {
		names[pkg+f] = op.String()
	}
	return names
}
