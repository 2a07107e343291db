package runtimeprobe

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unsafe"
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
	// The fields of proc(5), each with its own number in it.
	line := "1 (x) S 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41"
	if th, ok := parseStat(line); !ok || th.User != 140*time.Millisecond || th.Kernel != 150*time.Millisecond || th.Processor != 39 {
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

// onThreads has n threads of their own do f until stop is closed, and returns their IDs.
func onThreads(n int, f func(stop chan struct{})) (ids []int, end func()) {
	stop := make(chan struct{})
	tids := make(chan int, n)
	var ended sync.WaitGroup
	for range n {
		ended.Go(func() {
			runtime.LockOSThread() // ends with the goroutine, and its thread with it
			tids <- syscall.Gettid()
			f(stop)
		})
	}
	for range n {
		ids = append(ids, <-tids)
	}
	return ids, func() { close(stop); ended.Wait() }
}

// stateInStatus is the second source: the letter that status has for a thread.
func stateInStatus(t *testing.T, id int) string {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/self/task/%d/status", id))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "\nState:\t")
	return rest[:1]
}

// Threads that sleep and one that computes are what their status says; the counts are
// those of the list; the processor is the one that getcpu tells.
func TestThreadStates(t *testing.T) {
	asleep, wake := onThreads(3, func(stop chan struct{}) { <-stop })
	defer wake()
	busy, rest := onThreads(1, func(stop chan struct{}) {
		for open := true; open; {
			select {
			case _, open = <-stop:
			default: // it computes
			}
		}
	})
	defer rest()
	find := func(id int) Thread {
		list, err := ListThreads()
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(list, func(th Thread) bool { return th.ID == id })
		if i < 0 {
			t.Fatalf("no thread %d in %+v", id, list)
		}
		return list[i]
	}
	for _, id := range asleep {
		deadline := time.Now().Add(10 * time.Second)
		for stateInStatus(t, id) != "S" || find(id).State != "sleeping" {
			if time.Now().After(deadline) {
				t.Fatalf("status %s, list %+v", stateInStatus(t, id), find(id))
			}
			time.Sleep(time.Millisecond)
		}
	}
	for deadline := time.Now().Add(10 * time.Second); ; {
		th := find(busy[0])
		if stateInStatus(t, busy[0]) == "R" && th.State == "running" && th.User+th.Kernel > 0 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("status %s, list %+v", stateInStatus(t, busy[0]), th)
		}
	}
	s := threadStates()
	if s == nil || s.Sleeping < len(asleep) || s.Running < 1 || s.Total() < len(asleep)+2 {
		t.Fatalf("%+v", s)
	}
	n := 0
	for processor, threads := range s.Processors {
		n += threads
		if processor < 0 || processor >= 4096 {
			t.Errorf("processor %d", processor)
		}
	}
	if n != s.Total() {
		t.Errorf("%d threads by processor, %d by state", n, s.Total())
	}
	if text := s.String(); !strings.HasPrefix(text, strconv.Itoa(s.Total())+": "+strconv.Itoa(s.Running)+" running, ") {
		t.Error(text)
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for deadline := time.Now().Add(10 * time.Second); ; {
		before := getcpu()
		th := find(syscall.Gettid())
		if before == getcpu() && th.Processor == before {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("getcpu %d, stat %d", before, th.Processor)
		}
	}
}

func getcpu() int {
	var cpu uint32
	_, _, _ = syscall.RawSyscall(sysGetcpu, uintptr(unsafe.Pointer(&cpu)), 0, 0)
	return int(cpu)
}

// The threads' processor time adds up to the process's, as getrusage tells it: each is
// rounded down to 10 ms, and threads that have ended are missing.
func TestThreadTime(t *testing.T) {
	list, err := ListThreads()
	if err != nil {
		t.Fatal(err)
	}
	var sum time.Duration
	for _, th := range list {
		sum += th.User + th.Kernel
	}
	if all := processCPU().Total(); sum > all+time.Duration(2*len(list)+1)*10*time.Millisecond {
		t.Errorf("threads %v, process %v", sum, all)
	}
}

// A report says at its end what the threads did.
func TestReportThreadStates(t *testing.T) {
	c := Start(Options{After: time.Nanosecond})
	r := c.Stop()
	s := r.Threads.After.States
	if s == nil || s.Running < 1 || s.Total() < 1 || r.Threads.Before.States != nil {
		t.Errorf("%+v", r.Threads)
	}
	if s := Start(Options{After: time.Hour}).Stop().Threads.After.States; s != nil {
		t.Errorf("a short cell has %v", s)
	}
	if s := Read(nil).Threads.States; s == nil || s.Running < 1 {
		t.Errorf("%+v", s)
	}
}

// BenchmarkThreadStates is what the states cost a report.
func BenchmarkThreadStates(b *testing.B) {
	for b.Loop() {
		threadStates()
	}
}
