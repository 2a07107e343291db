// Package runtimeprobe says what the Go scheduler did while a piece of a program
// ran: how many goroutines there were before, at the peak and after, how many
// were created, on how many threads, in how much time. It needs nothing but the
// standard library; the kernel of schedtick is its first user.
//
//	cell := runtimeprobe.Start(runtimeprobe.Options{})
//	work()
//	report := cell.Stop()
//
// A program that observes often keeps one Probe; a pair of Start and Stop then
// costs about 20 µs. A program that runs code of others declares its own
// goroutines with a Baseline, so that the observed code sees the numbers of a
// standalone program. [List] and [ListThreads] tell more to those who ask, and
// [VerifyNone] lets a test fail if goroutines are left.
//
// # What each number means
//
// No number is better than its source. The names that begin with a slash are
// those of package runtime/metrics.
//
//	number                  | source                                                                                                                         | caveat
//	goroutines before       | runtime.NumGoroutine less the host's                                                                                           | what earlier cells left behind is in it
//	goroutines at the peak  | counted by the caller, or the largest of the ends and the samples                                                              | a lower bound if sampled; exact if counted, or if all that were created were alive at once
//	goroutines after        | runtime.NumGoroutine less the host's                                                                                           | taken up to 0.5 ms after the end, 200 ms in a notebook, so that those on their way out are gone
//	goroutines created      | /sched/goroutines-created, less the host's and the runtime's own                                                               | whole process: libraries and goroutines of earlier cells create too
//	by go statements        | counted by the caller at each go statement                                                                                     | without those that libraries start
//	states at the end       | /sched/goroutines/{running,runnable,waiting,not-in-go}                                                                         | whole process with host and runtime; not one instant, so they need not add up
//	not counted above       | declared by the host; /sched/goroutines less runtime.NumGoroutine                                                              | the host's and the runtime's own goroutines
//	GOMAXPROCS              | /sched/gomaxprocs                                                                                                              | how many goroutines run Go code at once; not a limit on threads
//	NumCPU                  | runtime.NumCPU                                                                                                                 | fixed when the process starts
//	CPU affinity            | Cpus_allowed_list in /proc/self/status                                                                                         | Linux only; read when the probe was made
//	CPU quota               | cpu.max (cgroup v2) or cpu.cfs_quota_us (v1)                                                                                   | Linux only; read when the probe was made; a quota throttles, it does not hide processors
//	threads, by the runtime | /sched/threads/total                                                                                                           | Ms that Go made; idle ones stay, so it seldom falls
//	threads, by the system  | /proc/self/task                                                                                                                | whole process with threads of C code; Linux only
//	what threads do         | third field of /proc/self/task/…/stat; field 39: the processor that a thread ran on last                                       | one thread after the other, so it need not agree with the number above; running is on a processor or waiting for one, the thread that asks always is; not for cells shorter than 5 ms; Linux only
//	wall time               | monotonic clock                                                                                                                | without the probe's own readings
//	CPU time                | getrusage, on Windows GetProcessTimes                                                                                          | whole process with host and garbage collector; Windows counts in steps of 15.6 ms
//	wait for a P            | /sched/latencies                                                                                                               | whole process; about one wait in eight is looked at; quantiles are upper bounds of buckets
//	heap                    | /memory/classes/heap/objects                                                                                                   | whole process; objects that are dead but not yet swept are in it
//	goroutine stacks        | /memory/classes/heap/stacks                                                                                                    | reserved, also for goroutines to come; not the stacks of threads
//	allocated               | /gc/heap/allocs                                                                                                                | freed or not; moves in steps of some kilobytes
//	memory a goroutine      | growth of /memory/classes/heap/stacks divided by that of goroutines to the peak; /gc/heap/allocs divided by goroutines created | shown from 100 goroutines on; the first is too small if a collection freed stacks meanwhile, the second has all that the cell allocated in it
//	garbage collections     | /gc/cycles/total                                                                                                               | completed ones
//	course over time        | samples of runtime.NumGoroutine, /sched/goroutines/runnable, /sched/threads/total                                              | one each 10 ms, the first after 5; on a busy machine they come late, their times say when
//
// # Other systems than Linux
//
// macOS has no affinity, no control groups, and tells the number of threads, and
// what they do, only to C code: these are absent. Windows is the same (it lists
// threads only together with those of all other processes), and counts processor
// time in steps of 15.6 ms. All else is the Go runtime's and the same everywhere.
//
// # Leaked goroutines
//
// [Leaks] asks the leak detector of the runtime, the goroutineleak profile of package
// runtime/pprof: a garbage collection that does not follow what blocked goroutines
// hold. Only binaries built with GOEXPERIMENT=goroutineleakprofile have it, on all
// systems; the others get [ErrNoLeakDetector], never an empty list. It sees compiled
// goroutines that wait for channels, and for locks, wait groups and conditions of
// package sync. A goroutine that waits with a timeout, or that a global
// variable can wake, is not leaked. The schedtick kernel looks by itself for those that
// interpreted and compiled cells leave, in every build.
package runtimeprobe
