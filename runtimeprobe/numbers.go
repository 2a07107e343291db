package runtimeprobe

import "slices"

// A Number describes one number of a Report to a reader: where it comes from
// and what it does not say.
type Number struct {
	Key    string // stable name, used by pictures and documentation
	Name   string // as shown to a reader
	Unit   string // "" for a plain count
	Source string // metrics of runtime/metrics stand here by their names, without unit
	Caveat string // what a reader must not conclude; may be empty
}

// Keys of the Numbers.
const (
	KeyBefore        = "goroutines.before"
	KeyPeak          = "goroutines.peak"
	KeyAfter         = "goroutines.after"
	KeyCreated       = "goroutines.created"
	KeyCounted       = "goroutines.counted"
	KeyStates        = "goroutines.states"
	KeySubtracted    = "goroutines.subtracted"
	KeyGOMAXPROCS    = "gomaxprocs"
	KeyNumCPU        = "num_cpu"
	KeyAffinity      = "affinity"
	KeyQuota         = "quota"
	KeyThreads       = "threads.runtime"
	KeySystemThreads = "threads.system"
	KeyThreadStates  = "threads.states"
	KeyWall          = "wall"
	KeyCPU           = "cpu"
	KeyLatency       = "latency"
	KeyHeap          = "memory.heap"
	KeyStacks        = "memory.stacks"
	KeyAllocated     = "memory.allocated"
	KeyPerGoroutine  = "memory.goroutine"
	KeyGC            = "gc"
	KeySeries        = "series"
)

// numbers is the table, in the order in which reports show them. Constant.
var numbers = [...]Number{
	{
		KeyBefore, "goroutines before", "", "runtime.NumGoroutine less the host's",
		"what earlier cells left behind is in it",
	},
	{
		KeyPeak, "goroutines at the peak", "", "counted by the caller, or the largest of the ends and the samples",
		"a lower bound if sampled; exact if counted, or if all that were created were alive at once",
	},
	{
		KeyAfter, "goroutines after", "", "runtime.NumGoroutine less the host's",
		"taken up to 0.5 ms after the end, 200 ms in a notebook, so that those on their way out are gone",
	},
	{
		KeyCreated, "goroutines created", "", "/sched/goroutines-created, less the host's and the runtime's own",
		"whole process: libraries and goroutines of earlier cells create too",
	},
	{
		KeyCounted, "by go statements", "", "counted by the caller at each go statement",
		"without those that libraries start",
	},
	{
		KeyStates, "states at the end", "", "/sched/goroutines/{running,runnable,waiting,not-in-go}",
		"whole process with host and runtime; not one instant, so they need not add up",
	},
	{
		KeySubtracted, "not counted above", "", "declared by the host; /sched/goroutines less runtime.NumGoroutine",
		"the host's and the runtime's own goroutines",
	},
	{
		KeyGOMAXPROCS, "GOMAXPROCS", "Ps", "/sched/gomaxprocs",
		"how many goroutines run Go code at once; not a limit on threads",
	},
	{
		KeyNumCPU, "NumCPU", "processors", "runtime.NumCPU",
		"fixed when the process starts",
	},
	{
		KeyAffinity, "CPU affinity", "processors", "Cpus_allowed_list in /proc/self/status",
		"Linux only; read when the probe was made",
	},
	{
		KeyQuota, "CPU quota", "processors", "cpu.max (cgroup v2) or cpu.cfs_quota_us (v1)",
		"Linux only; read when the probe was made; a quota throttles, it does not hide processors",
	},
	{
		KeyThreads, "threads, by the runtime", "", "/sched/threads/total",
		"Ms that Go made; idle ones stay, so it seldom falls",
	},
	{
		KeySystemThreads, "threads, by the system", "", "/proc/self/task",
		"whole process with threads of C code; Linux only",
	},
	{
		KeyThreadStates, "what threads do", "", "third field of /proc/self/task/…/stat; field 39: the processor that a thread ran on last",
		"one thread after the other, so it need not agree with the number above; running is on a processor or waiting for one, the thread that asks always is; not for cells shorter than 5 ms; Linux only",
	},
	{
		KeyWall, "wall time", "ns", "monotonic clock",
		"without the probe's own readings",
	},
	{
		KeyCPU, "CPU time", "ns", "getrusage, on Windows GetProcessTimes",
		"whole process with host and garbage collector; Windows counts in steps of 15.6 ms",
	},
	{
		KeyLatency, "wait for a P", "ns", "/sched/latencies",
		"whole process; about one wait in eight is looked at; quantiles are upper bounds of buckets",
	},
	{
		KeyHeap, "heap", "bytes", "/memory/classes/heap/objects",
		"whole process; objects that are dead but not yet swept are in it",
	},
	{
		KeyStacks, "goroutine stacks", "bytes", "/memory/classes/heap/stacks",
		"reserved, also for goroutines to come; not the stacks of threads",
	},
	{
		KeyAllocated, "allocated", "bytes", "/gc/heap/allocs",
		"freed or not; moves in steps of some kilobytes",
	},
	{
		KeyPerGoroutine, "memory a goroutine", "bytes", "growth of /memory/classes/heap/stacks divided by that of goroutines to the peak; /gc/heap/allocs divided by goroutines created",
		"shown from 100 goroutines on; the first is too small if a collection freed stacks meanwhile, the second has all that the cell allocated in it",
	},
	{
		KeyGC, "garbage collections", "", "/gc/cycles/total",
		"completed ones",
	},
	{
		KeySeries, "course over time", "", "samples of runtime.NumGoroutine, /sched/goroutines/runnable, /sched/threads/total",
		"one each 10 ms, the first after 5; on a busy machine they come late, their times say when",
	},
}

// Numbers returns the table of all numbers, in the order in which reports show
// them. It is the table of this package's documentation.
func Numbers() []Number { return slices.Clone(numbers[:]) }

// Describe returns the entry of Numbers with the key, and false if there is none.
func Describe(key string) (Number, bool) {
	for _, n := range numbers {
		if n.Key == key {
			return n, true
		}
	}
	return Number{}, false
}
