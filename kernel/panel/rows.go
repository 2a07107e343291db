package panel

import (
	"fmt"
	"strconv"
	"strings"

	"schedtick/runtimeprobe"
)

// sections is the table behind the disclosure. Numbers that this system does not
// have are left out; the report's caveats say so where that matters.
func sections(r runtimeprobe.Report, arrow string) []section {
	g, t, m := r.Goroutines, r.Threads, r.Machine
	to := func(a, b string) string {
		if a == b {
			return a
		}
		return a + arrow + b
	}

	goroutines := section{title: "Goroutines"}
	goroutines.add(runtimeprobe.KeyBefore, count(g.Before))
	goroutines.add(runtimeprobe.KeyPeak, peak(g))
	goroutines.add(runtimeprobe.KeyAfter, count(g.After))
	goroutines.add(runtimeprobe.KeyCreated, count(g.Created))
	if g.Counted != nil && *g.Counted != g.Created {
		goroutines.add(runtimeprobe.KeyCounted, count(*g.Counted))
	}
	goroutines.add(runtimeprobe.KeyStates, fmt.Sprintf("%s running, %s runnable, %s waiting, %s not in Go",
		count(g.States.Running), count(g.States.Runnable), count(g.States.Waiting), count(g.States.NotInGo)))
	goroutines.add(runtimeprobe.KeySubtracted, fmt.Sprintf("%s host, %s runtime", count(g.Host), count(g.System)))

	procs := section{title: "Processors"}
	procs.add(runtimeprobe.KeyGOMAXPROCS, to(count(r.GOMAXPROCS.Before), count(r.GOMAXPROCS.After))+", "+setBy(r.GOMAXPROCS))
	procs.add(runtimeprobe.KeyNumCPU, count(m.NumCPU))
	if m.Affinity != "" {
		procs.add(runtimeprobe.KeyAffinity, m.Affinity)
	}
	if m.Quota > 0 {
		procs.add(runtimeprobe.KeyQuota, cpus(m.Quota)+" ("+m.QuotaSource+")")
	}
	if l := r.Latency; l.Count > 0 {
		procs.add(runtimeprobe.KeyLatency, fmt.Sprintf("half ≤ %s, 99%% ≤ %s, all ≤ %s",
			duration(l.P50), duration(l.P99), duration(l.Max)))
	}

	threads := section{title: "Threads"}
	threads.add(runtimeprobe.KeyThreads, to(count(t.Before.Runtime), count(t.After.Runtime)))
	if t.After.System > 0 {
		threads.add(runtimeprobe.KeySystemThreads, to(count(t.Before.System), count(t.After.System)))
	}

	clock := section{title: "Time"}
	clock.add(runtimeprobe.KeyWall, duration(r.Wall))
	clock.add(runtimeprobe.KeyCPU, cpuTime(r))

	memory := section{title: "Memory"}
	memory.add(runtimeprobe.KeyHeap, to(size(r.Memory.Before.Heap), size(r.Memory.After.Heap)))
	memory.add(runtimeprobe.KeyStacks, to(size(r.Memory.Before.Stacks), size(r.Memory.After.Stacks)))
	memory.add(runtimeprobe.KeyAllocated, size(r.Memory.Allocated))
	if per := perGoroutine(r); per != "" {
		memory.add(runtimeprobe.KeyPerGoroutine, per)
	}
	memory.add(runtimeprobe.KeyGC, count(r.Memory.GCCycles))

	return []section{goroutines, procs, threads, clock, memory}
}

// perGoroutineFrom is how many goroutines a cell must have for a share of its
// memory to mean something.
const perGoroutineFrom = 100

// perGoroutine shares the growth of memory among the goroutines of a cell.
func perGoroutine(r runtimeprobe.Report) string {
	g, m := r.Goroutines, r.Memory
	var list []string
	if more := g.Peak - g.Before; more >= perGoroutineFrom && m.After.Stacks > m.Before.Stacks {
		list = append(list, size((m.After.Stacks-m.Before.Stacks)/uint64(more))+" of stack")
	}
	if g.Created >= perGoroutineFrom {
		list = append(list, size(m.Allocated/g.Created)+" allocated")
	}
	return strings.Join(list, ", ")
}

// peak shows the largest number, and how it is known.
func peak(g runtimeprobe.GoroutineCounts) string {
	switch g.PeakFrom {
	case runtimeprobe.PeakCounted:
		return count(g.Peak) + " (counted)"
	case runtimeprobe.PeakAtLeast:
		return "at least " + count(g.Peak) + " (counted)"
	case runtimeprobe.PeakAll:
		if g.Created == 0 {
			return count(g.Peak) + " (none was created)"
		}
		return count(g.Peak) + " (all at once)"
	case runtimeprobe.PeakSampled:
		return "at least " + count(g.Peak) + " (sampled)"
	default:
		return count(g.Peak) + " (the larger end)"
	}
}

// cpuTime shows the processor time, and how many processors were busy on
// average where the cell ran long enough for the system's clock to tell.
func cpuTime(r runtimeprobe.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s user + %s kernel", duration(r.CPU.User), duration(r.CPU.Kernel))
	if r.Wall >= pictureAfter {
		busy := float64(r.CPU.Total()) / float64(r.Wall)
		b.WriteString(", " + strconv.FormatFloat(busy, 'f', 2, 64) + " CPUs busy")
	}
	return b.String()
}
