package runtimeprobe

import (
	"fmt"
	"time"
)

// Schema names the form of a Report in JSON. Fields may be added under the same
// name; a change of meaning, unit or name of a field raises the number.
const Schema = "schedtick.report/1"

// A Report says what the scheduler did between Start and Stop. Durations are in
// nanoseconds, memory is in bytes. Each field names its source; the same table
// for readers is Numbers.
type Report struct {
	// Schema is the constant Schema.
	Schema string `json:"schema"`

	// Label names what ran, as given to Start: "cell [7]".
	Label string `json:"label,omitzero"`

	// Started is when Start returned.
	Started time.Time `json:"started"`

	// Running is true in a report on a cell that has not ended; After then means
	// now.
	Running bool `json:"running,omitzero"`

	// Wall is the time between Start and Stop by the monotonic clock. It does not
	// include the probe's own readings.
	Wall time.Duration `json:"wall_ns"`

	// CPU is the processor time that the process used meanwhile. On a machine
	// with n processors it can be n times Wall.
	CPU CPUTime `json:"cpu"`

	Goroutines GoroutineCounts `json:"goroutines"`
	GOMAXPROCS Procs           `json:"gomaxprocs"`
	Machine    Machine         `json:"machine"`
	Threads    ThreadCounts    `json:"threads"`
	Memory     MemoryUse       `json:"memory"`

	// Latency is how long goroutines were ready to run before they ran.
	Latency Latency `json:"sched_latency"`

	// Series is the course over time; nil for a cell that ended before the first
	// sample.
	Series *Series `json:"series,omitempty"`

	// Caveats are sentences about this report's numbers that a reader must know
	// to not misread them. What always holds is not here but in Numbers.
	Caveats []string `json:"caveats,omitempty"`
}

// GoroutineCounts counts goroutines, the host's and the runtime's own not
// included. The goroutine that the cell runs on is included.
type GoroutineCounts struct {
	// Before and After are runtime.NumGoroutine less the host's. Goroutines that
	// earlier cells left behind are in both. Stop gives goroutines that are still
	// on their way out up to half a millisecond before it counts, 200 with Options.Living.
	Before int `json:"before"`
	After  int `json:"after"`

	// Peak is the largest number known to have been alive at one time. PeakFrom
	// says how it is known: with "counted" and "all" it is exact, with the others there
	// may have been more, and the report's line writes ≥ before it.
	Peak     int        `json:"peak"`
	PeakFrom PeakSource `json:"peak_from"`

	// Created is the number of goroutines started meanwhile in the process, by
	// the cell, by libraries for it, and by goroutines of earlier cells. It is
	// /sched/goroutines-created less what the host declared and less the growth
	// in the number of the runtime's own goroutines.
	Created uint64 `json:"created"`

	// Counted is the number of go statements executed, where the caller counts
	// them one by one (Cell.Counted); nil where it does not. It can be less than
	// Created: libraries start goroutines too.
	Counted *uint64 `json:"counted,omitempty"`

	// Host and System are the numbers that were subtracted: goroutines of the
	// host, and of the runtime itself (garbage collector, finalizers …).
	Host   int `json:"host"`
	System int `json:"system"`

	// States is what the goroutines of the whole process were doing at the end.
	States States `json:"states"`
}

// PeakSource says how the peak is known.
type PeakSource string

const (
	// PeakCounted: counted at each start and end of a goroutine of the cell, and
	// goroutines of earlier cells stayed as many as they were, and libraries started
	// none. Exact.
	PeakCounted PeakSource = "counted"
	// PeakAtLeast: counted as for PeakCounted, but goroutines of earlier cells came
	// or went meanwhile, of which only those that were there at both ends are in the
	// number, or libraries started goroutines, which are not.
	PeakAtLeast PeakSource = "at least"
	// PeakAll: as many as were there before and were created together. There
	// cannot have been more, so this is exact too, as far as Created is.
	PeakAll PeakSource = "all"
	// PeakSampled: the largest of the samples. A peak between two is not seen.
	PeakSampled PeakSource = "sampled"
	// PeakEnds: the larger of before and after; the cell ended before the first
	// sample, or no sample was larger.
	PeakEnds PeakSource = "ends"
)

// Procs is GOMAXPROCS, the number of Ps: how many goroutines can run Go code at
// the same time.
type Procs struct {
	Before int `json:"before"` // /sched/gomaxprocs
	After  int `json:"after"`  // /sched/gomaxprocs

	// SetBy says where the value after comes from: "default" (the runtime chose
	// it), "environment" (the variable GOMAXPROCS), the label of the cell
	// that changed it, or "unknown" (it changed while no cell ran). A change that
	// was taken back within one cell is not seen.
	SetBy string `json:"set_by"`
}

// Values of Procs.SetBy.
const (
	SetByDefault     = "default"
	SetByEnvironment = "environment"
	SetByUnknown     = "unknown"
)

// ThreadCounts counts operating system threads of the whole process.
type ThreadCounts struct {
	Before Threads `json:"before"`
	After  Threads `json:"after"`

	// Peak is the largest number of the runtime's threads that was seen.
	Peak int `json:"peak"`
}

// MemoryUse is memory of the whole process before and after, in bytes.
type MemoryUse struct {
	Before Memory `json:"before"`
	After  Memory `json:"after"`

	// Allocated is what was allocated on the heap meanwhile, freed or not:
	// /gc/heap/allocs. The runtime adds small objects span by span, so the
	// number moves in steps of some kilobytes.
	Allocated uint64 `json:"allocated_bytes"`

	// GCCycles counts the garbage collections that completed meanwhile.
	GCCycles uint64 `json:"gc_cycles"`
}

// Counts are exact numbers from a caller that sees every start and end of the
// cell's goroutines: of the one that the cell runs on, and of all that its go
// statements started, however deep.
type Counts struct {
	// Alive is how many of them are alive now.
	Alive int
	// Peak is the largest number of them alive at one time.
	Peak int
	// Created is the number of go statements executed; the goroutine that the cell
	// runs on is not one.
	Created uint64
}

// caveats collects what a reader of this report must know.
func (r *Report) caveats(o Options, c *Counts) []string {
	var list []string
	add := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }

	g := r.Goroutines
	switch {
	case g.PeakFrom == PeakCounted || g.PeakFrom == PeakAll:
	case g.PeakFrom == PeakEnds && r.Series == nil:
		add("peak: ended before the first sample after %v, so this is the larger of before and after; it may have been more", o.After)
	case g.PeakFrom == PeakAtLeast && g.Counted != nil && g.Created > *g.Counted:
		add("peak: the cell's own goroutines were counted; libraries started others, so it may have been more")
	case g.PeakFrom == PeakAtLeast:
		add("peak: the cell's own goroutines were counted; those of earlier cells came or went meanwhile, so it may have been more")
	case c != nil && c.Peak > 0:
		add("peak: seen in a sample, beyond the %d counted from go statements: libraries started goroutines too", c.Peak)
	default:
		gap := time.Duration(r.Series.Gap) * time.Microsecond
		add("peak: the largest of %d samples, up to %v apart; a higher peak between two is not seen", r.Series.Samples, gap.Round(time.Millisecond))
	}
	if g.Counted != nil && *g.Counted < g.Created {
		add("created: %d by go statements, the others by libraries or by goroutines of earlier cells", *g.Counted)
	}
	if t := r.Threads.After; t.System > t.Runtime {
		add("threads: the system counts %d, the runtime %d; the others belong to C code, or are just starting or ending", t.System, t.Runtime)
	}
	if r.Threads.After.System == 0 {
		add("threads: counted by the runtime only; %s does not tell cheaply", r.Machine.OS)
	}
	if p := r.GOMAXPROCS; p.SetBy == SetByUnknown {
		add("GOMAXPROCS: changed while no cell ran, by the runtime (new quota or affinity) or by a goroutine left behind")
	}
	return list
}
