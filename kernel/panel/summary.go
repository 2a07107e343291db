package panel

import (
	"fmt"
	"slices"

	"schedtick/kernel/panel/page"
	"schedtick/kernel/panel/waits"
	"schedtick/kernel/sched"
	"schedtick/runtimeprobe"
)

// parts are the numbers of the line, in order, and who is left.
func parts(r runtimeprobe.Report, s *sched.Snapshot, m Mode) []page.Part {
	list := allParts(r)
	if m == Projector {
		list = slices.DeleteFunc(list, func(p page.Part) bool {
			return p.Name == "created" || p.Name == "GOMAXPROCS" && len(p.Steps) == 1
		})
	}
	if l := leftBy(r, s); l != "" {
		list = append(list, page.Part{Name: "", Steps: []string{l}, Hint: "goroutines that the cell started and that have not ended"})
	}
	return list
}

// allParts are the numbers of the line, in order.
func allParts(r runtimeprobe.Report) []page.Part {
	g, t, p := r.Goroutines, r.Threads, r.GOMAXPROCS
	after := page.Count(g.After)
	if r.Running {
		after += " now"
	}
	list := []page.Part{
		{Name: "goroutines", Steps: []string{page.Count(g.Before), atPeak(g), after}, Hint: "before, at the peak, after; " + peakHint(g)},
		{Name: "GOMAXPROCS", Steps: change(p.Before, p.After), Hint: setBy(p)},
		{Name: "threads", Steps: change(t.Before.Runtime, t.After.Runtime), Hint: "operating system threads before, after; by the runtime"},
		{Name: "created", Steps: []string{page.Count(g.Created)}, Hint: "goroutines created"},
		{Name: "", Steps: []string{page.Duration(r.Wall)}, Hint: "wall time"},
	}
	// Threads that C code started are news worth a place in the line.
	if t.After.System > t.After.Runtime {
		threads := &list[2]
		last := len(threads.Steps) - 1
		threads.Steps[last] += fmt.Sprintf(" (system %s)", page.Count(t.After.System))
	}
	return list
}

// change shows a number that seldom changes: once if it did not.
func change(before, after int) []string {
	if before == after {
		return []string{page.Count(after)}
	}
	return []string{page.Count(before), page.Count(after)}
}

// atPeak is the peak in the line, with a sign where it is the largest number that was
// seen and there may have been more.
func atPeak(g runtimeprobe.GoroutineCounts) string {
	switch g.PeakFrom {
	case runtimeprobe.PeakCounted, runtimeprobe.PeakAll:
		return page.Count(g.Peak)
	default:
		return "≥" + page.Count(g.Peak)
	}
}

func peakHint(g runtimeprobe.GoroutineCounts) string {
	switch g.PeakFrom {
	case runtimeprobe.PeakCounted:
		return "peak counted one by one"
	case runtimeprobe.PeakAll:
		return "peak exact: there cannot have been more"
	case runtimeprobe.PeakAtLeast, runtimeprobe.PeakSampled:
		return "peak: at least that many"
	default:
		return "peak: at least the larger of before and after"
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
	return waits.Left(s, labelled(r))
}

// labelled is the number of the cell that a report is on, 0 if it does not say.
func labelled(r runtimeprobe.Report) int {
	var n int
	if _, err := fmt.Sscanf(page.ShownName(r.Label), "cell [%d]", &n); err != nil {
		return 0
	}
	return n
}
