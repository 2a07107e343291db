//go:build !linux

package runtimeprobe

// affinity: macOS has none; Windows has one for each processor group, which
// needs calls outside the standard library.
func affinity() string { return "" }

// cpuQuota: control groups are Linux's. Job objects on Windows are not looked at,
// nor does the runtime look at them.
func cpuQuota() (cpus float64, source string) { return 0, "" }
