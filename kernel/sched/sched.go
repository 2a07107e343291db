// Package sched holds what is known of a session's goroutines at one instant: who
// waits for what, and who could wake them.
//
// It is pure data. kernel/rt knows the facts, kernel/worker carries them,
// kernel/panel shows them.
package sched

import (
	"time"

	"schedtick/kernel/program"
)

// Snapshot is the goroutines of all cells, and what they wait for. Goroutines that
// stand at the same place for the same reason are one group, so that ten thousand
// of them are one line, and a snapshot stays small.
type Snapshot struct {
	// Total is how many goroutines live; the sum of all Counts, and of those left
	// out.
	Total int `json:"total"`
	// Groups, the cell's own goroutine first, then by cell and start.
	Groups []Group `json:"groups"`
	// Objects are what the groups wait for, each once.
	Objects []Object `json:"objects,omitempty"`
	// Cycles are circles of groups that wait for each other, each as indexes of
	// Groups: a deadlock of theirs, whatever else runs.
	Cycles [][]int `json:"cycles,omitempty"`
	// LeftOut is how many groups a very large snapshot does not hold.
	LeftOut int `json:"left_out,omitzero"`
	// Torn is true if goroutines ran while the snapshot was taken, so that its
	// parts are of slightly different instants.
	Torn bool `json:"torn,omitzero"`
	// Asleep is true in the snapshot of a deadlock of the whole session: the runtime says that
	// each waits for another one, those in compiled code too, and no timer wakes one.
	Asleep bool `json:"asleep,omitzero"`
	// Unsearched is true if it has not been looked yet for goroutines that nobody can
	// wake any more, among those that the last cell left: a look stops the world for
	// some 15 ms, and somebody is there whom that would stop.
	Unsearched bool `json:"unsearched,omitzero"`
	// WhyUnsearched is why such a look has failed or is not taken; empty if it only waits
	// for its time.
	WhyUnsearched string `json:"why_unsearched,omitempty"`
	// Unconfirmed says, of a running cell that looks deadlocked, why it is not called so: it
	// could not be looked whether something can still wake its goroutines.
	Unconfirmed string `json:"unconfirmed,omitempty"`
}

// Group is goroutines of one origin in one state.
type Group struct {
	Cell     int           `json:"cell"`              // whose goroutines they are
	Start    *program.Site `json:"start,omitempty"`   // the go statement; nil for a cell's own goroutine
	Parent   uint64        `json:"parent,omitzero"`   // the goroutine that started them, 0 if they differ or there is none
	Compiled bool          `json:"compiled,omitzero"` // started by compiled code
	State    string        `json:"state"`             // as Go's listings say: "running", "chan receive", "select"
	// In is the function of compiled code in which they wait, for what State says: "io.(*pipe).read".
	In    string        `json:"in,omitempty"`
	At    *program.Site `json:"at,omitempty"`  // where they are blocked, nil if they run
	Count int           `json:"count"`         // at least 1
	IDs   []uint64      `json:"ids,omitempty"` // of the first few
	// SinceMin and SinceMax are how long they have been blocked.
	SinceMin time.Duration `json:"since_min_ns"`
	SinceMax time.Duration `json:"since_max_ns"`
	Waits    []Wait        `json:"waits,omitempty"` // what can let them go on: one, or a select's channels
	// Mixed is true if each waits for something of its own, and there were too many
	// to tell: Waits are those of the first.
	Mixed bool `json:"mixed,omitzero"`
	// Calls are what the first of them is in the middle of, the innermost call first;
	// only in the snapshot of a deadlock.
	Calls []Call `json:"calls,omitempty"`
	// Leaked says why nothing can wake them any more; empty if something might.
	Leaked string `json:"leaked,omitempty"`
}

// Call is a call on a stack.
type Call struct {
	Func string `json:"func"` // "main.f"
	Name string `json:"name"` // of the cell or file: "cell[7]"
	Line int    `json:"line"` // from 1
	Col  int    `json:"col"`  // from 1, bytes
}

// Wait is one thing that a group waits for.
type Wait struct {
	Object int  `json:"object"`        // index into Objects
	Send   bool `json:"send,omitzero"` // of a channel: to send, not to receive
}

// Kinds of objects.
const (
	Chan      = "chan"
	NilChan   = "nil chan"
	Mutex     = "sync.Mutex"
	RWMutex   = "sync.RWMutex"
	WaitGroup = "sync.WaitGroup"
	Cond      = "sync.Cond"
	Once      = "sync.Once"
	Timer     = "time"
	Input     = "input"
	NoCases   = "select {}"
)

// Object is something that goroutines wait for.
type Object struct {
	Kind string        `json:"kind"`           // one of the constants above
	Name string        `json:"name,omitempty"` // as the source names it where it is waited for: "ch", "fork[i]"
	Made *program.Site `json:"made,omitempty"` // of a channel: its make, if known
	Elem string        `json:"elem,omitempty"` // of a channel: its element type as Go prints it, if known
	// Len and Cap are a channel's fill and capacity.
	Len    int  `json:"len,omitzero"`
	Cap    int  `json:"cap,omitzero"`
	Closed bool `json:"closed,omitzero"`
	// Count is a wait group's counter.
	Count int `json:"count,omitzero"`
	// Holders hold a lock, or run a once's function.
	Holders []Holder `json:"holders,omitempty"`
	// Timer is true of a channel that the runtime's clock feeds: time.After, a ticker.
	Timer bool `json:"timer,omitzero"`
	// Left is how long a sleep still lasts, or until the timer goes off; 0 if it never
	// will.
	Left time.Duration `json:"left_ns,omitzero"`
	// Users are the groups known to use it. Indexes of Groups.
	Users []int `json:"users,omitempty"`
}

// Holder is a goroutine that holds a lock.
type Holder struct {
	ID    uint64        `json:"id"`           // of the goroutine
	Group int           `json:"group"`        // index of Groups; -1 if the goroutine is gone or unknown
	At    *program.Site `json:"at,omitempty"` // where it locked, if known
}
