package main

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"
)

// used is the processor time of this process, in nanoseconds.
func used() int64 {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		panic(err)
	}
	return r.Utime.Nano() + r.Stime.Nano()
}

// peak is the most memory that it has had resident, in bytes.
func peak() (bytes int64) {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			fmt.Sscan(rest, &bytes)
		}
	}
	return bytes << 10
}

func main() {
	const n = 1_000_000
	before, began := used(), time.Now()
	var started, done sync.WaitGroup
	stop := make(chan struct{})
	started.Add(n)
	done.Add(n)
	for range n {
		go func() {
			started.Done()
			<-stop
			done.Done()
		}()
	}
	started.Wait()
	close(stop)
	done.Wait()
	fmt.Println(time.Since(began).Nanoseconds(), used()-before, peak())
}
