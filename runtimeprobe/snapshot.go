package runtimeprobe

import (
	"runtime"
	"time"
)

// A Snapshot is one look at the scheduler. Its numbers come from two reads
// (runtime/metrics, then runtime.NumGoroutine) about a microsecond apart, and
// from up to two system calls; they are not one instant, less still Threads.States.
type Snapshot struct {
	// At is when the snapshot was begun.
	At time.Time `json:"at"`

	// Goroutines is runtime.NumGoroutine less the host's goroutines (Baseline).
	// The runtime's own goroutines are not in it. For a moment at the beginning
	// of a garbage collection NumGoroutine counts ended goroutines too; reports
	// confirm a number that rises, a Snapshot does not.
	Goroutines int `json:"goroutines"`

	// Host is the number of goroutines that were subtracted as the host's.
	Host int `json:"host"`

	// System is the number of goroutines of the runtime itself (garbage
	// collector, finalizers …): /sched/goroutines less runtime.NumGoroutine.
	System int `json:"system"`

	// States splits the goroutines of the whole process by state.
	States States `json:"states"`

	// Created counts all goroutines created since the process began, those of
	// the host and of the runtime included: /sched/goroutines-created.
	Created uint64 `json:"created"`

	// GOMAXPROCS is the number of Ps: /sched/gomaxprocs.
	GOMAXPROCS int `json:"gomaxprocs"`

	// Threads is the number of operating system threads.
	Threads Threads `json:"threads"`

	// CPU is the processor time that the whole process has used so far.
	CPU CPUTime `json:"cpu"`

	// Memory is what the heap and the stacks take.
	Memory Memory `json:"memory"`

	// GCCycles counts completed garbage collections: /gc/cycles/total.
	GCCycles uint64 `json:"gc_cycles"`
}

// States counts goroutines by state, as /sched/goroutines/… estimates them: for
// the whole process, the host and the runtime's own goroutines included. The
// runtime does not stop for the count, so the states need not add up to the
// number of goroutines.
type States struct {
	Running  int `json:"running"`   // executing on a P; at most GOMAXPROCS
	Runnable int `json:"runnable"`  // in a run queue, waiting for a P
	Waiting  int `json:"waiting"`   // parked: channel, lock, timer, network
	NotInGo  int `json:"not_in_go"` // in a system call or in C
}

// Threads counts operating system threads from two sides. They differ when C
// code starts threads of its own.
type Threads struct {
	// Runtime is the number of Ms, threads that the Go runtime owns:
	// /sched/threads/total. An idle M stays for later, so the number seldom falls.
	Runtime int `json:"runtime"`

	// System is the number of threads that the operating system counts for the
	// process; 0 where it does not tell (macOS and Windows, see doc.go).
	System int `json:"system,omitzero"`

	// States says what the threads were doing and on which processors they ran
	// last. It is there at the end of a Report on what ran for Options.After, and
	// in what Read returns; nil elsewhere, for it costs 5 µs a thread, beyond 256
	// threads, and where the system does not tell (macOS and Windows).
	States *ThreadStates `json:"states,omitempty"`
}

// CPUTime is processor time of all threads of the process, in nanoseconds. The
// host and the garbage collector are in it. The system's own granularity
// applies: the split of short times between User and Kernel is an estimate.
type CPUTime struct {
	User   time.Duration `json:"user_ns"`   // spent in the program
	Kernel time.Duration `json:"kernel_ns"` // spent in the kernel on the program's behalf
}

// Total is User and Kernel together.
func (c CPUTime) Total() time.Duration { return c.User + c.Kernel }

func (c CPUTime) sub(d CPUTime) CPUTime {
	// Linux scales the split between the two after the fact, so that one of
	// them can step back by a tick.
	return CPUTime{User: max(0, c.User-d.User), Kernel: max(0, c.Kernel-d.Kernel)}
}

// Memory is memory of the whole process, in bytes.
type Memory struct {
	// Heap is the memory of objects, live or not yet swept:
	// /memory/classes/heap/objects.
	Heap uint64 `json:"heap_bytes"`

	// Stacks is the memory reserved for goroutine stacks, in use or cached for
	// the next goroutine: /memory/classes/heap/stacks. Memory that threads of C
	// code use as stack is not in it.
	Stacks uint64 `json:"stacks_bytes"`

	// Total is all memory that the Go runtime has mapped: /memory/classes/total.
	Total uint64 `json:"total_bytes"`

	// Allocated is the sum of all allocations since the process began, freed or
	// not: /gc/heap/allocs.
	Allocated uint64 `json:"allocated_bytes"`
}

// Read takes a snapshot with a reader of its own. A nil Baseline means no host.
// Who reads often keeps a Probe instead.
func Read(b *Baseline) Snapshot {
	if b == nil {
		b = new(Baseline)
	}
	s := newReader().snapshot(b, newSystem())
	s.Threads.States = threadStates()
	return s
}

// snapshot reads all but the histogram of latencies.
func (r *reader) snapshot(b *Baseline, sys *system) Snapshot { return r.look(b, sys, r.scalars) }

// full reads everything.
func (r *reader) full(b *Baseline, sys *system) Snapshot { return r.look(b, sys, r.all) }

func (r *reader) look(b *Baseline, sys *system, read func()) Snapshot {
	at := time.Now()
	// The runtime's own goroutines are the difference of two counts. While
	// goroutines come and go the two do not belong together, so look again, and
	// in the end rather take too few for the runtime's than too many.
	n := runtime.NumGoroutine()
	system := 0
	for range 3 {
		before := n
		read()
		n = runtime.NumGoroutine()
		system = max(0, r.int(iGoroutines)-max(before, n))
		if before == n {
			break
		}
	}
	host, states, created := b.Host(), r.states(), r.uint(iCreated)
	return Snapshot{
		At:         at,
		Goroutines: max(1, n-host),
		Host:       host,
		System:     system,
		States:     states,
		Created:    created,
		GOMAXPROCS: r.int(iGOMAXPROCS),
		Threads:    r.threads(sys),
		CPU:        processCPU(),
		Memory: Memory{
			Heap:      r.uint(iHeap),
			Stacks:    r.uint(iStacks),
			Total:     r.uint(iMemoryTotal),
			Allocated: r.uint(iAllocated),
		},
		GCCycles: r.uint(iGCCycles),
	}
}

// threads counts from both sides, again if they differ: a thread that is just
// starting or ending is already or still known to one of them alone.
func (r *reader) threads(sys *system) Threads {
	for range 2 {
		t := Threads{Runtime: r.int(iThreads), System: sys.threads()}
		if t.Runtime == t.System || t.System == 0 {
			return t
		}
		r.sched()
	}
	return Threads{Runtime: r.int(iThreads), System: sys.threads()}
}

// confirm corrects the number of goroutines if it is more than known, see exactCount.
func (s *Snapshot) confirm(known int) {
	s.Goroutines = max(1, confirm(s.Goroutines+s.Host, max(1, known)+s.Host)-s.Host)
}

func (r *reader) states() States {
	return States{
		Running:  r.int(iRunning),
		Runnable: r.int(iRunnable),
		Waiting:  r.int(iWaiting),
		NotInGo:  r.int(iNotInGo),
	}
}
