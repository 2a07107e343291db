//go:build unix

package rt

import (
	"runtime"
	"runtime/metrics"
	"sync"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// BenchmarkParked starts goroutines that all wait on one channel, and lets them go. It
// reports what one of them costs in processor time and, while all wait, in memory:
// of plain Go, of a select with one case more, as whoever can be stopped needs it,
// and of a native cell's, which come here as package hook calls this one.
//
//	go test -run '^$' -bench Parked -benchtime 1x ./kernel/rt
func BenchmarkParked(b *testing.B) {
	const n = 200_000
	var never chan struct{}
	plain := func(body func(<-chan struct{}) func()) func(<-chan struct{}, func(), func()) {
		return func(c <-chan struct{}, started, done func()) {
			wait := body(c)
			go func() {
				started()
				wait()
				done()
			}()
		}
	}
	kinds := []struct {
		name string
		// start starts a goroutine that waits on c.
		start func(c <-chan struct{}, started, done func())
	}{
		{"go", plain(func(c <-chan struct{}) func() { return func() { <-c } })},
		{"select", plain(func(c <-chan struct{}) func() {
			other := never
			return func() {
				select {
				case <-c:
				case <-other:
				}
			}
		})},
		{"native", func(c <-chan struct{}, started, done func()) {
			Go(1, func() {
				started()
				hookRecv(c)
				done()
			})
		}},
	}
	for _, k := range kinds {
		b.Run(k.name, func(b *testing.B) {
			for b.Loop() {
				NewCell(1, "cell[1]").Run(func() {
					never = make(chan struct{})
					var started, done sync.WaitGroup
					started.Add(n)
					done.Add(n)
					c := make(chan struct{})
					runtime.GC()
					objects, stacks := inUse()
					began := usedTime()
					for range n {
						k.start(c, started.Done, done.Done)
					}
					started.Wait()
					parked := usedTime()
					o, s := inUse()
					b.ReportMetric(float64(o-objects)/n, "object-B")
					b.ReportMetric(float64(s-stacks)/n, "stack-B")
					close(c)
					done.Wait()
					b.ReportMetric(float64(parked-began)/n, "start-ns")
					b.ReportMetric(float64(usedTime()-parked)/n, "end-ns")
					b.ReportMetric(float64(usedTime()-began)/n, "ns/goroutine")
				})
			}
		})
	}
}

// hookRecv is Recv of package hook.
func hookRecv(c <-chan struct{}) {
	select {
	case <-c:
		return
	default:
	}
	select {
	case <-c:
	case <-hookPark(int(OpRecv), 1, *(*unsafe.Pointer)(unsafe.Pointer(&c))):
		current().leave()
	}
	hookUnpark()
}

var (
	hookPark   = Hooks()["park"].(func(int, int, unsafe.Pointer) <-chan struct{})
	hookUnpark = Hooks()["unpark"].(func())
)

// inUse is the memory of objects, with those that a collection would free, and that of
// stacks, in bytes.
func inUse() (objects, stacks uint64) {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/stacks:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64(), s[1].Value.Uint64()
}

// usedTime is processor time, which depends less than the clock's on what else runs.
func usedTime() time.Duration {
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
