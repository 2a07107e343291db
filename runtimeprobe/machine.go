package runtimeprobe

import (
	"math"
	"os"
	"runtime"
	"strconv"
)

// A Machine is what limits the parallelism of the process. It is read once,
// when a Probe is made: the system may change affinity and quota later.
type Machine struct {
	// NumCPU is runtime.NumCPU: the processors that the process was allowed to
	// use when it started.
	NumCPU int `json:"num_cpu"`

	// Affinity lists the processors that the process may run on, as in "0-3,8";
	// Cpus_allowed_list in /proc/self/status. Empty where the system has no such
	// thing or does not tell (macOS, Windows).
	Affinity string `json:"affinity,omitzero"`

	// Quota is the processor time that the process may use in each unit of wall
	// time, in processors: 1.5 is one and a half. From the control groups of
	// Linux, the tightest from the process's own up to the root that is visible.
	// 0 means no limit, or none that can be seen.
	Quota float64 `json:"quota_cpus,omitzero"`

	// QuotaSource says where Quota was found: "cgroup v1" or "cgroup v2".
	QuotaSource string `json:"quota_source,omitzero"`

	// Default is the GOMAXPROCS that the runtime would choose by itself:
	// NumCPU, or the quota rounded up (at least 2) if that is less. Computed
	// after the runtime's rule; GODEBUG=containermaxprocs=0 is not considered.
	Default int `json:"default_gomaxprocs"`

	OS   string `json:"os"`   // runtime.GOOS
	Arch string `json:"arch"` // runtime.GOARCH
	Go   string `json:"go"`   // runtime.Version
}

// ReadMachine reads the limits as they are now. On Linux it reads a few small
// files, about 0.1 ms.
func ReadMachine() Machine {
	m := Machine{
		NumCPU:   runtime.NumCPU(),
		Affinity: affinity(),
		OS:       runtime.GOOS,
		Arch:     runtime.GOARCH,
		Go:       runtime.Version(),
	}
	m.Quota, m.QuotaSource = cpuQuota()
	m.Default = defaultProcs(m.NumCPU, m.Quota)
	return m
}

// defaultProcs follows runtime.adjustCgroupGOMAXPROCS.
func defaultProcs(numCPU int, quota float64) int {
	if quota <= 0 {
		return numCPU
	}
	return min(numCPU, max(2, int(math.Ceil(quota))))
}

// procsFromEnv returns the value of the GOMAXPROCS environment variable if the
// runtime would have taken it.
func procsFromEnv() (n int, ok bool) {
	n, err := strconv.Atoi(os.Getenv("GOMAXPROCS"))
	return n, err == nil && n > 0
}
