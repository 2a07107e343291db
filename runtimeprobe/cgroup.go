package runtimeprobe

import (
	"path"
	"slices"
	"strconv"
	"strings"
)

// readFile is os.ReadFile, or a test's imitation.
type readFile func(name string) ([]byte, error)

// findQuota returns the tightest processor quota on the way from the process's
// control group up to the mounted root. groups is the text of /proc/self/cgroup,
// mounts that of /proc/self/mountinfo. (The runtime itself looks at the
// process's own group only, since containers hide the groups above.)
func findQuota(groups, mounts string, read readFile) (cpus float64, source string) {
	v1, v2, hasV1, hasV2 := cpuGroups(groups)
	// As in the kernel, the controller is in one hierarchy or in the other.
	if hasV1 {
		if dir, root, ok := cgroupMount(mounts, "cgroup", "cpu"); ok {
			if q := tightest(dir, below(root, v1), read, quotaV1); q > 0 {
				return q, "cgroup v1"
			}
		}
	}
	if hasV2 {
		if dir, root, ok := cgroupMount(mounts, "cgroup2", ""); ok {
			if q := tightest(dir, below(root, v2), read, quotaV2); q > 0 {
				return q, "cgroup v2"
			}
		}
	}
	return 0, ""
}

// cpuGroups parses /proc/self/cgroup: lines "id:controllers:path", where
// version 2 has id 0 and no controllers.
func cpuGroups(text string) (v1, v2 string, hasV1, hasV2 bool) {
	for line := range strings.Lines(text) {
		id, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ":")
		controllers, dir, ok := strings.Cut(rest, ":")
		switch {
		case !ok:
		case id == "0" && controllers == "":
			v2, hasV2 = dir, true
		case slices.Contains(strings.Split(controllers, ","), "cpu"):
			v1, hasV1 = dir, true
		}
	}
	return v1, v2, hasV1, hasV2
}

// cgroupMount finds in /proc/self/mountinfo where a control group hierarchy of
// the given file system type, with the given option, is mounted, and which part
// of the hierarchy is mounted there.
func cgroupMount(text, fstype, option string) (dir, root string, ok bool) {
	for line := range strings.Lines(text) {
		// id parent device root dir options [optional …] - type source superoptions
		left, right, found := strings.Cut(strings.TrimSuffix(line, "\n"), " - ")
		l, r := strings.Fields(left), strings.Fields(right)
		if !found || len(l) < 5 || len(r) < 3 || r[0] != fstype {
			continue
		}
		if option != "" && !slices.Contains(strings.Split(r[2], ","), option) {
			continue
		}
		return unescape(l[4]), unescape(l[3]), true
	}
	return "", "", false
}

// unescape undoes mountinfo's octal escapes: \040 is a space.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	return strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`).Replace(s)
}

// below returns dir relative to root, both paths in a hierarchy. A group outside
// what is mounted, as in a container with a namespace of its own, is taken for
// the mounted root.
func below(root, dir string) string {
	if root == "/" {
		return dir
	}
	if rest, ok := strings.CutPrefix(dir, root); ok && (rest == "" || rest[0] == '/') {
		return rest
	}
	return "/"
}

// tightest returns the least quota of the group and of those above it, 0 if none
// has one.
func tightest(mount, group string, read readFile, quota func(dir string, read readFile) float64) float64 {
	least := 0.0
	for group = path.Clean("/" + group); ; group = path.Dir(group) {
		if q := quota(path.Join(mount, group), read); q > 0 && (least == 0 || q < least) {
			least = q
		}
		if group == "/" {
			return least
		}
	}
}

// quotaV2 reads cpu.max: "max 100000" or "150000 100000", microseconds.
func quotaV2(dir string, read readFile) float64 {
	text, err := read(path.Join(dir, "cpu.max"))
	if err != nil {
		return 0
	}
	quota, period, _ := strings.Cut(strings.TrimSpace(string(text)), " ")
	return ratio(quota, period)
}

// quotaV1 reads cpu.cfs_quota_us (-1 for none) and cpu.cfs_period_us.
func quotaV1(dir string, read readFile) float64 {
	quota, err := read(path.Join(dir, "cpu.cfs_quota_us"))
	if err != nil {
		return 0
	}
	period, err := read(path.Join(dir, "cpu.cfs_period_us"))
	if err != nil {
		return 0
	}
	return ratio(strings.TrimSpace(string(quota)), strings.TrimSpace(string(period)))
}

func ratio(quota, period string) float64 {
	q, err := strconv.ParseFloat(quota, 64)
	if err != nil || q <= 0 { // "max", "-1"
		return 0
	}
	p, err := strconv.ParseFloat(period, 64)
	if err != nil || p <= 0 {
		return 0
	}
	return q / p
}
