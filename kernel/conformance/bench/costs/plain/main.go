// Command plain measures what goroutines and threads cost, each number in a few
// lines and in a process of its own. It shares nothing with package costs: it is
// what that package is compared with.
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	_ "os/user" // links the C library, as schedtick does: threads are then made by it
	"runtime"
	"strings"
	"sync"
	"time"
)

func main() {
	what := map[string]func() float64{
		"goroutine.create":         spawn,
		"goroutine.switch.channel": channel,
		"goroutine.switch.yield":   gosched,
		"goroutine.stack.start":    func() float64 { return stack(30000, func() {}) },
		"goroutine.stack.10k":      func() float64 { return stack(2000, use10K) },
		"goroutine.stack.100k":     func() float64 { return stack(300, use100K) },
		"goroutine.parked.1000":    func() float64 { return parked(1000) },
		"goroutine.parked.10000":   func() float64 { return parked(10000) },
		"goroutine.parked.100000":  func() float64 { return parked(100000) },
		"thread.create.go":         thread,
		"thread.switch.go":         threadSwitch,
		"thread.resident.go":       func() float64 { return threads("VmRSS:") },
		"thread.virtual.go":        func() float64 { return threads("VmSize:") },
	}
	if len(os.Args) != 2 || what[os.Args[1]] == nil {
		log.Fatal("usage: plain NUMBER")
	}
	fmt.Println(what[os.Args[1]]())
}

// best is the middle of 101 short runs of f, for one of n, in nanoseconds. Short, so that on a
// busy machine most are not disturbed.
func best(n int, f func()) float64 {
	var all [101]time.Duration
	for i := range all {
		t := time.Now()
		f()
		d := time.Since(t)
		j := i
		for ; j > 0 && all[j-1] > d; j-- {
			all[j] = all[j-1]
		}
		all[j] = d
	}
	return float64(all[len(all)/2].Nanoseconds()) / float64(n)
}

func spawn() float64 {
	const n = 400
	return best(n, func() {
		done := new(sync.WaitGroup)
		for range n {
			done.Add(1)
			go func() { done.Done() }()
		}
		done.Wait()
	})
}

func channel() float64 {
	runtime.GOMAXPROCS(1)
	const n = 500
	return best(2*n, func() {
		ping, pong := make(chan struct{}), make(chan struct{})
		go func() {
			for range n {
				<-ping
				pong <- struct{}{}
			}
		}()
		for range n {
			ping <- struct{}{}
			<-pong
		}
	})
}

func gosched() float64 {
	runtime.GOMAXPROCS(1)
	const n = 500
	return best(2*n, func() {
		other := make(chan bool)
		go func() {
			for range n {
				runtime.Gosched()
			}
			other <- true
		}()
		for range n {
			runtime.Gosched()
		}
		<-other
	})
}

// stack is what MemStats.StackInuse grows by, for one of n goroutines that wait
// after they have called f.
func stack(n int, f func()) float64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	ready, stay := make(chan int), make(chan int)
	for range n {
		go func() {
			f()
			ready <- 0
			<-stay
		}()
	}
	for range n {
		<-ready
	}
	runtime.ReadMemStats(&after)
	return float64(after.StackInuse-before.StackInuse) / float64(n)
}

//go:noinline
func use10K() {
	var a [10 << 10]byte
	touch(a[:])
}

//go:noinline
func use100K() {
	var a [60 << 10]byte // the compiler keeps at most 64 KB of an implicit variable on the stack
	touch(a[:])
	use50K()
}

//go:noinline
func use50K() {
	var a [45 << 10]byte
	touch(a[:])
}

//go:noinline
func touch(b []byte) {
	for i := range b {
		b[i] = byte(i)
	}
}

// parked is what the process grows by, for one of n goroutines that wait.
func parked(n int) float64 {
	stay := make(chan int)
	start := func(n int) {
		ready := make(chan int, n)
		for range n {
			go func() { ready <- 0; <-stay }()
		}
		for range n {
			<-ready
		}
	}
	start(200) // what the program needs once
	before := status("VmRSS:")
	start(n)
	return (status("VmRSS:") - before) / float64(n)
}

func thread() float64 {
	const n = 20
	return best(n, func() {
		for range n {
			gone := make(chan int)
			go func() {
				runtime.LockOSThread()
				close(gone)
			}()
			<-gone
		}
	})
}

func threadSwitch() float64 {
	const n = 50
	return best(2*n, func() {
		ping, pong := make(chan struct{}), make(chan struct{})
		body := func(first, second func()) {
			runtime.LockOSThread()
			for range n {
				first()
				second()
			}
			runtime.UnlockOSThread()
		}
		go body(func() { <-ping }, func() { pong <- struct{}{} })
		body(func() { ping <- struct{}{} }, func() { <-pong })
	})
}

func threads(field string) float64 {
	const n = 250
	stay := make(chan int)
	start := func(n int) {
		ready := make(chan int)
		for range n {
			go func() { runtime.LockOSThread(); ready <- 0; <-stay }()
		}
		for range n {
			<-ready
		}
	}
	start(5)
	before := status(field)
	start(n)
	return (status(field) - before) / n
}

// status reads a field of /proc/self/status that is given in kB.
func status(field string) float64 {
	f, err := os.Open("/proc/self/status")
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		if strings.HasPrefix(s.Text(), field) {
			var kb float64
			if _, err := fmt.Sscan(strings.TrimPrefix(s.Text(), field), &kb); err != nil {
				log.Fatal(err)
			}
			return kb * 1024
		}
	}
	log.Fatalf("no %s in /proc/self/status", field)
	return 0
}
