package costs

import (
	"time"

	"schedtick/runtimeprobe"
)

// A Table is all that was measured.
type Table struct {
	Rows    []Row                `json:"rows"`
	Machine runtimeprobe.Machine `json:"machine"`
	// Missing says what could not be measured, and why, a sentence each.
	Missing []string      `json:"missing,omitempty"`
	Took    time.Duration `json:"took_ns"`
}

// Find returns the row of a key; ok is false if there is none.
func (t *Table) Find(key string) (r Row, ok bool) {
	for _, r := range t.Rows {
		if r.Key == key {
			return r, true
		}
	}
	return Row{}, false
}

// A Unit is what a number counts.
type Unit string

// The units.
const (
	Nanoseconds Unit = "ns"
	Bytes       Unit = "B"
	Count       Unit = ""
)

// A Row is one number.
type Row struct {
	Key   string `json:"key"`   // stable: "goroutine.create"
	Group string `json:"group"` // Goroutines, Threads or Limits
	Name  string `json:"name"`  // for a reader
	// Value is the median of the repetitions, in Unit.
	Value float64 `json:"value"`
	Unit  Unit    `json:"unit"`
	// Low and High are the interval of the median, Samples how many repetitions it
	// comes from. A number that was read, not measured, has one sample and is its own
	// interval.
	Low     float64 `json:"low"`
	High    float64 `json:"high"`
	Samples int     `json:"samples"`
	Method  string  `json:"method"` // what was done, in a sentence without a full stop
	Source  string  `json:"source"` // the clock, the counter or the file
	// Unlimited: Value means nothing, there is no limit.
	Unlimited bool `json:"unlimited,omitempty"`
	// Claim is what the text says; nil if it says nothing of this number.
	Claim   *Claim   `json:"claim,omitempty"`
	Verdict *Verdict `json:"verdict,omitempty"`
}

// Groups of rows, in the order of a table.
const (
	Goroutines = "Goroutines"
	Threads    = "OS threads"
	Limits     = "How many there can be"
)

// Keys of the rows.
const (
	KeyCreate        = "goroutine.create"
	KeySwitchChannel = "goroutine.switch.channel"
	KeySwitchYield   = "goroutine.switch.yield"
	KeyStackStart    = "goroutine.stack.start"
	KeyStack10K      = "goroutine.stack.10k"
	KeyStack100K     = "goroutine.stack.100k"
	KeyStackMax      = "goroutine.stack.max"
	KeyParked1e3     = "goroutine.parked.1000"
	KeyParked1e4     = "goroutine.parked.10000"
	KeyParked1e5     = "goroutine.parked.100000"
	KeyParked1e6     = "goroutine.parked.1000000"
	KeyMillion       = "goroutine.million"

	KeyThreadCreate      = "thread.create.go"
	KeyThreadCreateC     = "thread.create.c"
	KeyThreadSwitch      = "thread.switch.go"
	KeyThreadSwitchC     = "thread.switch.c"
	KeyThreadResident    = "thread.resident.go"
	KeyThreadResidentC   = "thread.resident.c"
	KeyThreadVirtual     = "thread.virtual.go"
	KeyThreadVirtualC    = "thread.virtual.c"
	KeyThreadKernelStack = "thread.kernel"

	KeyMostThreads  = "threads.most"
	KeyLimitPID     = "threads.limit.pid_max"
	KeyLimitSystem  = "threads.limit.threads-max"
	KeyLimitMaps    = "threads.limit.max_map_count"
	KeyLimitProcess = "threads.limit.rlimit"
	KeyLimitGroup   = "threads.limit.cgroup"
	KeyLimitGo      = "threads.limit.go"
)

// sampled makes a row of repetitions.
func sampled(r Row, samples []float64) Row {
	r.Value, r.Low, r.High = median(samples)
	r.Samples = len(samples)
	return r
}

// read makes a row of a number that is not measured but known.
func read(r Row, value float64) Row {
	r.Value, r.Low, r.High, r.Samples = value, value, value, 1
	return r
}
