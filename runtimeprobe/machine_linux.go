package runtimeprobe

import "os"

func affinity() string { return statusField("Cpus_allowed_list") }

// cpuQuota finds the tightest processor quota of the control groups that this
// process is in.
func cpuQuota() (cpus float64, source string) {
	groups, err := os.ReadFile("/proc/self/cgroup")
	if err != nil {
		return 0, ""
	}
	mounts, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return 0, ""
	}
	return findQuota(string(groups), string(mounts), os.ReadFile)
}
