package timeline

import "time"

// Schema names the form of a Timeline in JSON. Fields may be added under the same
// name; a change of meaning, unit or name of a field raises the number.
const Schema = "schedtick.timeline/1"

// Groups of goroutines that are nobody's: values of Span.Group and Share.Group.
const (
	// Other is what does not belong to the observed code: the host's goroutines,
	// the runtime's, those that were there before.
	Other = -1
	// Collector is the garbage collector's workers.
	Collector = -2
)

// A Timeline is what ran where, and who waited, in a stretch of a program. Times
// are since its beginning. Durations are in nanoseconds.
type Timeline struct {
	Schema string `json:"schema"` // the constant Schema

	// Wall is how long the stretch is.
	Wall time.Duration `json:"wall_ns"`

	// Cut is not nil if the trace does not reach to the end.
	Cut *Cut `json:"cut,omitempty"`

	// NumCPU is the number of processors that the process could use, 0 if unknown.
	NumCPU int `json:"num_cpu,omitzero"`

	// Procs is GOMAXPROCS: its value at the beginning and its changes.
	Procs []Procs `json:"gomaxprocs"`

	// Groups are the goroutines by where they were started, in the order of their
	// first start. The observed code's own goroutine, if known, is the first.
	Groups []Group `json:"groups"`

	// Goroutines are the first of them, in the order of their start; LeftOut is how
	// many are in Groups only.
	Goroutines []Goroutine `json:"goroutines"`
	LeftOut    int         `json:"left_out,omitzero"`

	// Lanes are the Ps that ran something, by number.
	Lanes []Lane `json:"lanes"`

	// Threads are the operating system's numbers of the threads, M1 first: Span.M
	// counts from 1.
	Threads []int64 `json:"threads"`

	// Load is the course over time.
	Load Load `json:"load"`

	// Collections are the times when the garbage collector marked, or swept before
	// it could begin.
	Collections []Interval `json:"collections,omitempty"`
	// Stops is how often the world was stopped, and Stopped for how long in all.
	Stops   int           `json:"stops,omitzero"`
	Stopped time.Duration `json:"stopped_ns,omitzero"`

	// Waits is how long goroutines that were ready to run waited for a P.
	Waits Waits `json:"waits"`

	Counts Counts `json:"counts"`
}

// Cut says where a trace ends before what it observes.
type Cut struct {
	At    time.Duration `json:"at_ns"` // the last event
	Bytes int64         `json:"bytes"` // size of the trace
	Why   string        `json:"why"`   // a sentence
}

// Procs is a value of GOMAXPROCS and when it was set.
type Procs struct {
	At time.Duration `json:"at_ns"`
	N  int           `json:"n"`
}

// A Place is where goroutines were started.
type Place struct {
	Name string `json:"name,omitzero"` // of the file, or "cell[7]"
	Line int    `json:"line,omitzero"` // from 1; 0 if unknown
	Col  int    `json:"col,omitzero"`  // from 1, bytes
	// Text is the source there, if known: "go worker(i)".
	Text string `json:"text,omitzero"`
	// Func is the function that the goroutine runs, for goroutines that a library
	// started, or without marks.
	Func string `json:"func,omitzero"`
}

// Times is what goroutines spent their time on, summed up.
type Times struct {
	// Running is the time on a P. On a busy machine the thread may itself have
	// waited for a processor in this time.
	Running time.Duration `json:"running_ns"`
	// Runnable is the time spent ready to run, waiting for a P.
	Runnable time.Duration `json:"runnable_ns"`
	// Syscall is the time in system calls and C code.
	Syscall time.Duration `json:"syscall_ns,omitzero"`
	// Blocked is the time blocked, by reason as the runtime names it: "sleep",
	// "chan receive".
	Blocked map[string]time.Duration `json:"blocked_ns,omitempty"`
}

// A Group is goroutines of one origin.
type Group struct {
	Place Place `json:"place"`
	// Root is true for the observed code's own goroutine.
	Root bool `json:"root,omitzero"`
	// Count is how many there were.
	Count int `json:"count"`
	Times
	// LongestWait is the longest single wait for a P.
	LongestWait time.Duration `json:"longest_wait_ns"`
}

// A Goroutine is one goroutine of the observed code.
type Goroutine struct {
	N      int    `json:"n"`               // number in the order of start, from 1: G1
	ID     uint64 `json:"id"`              // the runtime's
	Group  int    `json:"group"`           // index of Groups
	Parent int    `json:"parent,omitzero"` // N of the goroutine that started it; 0 if it is not of the observed code
	// Started is when it was started; 0 if it was there before. Ended is when it
	// ended; -1 if it was still there at the end.
	Started time.Duration `json:"started_ns"`
	Ended   time.Duration `json:"ended_ns"`
	Times
	LongestWait time.Duration `json:"longest_wait_ns"`
	// Course is what it did, in the order of time; empty for all goroutines if there
	// are too many pieces.
	Course []Piece `json:"course,omitempty"`
}

// A State is what a goroutine does.
type State string

// The states of a Piece.
const (
	Running  State = "running"
	Runnable State = "runnable" // waits for a P
	Blocked  State = "blocked"
	Syscall  State = "syscall"
)

// A Piece is a stretch of a goroutine's life in one state.
type Piece struct {
	State State         `json:"state"`
	Why   string        `json:"why,omitzero"` // Blocked: on what
	Start time.Duration `json:"start_ns"`
	End   time.Duration `json:"end_ns"`
}

// A Lane is one P.
type Lane struct {
	P    int           `json:"p"`
	Busy time.Duration `json:"busy_ns"` // how long it ran something
	Mine time.Duration `json:"mine_ns"` // of it, the observed code's goroutines
	// Spans are what it ran, in the order of time. They do not overlap. If there were
	// too many they are only the longer ones.
	Spans []Span `json:"spans,omitempty"`
	// Slots are the other spans, summed up over equal parts of Wall: each the groups
	// that ran and for how long. Empty if Spans are all.
	Slots [][]Share `json:"slots,omitempty"`
	// Count is how many spans there were.
	Count int `json:"count"`
}

// A Span is a goroutine on a P.
type Span struct {
	G     int           `json:"g,omitzero"` // Goroutine.N; 0 if not of the observed code
	Group int           `json:"group"`      // index of Groups, Other or Collector
	M     int           `json:"m"`          // the thread that carried it, from 1
	Start time.Duration `json:"start_ns"`
	End   time.Duration `json:"end_ns"`
}

// A Share is how much of a slot went to a group.
type Share struct {
	Group int           `json:"group"`
	Time  time.Duration `json:"ns"`
}

// Load is how many goroutines of the observed code were in which state, on average
// over equal parts of time; the last part may reach beyond Wall.
type Load struct {
	Step     time.Duration `json:"step_ns"`
	Running  []float64     `json:"running"` // system calls included
	Runnable []float64     `json:"runnable"`
	Blocked  []float64     `json:"blocked"`
}

// An Interval is a stretch of time with a name.
type Interval struct {
	Name  string        `json:"name"`
	Start time.Duration `json:"start_ns"`
	End   time.Duration `json:"end_ns"`
}

// Waits is the distribution of the waits for a P of the observed code's goroutines:
// each time from ready to running.
type Waits struct {
	Count int           `json:"count"`
	Total time.Duration `json:"total_ns"`
	P50   time.Duration `json:"p50_ns"` // half of the waits were at most this long
	P99   time.Duration `json:"p99_ns"`
	Max   time.Duration `json:"max_ns"`
	// Longest is the longest of them.
	LongestG     int           `json:"longest_g,omitzero"` // Goroutine.N
	LongestGroup int           `json:"longest_group"`
	LongestStart time.Duration `json:"longest_start_ns,omitzero"`
}

// Counts are numbers of Gs, Ms and Ps.
type Counts struct {
	// Goroutines is how many goroutines the observed code had, its own included;
	// Peak how many of them were alive at one time, and PeakRunning how many ran at
	// one time. All are exact.
	Goroutines  int `json:"goroutines"`
	Peak        int `json:"peak"`
	PeakRunning int `json:"peak_running"`
	// Threads is how many threads carried them, Ps how many Ps ran them.
	Threads int `json:"threads"`
	Ps      int `json:"ps"`
	// Switches is how often a P took up one of them.
	Switches int `json:"switches"`
	// Others is how many goroutines that are not the observed code's ran meanwhile.
	Others int `json:"others"`
	Events int `json:"events"` // of the trace
}
