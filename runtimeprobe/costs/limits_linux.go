package costs

import (
	"os"
	"strconv"
	"strings"
)

// systemLimits are those that Linux sets.
func systemLimits() []limit {
	var all []limit
	file := func(key, name, path string, perThread float64, method string) {
		if v, err := strconv.ParseFloat(readFile(path), 64); err == nil {
			all = append(all, limit{row: Row{Key: key, Name: name, Source: path, Method: method}, value: v / perThread})
		}
	}
	file(KeyLimitPID, "processes and threads of the system", "/proc/sys/kernel/pid_max", 1, "")
	file(KeyLimitSystem, "threads of the system, for its memory", "/proc/sys/kernel/threads-max", 1, "")
	file(KeyLimitMaps, "threads of a program in C, for their stacks", "/proc/sys/vm/max_map_count", 2, "asked, not tried; the stack of a thread in C and its guard are two mappings")
	if v, ok := processLimit(); ok {
		v.row.Key, v.row.Name = KeyLimitProcess, "threads of this user"
		all = append(all, v)
	}
	if v, ok := groupLimit(); ok {
		all = append(all, v)
	}
	return all
}

// processLimit is RLIMIT_NPROC, as the kernel prints it. Root is not held to it.
func processLimit() (limit, bool) {
	const name = "Max processes"
	for line := range strings.Lines(readFile("/proc/self/limits")) {
		rest, ok := strings.CutPrefix(line, name)
		fields := strings.Fields(rest)
		if !ok || len(fields) == 0 {
			continue
		}
		l := limit{row: Row{Source: name + " (RLIMIT_NPROC) in /proc/self/limits"}}
		v, err := strconv.ParseFloat(fields[0], 64)
		l.value, l.unlimited = v, err != nil || os.Geteuid() == 0
		if os.Geteuid() == 0 {
			l.row.Method, l.value = "asked; root is not held to it", v
		}
		if err != nil {
			l.value = 0
		}
		return l, true
	}
	return limit{}, false
}

// groupLimit is the tightest pids.max of the control groups of the process.
func groupLimit() (limit, bool) {
	l := limit{row: Row{Key: KeyLimitGroup, Name: "processes and threads of this control group"}, unlimited: true}
	found := false
	for _, dir := range controlGroups("pids") {
		text := readFile(dir + "/pids.max")
		if text == "" {
			continue
		}
		if !found {
			l.row.Source, found = dir+"/pids.max", true
		}
		if v, err := strconv.ParseFloat(text, 64); err == nil && (l.unlimited || v < l.value) {
			l.value, l.unlimited, l.row.Source = v, false, dir+"/pids.max"
		}
	}
	return l, found
}
