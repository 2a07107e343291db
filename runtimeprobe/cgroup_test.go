package runtimeprobe

import (
	"io/fs"
	"testing"
)

func TestFindQuota(t *testing.T) {
	const (
		v2mount   = "31 23 0:28 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate\n"
		v1mount   = "32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpuacct,cpu\n"
		v1cpuset  = "33 31 0:30 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset\n"
		v1docker  = "32 31 0:29 /docker/abc /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n"
		spacedDir = "31 23 0:28 / /a\\040b rw - cgroup2 cgroup2 rw\n"
	)
	for _, test := range []struct {
		name, groups, mounts string
		files                map[string]string
		cpus                 float64
		source               string
	}{
		{
			"v2", "0::/user/me\n", v2mount,
			map[string]string{"/sys/fs/cgroup/user/me/cpu.max": "150000 100000\n"},
			1.5, "cgroup v2",
		},
		{
			"v2, group above is tighter", "0::/user/me\n", v2mount,
			map[string]string{"/sys/fs/cgroup/user/me/cpu.max": "400000 100000\n", "/sys/fs/cgroup/user/cpu.max": "50000 100000\n"},
			0.5, "cgroup v2",
		},
		{
			"v2, none", "0::/\n", v2mount,
			map[string]string{"/sys/fs/cgroup/cpu.max": "max 100000\n"},
			0, "",
		},
		{
			"v1", "4:cpu,cpuacct:/a\n2:cpuset:/b\n", v1cpuset + v1mount,
			map[string]string{"/sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_quota_us": "200000\n", "/sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_period_us": "100000\n"},
			2, "cgroup v1",
		},
		{
			"v1, no limit", "4:cpu:/\n", v1mount,
			map[string]string{"/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "-1\n", "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000\n"},
			0, "",
		},
		{
			"v1 in a container that sees the host's path", "4:cpu:/docker/abc/inner\n", v1docker,
			map[string]string{"/sys/fs/cgroup/cpu/inner/cpu.cfs_quota_us": "300000\n", "/sys/fs/cgroup/cpu/inner/cpu.cfs_period_us": "100000\n"},
			3, "cgroup v1",
		},
		{
			"v1 in a container with another's path", "4:cpu:/elsewhere\n", v1docker,
			map[string]string{"/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "100000\n", "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n"},
			1, "cgroup v1",
		},
		{
			"both, the limit in v2", "0::/x\n4:cpu:/\n", v2mount + v1mount,
			map[string]string{"/sys/fs/cgroup/x/cpu.max": "100000 100000"},
			1, "cgroup v2",
		},
		{
			"escaped directory", "0::/\n", spacedDir,
			map[string]string{"/a b/cpu.max": "100000 100000"},
			1, "cgroup v2",
		},
		{"cpu only looks like it", "4:cpuset:/a\n", v1cpuset, nil, 0, ""},
		{"garbage", "hello\n:::\n0", "- - -\n\n", nil, 0, ""},
		{"garbage in files", "0::/\n", v2mount, map[string]string{"/sys/fs/cgroup/cpu.max": "many few"}, 0, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			cpus, source := findQuota(test.groups, test.mounts, func(name string) ([]byte, error) {
				text, ok := test.files[name]
				if !ok {
					return nil, fs.ErrNotExist
				}
				return []byte(text), nil
			})
			if cpus != test.cpus || source != test.source {
				t.Errorf("got %v from %q, want %v from %q", cpus, source, test.cpus, test.source)
			}
		})
	}
}

func TestDefaultProcs(t *testing.T) {
	for _, test := range []struct {
		cpus  int
		quota float64
		want  int
	}{{8, 0, 8}, {8, 1.5, 2}, {8, 0.1, 2}, {8, 2.1, 3}, {8, 16, 8}, {1, 0.5, 1}} {
		if got := defaultProcs(test.cpus, test.quota); got != test.want {
			t.Errorf("defaultProcs(%d, %v) = %d, want %d", test.cpus, test.quota, got, test.want)
		}
	}
}
