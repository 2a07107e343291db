package costs

import (
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
)

// resident is how much memory the process has, in bytes, and where that is from.
func resident() (bytes int64, source string) {
	fields := strings.Fields(readFile("/proc/self/statm"))
	if len(fields) < 2 {
		return runtimeMemory()
	}
	pages, err := strconv.ParseInt(fields[1], 10, 64)
	if err != nil {
		return runtimeMemory()
	}
	return pages * int64(os.Getpagesize()), "resident pages in /proc/self/statm"
}

// virtual is the address space of the process in bytes, 0 if it is not known.
func virtual() int64 {
	fields := strings.Fields(readFile("/proc/self/statm"))
	if len(fields) == 0 {
		return 0
	}
	pages, err := strconv.ParseInt(fields[0], 10, 64)
	if err != nil {
		return 0
	}
	return pages * int64(os.Getpagesize())
}

// available is how much memory could still be had, in bytes, 0 if it is not known.
func available() (bytes int64, source string) {
	for line := range strings.Lines(readFile("/proc/meminfo")) {
		if rest, ok := strings.CutPrefix(line, "MemAvailable:"); ok {
			kb, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			if err == nil {
				bytes, source = kb*kib, "MemAvailable in /proc/meminfo"
			}
		}
	}
	for _, dir := range controlGroups("memory") {
		limit, err1 := strconv.ParseInt(readFile(dir+"/memory.max"), 10, 64)
		used, err2 := strconv.ParseInt(readFile(dir+"/memory.current"), 10, 64)
		if err1 == nil && err2 == nil && limit-used < bytes {
			bytes, source = max(0, limit-used), "memory.max less memory.current of the control group"
		}
	}
	return bytes, source
}

// controlGroups are the directories of the process's control group and of those above
// it, as far as they are mounted where they usually are.
func controlGroups(controller string) []string {
	const mount = "/sys/fs/cgroup"
	var dirs []string
	for line := range strings.Lines(readFile("/proc/self/cgroup")) {
		parts := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(parts) < 3 {
			continue
		}
		root := mount
		if parts[1] != "" { // version 1
			if !slices.Contains(strings.Split(parts[1], ","), controller) {
				continue
			}
			root = path.Join(mount, controller)
		}
		for group := path.Clean("/" + parts[2]); ; group = path.Dir(group) {
			dirs = append(dirs, path.Join(root, group))
			if group == "/" {
				break
			}
		}
	}
	return dirs
}
