package worker

import (
	"schedtick/kernel/program"
	"schedtick/kernel/sched"
	"schedtick/runtimeprobe"
	"schedtick/runtimeprobe/timeline"
)

// Kind says how a cell ended.
type Kind uint8

// How a cell can end. After Killed the worker is another process; see Outcome.Lost.
const (
	OK             Kind = iota // all statements ran
	Panic                      // the cell's own goroutine panicked
	GoroutinePanic             // a goroutine that the cell started panicked
	Goexit                     // runtime.Goexit ended the cell's own goroutine
	Exit                       // os.Exit, log.Fatal
	Interrupted                // Interrupt
	Fatal                      // a fatal error of the runtime that did not cost the worker
	Killed                     // the process died
	Refused                    // the interpreter could not take the program: our mistake
	Deadlock                   // nothing in the cell can go on any more
)

var kindNames = [...]string{"ok", "panic", "goroutine panic", "goexit", "exit", "interrupted", "fatal", "killed", "refused", "deadlock"}

// String names the kind in lower case.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// LeakSearchMost is among how many living goroutines leaked ones are searched after a
// cell: the search takes more than a second among 100,000, and a report may not.
const LeakSearchMost = 10_000

// Outcome is how a cell ended. All positions are positions in cells.
type Outcome struct {
	Kind Kind
	// ExitCode is the status of an Exit.
	ExitCode int
	// Message is what Go prints first: "panic: boom", "exit status 3", the fatal
	// error of a process that died.
	Message string
	// Stack is the panicking goroutine's, innermost call first.
	Stack []Frame
	// GoSite is the go statement that started the panicking goroutine.
	GoSite *program.Site
	// Fatal is, for a process that died, all that its runtime said about the cause.
	Fatal string
	// Lost is true when the process was replaced: variables are gone, and the
	// front has to load what earlier cells declared.
	Lost bool
	// Report is what the probe saw; nil when it was off or the process died.
	Report *runtimeprobe.Report
	// Snapshot is who was alive after the cell; nil when nobody was, when the probe
	// was off, or the process died.
	Snapshot *sched.Snapshot
	// Waits says, of a Deadlock, who waited for whom.
	Waits *sched.Snapshot
	// Unconfirmed says, of an Interrupted, why what looked like a deadlock was not called
	// one; see sched.Snapshot.
	Unconfirmed string `json:",omitempty"`
	// Timeline is what ran where; nil if it was not asked for. NoTimeline says why
	// there is none although it was.
	Timeline   *timeline.Timeline `json:",omitempty"`
	NoTimeline string             `json:",omitempty"`
	// Blocked are the goroutines that were stopped but have not left yet, by where they
	// stand: the first maxBlocked places. BlockedMore counts those at others.
	Blocked     []Goroutines `json:",omitempty"`
	BlockedMore int          `json:",omitempty"`
}

// maxBlocked bounds the places of an Outcome, for the sake of its size.
const maxBlocked = 100

// Frame is one call on a stack.
type Frame struct {
	Func string // "main.f"
	Name string // of the cell or file: "cell[7]"
	Line int    // from 1
	Col  int    // from 1, bytes
}

// Goroutines are goroutines of a cell that were started by the same statement and do the
// same.
type Goroutines struct {
	Count  int // at least 1
	Cell   int
	GoSite *program.Site // their go statement; nil for the cell's own
	Op     string        // what they do: "chan receive", "running"
	OpSite *program.Site // where, if known
	Object string        // what they wait for, as the source names it
}

// RunOptions are the circumstances of one run.
type RunOptions struct {
	// AllowStdin is false when the front-end cannot ask for input: reading from
	// standard input then fails.
	AllowStdin bool
	// Hang lets a cell that can never go on wait until it is interrupted,
	// instead of ending it.
	Hang bool
	// Probe is "off" to run without the probe; all else observes.
	Probe string
	// Last says that nothing comes after the cell: leaked goroutines are then searched
	// even where that stops others.
	Last bool
	// Timeline asks for an execution trace of the cell.
	Timeline bool
}
