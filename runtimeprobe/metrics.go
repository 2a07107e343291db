package runtimeprobe

import (
	"math"
	"runtime/metrics"
)

// The runtime metrics that the probe reads. TestMetricNames holds this list
// against runtime/metrics.All, so a renamed metric fails a test, not a reading.
const (
	metricGoroutines  = "/sched/goroutines:goroutines" // counts the runtime's own goroutines too
	metricRunning     = "/sched/goroutines/running:goroutines"
	metricRunnable    = "/sched/goroutines/runnable:goroutines"
	metricWaiting     = "/sched/goroutines/waiting:goroutines"
	metricNotInGo     = "/sched/goroutines/not-in-go:goroutines"
	metricCreated     = "/sched/goroutines-created:goroutines"
	metricGOMAXPROCS  = "/sched/gomaxprocs:threads"
	metricThreads     = "/sched/threads/total:threads"
	metricHeap        = "/memory/classes/heap/objects:bytes"
	metricStacks      = "/memory/classes/heap/stacks:bytes"
	metricMemoryTotal = "/memory/classes/total:bytes"
	metricAllocated   = "/gc/heap/allocs:bytes"
	metricGCCycles    = "/gc/cycles/total:gc-cycles"
	metricLatencies   = "/sched/latencies:seconds"
)

// Positions in a reader's samples. The scheduler's metrics stand first: the
// sampler reads only those.
const (
	iGoroutines = iota
	iRunning
	iRunnable
	iWaiting
	iNotInGo
	iCreated
	iGOMAXPROCS
	iThreads
	schedMetrics // number of metrics that the scheduler keeps
)

const (
	iHeap = schedMetrics + iota
	iStacks
	iMemoryTotal
	iAllocated
	iGCCycles
	scalarMetrics // number of metrics in a Snapshot
)

const (
	iLatencies = scalarMetrics + iota
	allMetrics
)

var metricNames = [allMetrics]string{
	metricGoroutines, metricRunning, metricRunnable, metricWaiting, metricNotInGo, metricCreated,
	metricGOMAXPROCS, metricThreads,
	metricHeap, metricStacks, metricMemoryTotal, metricAllocated, metricGCCycles,
	metricLatencies,
}

// reader owns a fixed set of metric samples, so that reading allocates nothing
// after the first time. Not safe for concurrent use.
type reader struct {
	samples [allMetrics]metrics.Sample
}

func newReader() *reader {
	r := new(reader)
	for i, name := range metricNames {
		r.samples[i].Name = name
	}
	return r
}

// sched reads what the scheduler keeps: about 0.3 µs.
func (r *reader) sched() { metrics.Read(r.samples[:schedMetrics]) }

// scalars reads everything but the latency histogram.
func (r *reader) scalars() { metrics.Read(r.samples[:scalarMetrics]) }

// all reads everything.
func (r *reader) all() { metrics.Read(r.samples[:]) }

// uint returns the sample at position i, or 0 where this runtime does not have
// the metric.
func (r *reader) uint(i int) uint64 {
	if r.samples[i].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return r.samples[i].Value.Uint64()
}

// int is uint for numbers that count things.
func (r *reader) int(i int) int {
	n := r.uint(i)
	if n > math.MaxInt32 { // a momentary underflow in the runtime's own subtraction
		return 0
	}
	return int(n)
}

// latencies returns the histogram of scheduling latencies, nil where this
// runtime does not have it. It is overwritten by the next call of all.
func (r *reader) latencies() *metrics.Float64Histogram {
	if r.samples[iLatencies].Value.Kind() != metrics.KindFloat64Histogram {
		return nil
	}
	return r.samples[iLatencies].Value.Float64Histogram()
}
