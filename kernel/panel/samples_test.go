package panel

import (
	"time"

	"schedtick/runtimeprobe"
)

// samples are the reports that the goldens and the allow-list test show, by name.
func samples() map[string]runtimeprobe.Report {
	return map[string]runtimeprobe.Report{
		"trivial":    trivial(),
		"gate":       gate(),
		"long":       long(),
		"foreign":    foreign(),
		"elsewhere":  elsewhere(),
		"hostile":    hostile(),
		"unfinished": unfinished(),
	}
}

func ptr[T any](v T) *T { return &v }

// trivial is a cell that is over before the first sample.
func trivial() runtimeprobe.Report {
	return runtimeprobe.Report{
		Schema:     runtimeprobe.Schema,
		Label:      "cell [1]",
		Started:    time.Date(2026, 11, 24, 9, 30, 0, 0, time.UTC),
		Wall:       212 * time.Microsecond,
		CPU:        runtimeprobe.CPUTime{User: 180 * time.Microsecond},
		Goroutines: runtimeprobe.GoroutineCounts{Before: 1, Peak: 1, PeakFrom: runtimeprobe.PeakAll, After: 1, Host: 7, System: 9, States: runtimeprobe.States{Running: 1, Waiting: 15, NotInGo: 1}},
		GOMAXPROCS: runtimeprobe.Procs{Before: 2, After: 2, SetBy: runtimeprobe.SetByDefault},
		Machine:    runtimeprobe.Machine{NumCPU: 2, Affinity: "0-1", Default: 2, OS: "linux", Arch: "amd64", Go: "go1.26.8"},
		Threads:    runtimeprobe.ThreadCounts{Before: runtimeprobe.Threads{Runtime: 6, System: 6}, After: runtimeprobe.Threads{Runtime: 6, System: 6}, Peak: 6},
		Memory: runtimeprobe.MemoryUse{
			Before:    runtimeprobe.Memory{Heap: 21_300_000, Stacks: 720_896, Total: 38_000_000},
			After:     runtimeprobe.Memory{Heap: 21_340_000, Stacks: 720_896, Total: 38_000_000},
			Allocated: 40_960,
		},
	}
}

// gate is 10,000 goroutines that wait for a channel to close.
func gate() runtimeprobe.Report {
	r := trivial()
	r.Label = "cell [7]"
	r.Wall = 123 * time.Millisecond
	r.CPU = runtimeprobe.CPUTime{User: 131 * time.Millisecond, Kernel: 22 * time.Millisecond}
	r.Goroutines.Peak, r.Goroutines.PeakFrom = 10_001, runtimeprobe.PeakCounted
	r.Goroutines.Created, r.Goroutines.Counted = 10_000, ptr(uint64(10_000))
	r.Threads.After = runtimeprobe.Threads{
		Runtime: 7, System: 7,
		States: &runtimeprobe.ThreadStates{Running: 2, Sleeping: 5, Processors: map[int]int{1: 3, 0: 4}},
	}
	r.Memory.After.Heap, r.Memory.After.Stacks = 46_200_000, 82_300_000
	r.Memory.Allocated, r.Memory.GCCycles = 31_400_000, 2
	r.Latency = runtimeprobe.Latency{Count: 2_611, P50: 4_096, P99: 131_072, Max: 2_097_152}
	r.Series = &runtimeprobe.Series{
		At:         []int64{0, 5_100, 10_300, 15_200, 20_600, 25_400, 30_200, 36_000, 41_300, 46_500, 51_200, 61_000, 71_500, 81_100, 91_200, 101_900, 112_000, 123_000},
		Goroutines: []int{1, 640, 1_350, 1_990, 2_700, 3_400, 4_100, 4_900, 5_600, 6_300, 7_020, 8_400, 9_730, 10_000, 10_000, 5_800, 1_900, 1},
		Runnable:   []int{0, 210, 40, 130, 210, 90, 130, 220, 310, 80, 190, 140, 220, 0, 0, 5_700, 1_800, 0},
		Threads:    []int{6, 6, 6, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7},
		Samples:    16,
	}
	r.Caveats = nil
	return r
}

// long is a cell with a sampled peak that leaves goroutines and changed GOMAXPROCS.
func long() runtimeprobe.Report {
	r := gate()
	r.Label = "cell [12]"
	r.Wall = 2_480 * time.Millisecond
	r.CPU = runtimeprobe.CPUTime{User: 4_310 * time.Millisecond, Kernel: 80 * time.Millisecond}
	r.Goroutines.Peak, r.Goroutines.PeakFrom = 9, runtimeprobe.PeakSampled
	r.Goroutines.After, r.Goroutines.Created, r.Goroutines.Counted = 4, 31, ptr(uint64(24))
	r.GOMAXPROCS = runtimeprobe.Procs{Before: 2, After: 4, SetBy: "cell [12]"}
	r.Machine.Quota, r.Machine.QuotaSource = 1.5, "cgroup v2"
	s := &runtimeprobe.Series{Samples: 124}
	for i := range 126 {
		n := 1 + i%9
		if i > 100 {
			n = 4
		}
		s.At = append(s.At, int64(i)*19_840)
		s.Goroutines = append(s.Goroutines, n)
		s.Runnable = append(s.Runnable, max(0, n-5))
		s.Threads = append(s.Threads, 7)
	}
	s.Goroutines[0], s.Runnable[0] = 1, 0
	r.Series = s
	r.Caveats = []string{
		"peak: seen in a sample, beyond the 8 counted from go statements: libraries started goroutines too",
		"created: 24 by go statements, the others by libraries or by goroutines of earlier cells",
	}
	return r
}

// foreign is a cell whose C code started threads.
func foreign() runtimeprobe.Report {
	r := trivial()
	r.Goroutines.PeakFrom, r.Goroutines.Created = runtimeprobe.PeakEnds, 4
	r.Threads.Before = runtimeprobe.Threads{Runtime: 5, System: 5}
	r.Threads.After = runtimeprobe.Threads{Runtime: 5, System: 1_005}
	r.Caveats = []string{"peak: ended before the first sample after 5ms, so this is the larger of before and after", "threads: the system counts 1005, the runtime 5; the others belong to C code, or are just starting or ending"}
	return r
}

// elsewhere is a system that tells less.
func elsewhere() runtimeprobe.Report {
	r := trivial()
	r.Machine = runtimeprobe.Machine{NumCPU: 8, Default: 8, OS: "windows", Arch: "arm64", Go: "go1.26.8"}
	r.Threads = runtimeprobe.ThreadCounts{Before: runtimeprobe.Threads{Runtime: 9}, After: runtimeprobe.Threads{Runtime: 9}, Peak: 9}
	r.CPU = runtimeprobe.CPUTime{}
	r.Caveats = []string{"threads: counted by the runtime only; windows does not tell cheaply"}
	return r
}

// hostile has markup wherever a text can come from outside.
func hostile() runtimeprobe.Report {
	r := gate()
	evil := `"><script>alert('x')</script><b style="color: var(--x)">&`
	r.Label, r.GOMAXPROCS.SetBy = evil, evil
	r.Machine.Affinity, r.Machine.Quota, r.Machine.QuotaSource = evil, 1, evil
	r.Goroutines.PeakFrom = runtimeprobe.PeakSource(evil)
	r.Caveats = []string{evil}
	return r
}

// unfinished is a report on a cell that still runs.
func unfinished() runtimeprobe.Report {
	r := gate()
	r.Running = true
	r.Goroutines.After = 10_001
	return r
}
