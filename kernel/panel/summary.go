package panel

import (
	"fmt"
	"slices"

	"schedtick/kernel/sched"
	"schedtick/runtimeprobe"
)

// parts are the numbers of the line, in order, and who is left.
func parts(r runtimeprobe.Report, s *sched.Snapshot, m Mode) []part {
	list := allParts(r)
	if m == Projector {
		list = slices.DeleteFunc(list, func(p part) bool {
			return p.name == "created" || p.name == "GOMAXPROCS" && len(p.steps) == 1
		})
	}
	if l := leftBy(r, s); l != "" {
		list = append(list, part{"", []string{l}, "goroutines that the cell started and that have not ended"})
	}
	return list
}

// allParts are the numbers of the line, in order.
func allParts(r runtimeprobe.Report) []part {
	g, t, p := r.Goroutines, r.Threads, r.GOMAXPROCS
	after := count(g.After)
	if r.Running {
		after += " now"
	}
	list := []part{
		{"goroutines", []string{count(g.Before), count(g.Peak), after}, "before, at the peak, after; " + peakHint(g)},
		{"GOMAXPROCS", change(p.Before, p.After), setBy(p)},
		{"threads", change(t.Before.Runtime, t.After.Runtime), "operating system threads before, after; by the runtime"},
		{"created", []string{count(g.Created)}, "goroutines created"},
		{"", []string{duration(r.Wall)}, "wall time"},
	}
	// Threads that C code started are news worth a place in the line.
	if t.After.System > t.After.Runtime {
		threads := &list[2]
		last := len(threads.steps) - 1
		threads.steps[last] += fmt.Sprintf(" (system %s)", count(t.After.System))
	}
	return list
}

// Summary is the line: goroutines 1 -> 10,001 -> 1 · GOMAXPROCS 2 · threads 6 -> 7 · created 10,000 · 23 ms.
func Summary(r runtimeprobe.Report) string { return joinParts(parts(r, nil, Line), " -> ") }

// change shows a number that seldom changes: once if it did not.
func change(before, after int) []string {
	if before == after {
		return []string{count(after)}
	}
	return []string{count(before), count(after)}
}

func peakHint(g runtimeprobe.GoroutineCounts) string {
	switch g.PeakFrom {
	case runtimeprobe.PeakCounted:
		return "peak counted one by one"
	case runtimeprobe.PeakAll:
		return "peak exact: there cannot have been more"
	case runtimeprobe.PeakAtLeast, runtimeprobe.PeakSampled:
		return "peak: at least"
	default:
		return "peak: the larger of before and after"
	}
}

func setBy(p runtimeprobe.Procs) string {
	switch p.SetBy {
	case runtimeprobe.SetByDefault:
		return "chosen by the runtime"
	case runtimeprobe.SetByEnvironment:
		return "set by the environment variable GOMAXPROCS"
	case runtimeprobe.SetByUnknown:
		return "changed while no cell ran"
	default:
		return "set by " + p.SetBy
	}
}

// leftBy is what the line says: of the report's cell if the label names it, since
// those of earlier cells were told of there.
func leftBy(r runtimeprobe.Report, s *sched.Snapshot) string {
	if r.Running {
		return ""
	}
	return Left(s, labelled(r))
}

// labelled is the number of the cell that a report is on, 0 if it does not say.
func labelled(r runtimeprobe.Report) int {
	var n int
	if _, err := fmt.Sscanf(shownName(r.Label), "cell [%d]", &n); err != nil {
		return 0
	}
	return n
}
