package toolchain

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// dieWithParent has the kernel end the program when the thread that starts it ends.
func dieWithParent(cmd *exec.Cmd) { cmd.SysProcAttr.Pdeathsig = syscall.SIGKILL }

// keepThread ties the goroutine to its thread until the returned function runs.
func keepThread() func() {
	runtime.LockOSThread()
	return runtime.UnlockOSThread
}

// peakResident is the most memory that a process that has ended had, in bytes.
func peakResident(s *os.ProcessState) int64 {
	if r, ok := s.SysUsage().(*syscall.Rusage); ok {
		return r.Maxrss << 10
	}
	return 0
}

// clockTick is the unit of times in /proc/PID/stat: sysconf(_SC_CLK_TCK), 100 a
// second on all systems that Go runs on.
const clockTick = time.Second / 100

// sample reads what the process uses now; false if it has ended.
func sample(pid int) (u Usage, ok bool) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return u, false
	}
	for line := range strings.Lines(string(status)) {
		name, rest, _ := strings.Cut(line, ":")
		n := func() int64 {
			v, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			return v
		}
		switch name {
		case "State":
			if strings.Contains(rest, "Z") {
				return u, false // dead, and not yet waited for
			}
		case "Threads":
			u.Threads = int(n())
		case "VmPeak":
			u.PeakVirtual = n() << 10
		case "VmHWM":
			u.PeakResident = n() << 10
		case "VmRSS":
			u.Resident = n() << 10
		}
	}
	if stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid)); err == nil {
		// The second field is the name, in parentheses, and may hold anything.
		f := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
		if len(f) > 12 {
			user, _ := strconv.ParseInt(string(f[11]), 10, 64)
			system, _ := strconv.ParseInt(string(f[12]), 10, 64)
			u.User, u.System = time.Duration(user)*clockTick, time.Duration(system)*clockTick
		}
	}
	return u, true
}

// readStacks finds the stacks of threads in a process's memory map: a private
// anonymous region that can be written, right behind a guard that cannot be
// touched, of the size that most of these have.
func readStacks(pid int) Stacks {
	f, err := os.Open(fmt.Sprintf("/proc/%d/smaps", pid))
	if err != nil {
		return Stacks{}
	}
	defer f.Close()
	type group struct {
		count    int
		resident int64
	}
	bySize := make(map[int64]*group)
	var in *group         // of the region being read
	var guardEnd uint64   // where the last guard ended
	var most, mostN int64 // the size that most have
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		line := sc.Text()
		if rss, ok := strings.CutPrefix(line, "Rss:"); ok {
			if in != nil {
				kb, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rss), " kB"), 10, 64)
				in.resident += kb << 10
			}
			continue
		}
		from, to, perms, anonymous, ok := region(line)
		if !ok {
			continue
		}
		in = nil
		if perms == "---p" && anonymous {
			guardEnd = to
			continue
		}
		if perms == "rw-p" && anonymous && from == guardEnd {
			size := int64(to - from)
			if bySize[size] == nil {
				bySize[size] = &group{}
			}
			in = bySize[size]
			in.count++
			if n := int64(in.count); n > mostN {
				most, mostN = size, n
			}
		}
	}
	g := bySize[most]
	if g == nil {
		return Stacks{}
	}
	return Stacks{Count: g.count, Size: most, Virtual: most * int64(g.count), Resident: g.resident}
}

// region reads the first line of a region:
// "7f0e4d7ff000-7f0e4d800000 ---p 00000000 00:00 0 ".
func region(line string) (from, to uint64, perms string, anonymous, ok bool) {
	f := strings.Fields(line)
	if len(f) < 5 || strings.HasSuffix(f[0], ":") {
		return 0, 0, "", false, false
	}
	a, b, ok := strings.Cut(f[0], "-")
	from, err1 := strconv.ParseUint(a, 16, 64)
	to, err2 := strconv.ParseUint(b, 16, 64)
	return from, to, f[1], len(f) == 5 || strings.HasPrefix(f[5], "[anon:"), ok && err1 == nil && err2 == nil
}
