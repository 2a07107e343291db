package panel

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"schedtick/kernel/panel/page"
	"schedtick/runtimeprobe"
)

// sections is the table behind the disclosure. Numbers that this system does not
// have are left out; the report's caveats say so where that matters.
func sections(r runtimeprobe.Report, arrow string) []page.Section {
	g, t, m := r.Goroutines, r.Threads, r.Machine
	to := func(a, b string) string {
		if a == b {
			return a
		}
		return a + arrow + b
	}

	goroutines := page.Section{Title: "Goroutines"}
	goroutines.Add(runtimeprobe.KeyBefore, page.Count(g.Before))
	goroutines.Add(runtimeprobe.KeyPeak, peak(g))
	goroutines.Add(runtimeprobe.KeyAfter, page.Count(g.After))
	goroutines.Add(runtimeprobe.KeyCreated, page.Count(g.Created))
	if g.Counted != nil && *g.Counted != g.Created {
		goroutines.Add(runtimeprobe.KeyCounted, page.Count(*g.Counted))
	}
	goroutines.Add(runtimeprobe.KeyStates, fmt.Sprintf("%s running, %s runnable, %s waiting, %s not in Go",
		page.Count(g.States.Running), page.Count(g.States.Runnable), page.Count(g.States.Waiting), page.Count(g.States.NotInGo)))
	goroutines.Add(runtimeprobe.KeySubtracted, fmt.Sprintf("%s host, %s runtime", page.Count(g.Host), page.Count(g.System)))

	procs := page.Section{Title: "Processors"}
	procs.Add(runtimeprobe.KeyGOMAXPROCS, to(page.Count(r.GOMAXPROCS.Before), page.Count(r.GOMAXPROCS.After))+", "+setBy(r.GOMAXPROCS))
	procs.Add(runtimeprobe.KeyNumCPU, page.Count(m.NumCPU))
	if m.Affinity != "" {
		procs.Add(runtimeprobe.KeyAffinity, m.Affinity)
	}
	if m.Quota > 0 {
		procs.Add(runtimeprobe.KeyQuota, page.CPUs(m.Quota)+" ("+m.QuotaSource+")")
	}
	if l := r.Latency; l.Count > 0 {
		procs.Add(runtimeprobe.KeyLatency, fmt.Sprintf("half ≤ %s, 99%% ≤ %s, all ≤ %s",
			page.Duration(l.P50), page.Duration(l.P99), page.Duration(l.Max)))
	}

	threads := page.Section{Title: "Threads"}
	threads.Add(runtimeprobe.KeyThreads, to(page.Count(t.Before.Runtime), page.Count(t.After.Runtime)))
	if t.After.System > 0 {
		threads.Add(runtimeprobe.KeySystemThreads, to(page.Count(t.Before.System), page.Count(t.After.System)))
	}
	if s := t.After.States; s != nil {
		threads.Add(runtimeprobe.KeyThreadStates, s.String()+lastOn(s.Processors))
	}

	clock := page.Section{Title: "Time"}
	clock.Add(runtimeprobe.KeyWall, page.Duration(r.Wall))
	clock.Add(runtimeprobe.KeyCPU, cpuTime(r))

	memory := page.Section{Title: "Memory"}
	memory.Add(runtimeprobe.KeyHeap, to(page.Size(r.Memory.Before.Heap), page.Size(r.Memory.After.Heap)))
	memory.Add(runtimeprobe.KeyStacks, to(page.Size(r.Memory.Before.Stacks), page.Size(r.Memory.After.Stacks)))
	memory.Add(runtimeprobe.KeyAllocated, page.Size(r.Memory.Allocated))
	if per := perGoroutine(r); per != "" {
		memory.Add(runtimeprobe.KeyPerGoroutine, per)
	}
	memory.Add(runtimeprobe.KeyGC, page.Count(r.Memory.GCCycles))

	return []page.Section{goroutines, procs, threads, clock, memory}
}

// lastOn says on which processors threads ran last: "; last on processors 0 (4), 1 (2)".
func lastOn(processors map[int]int) string {
	const most = 16
	if len(processors) == 0 || len(processors) > most {
		return ""
	}
	list := make([]string, 0, len(processors))
	for _, p := range slices.Sorted(maps.Keys(processors)) {
		list = append(list, fmt.Sprintf("%d (%d)", p, processors[p]))
	}
	word := "processor"
	if len(list) > 1 {
		word = "processors"
	}
	return "; last on " + word + " " + strings.Join(list, ", ")
}

// perGoroutineFrom is how many goroutines a cell must have for a share of its
// memory to mean something.
const perGoroutineFrom = 100

// perGoroutine shares the growth of memory among the goroutines of a cell.
func perGoroutine(r runtimeprobe.Report) string {
	g, m := r.Goroutines, r.Memory
	var list []string
	if more := g.Peak - g.Before; more >= perGoroutineFrom && m.After.Stacks > m.Before.Stacks {
		list = append(list, page.Size((m.After.Stacks-m.Before.Stacks)/uint64(more))+" of stack")
	}
	if g.Created >= perGoroutineFrom {
		list = append(list, page.Size(m.Allocated/g.Created)+" allocated")
	}
	return strings.Join(list, ", ")
}

// peak shows the largest number, and how it is known.
func peak(g runtimeprobe.GoroutineCounts) string {
	switch g.PeakFrom {
	case runtimeprobe.PeakCounted:
		return page.Count(g.Peak) + " (counted)"
	case runtimeprobe.PeakAtLeast:
		return "at least " + page.Count(g.Peak) + " (counted)"
	case runtimeprobe.PeakAll:
		if g.Created == 0 {
			return page.Count(g.Peak) + " (none was created)"
		}
		return page.Count(g.Peak) + " (all at once)"
	case runtimeprobe.PeakSampled:
		return "at least " + page.Count(g.Peak) + " (sampled)"
	default:
		return "at least " + page.Count(g.Peak) + " (the larger end)"
	}
}

// cpuTime shows the processor time, and how many processors were busy on
// average where the cell ran long enough for the system's clock to tell.
func cpuTime(r runtimeprobe.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s user + %s kernel", page.Duration(r.CPU.User), page.Duration(r.CPU.Kernel))
	if r.Wall >= pictureAfter {
		busy := float64(r.CPU.Total()) / float64(r.Wall)
		b.WriteString(", " + strconv.FormatFloat(busy, 'f', 2, 64) + " CPUs busy")
	}
	return b.String()
}
