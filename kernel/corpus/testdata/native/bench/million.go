package main

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"time"
)

func main() {
	const n = 1_000_000
	began := time.Now()
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
	took := time.Since(began)
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			var kb int64
			fmt.Sscan(rest, &kb)
			fmt.Println(took.Nanoseconds(), kb)
		}
	}
}
