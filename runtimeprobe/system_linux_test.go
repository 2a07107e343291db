package runtimeprobe

import (
	"os"
	"runtime"
	"slices"
	"sync"
	"testing"
)

// The cheap way to count threads says what /proc/self/status says, and follows
// threads that come.
func TestSystemThreads(t *testing.T) {
	s := newSystem()
	if !s.byLinks {
		t.Error("the links of /proc/self/task do not count threads here: each cell pays for /proc/self/status")
	}
	const more = 10
	before := s.threads()
	gate := make(chan struct{})
	var locked, ended sync.WaitGroup
	locked.Add(more)
	for range more {
		ended.Go(func() {
			runtime.LockOSThread() // ends with the goroutine, and its thread with it
			locked.Done()
			<-gate
		})
	}
	locked.Wait()
	during := s.threads()
	if n := (&system{}).threads(); n < more || during < more {
		t.Errorf("by links %d, by status %d threads, %d are locked", during, n, more)
	}
	t.Logf("threads: %d, then %d", before, during)
	list, err := ListThreads()
	if err != nil || len(list) < more {
		t.Errorf("%d threads listed, %v", len(list), err)
	}
	pid := os.Getpid()
	if i := slices.IndexFunc(list, func(th Thread) bool { return th.ID == pid }); i < 0 || list[i].Name == "" || list[i].State == "" {
		t.Errorf("no main thread in %+v", list)
	}
	close(gate)
	ended.Wait()
}

func TestMachineOnLinux(t *testing.T) {
	m := ReadMachine()
	if m.NumCPU != runtime.NumCPU() || m.Affinity == "" || m.Default < 1 || m.Default > m.NumCPU || m.OS != "linux" {
		t.Errorf("%+v", m)
	}
}

func TestParseStat(t *testing.T) {
	if th, ok := parseStat("12 (a) b) (c) D 1 2"); !ok || th.Name != "a) b) (c" || th.State != "disk sleep" {
		t.Errorf("%+v, %v", th, ok)
	}
	for _, bad := range []string{"", "12 name S", "12 (x)", "12 (x) "} {
		if th, ok := parseStat(bad); ok {
			t.Errorf("%q gives %+v", bad, th)
		}
	}
	if cpu, waited := parseSchedstat("1500 20 3\n"); cpu != 1500 || waited != 20 {
		t.Errorf("%v, %v", cpu, waited)
	}
	if cpu, waited := parseSchedstat("nothing"); cpu != 0 || waited != 0 {
		t.Errorf("%v, %v", cpu, waited)
	}
}
