package worker

import (
	"math"
	"os"
	"path"
	"strconv"
	"strings"
)

// systemMemory is how much memory the process may use before the system steps in,
// in bytes: that of the control group, or of the machine if that is less. 0 means
// that the system does not tell.
func systemMemory() int64 {
	n := physicalMemory()
	if m := cgroupMemory(os.ReadFile); m > 0 && (n == 0 || m < n) {
		return m
	}
	return n
}

// cgroupMemory is the tightest memory limit from the process's own control group
// up, 0 if there is none. It looks where every distribution mounts them.
func cgroupMemory(read func(string) ([]byte, error)) int64 {
	groups, err := read("/proc/self/cgroup")
	if err != nil {
		return 0
	}
	least := int64(math.MaxInt64)
	for line := range strings.Lines(string(groups)) {
		_, rest, _ := strings.Cut(strings.TrimSpace(line), ":")
		controllers, dir, _ := strings.Cut(rest, ":")
		mount, file := "/sys/fs/cgroup", "memory.max"
		if controllers != "" {
			mount, file = "/sys/fs/cgroup/memory", "memory.limit_in_bytes"
			if !strings.Contains(","+controllers+",", ",memory,") {
				continue
			}
		}
		// A container may see its group as the root, under another name.
		for dir = path.Clean("/" + dir); ; dir = path.Dir(dir) {
			if text, err := read(path.Join(mount, dir, file)); err == nil {
				if n, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64); err == nil && n > 0 {
					least = min(least, n)
				}
			}
			if dir == "/" {
				break
			}
		}
	}
	if least >= 1<<60 { // version 1 says "none" by a huge number
		return 0
	}
	return least
}
